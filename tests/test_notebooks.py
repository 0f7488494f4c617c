"""The committed notebooks are in canonical form: what differs between machines is not in them."""

import re

import nbformat
import pytest

from tools.notebooks import KERNELSPEC, committed_notebooks, normalised

NOTEBOOKS = {str(p.relative_to(p.parents[1])): p for p in committed_notebooks()}
LARGEST = 2_000_000  # bytes
MACHINE = re.compile(r"/(home|root|tmp|work|Users)/\w|0x[0-9a-f]{6,}|[A-Z]:\\\\Users")


@pytest.fixture(params=NOTEBOOKS)
def notebook(request):
    """Each chapter and each solution notebook."""
    return nbformat.read(NOTEBOOKS[request.param], as_version=4)


def code_cells(notebook):
    """Cells that hold code."""
    return [c for c in notebook.cells if c.cell_type == "code"]


def outputs(notebook):
    """Every output with its cell."""
    return [(c, o) for c in code_cells(notebook) for o in c.outputs]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_normalising_changes_nothing(name):
    """`make notebooks` would leave a difference although nothing has changed."""
    text = NOTEBOOKS[name].read_text(encoding="utf-8")
    assert nbformat.writes(normalised(nbformat.reads(text, as_version=4))) + "\n" == text
    assert len(text) < LARGEST


def test_kernel_is_the_plain_one(notebook):
    """The notebook would ask for a kernel that others do not have."""
    assert notebook.metadata == {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}


def test_cells_ran_in_order(notebook):
    """Outputs would come from another order than the one that readers see."""
    assert [c.execution_count for c in code_cells(notebook)] == list(range(1, len(code_cells(notebook)) + 1))


def test_cell_ids_are_words(notebook):
    """A difference would show random ids."""
    ids = [c.id for c in notebook.cells]
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i) or re.fullmatch(r"[0-9a-f]{8,}", i)]


def test_no_errors_and_no_stderr(notebook):
    """A reader would see a traceback or a warning that nobody intended."""
    for cell, output in outputs(notebook):
        assert output.output_type != "error" or "raises-exception" in cell.metadata.get("tags", []), cell.id
        assert output.get("name") != "stderr", cell.id


def test_outputs_name_no_machine(notebook):
    """An address or a path of the author's machine would be published."""
    for cell, output in outputs(notebook):
        shown = str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
        assert not MACHINE.search(shown), cell.id


def test_figures_have_alt_text(notebook):
    """A reader who does not see the figure would be read the hash of a file."""
    for cell, output in outputs(notebook):
        if any(kind.startswith("image/") for kind in output.get("data", {})):
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt) >= 40 and not re.search(r"\.(png|svg)", alt), cell.id
