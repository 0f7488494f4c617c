"""The list of nnlib's modules: every page of the API below its title, with what its modules say about themselves."""

import re
from pathlib import Path

import yaml
from docutils import nodes
from docutils.statemachine import StringList
from nnlib_links import modules
from sphinx.util.docutils import SphinxDirective

HERE = "book/api/index"
DOCUMENTED = re.compile(r"^\.\. automodule:: (\S+)", re.M)


def pages(root):
    """The pages of the API, in the order of the table of contents."""
    parts = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))["parts"]
    [api] = [entry for part in parts for entry in part["chapters"] if entry["file"] == HERE]
    return [root / f"{section['file']}.md" for section in api["sections"]]


def lines(page):
    """Yield one item for a page, and below it one for each of its modules."""
    text = page.read_text("utf-8")
    yield f"- [{text.splitlines()[0].removeprefix('# ')}]({page.name})"
    for module in DOCUMENTED.findall(text):
        yield f"  - `{module}`: {modules()[module].__doc__.splitlines()[0]}"


class Modules(SphinxDirective):
    """``{modules}``: takes nothing, lists everything."""

    def run(self):
        """Write the list as Markdown, and have it read."""
        text = [line for page in pages(Path(self.env.srcdir)) for line in lines(page)]
        node = nodes.container(classes=["nnlib-modules"])
        self.state.nested_parse(StringList(text, self.env.docname), self.content_offset, node)
        return [node]


def setup(app):
    """Add the directive."""
    app.add_directive("modules", Modules)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
