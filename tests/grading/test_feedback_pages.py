"""Feedback pages: the same as nbconvert makes, sooner."""

import copy

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grading.classroom.feedback_pages import FeedbackExporter
from tests.play import ROOT

OUTPUTS = [
    new_output("stream", name="stdout", text="said <b>\n"),
    new_output("display_data", {"image/svg+xml": "<svg/>", "text/plain": "a figure"}),
    new_output("display_data", {"image/png": "iVBORw0KGgo=", "text/plain": "a figure"}),
    new_output("error", ename="ValueError", evalue="no", traceback=["ValueError: no"]),
]
QUOTED = """$x$ **<a>** <abbr title='<img src="data:image/png;base64,AAAA"> onclick=alert(1) '>a</abbr>"""


def page(exporter, nb):
    """A page, as a browser understands it."""
    html, _ = exporter(template_name="classic", sanitize_html=True).from_notebook_node(nb)
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("path", sorted(ROOT.glob("solutions/*/*.ipynb")), ids=lambda path: path.stem)
def test_a_page_is_that_of_nbconvert(path):
    """If this fails, students read something else than nbgrader would show them, or an image has no description."""
    nb = nbformat.read(path, as_version=4)
    nb.cells += [new_code_cell("%%bash\nls", outputs=copy.deepcopy(OUTPUTS)), new_markdown_cell(QUOTED)]
    made = page(FeedbackExporter, nb)
    assert str(made) == str(page(HTMLExporter, nb))
    assert len(made.select("img[alt]")) >= 2 and not made.select("img:not([alt])")


def test_what_is_attached_to_a_cell_is_its_own():
    """If this fails, a picture in one student's answer is shown in another's."""
    def attached(data):
        return new_markdown_cell("![p](attachment:p.png)", attachments={"p.png": {"image/png": data}})

    first, second = (page(FeedbackExporter, new_notebook(cells=[attached(data)])) for data in ("first", "second"))
    assert "base64,first" in str(first) and "base64,second" in str(second)
