"""Markdown of the quizzes as the XHTML of QTI: formulas as MathML, links that lead to the website."""

import importlib.util
import re
from functools import cache
from xml.etree import ElementTree as ET

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from tools.quizzes import ROOT

MATHML = "http://www.w3.org/1998/Math/MathML"
SOURCE_OF_FORMULA = re.compile(r"</?semantics>|<annotation.*?</annotation>", re.S)
ET.register_namespace("m", MATHML)


def formula(latex, options):
    """A formula as MathML, from the renderer of the website."""
    html = katex().render(latex, options["display_mode"])
    return SOURCE_OF_FORMULA.sub("", re.search(r"<math.*</math>", html, re.S)[0])


@cache
def katex():
    """The website's module; it lies with the extensions, outside of any package."""
    spec = importlib.util.spec_from_file_location("katex_strict", ROOT / "book" / "_ext" / "katex_strict.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def website():
    """The address of the folder with the chapters."""
    return yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["html"]["baseurl"] + "book/"


MARKDOWN = MarkdownIt("commonmark", {"xhtmlOut": True}).use(dollarmath_plugin, renderer=formula)


def blocks(markdown):
    """The paragraphs of some Markdown."""
    return list(parsed(MARKDOWN.render(markdown)))


def line(tag, markdown, **attributes):
    """An element that holds one line of Markdown."""
    element = parsed(MARKDOWN.renderInline(markdown), tag)
    element.attrib.update(attributes)
    return element


def parsed(html, tag="div"):
    """The elements of some XHTML, in one that holds them."""
    element = ET.fromstring(f"<{tag}>{html}</{tag}>")
    for link in element.iter("a"):
        link.set("href", absolute(link.get("href")))
    return element


def absolute(address):
    """An address that is right outside of the book, too; the website leaves the number of a section out."""
    return address if "://" in address else website() + re.sub(r"\.ipynb(#)?(\d+-)?", r".html\1", address)
