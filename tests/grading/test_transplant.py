"""What became of a student's copy of the notebook cannot matter; what the student wrote comes through."""

import base64
import copy

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.referee.marks import grade_id, is_locked, is_solution
from grading.referee.transplant import MAX_EXTRA, MAX_SOURCE, transplant
from tests.play import grade_ids, solution_notebook

NAME = "06_backprop"
PNG = base64.b64encode(b"\x89PNG").decode()


def nbgrader(name, **flags):
    """Metadata of a cell that nbgrader knows."""
    default = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {"grade_id": name, **default, **flags}}


def released():
    """A small released notebook with every kind of cell."""
    stub = "def {0}(x):\n    raise NotImplementedError()".format
    cells = [
        new_markdown_cell("# Problem set", id="title"),
        new_code_cell("import numpy as np", id="setup", metadata=nbgrader("setup", locked=True)),
        new_code_cell(stub("f"), id="f", metadata=nbgrader("f", solution=True)),
        new_code_cell("check(f)", id="test-f", metadata=nbgrader("test-f", grade=True, locked=True, points=2)),
        new_code_cell(stub("g"), id="g", metadata=nbgrader("g", solution=True)),
        new_code_cell("check(g)", id="test-g", metadata=nbgrader("test-g", grade=True, locked=True, points=2)),
        new_code_cell("f(g(1))", id="example", metadata={"tags": ["raises-exception"]}),
        new_markdown_cell("Derive it.", id="task", metadata=nbgrader("task", task=True, locked=True, points=3)),
        new_markdown_cell("*Your derivation:*", id="derivation"),
        new_markdown_cell("*Why?*", id="why", metadata=nbgrader("why", grade=True, solution=True, points=1)),
    ]
    return new_notebook(cells=cells)


def answered():
    """What an honest student makes of it."""
    nb = released()
    for name, source in ANSWERS.items():
        cell(nb, name).source = source
    return nb


ANSWERS = {
    "f": "def f(x):\n    return 2 * x",
    "g": "def g(x):\n    return x + 1",
    "example": "f(g(2))",
    "derivation": "By the chain rule, 2.",
    "why": "Because.",
}


def cell(nb, cell_id):
    """The cell with an id."""
    (found,) = [c for c in nb.cells if c.id == cell_id]
    return found


def texts(nb):
    """Sources, in order."""
    return [c.source for c in nb.cells]


def without(nb, *keys):
    """The notebook as a program writes it that does not know cell ids, or metadata."""
    for c in nb.cells:
        for key in keys:
            c[key] = {} if key == "metadata" else ""
    return nb


def test_an_honest_notebook_comes_through_as_it_is():
    """If this fails, answers are lost or displaced although nothing was changed but the answers."""
    nb, notes = transplant(answered(), released())
    assert nb == answered()
    assert notes == []


@pytest.mark.parametrize("gone", [["id"], ["metadata"], ["id", "metadata"]])
def test_answers_are_found_without_ids_or_metadata(gone):
    """If this fails, a program that drops ids or metadata (Colab, nbformat 4.4) costs all points."""
    student = without(answered(), *gone)
    assert transplant(student, released())[0] == answered()


@pytest.mark.parametrize("change", [
    {"source": "check(lambda x: 0)"},
    {"metadata": nbgrader("test-f", grade=True, points=100)},
    {"metadata": nbgrader("test-f", grade=True, locked=True, points=2) | {"tags": ["skip-execution"]}},
    {"cell_type": "markdown"},
    {"outputs": [{"output_type": "stream", "name": "stdout", "text": "2.0"}], "execution_count": 7},
])
def test_a_changed_locked_cell_is_the_released_one(change):
    """If this fails, a student can change a test, its points or whether it is run."""
    student = answered()
    cell(student, "test-f").update(change)
    assert transplant(student, released())[0] == answered()


def test_nothing_but_text_is_taken_from_an_answer():
    """If this fails, tags, foreign kernels or saved outputs of a student take part in grading."""
    student = answered()
    student.metadata = {"kernelspec": {"name": "bash", "display_name": "Bash", "language": "bash"}}
    for c in student.cells:
        c.metadata = c.metadata | {"tags": ["skip-execution"], "deletable": False}
        c.outputs, c.cell_type = [{"output_type": "stream", "name": "stdout", "text": "2.0"}], "raw"
    assert transplant(student, released())[0] == answered()


def test_deleted_cells_come_back():
    """If this fails, who deletes a test is not graded, or the notebook cannot be executed in order."""
    student = answered()
    student.cells = [cell(student, "f"), cell(student, "derivation")]
    nb, notes = transplant(student, released())
    assert [c.id for c in nb.cells] == [c.id for c in released().cells]
    assert cell(nb, "f").source == ANSWERS["f"] and cell(nb, "derivation").source == ANSWERS["derivation"]
    assert cell(nb, "g").source == cell(released(), "g").source
    assert notes == ["solution cell g: not there", "solution cell why: not there"]


def test_of_two_versions_the_last_counts_and_the_other_is_kept_before_it():
    """If this fails, a copied cell makes the notebook ungradable, or an older version wins, or is lost."""
    student = answered()
    newer = copy.deepcopy(cell(student, "f"))
    newer.source = "def f(x):\n    return 3 * x"
    student.cells.insert(5, newer)
    nb, notes = transplant(student, released())
    assert texts(nb)[2:4] == [ANSWERS["f"], newer.source]
    assert notes == ["solution cell f: 2 versions, the last that defines what it should counts"]


def test_a_copy_of_the_stub_does_not_undo_an_answer():
    """If this fails, an answer is replaced by a stub that was left in the notebook behind it."""
    student = answered()
    student.cells.append(copy.deepcopy(cell(released(), "f")))
    assert transplant(student, released()) == (answered(), [])


def test_the_half_of_a_split_cell_is_kept():
    """If this fails, splitting a solution cell, which copies its metadata, loses half of it."""
    student = answered()
    student.cells.insert(3, new_code_cell("f(1)", metadata=cell(student, "f").metadata))
    nb, _ = transplant(student, released())
    assert cell(nb, "f").source == ANSWERS["f"]
    assert "f(1)" in texts(nb)


def test_an_answer_in_a_cell_of_ones_own_is_found():
    """If this fails, an answer below the untouched stub, or without metadata and syntax, earns nothing."""
    student = released()
    student.cells.insert(0, new_code_cell("def f(x)\n    return 2 * x"))
    nb, notes = transplant(student, released())
    assert cell(nb, "f").source == "def f(x)\n    return 2 * x"
    assert "solution cell f: recognised without its name" not in notes  # the stub has it


def test_a_stub_does_not_undo_a_definition_in_another_cell():
    """If this fails, two functions that were merged into one cell are undone by the stub of the second."""
    student = answered()
    cell(student, "f").source = f"{ANSWERS['f']}\n\n{ANSWERS['g']}"
    student.cells.remove(cell(student, "g"))
    nb, _ = transplant(student, released())
    assert cell(nb, "g").source == "# Defined in another cell: g."


def test_swapped_names_do_no_harm():
    """If this fails, an answer under another cell's grade_id, or under that of a test, is lost."""
    student = answered()
    cell(student, "f").metadata, cell(student, "test-f").metadata = nbgrader("test-f"), nbgrader("f", solution=True)
    without(student, "id")
    assert cell(transplant(student, released())[0], "f").source == ANSWERS["f"]


def test_of_several_definitions_without_a_name_the_last_counts():
    """If this fails, an early attempt is graded instead of the answer, where a program dropped the metadata."""
    student = without(answered(), "id", "metadata")
    student.cells.insert(2, new_code_cell("def f(x):\n    return x"))
    nb, _ = transplant(student, released())
    assert cell(nb, "f").source == ANSWERS["f"]


def test_a_cell_that_defines_what_is_answered_elsewhere_stays():
    """If this fails, a student's text leaves its place although nothing is missing elsewhere."""
    student = answered()
    cell(student, "f").source = "def g(x):\n    return -x"
    assert transplant(student, released()) == (student, [])


def test_extra_cells_stay_behind_the_cell_that_they_followed():
    """If this fails, a helper function, or a plot for an open question, moves or is lost."""
    student = answered()
    for index, text in ((9, "plot()"), (2, "def helper(): pass"), (0, "# mine")):
        student.cells.insert(index, new_code_cell(text, id="setup", metadata={"tags": ["skip-execution"]}))
    nb, notes = transplant(student, released())
    assert texts(nb) == texts(student)
    assert notes == []
    assert [c.metadata for c in nb.cells if c.id.startswith("extra-")] == [{}, {}, {}]


def test_what_was_written_into_a_task_is_kept_behind_it():
    """If this fails, a derivation typed into its task's cell is lost: not every editor knows of locks."""
    student = answered()
    cell(student, "task").source += "\n\nMy derivation."
    nb, _ = transplant(student, released())
    assert texts(nb)[7:9] == ["Derive it.", "\n\nMy derivation."]


def test_images_in_a_derivation_are_kept_if_they_are_images():
    """If this fails, a photographed derivation is lost, or a script gets into the instructor's page."""
    student = answered()
    cell(student, "derivation").attachments = {
        "photo.png": {"image/png": PNG},
        "page.html": {"text/html": PNG},
        "fake.png": {"image/png": '"><script>alert(1)</script>'},
    }
    nb, _ = transplant(student, released())
    assert cell(nb, "derivation").attachments == {"photo.png": {"image/png": PNG}}


def test_extra_cells_are_bounded():
    """If this fails, a flood of cells makes a page that no browser opens."""
    student = answered()
    student.cells += [new_code_cell(str(i)) for i in range(MAX_EXTRA + 1)] + [new_markdown_cell("#" * (MAX_SOURCE + 1))]
    nb, notes = transplant(student, released())
    assert len(nb.cells) == len(released().cells) + MAX_EXTRA
    assert notes == ["1 cells dropped, too long", "1 cells dropped, too many"]


def test_a_perfect_real_notebook_comes_through(root):
    """If this fails, the transplant does not fit the course's own notebooks."""
    release = nbformat.read(root / "exercises" / NAME / "backprop.ipynb", as_version=4)
    reference = solution_notebook(NAME)
    nb, notes = transplant(reference, release)
    nbformat.validate(nb)
    assert notes == []
    for name, c in grade_ids(reference, "solution").items():
        assert grade_ids(nb, "solution")[name].source == c.source
    for name, c in grade_ids(release, "grade").items():
        assert grade_ids(nb, "grade")[name] == c


def test_a_blank_real_notebook_stays_as_it_is(root):
    """If this fails, intake itself changes what was released."""
    release = nbformat.read(root / "exercises" / NAME / "backprop.ipynb", as_version=4)
    assert transplant(release, release) == (release, [])


EDITS = ["delete", "double", "move", "retag", "retype", "insert"]
INSERTED = ["x = 1", "def f(x", "class g: pass\ndef f(): pass", "check(g)", ""]


def mangled(draw, nb):
    """The notebook after some edits of its cells, but not of their texts."""
    names = [*(grade_id(c) for c in nb.cells if is_locked(c)), "f", "g", "unknown", None]
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=8)):
        if not nb.cells:
            break
        i, j = (draw(st.integers(0, len(nb.cells) - 1)) for _ in "ij")
        if edit == "delete":
            del nb.cells[i]
        elif edit == "double":
            nb.cells.insert(j, copy.deepcopy(nb.cells[i]))
        elif edit == "move":
            nb.cells.insert(j, nb.cells.pop(i))
        elif edit == "retag":
            name = draw(st.sampled_from(names))
            nb.cells[i].metadata = nbgrader(name, solution=True) if name else {}
            nb.cells[i].id = nb.cells[j].id
        elif edit == "retype":
            nb.cells[i].cell_type = draw(st.sampled_from(["code", "markdown", "raw", ""]))
        else:
            nb.cells.insert(i, new_code_cell(draw(st.sampled_from(INSERTED))))
    return nb


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_whatever_is_done_to_the_cells(data):
    """If this fails, edits lose a function, change a locked cell, or a second intake changes something."""
    student, release = mangled(data.draw, answered()), released()
    nb, _ = transplant(student, release)
    nbformat.validate(nb)
    assert len({c.id for c in nb.cells}) == len(nb.cells)
    assert [c for c in nb.cells if grade_id(c) and not is_solution(c)] == [c for c in release.cells if is_locked(c)]
    assert [c.id for c in nb.cells if not c.id.startswith("extra-")] == [c.id for c in release.cells]
    for name in ("f", "g"):
        if ANSWERS[name] in texts(student):
            assert ANSWERS[name] in texts(nb)
            assert cell(nb, name).source != cell(release, name).source
    assert transplant(nb, release)[0] == nb
