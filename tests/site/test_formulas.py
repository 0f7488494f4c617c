"""A wrong formula stops the build."""

import sys
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

EXTENSIONS = Path(__file__).parents[2] / "book" / "_ext"


@pytest.fixture(autouse=True)
def extensions(monkeypatch):
    """Make the book's extensions importable."""
    monkeypatch.setattr(sys, "path", [str(EXTENSIONS), *sys.path])


def build(folder, formula):
    """Build a site of one page with one formula, and return the page."""
    (folder / "conf.py").write_text(
        "extensions = ['myst_parser', 'katex_strict']\n"
        "myst_enable_extensions = ['dollarmath']\n"
        "html_math_renderer = 'katex_strict'\n"
    )
    (folder / "index.md").write_text(f"# Title\n\n$$\n{formula}\n$$\n")
    app = SphinxTestApp("html", srcdir=folder)
    try:
        app.build()
        return (app.outdir / "index.html").read_text(encoding="utf-8")
    finally:
        app.cleanup()


def test_right_formula_is_rendered(tmp_path):
    """KaTeX draws it, and adds MathML for screen readers."""
    page = build(tmp_path, r"\frac{1}{2} \R")
    assert "katex-html" in page
    assert "<mfrac>" in page


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        (r"\frac{1}{", "expected '}'"),  # a brace is missing
        (r"\sigmoid(z)", "Undefined control sequence"),
        (r"\mathbb{1}", "no blackboard digits"),  # would be drawn as a plain 1
    ],
)
def test_wrong_formula_stops_the_build(tmp_path, formula, reason):
    """The message names the page, the reason and the formula."""
    with pytest.raises(ExtensionError) as failure:
        build(tmp_path, formula)
    assert str(failure.value).startswith("index: ")
    assert reason in str(failure.value)
    assert formula in str(failure.value)
