"""The quizzes for learning-management systems: valid, and the same as in the book."""

import re
import zipfile

import pytest
from lxml import etree

from tools import qti
from tools.quizzes import chapters, quiz_of

NS = {"q": qti.QTI, "c": qti.CONTENT, "m": "http://www.w3.org/1998/Math/MathML"}
QUESTIONS = {f"{chapter.stem}/question-{q.number}.xml": q for chapter in chapters() for q in quiz_of(chapter)}


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Every file of the package, parsed, as it comes out of the zip."""
    path = qti.write_zip(tmp_path_factory.mktemp("qti") / "quizzes.zip", qti.members())
    with zipfile.ZipFile(path) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def grammar(root):
    """What of QTI 2.1 the course uses."""
    return etree.RelaxNG(etree.parse(root / "tests" / "qti21.rng"))


def words(element):
    """What an element says, without its formulas."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::m:math)]", namespaces=NS)).split())


def words_of(markdown):
    """What Markdown says, without its formulas; a star inside of code is a star."""
    parts = re.split(r"(`.+?`|<code>.+?</code>)", re.sub(r"\$.+?\$", "", markdown))
    parts[::2] = [re.sub(r"\]\(.+?\)|\[|\*", "", part) for part in parts[::2]]
    return " ".join(re.sub(r"<.+?>|`", "", "".join(parts)).split())


def response(item, answer):
    """What a system would answer with: score and feedback, by the rules in the item."""
    for branch in item.iterfind(".//q:responseCondition/*", NS):
        condition, *rules = branch
        if holds(condition, answer):
            outcomes = {rule.get("identifier"): rule[0].text for rule in rules}
            [feedback] = item.xpath("q:modalFeedback[@identifier=$id]", id=outcomes["FEEDBACK"], namespaces=NS)
            return float(outcomes["SCORE"]), words(feedback)
    return None


def holds(condition, answer):
    """Whether an answer fulfils the condition of a branch."""
    wanted = condition.findtext("q:baseValue", namespaces=NS)
    if etree.QName(condition).localname == "match":
        return answer == wanted
    return abs(answer - float(wanted)) <= float(condition.get("tolerance", 0)) + 1e-12


def answers(item, question):
    """What a reader would hand in for each option, in their order."""
    if question.is_numeric:
        return [option.answer for option in question.options]
    return item.xpath(".//q:simpleChoice/@identifier", namespaces=NS)


def test_every_file_is_valid(package, grammar):
    """A system would refuse the package."""
    assert {name: str(grammar.error_log) for name, tree in package.items() if not grammar.validate(tree)} == {}


@pytest.mark.parametrize(("right", "wrong"), [
    ('shuffle="false"', ""), ('timeDependent="false"', ""), ("simpleChoice", "choice"), ("<prompt>", "<prompt><p/>"),
    ('showHide="show"', 'showHide="yes"'), ('baseType="float">1', 'baseType="number">1'), ("itemBody", "body"),
])  # fmt: skip
def test_the_grammar_notices(package, grammar, right, wrong):
    """The grammar would accept what the specification does not allow."""
    item = etree.tostring(package["06_backprop/question-1.xml"], encoding="unicode")
    assert right in item
    assert not grammar.validate(etree.fromstring(item.replace(right, wrong)))


def test_all_questions_are_there_and_listed(package):
    """A question would be missing, or a system would not find it."""
    manifest = package["imsmanifest.xml"]
    assert set(package) == {"imsmanifest.xml", *QUESTIONS, *(f"{chapter.stem}/test.xml" for chapter in chapters())}
    assert {*manifest.xpath("//c:resource/@href", namespaces=NS), "imsmanifest.xml"} == set(package)
    assert manifest.xpath("//c:file/@href", namespaces=NS) == manifest.xpath("//c:resource/@href", namespaces=NS)
    known = manifest.xpath("//c:resource/@identifier", namespaces=NS)
    assert len(set(known)) == len(known) and set(manifest.xpath("//@identifierref")) < set(known)
    for resource in manifest.iterfind(".//c:resource", NS):
        assert package[resource.get("href")].get("identifier") == resource.get("identifier")


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.stem)
def test_a_chapter_has_its_questions_in_order(package, chapter):
    """A system would ask in another order, or ask something else."""
    refs = package[f"{chapter.stem}/test.xml"].findall(".//q:assessmentItemRef", NS)
    assert [ref.get("href") for ref in refs] == [f"question-{q.number}.xml" for q in quiz_of(chapter)]
    for ref in refs:
        assert package[f"{chapter.stem}/{ref.get('href')}"].get("identifier") == ref.get("identifier")


@pytest.mark.parametrize("path", QUESTIONS)
def test_a_question_says_what_the_book_says(package, path):
    """A question would read differently, or a formula would be lost."""
    item, question = package[path], QUESTIONS[path]
    asked = item.xpath(".//q:prompt | .//q:itemBody/q:p[1]", namespaces=NS)[0]
    assert words(asked) == words_of(question.text)
    assert len(asked.findall(".//m:math", NS)) == question.text.count("$") / 2
    if not question.is_numeric:
        choices = item.findall(".//q:simpleChoice", NS)
        assert [words(choice) for choice in choices] == [words_of(option.answer) for option in question.options]


@pytest.mark.parametrize("path", QUESTIONS)
def test_every_answer_gets_its_score_and_its_explanation(package, path):
    """A right answer would be marked wrong, or a mistake explained as another."""
    item, question = package[path], QUESTIONS[path]
    given = answers(item, question)
    got = [response(item, answer) for answer in given]
    assert got == [(float(option.is_right), words_of(option.said)) for option in question.options]
    declared = item.findtext(".//q:correctResponse/q:value", namespaces=NS)
    assert response(item, float(declared) if question.is_numeric else declared)[0] == 1


@pytest.mark.parametrize("path", [path for path, question in QUESTIONS.items() if question.is_numeric])
def test_a_number_may_be_off_by_its_tolerance(package, path):
    """A rounded answer would be wrong, or a wrong one right."""
    item, question = package[path], QUESTIONS[path]
    answer, tolerance = question.right.answer, question.tolerance
    assert response(item, answer - tolerance)[0] == response(item, answer + tolerance)[0] == 1
    assert response(item, answer + 1.1 * tolerance + 1e-6) is None


def test_links_lead_to_the_website(package):
    """A link would lead nowhere: the package does not have the book."""
    links = [link.get("href") for tree in package.values() for link in tree.iterfind(".//q:a", NS)]
    assert links and [link for link in links if not re.fullmatch(r"https://.+/book/\w+\.html(#[a-z-]+)?", link)] == []


def test_the_same_quizzes_make_the_same_bytes(tmp_path):
    """Two builds of one state would differ."""
    one, two = (qti.write_zip(tmp_path / name, qti.members()).read_bytes() for name in ("one.zip", "two.zip"))
    assert one == two


def test_the_package_is_the_committed_state(root, tmp_path):
    """The download would be older than the book."""
    fresh = qti.write_zip(tmp_path / "fresh.zip", qti.members())
    assert (root / "_build/kit/quizzes-qti21.zip").read_bytes() == fresh.read_bytes()
