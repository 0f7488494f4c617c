"""Write the quizzes for learning-management systems, as a QTI 2.1 package: ``python -m tools.qti [FILE]``.

One assessmentTest for each chapter, one assessmentItem for each question, with what the book says about each answer as
its feedback. The libraries on PyPI do not fit: text2qti writes QTI 1.2, qti-package-maker has no feedback for choices.
"""

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from grading.classroom.archive import write_zip
from tools.qti_markup import blocks, line
from tools.quizzes import ROOT, chapters, quiz_of

PACKAGE = ROOT / "_build" / "kit" / "quizzes-qti21.zip"
QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
QTI_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
CONTENT_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"


def element(tag, *children, **attributes):
    """An element with children, or with a text."""
    made = ET.Element(tag, attributes)
    made.text = "".join(child for child in children if isinstance(child, str)) or None
    made.extend(child for child in children if not isinstance(child, str))
    return made


def root(tag, namespace, schema, *children, **attributes):
    """The first element of a file."""
    where = {"xmlns": namespace, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    return element(tag, *children, **where, **{"xsi:schemaLocation": f"{namespace} {schema}"}, **attributes)


def item(stem, title, question):
    """The file of one question."""
    named = dict(zip("ABCDEFGHIJ", question.options))
    kind = "float" if question.is_numeric else "identifier"
    right = next(name for name, option in named.items() if option.is_right)
    return root(
        "assessmentItem", QTI, QTI_SCHEMA,
        element("responseDeclaration",
                element("correctResponse", element("value", value_of(right, question.right))),
                identifier=RESPONSE, cardinality="single", baseType=kind),
        element("outcomeDeclaration", element("defaultValue", element("value", "0")),
                identifier=SCORE, cardinality="single", baseType="float", normalMaximum="1"),
        element("outcomeDeclaration", identifier=FEEDBACK, cardinality="single", baseType="identifier"),
        element("itemBody", *(number_asked(question) if question.is_numeric else [choice_asked(question, named)])),
        element("responseProcessing", *processing(question, named)),
        *(element("modalFeedback", *blocks(option.said), outcomeIdentifier=FEEDBACK, identifier=name, showHide="show")
          for name, option in named.items()),
        identifier=identifier(stem, question.number), title=f"{title}, question {question.number}",
        adaptive="false", timeDependent="false", **{"xml:lang": "en"},
    )  # fmt: skip


def value_of(name, option):
    """What a reader answers who chooses an option: its name, or a number."""
    return name if isinstance(option.answer, str) else repr(option.answer)


def identifier(stem, number):
    """A name for a question that begins with a letter, as it must: ``backprop-7``."""
    return f"{stem.split('_', 1)[1].replace('_', '-')}-{number}"


def choice_asked(question, named):
    """The question above its choices, always in this order."""
    choices = (line("simpleChoice", option.answer, identifier=name) for name, option in named.items())
    return element("choiceInteraction", line("prompt", question.text), *choices,
                   responseIdentifier=RESPONSE, shuffle="false", maxChoices="1")  # fmt: skip


def number_asked(question):
    """The question above a field for a number."""
    field = element("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="10")
    return [line("p", question.text), element("p", field)]


def processing(question, named):
    """One condition with a branch for each option: its score and its feedback."""
    first, *others = [
        (matches(question, name, option),
         set_value(SCORE, "float", "1" if option.is_right else "0"), set_value(FEEDBACK, "identifier", name))
        for name, option in named.items()
    ]  # fmt: skip
    branches = [element("responseIf", *first), *(element("responseElseIf", *other) for other in others)]
    return [element("responseCondition", *branches)]


def matches(question, name, option):
    """Whether the response is an option; a number may be off by the tolerance."""
    response = element("variable", identifier=RESPONSE)
    if not question.is_numeric:
        return element("match", response, base_value("identifier", name))
    tolerance = {"tolerance": repr(question.tolerance)} if question.tolerance else {}
    mode = "absolute" if question.tolerance else "exact"
    value = base_value("float", value_of(name, option))
    return element("equal", response, value, toleranceMode=mode, **tolerance)


def base_value(kind, value):
    """A constant."""
    return element("baseValue", value, baseType=kind)


def set_value(outcome, kind, value):
    """A rule that gives an outcome a value."""
    return element("setOutcomeValue", base_value(kind, value), identifier=outcome)


def chapter_test(stem, title, quiz):
    """The file of one chapter: all its questions, as often as one likes, with feedback."""
    refs = (element("assessmentItemRef", identifier=identifier(stem, q.number), href=f"question-{q.number}.xml")
            for q in quiz)  # fmt: skip
    section = element("assessmentSection", *refs, identifier="questions", title=title, visible="true")
    control = element("itemSessionControl", maxAttempts="0", showFeedback="true")
    total = element("sum", element("testVariables", variableIdentifier=SCORE))
    return root(
        "assessmentTest", QTI, QTI_SCHEMA,
        element("outcomeDeclaration", identifier=SCORE, cardinality="single", baseType="float"),
        element("testPart", control, section,
                identifier="part", navigationMode="nonlinear", submissionMode="individual"),
        element("outcomeProcessing", element("setOutcomeValue", total, identifier=SCORE)),
        identifier=identifier(stem, "quiz"), title=title,
    )  # fmt: skip


def manifest(quizzes):
    """The list of all files, and which needs which."""
    resources = []
    for stem, quiz in quizzes.items():
        needed = (element("dependency", identifierref=identifier(stem, q.number)) for q in quiz)
        resources.append(resource(identifier(stem, "quiz"), "imsqti_test_xmlv2p1", f"{stem}/test.xml", *needed))
        resources += [resource(identifier(stem, q.number), "imsqti_item_xmlv2p1", f"{stem}/question-{q.number}.xml")
                      for q in quiz]  # fmt: skip
    about = element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0"))
    return root("manifest", CONTENT, CONTENT_SCHEMA, about, element("organizations"), element("resources", *resources),
                identifier="gradients-by-hand-quizzes")  # fmt: skip


def resource(name, kind, path, *needed):
    """One file in the manifest."""
    return element("resource", element("file", href=path), *needed, identifier=name, type=kind, href=path)


def title_of(chapter):
    """The heading of a chapter: ``6. Backpropagation``."""
    first = "".join(json.loads(chapter.read_text("utf-8"))["cells"][0]["source"])
    return re.match(r"# (.+)", first)[1]


def members():
    """Path in the package and content of every file."""
    quizzes = {chapter.stem: quiz_of(chapter) for chapter in chapters()}
    files = {"imsmanifest.xml": manifest(quizzes)}
    for chapter in chapters():
        stem, title = chapter.stem, title_of(chapter)
        files[f"{stem}/test.xml"] = chapter_test(stem, title, quizzes[stem])
        files |= {f"{stem}/question-{q.number}.xml": item(stem, title, q) for q in quizzes[stem]}
    return {path: ET.tostring(tree, encoding="utf-8", xml_declaration=True) for path, tree in files.items()}


def main():
    """Command line."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    files = members()
    write_zip(path, files)
    print(f"quizzes: {sum('question' in name for name in files)} questions, {path.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
