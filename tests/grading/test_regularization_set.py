"""Problem set 8: the given cells are what the grader takes them for, and they work in a student's own process."""

import functools
import importlib
import subprocess
import sys

import numpy as np
import pytest

from grading.referee.cells import Referee
from grading.referee.execute import trusted_cells
from grading.referee.kernel import StudentKernel
from grading.referee.limits import Limits
from grading.referee.manager import new_manager
from tests.play import grade_ids, solution_notebook

NAME = "08_regularization"


def test_students_search_the_score_that_the_grader_knows():
    """The grader would know the scores of another function than the one that students are handed."""
    search, given = importlib.import_module(f"grading.problem_sets.{NAME}.search"), {"np": np}
    exec(grade_ids(solution_notebook(NAME), "locked")["given-score"].source, given)
    for p in search.SEARCH.questions(3)[""]:
        score = given["make_score"](p.numbers)
        theirs = [score(dict(zip(p.ranges, search.settings(p, u)))) for u in p.U]
        np.testing.assert_allclose(theirs, search.scores_of(p, p.U), rtol=1e-12)


@pytest.fixture(scope="module")
def trusted(root, tmp_path_factory):
    """What a gradebook holds of the notebook after its release."""
    course = tmp_path_factory.mktemp("course")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME, "--force",
               f"--CourseDirectory.release_directory={course}", f"--CourseDirectory.db_url=sqlite:///{course}/book.db"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return trusted_cells(f"sqlite:///{course}/book.db", NAME, "regularization")


def test_the_gradebook_knows_the_given_functions(trusted):
    """A test would hand a function of the referee's to a student, who gets an error instead of points."""
    assert trusted.given == ("follow", "make_score")


def test_an_object_with_a_state_is_followed_in_its_own_process(trusted, tmp_path):
    """The solution would lose its points as soon as it runs where it cannot touch the grader."""
    kernel = StudentKernel(functools.partial(new_manager, NAME, False), str(tmp_path), Limits())
    referee = Referee(trusted, kernel.ask, seed="")
    try:
        for name in ("setup", "given-training", "given-score"):
            referee.run(name)
            kernel.run(trusted.sources[name])
        for cell in grade_ids(solution_notebook(NAME), "solution").values():
            if cell.metadata.nbgrader.grade_id in trusted.functions:
                kernel.run(cell.source)
        earned = {}
        for name in ("test-EarlyStopping", "test-random_search", "test-dropout_backward"):
            [points] = [o.data["text/plain"] for o in referee.run(name) if o.output_type == "execute_result"]
            earned[name] = float(points)
        assert earned == {"test-EarlyStopping": 8, "test-random_search": 6, "test-dropout_backward": 6}
    finally:
        kernel.stop()
