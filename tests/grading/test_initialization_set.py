"""Problem set 9: a generator crosses as an argument, and chance refuses nobody."""

import functools
import subprocess
import sys

import numpy as np
import pytest

from grading.checks import check
from grading.referee.cells import Referee
from grading.referee.execute import trusted_cells
from grading.referee.kernel import StudentKernel
from grading.referee.limits import Limits
from grading.referee.manager import new_manager
from tests.play import grade_ids, solution_notebook

NAME = "09_initialization"
RECIPES = {
    "xavier_uniform": lambda D, M, rng: rng.uniform(-1, 1, (D, M)) * np.sqrt(6 / (D + M)),
    "xavier_normal": lambda D, M, rng: rng.normal(size=(D, M)) * np.sqrt(2 / (D + M)),
    "he_normal": lambda D, M, rng: rng.normal(size=(D, M)) * np.sqrt(2 / D),
}


@pytest.mark.parametrize("name", RECIPES)
def test_chance_refuses_no_right_solution(name, capsys):
    """A student would lose points by bad luck: here a hundred questions of each kind come out right."""
    for seed in range(1, 26):
        assert check(f"{NAME}.{name}", RECIPES[name], np.random.default_rng, points=7, seed=seed) == 7


@pytest.mark.parametrize("factor", [0.95, 1.05])
@pytest.mark.parametrize("name", RECIPES)
def test_five_per_cent_are_noticed(name, factor, capsys):
    """The tolerance would be so wide that a wrong spread is right."""
    def off(D, M, rng):
        return factor * RECIPES[name](D, M, rng)

    for seed in range(1, 6):
        assert check(f"{NAME}.{name}", off, np.random.default_rng, points=7, seed=seed) < 2


@pytest.fixture(scope="module")
def trusted(root, tmp_path_factory):
    """What a gradebook holds of the notebook after its release."""
    course = tmp_path_factory.mktemp("course")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME, "--force",
               f"--CourseDirectory.release_directory={course}", f"--CourseDirectory.db_url=sqlite:///{course}/book.db"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return trusted_cells(f"sqlite:///{course}/book.db", NAME, "initialization")


def test_generators_cross_as_arguments_by_way_of_a_kernel(trusted, tmp_path):
    """The solution would lose its points as soon as it runs where it cannot touch the grader."""
    kernel = StudentKernel(functools.partial(new_manager, NAME, False), str(tmp_path), Limits())
    referee = Referee(trusted, kernel.ask, seed="")
    solutions, tests = (grade_ids(solution_notebook(NAME), kind) for kind in ("solution", "grade"))
    try:
        for name in ("setup", "given-generator"):
            referee.run(name)
            kernel.run(trusted.sources[name])
        for name in trusted.functions:
            kernel.run(solutions[name].source)
        for name in (n for n in tests if n.startswith("test-")):
            [points] = [o.data["text/plain"] for o in referee.run(name) if o.output_type == "execute_result"]
            assert float(points) == tests[name].metadata.nbgrader.points, name
    finally:
        kernel.stop()
