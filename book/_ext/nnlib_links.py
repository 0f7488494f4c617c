"""Links between the book and nnlib, both ways, made when the site is built.

A docstring's References are the one source: ``Chapter 6, "The affine layer, backwards": eq-affine-x, eq-affine-w.``
On the page of the function they become links to the section and to the equations; in the chapter, each
of these equations gets a link to the function. In prose, the name of a module, a function or a class in code font is a
link where a section first says it, so that notebooks stay plain Markdown.
"""

import importlib
import inspect
import pkgutil
import re
from collections import Counter, defaultdict
from functools import cache

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

import nnlib

LABEL = re.compile(r"\beq-[a-z0-9-]+")
CHAPTER = re.compile(r'Chapter (\d+)(?:, "([^"]+?)")?')
NOT_LINKED = (nodes.title, nodes.reference, pending_xref)
OUR_OWN_WORK = "problem-set"  # in this section the names are those of the reader's functions
BEFORE_NUMPYDOC = 400

log = logging.getLogger(__name__)


@cache
def modules():
    """Every public module of nnlib, by name."""
    names = [name for _, name, _ in pkgutil.iter_modules(nnlib.__path__, "nnlib.") if not name.startswith("nnlib._")]
    return {name: importlib.import_module(name) for name in names}


@cache
def members():
    """Every public function and class of nnlib, by full name."""
    return {
        f"{module}.{name}": member
        for module, content in modules().items()
        for name, member in vars(content).items()
        if inspect.isfunction(member) or inspect.isclass(member)
        if member.__module__ == module and not name.startswith("_")
    }


@cache
def targets():
    """What a name in code font means: full names, and short ones that only one module has."""
    short = Counter(name.rpartition(".")[2] for name in members())
    full = {name: name for name in [*modules(), *members()]}
    return full | {s: name for name in members() if short[s := name.rpartition(".")[2]] == 1}


@cache
def functions_of_equations():
    """The full names of the functions whose docstring names an equation, by its label."""
    found = defaultdict(list)
    for name, member in members().items():
        for label in dict.fromkeys(LABEL.findall(inspect.getdoc(member) or "")):
            found[label].append(name)
    return found


def link(target):
    """A link to the page of a module, a function or a class, under its short name."""
    text = target if target in modules() else target.rpartition(".")[2]
    return pending_xref("", nodes.literal("", text), refdomain="py", reftype="obj", reftarget=target, refwarn=True)


class ChapterLinks(SphinxTransform):
    """Link the names and the equations of one page to nnlib."""

    default_priority = 400

    def apply(self):
        """Names first, since a link under an equation has a name in it, too."""
        self.link_names()
        for equation in list(self.document.findall(nodes.math_block)):
            if names := functions_of_equations().get(equation.get("label")):
                self.link_equation(equation, names)

    def link_names(self):
        """Make links of names in code font, once in each section."""
        seen = set()
        for code in list(self.document.findall(nodes.literal)):
            target = targets().get(code.astext().removesuffix("()"))
            section = self.section_of(code)
            if target and section is not None and (section, target) not in seen:
                seen.add((section, target))
                code.replace_self(link(target))

    def section_of(self, node):
        """The section of a node, None where a link has no place."""
        section, ours = None, False
        while node.parent is not None:
            node = node.parent
            if isinstance(node, NOT_LINKED):
                return None
            if isinstance(node, nodes.section):
                section, ours = section or node, ours or OUR_OWN_WORK in node["ids"]
        return None if ours else section

    def link_equation(self, equation, names):
        """Write the functions below an equation."""
        links = [part for name in names for part in (nodes.Text(", "), link(name))][1:]
        line = nodes.paragraph("", "", nodes.Text("nnlib: "), *links, classes=["in-nnlib"])
        equation.parent.insert(equation.parent.index(equation) + 1, line)


def link_references(app, what, name, obj, options, lines):
    """In a docstring, make links of chapters, sections and equations."""
    if "References" in lines:
        start = lines.index("References")
        text = "\n".join(lines[start:])
        text = CHAPTER.sub(lambda m: f":chapter:`{m[0]} <{m[1]}:{m[2] or ''}>`", text)
        lines[start:] = LABEL.sub(lambda m: f":eq:`{m[0]}`", text).split("\n")


def name_functions(app, what, name, obj, options, signature, annotation):
    """In a signature, call a function that is a default by its name."""
    return re.sub(r"<function (\w+)[^>]*>", r"\1", signature or ""), annotation


def resolve(app, env, node, content):
    """Find the section of a chapter; leave names that are none of ours as they are."""
    if node["reftype"] == "chapter":
        return resolve_chapter(app, env, node, content)
    if node.get("refdomain") == "py" and not node.get("refwarn"):
        return short_name(app, env, node, content)
    return None


def short_name(app, env, node, content):
    """In a docstring, `mlp_init` is the function of another module, and `W` is only code."""
    target = targets().get(node["reftarget"])
    if target is None:
        return content
    py = env.get_domain("py")
    return py.resolve_xref(env, node["refdoc"], app.builder, "obj", target, node, content) or content


def resolve_chapter(app, env, node, content):
    """A link to a chapter, or to the section of this title; a chapter that does not exist yet stays text."""
    number, _, title = node["reftarget"].partition(":")
    chapter = next((doc for doc in env.found_docs if doc.rpartition("/")[2].startswith(f"{int(number):02}_")), None)
    if chapter is None:
        return content
    headings = env.tocs[chapter].findall(nodes.reference)
    anchors = {re.sub(r"^[\d.]+ ", "", heading.astext()): heading["anchorname"] for heading in headings}
    if title and title not in anchors:
        log.warning("%s has no section %r", chapter, title, location=node)
    uri = app.builder.get_relative_uri(node["refdoc"], chapter) + anchors.get(title, "")
    return nodes.reference("", "", *content.children, internal=True, refuri=uri)


def setup(app):
    """Link while pages are read; find the targets when all have been."""
    app.add_role("chapter", XRefRole(innernodeclass=nodes.inline))
    app.add_transform(ChapterLinks)
    app.connect("autodoc-process-docstring", link_references, priority=BEFORE_NUMPYDOC)
    app.connect("autodoc-process-signature", name_functions)
    app.connect("missing-reference", resolve)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
