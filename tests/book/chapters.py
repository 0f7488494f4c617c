"""The chapters as the tests read them: cells, headings, sections, figures."""

import doctest
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "book").glob("*.ipynb"))
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)


def all_cells(chapter):
    """The cells of a chapter, in order."""
    return json.loads(chapter.read_text("utf-8"))["cells"]


def cells(chapter, kind):
    """The cells of one kind, ``"markdown"`` or ``"code"``."""
    return [cell for cell in all_cells(chapter) if cell["cell_type"] == kind]


def source(cell):
    """The text of a cell."""
    return "".join(cell["source"])


def is_shown(cell):
    """Whether readers see the code of a cell."""
    return not {"hide-input", "hide-cell", "remove-input", "remove-cell"} & set(cell["metadata"].get("tags", []))


def text(chapter):
    """All Markdown of a chapter."""
    return "\n\n".join(source(cell) for cell in cells(chapter, "markdown"))


def headings(chapter):
    """Level and text of every heading, in order."""
    prose = FENCE.sub("", text(chapter))
    return [(len(marks), title.strip()) for marks, title in re.findall(r"^(#+) (.+)$", prose, re.M)]


def section(chapter, title):
    """The Markdown between a second-level heading and the next."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text(chapter), re.M | re.S)
    assert found, f"{chapter.name} has no section '{title}'"
    return found[1]


def anchor(title):
    """The anchor that MyST gives to a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def is_figure(cell):
    """Whether a code cell shows an image."""
    return any(mime.startswith("image/") for output in cell["outputs"] for mime in output.get("data", {}))


def about(cell):
    """Alt text, caption and name of a figure, empty where they are missing."""
    mystnb = cell["metadata"].get("mystnb", {})
    figure = mystnb.get("figure", {})
    return mystnb.get("image", {}).get("alt", ""), figure.get("caption", ""), figure.get("name", "")


def figures(chapter):
    """The code cells that show an image."""
    return [cell for cell in cells(chapter, "code") if is_figure(cell)]


def name(chapter):
    """How a test report names a chapter."""
    return chapter.stem


def run_listings(page):
    """Type in all ``>>>`` listings of a page; how many lines were typed, and how many gave something else."""
    text = re.sub(r"^```.*$", "", page.read_text("utf-8"), flags=re.M)
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    return doctest.DocTestRunner().run(test)


def pytorch_listing(chapter):
    """The code that the chapter prints and does not run."""
    [code] = re.findall(r"^```python\n(.*?)^```$", section(chapter, "The same in PyTorch"), re.M | re.S)
    return code


def code_of_section(chapter, title):
    """What a section computes, by itself: the chapter's imports from NumPy and nnlib, and its cells without figures."""
    lines = "\n".join(source(cell) for cell in cells(chapter, "code")).splitlines()
    imports = [line for line in lines if re.match(r"import numpy|from nnlib\.(?!plotting)", line)]
    return "\n".join(imports + [source(cell) for cell in cells_of_section(chapter, title) if not is_figure(cell)])


def cells_of_section(chapter, wanted):
    """The code cells between the heading of a section and the next one."""
    title = None
    for cell in all_cells(chapter):
        found = re.findall(r"^## (.+)$", source(cell), re.M) if cell["cell_type"] == "markdown" else []
        title = found[-1] if found else title
        if title == wanted and cell["cell_type"] == "code":
            yield cell
