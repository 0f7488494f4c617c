"""The PyTorch listing of a chapter computes what the chapter computes."""

import re

import numpy as np
import pytest
from chapters import ROOT, all_cells, cells, is_figure, section, source

CHAPTER, SECTION = ROOT / "book" / "06_backprop.ipynb", "6.8 Two layers and a loss"


def listing():
    """The code that the chapter prints and does not run."""
    [code] = re.findall(r"^```python\n(.*?)^```$", section(CHAPTER, "The same in PyTorch"), re.M | re.S)
    return code


def imports():
    """NumPy and everything that the chapter imports from nnlib; nothing for figures."""
    lines = "\n".join(source(cell) for cell in cells(CHAPTER, "code")).splitlines()
    return [line for line in lines if re.match(r"import numpy|from nnlib\.(?!plotting)", line)]


def cells_of_section():
    """The code cells between the heading of the section and the next one."""
    title = None
    for cell in all_cells(CHAPTER):
        found = re.findall(r"^## (.+)$", source(cell), re.M) if cell["cell_type"] == "markdown" else []
        title = found[-1] if found else title
        if title == SECTION and cell["cell_type"] == "code":
            yield cell


def chapter_code():
    """The imports, and what the section computes."""
    return "\n".join(imports() + [source(cell) for cell in cells_of_section() if not is_figure(cell)])


@pytest.fixture(scope="module")
def both():
    """The names that the listing and the section define."""
    pytest.importorskip("torch", reason="the listing needs PyTorch")
    torch_names, chapter_names = {}, {}
    exec(listing(), torch_names)
    exec(chapter_code(), chapter_names)
    return torch_names, chapter_names


def test_the_section_runs_by_itself():
    """If this fails, the numbers of the section depend on another section."""
    names = {}
    exec(chapter_code(), names)
    assert names["gradients_by_hand"].keys() == {"W1", "b1", "W2", "b2"}


def test_the_losses_are_equal(both):
    """If this fails, the listing is another network."""
    assert np.isclose(both[0]["loss"].item(), both[1]["loss"], rtol=0, atol=1e-9)


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_the_gradients_are_equal(both, name):
    """If this fails, PyTorch and the chapter disagree."""
    np.testing.assert_allclose(both[0]["gradients"][name].numpy(), both[1][f"d{name}"], rtol=0, atol=1e-9)
