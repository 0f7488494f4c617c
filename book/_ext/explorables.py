"""Interactive figures: ``:::{explorable} neuron`` with a picture, its alt text and a caption.

The picture is required: it stands where there are no scripts, on paper, and in Jupyter, which shows the lines of the
directive as text. With scripts, the custom element ``explore-neuron`` around it draws itself (book/explorables).
Browsers load no modules from a folder on disk, so the modules of a figure become one classic script, and those that all
figures share another.
"""

import re
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

SOURCES = Path(__file__).parents[1] / "explorables"
BASE = SOURCES / "base"
SHEETS = ["figure.css", "drawing.css"]
IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";\n', re.M)
EXPORTED = re.compile(r"^export (?:const|function|class) (\w+)", re.M)
EXPORT = re.compile(r"^export (?=(?:const|function|class) )", re.M)
DEFINED = re.compile(r"^(?:const|let|function|class) (\w+)", re.M)
COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*\*(?s:.*?)\*/)?\n|^ +", re.M)  # and empty lines, and indentation
FORBIDDEN = re.compile(r"^(import|export) .*", re.M)


class explorable(nodes.General, nodes.Element):  # docutils' nodes have small letters
    """What is inside the figure: a picture that the element replaces."""


def modules(entry, found=None):
    """A module and all that it imports, every one after those it needs."""
    found = {} if found is None else found
    for name in IMPORT.findall(entry.read_text("utf-8")):
        path = (entry.parent / name).resolve()
        if path not in found:
            modules(path, found)
    found[entry.resolve()] = None
    return list(found)


def joined(paths, given=()):
    """Modules in one scope, and the names that they export.

    Parameters
    ----------
    paths : list of Path
        Each after those it needs.
    given : list of str
        Names that the scope has already, from the base.

    Returns
    -------
    text : str
        JavaScript without import and export, comments and indentation.
    exported : list of str
        Names.

    Raises
    ------
    ValueError
        If two modules define the same name, or import and export in another form than this one reads.
    """
    owner, exported, parts = dict.fromkeys(given, "base"), [], []
    for path in paths:
        text = path.read_text("utf-8")
        exported += EXPORTED.findall(text)
        text = EXPORT.sub("", IMPORT.sub("", text))
        if left := FORBIDDEN.search(text):
            raise ValueError(f"{path.name} has {left[0]!r}, but should import {{ names }} and export const, function "
                             "or class")
        for defined in DEFINED.findall(text):
            if defined in owner:
                raise ValueError(f"{path.name} defines {defined}, as {owner[defined]} does: one needs another name")
            owner[defined] = path.name
        parts.append(COMMENT.sub("", text))
    return "".join(parts), exported


@cache
def base():
    """What all figures share: a script that leaves it under one name."""
    every = {module: None for path in sorted(BASE.glob("*.js")) for module in modules(path)}
    text, exported = joined(every)
    return f'"use strict";\nconst explorables = (() => {{\n{text}return {{ {", ".join(exported)} }};\n}})();\n'


def script(name):
    """What one figure, such as ``"neuron"``, adds to the base."""
    _, given = joined(sorted(BASE.glob("*.js")))
    text, _ = joined([path for path in modules(SOURCES / f"{name}.js") if path.parent != BASE], given)
    used = [word for word in given if re.search(rf"\b{word}\b", text)]
    return f'"use strict";\n(() => {{\nconst {{ {", ".join(used)} }} = explorables;\n{text}}})();\n'


class Explorable(SphinxDirective):
    """The figure, numbered and captioned like any other."""

    required_arguments = 1
    has_content = True

    def run(self):
        """Find the picture and the caption; without them there is no figure."""
        name = self.arguments[0]
        if not (SOURCES / f"{name}.js").is_file():
            raise self.error(f"explorable is {name!r}, but book/explorables has no {name}.js")
        self.env.note_dependency(str(SOURCES / f"{name}.js"))
        body = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, body)
        pictures = list(body.findall(nodes.image))
        paragraphs = [part for part in body.children if isinstance(part, nodes.paragraph)]
        texts = [paragraph for paragraph in paragraphs if not list(paragraph.findall(nodes.image))]
        if len(pictures) != 1 or len(texts) != 1 or not pictures[0].get("alt"):
            raise self.error(f"explorable {name} has {len(pictures)} pictures and {len(texts)} paragraphs, but should "
                             "have one picture with alt text and one caption")
        return [self.figure(name, pictures[0], texts[0])]

    def figure(self, name, picture, text):
        """A docutils figure, so that Sphinx numbers it and can refer to it as fig-explore-NAME."""
        figure = nodes.figure("", explorable("", picture, name=name), classes=["explorable"])
        figure += nodes.caption(text.rawsource, "", *text.children)
        self.set_source_info(figure)
        self.options["name"] = f"fig-explore-{name}"
        self.add_name(figure)
        return figure


def visit(translator, node):
    """Open the custom element."""
    translator.body.append(f"<explore-{node['name']}>")


def depart(translator, node):
    """Close it."""
    translator.body.append(f"</explore-{node['name']}>")


def nothing(translator, node):
    """Elsewhere the picture is all there is."""


def write_assets(app):
    """Bundle the figures and copy their styles, before the pages that name them."""
    if app.builder.format == "html":
        folder = Path(app.outdir, "_static", "explorables")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "base.js").write_text(base(), "utf-8")
        for entry in SOURCES.glob("*.js"):
            (folder / entry.name).write_text(script(entry.stem), "utf-8")
        for sheet in SHEETS:
            (folder / sheet).write_text((SOURCES / sheet).read_text("utf-8"), "utf-8")


def load_assets(app, page, template, context, doctree):
    """Load on a page only what its figures need."""
    names = dict.fromkeys(node["name"] for node in doctree.findall(explorable)) if doctree else {}
    if names:
        for sheet in SHEETS:
            app.add_css_file(f"explorables/{sheet}")
        for name in ["base", *names]:
            app.add_js_file(f"explorables/{name}.js", loading_method="defer")


def setup(app):
    """Add the directive, its node and its files."""
    app.add_directive("explorable", Explorable)
    app.add_node(explorable, html=(visit, depart), latex=(nothing, nothing), text=(nothing, nothing))
    app.connect("builder-inited", write_assets)
    app.connect("html-page-context", load_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
