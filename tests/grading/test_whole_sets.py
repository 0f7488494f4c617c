"""Every problem set through the referee: in the jail the solution earns everything, the released notebook nothing."""

import subprocess
import sys

import nbformat
import pytest

from grading.referee.execute import trusted_cells
from grading.referee.job import Job
from tests.play import grade_ids, solution_notebook
from tools.exercises import problem_sets

pytestmark = pytest.mark.grades
GIVEN = {  # functions that locked cells define, and that tests hand to a student's function
    "07_gradient_check": ("make_function", "make_layer"),
    "08_regularization": ("follow", "make_score"),
    "09_initialization": ("make_generator",),
    "10_optimizers": ("make_problem", "unpacked", "digits_start", "digits_scores", "digits_gradient"),
    "12_word_vectors": ("course_text",),
}


@pytest.fixture(scope="module", params=problem_sets())
def released(request, root, tmp_path_factory):
    """A problem set: its name, what the gradebook holds of it after its release, and the released notebook."""
    name, folder = request.param, tmp_path_factory.mktemp("course")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", name, "--force",
               f"--CourseDirectory.release_directory={folder}", f"--CourseDirectory.db_url=sqlite:///{folder}/book.db"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (path,) = (folder / name).glob("*.ipynb")
    return name, trusted_cells(f"sqlite:///{folder}/book.db", name, path.stem), nbformat.read(path, as_version=4)


def points(released, notebook):
    """What the tests of a notebook earn, and what they are worth, by grade_id."""
    name, trusted, _ = released
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in code]
    cells = [(i, "" if i in trusted.sources else cell.source) for i, cell in zip(ids, code)]
    shown = dict(zip(ids, Job(name, cells, trusted, files={}, seed="a secret").execute()))
    graded = grade_ids(solution_notebook(name), "grade")
    return {i: (sum(float(o["data"]["text/plain"]) for o in shown[i] if o["output_type"] == "execute_result"),
                graded[i].metadata.nbgrader.points) for i in trusted.tests}


def test_the_solution_earns_everything(released, sandbox):
    """A right student would lose points: something that the set needs cannot be imported, or does not cross."""
    earned = points(released, solution_notebook(released[0]))
    assert len(earned) >= 10 and all(got == possible for got, possible in earned.values()), earned


def test_the_released_notebook_earns_nothing(released, sandbox):
    """Points would be had for nothing."""
    earned = points(released, released[2])
    assert len(earned) >= 10 and not any(got for got, _ in earned.values()), earned


def test_the_gradebook_knows_the_given_functions(released):
    """A test would hand a function of the referee's to a student, who gets an error instead of points."""
    name, trusted, _ = released
    assert sorted(trusted.given) == sorted(GIVEN.get(name, ()))
