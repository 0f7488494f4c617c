"""Same grades by every way: in a plain kernel, by the referee with and without the jail, in parallel, and again."""

import contextlib
import functools
import io
import os
import re
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from grading.referee.cells import Referee, Trusted, names_defined, run_cell
from grading.referee.kernel import StudentKernel
from grading.referee.limits import Limits
from grading.referee.manager import new_manager
from tests.grading.kill_rates import MUTANTS, NOTEBOOKS, VARIANTS, mutated, solutions
from tests.hostile.course import NAME, NOTEBOOK, build, run, small
from tests.play import grade_ids, named_in, with_bodies

EVERY = int(os.environ.get("EVERY", 3))  # EVERY=1 pytest tests/grading/test_parity.py: all, in some minutes
PLAYS = [(f, mutated(name, f, old, new)) for name, f, _, old, new in MUTANTS if name == NAME][::EVERY] + [
    (f, with_bodies(solutions(name)[f], *bodies))
    for name, f, bodies in VARIANTS if name == NAME][::EVERY]
LIMITS = Limits(notebook=600)


def trusted(nb):
    """What the gradebook would hold of the problem set."""
    cells = grade_ids(nb, "locked") | grade_ids(nb, "grade")
    code = {name: cell.source for name, cell in cells.items() if cell.cell_type == "code"}
    tests = tuple(name for name in code if name in grade_ids(nb, "grade"))
    defined = [names_defined(source) for source in solutions(NAME).values()]
    return Trusted(code, tests, *(tuple(n for names in defined for n in names[i]) for i in (0, 1)))


class InThisProcess:
    """A plain kernel, as far as a check can tell."""

    def __init__(self):
        self.namespace, self.trusted = {}, trusted(NOTEBOOKS[NAME])

    def run(self, source):
        """Run a cell of the student's."""
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(source, self.namespace)

    def graded(self, grade_id):
        """Points, and the names of mistakes."""
        with contextlib.redirect_stdout(io.StringIO()) as report:
            points = run_cell(self.trusted.sources[grade_id], self.namespace)
        return points, named_in(report.getvalue())


class ByTheReferee:
    """A kernel with or without a jail, and the referee in front of it; the numbers are those of the plain kernel."""

    def __init__(self, folder, jailed):
        self.kernel = StudentKernel(functools.partial(new_manager, NAME, jailed), str(folder), LIMITS)
        self.run, self.referee = self.kernel.run, Referee(trusted(NOTEBOOKS[NAME]), self.kernel.ask, seed="")

    def graded(self, grade_id):
        """Points, and the names of mistakes."""
        outputs = self.referee.run(grade_id)
        (points,) = [float(o.data["text/plain"]) for o in outputs if o.output_type == "execute_result"]
        return points, named_in("".join(o.text for o in outputs if o.output_type == "stream"))


def played(way, plays):
    """Results of wrong and right functions, one after the other in one kernel."""
    for cell in NOTEBOOKS[NAME].cells:
        info = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not info.get("grade") and info.get("grade_id") != "experiment-code":
            way.run(cell.source)
    results = []
    for function, source in plays:
        way.run(source)
        results.append((function, source, *(way.graded(f"{kind}-{function}") for kind in ("check", "test"))))
        way.run(solutions(NAME)[function])
    return results


@pytest.fixture(scope="module")
def plain():
    """Results in a plain kernel."""
    return played(InThisProcess(), PLAYS)


@pytest.mark.grades
@pytest.mark.parametrize(("jailed", "every"), [(True, 1), (False, 4)], ids=["jailed", "unjailed"])
def test_the_referee_grades_as_a_plain_kernel_does(plain, tmp_path, request, jailed, every):
    """If this fails, a wrong or a right function earns other points by the referee, or gets another hint."""
    if jailed:
        request.getfixturevalue("sandbox")
    way = ByTheReferee(tmp_path, jailed)
    try:
        results = played(way, PLAYS[::every])
    finally:
        way.kernel.stop()
    assert [got for got, wanted in zip(results, plain[::every], strict=True) if got != wanted] == []


PRINTS = "    print('sum', X.sum())\n"
EDITS = {
    "ann": ("affine_forward", "    return ", PRINTS + "    return "),
    "bob": ("affine_forward", "    return ", PRINTS + "    return "),
    "eve": ("MatMul", "np.matmul(x.T, dout)", "np.matmul(dout.T, x)"),
}


@pytest.fixture(scope="module")
def course(root, tmp_path_factory, sandbox):
    """A small course: two who hand in the same, and one who has something wrong."""
    course = tmp_path_factory.mktemp("parity") / "course"
    course.mkdir()
    build(root, course)
    for student, (function, old, new) in EDITS.items():
        nb = small(nbformat.read(root / "solutions" / NAME / NOTEBOOK, as_version=4))
        cell = grade_ids(nb, "solution")[function]
        cell.source = cell.source.replace(old, new)
        (course / "submitted" / student / NAME).mkdir(parents=True)
        nbformat.write(nb, course / "submitted" / student / NAME / NOTEBOOK)
    return course


def graded(course, *command):
    """Points of each student's cells after a command, and what the graded notebooks show."""
    result = run(course, *command)
    assert result.returncode == 0, result.stdout + result.stderr
    points = {}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for student in EDITS:
            grades = gradebook.find_submission_notebook(NOTEBOOK[:-6], NAME, student).grades
            points[student] = {g.name: g.auto_score for g in grades}
    return points, {student: shown(course, student) for student in EDITS}


def shown(course, student):
    """Texts under the test cells, by grade_id."""
    nb = nbformat.read(course / "autograded" / student / NAME / NOTEBOOK, as_version=4)
    return {name: "".join(o.get("text", "") for o in cell.outputs)
            for name, cell in grade_ids(nb, "grade").items() if cell.cell_type == "code"}


@pytest.fixture(scope="module")
def sequential(course):
    """Graded for the first time, one after the other."""
    return graded(course, "grading", "autograde", NAME, "--jobs=1")


@pytest.mark.grades
def test_hidden_numbers_are_each_students_own(sequential):
    """If this fails, students can tell each other the numbers of hidden tests, or visible ones differ."""
    points, texts = sequential
    assert points["ann"] == points["bob"] != points["eve"]
    assert texts["ann"]["check-affine_forward"] == texts["bob"]["check-affine_forward"]
    assert "sum" in texts["ann"]["test-affine_forward"] != texts["bob"]["test-affine_forward"]


def forget_all(course):
    """Remove all stored results."""
    shutil.rmtree(course / ".results")


def forget_one(course):
    """As if the run had been killed before the last result."""
    min((course / ".results").glob("??/*.json")).unlink()


@pytest.mark.grades
@pytest.mark.parametrize(("before", "command", "executed"), [
    (forget_all, ["grading", "autograde", NAME, "--jobs=2"], 3),
    (forget_one, ["grading", "autograde", NAME], 1),
    (lambda course: None, ["nbgrader", "autograde", NAME, "--force"], 0),
    (lambda course: None, ["grading", "autograde", NAME, "--unsafe-no-sandbox"], 3),
], ids=["in parallel", "after it was killed", "by nbgrader", "without a jail"])
def test_graded_again_it_is_the_same(course, sequential, before, command, executed):
    """If this fails, points or hidden numbers depend on how and when it was graded, or work is done twice."""
    before(course)
    had = set((course / ".results").glob("??/*.json"))
    assert graded(course, *command) == sequential
    assert len(set((course / ".results").glob("??/*.json")) - had) == executed


@pytest.mark.grades
def test_after_a_test_was_changed_it_is_as_if_graded_for_the_first_time(course, sequential):
    """If this fails, what is executed anew after a change sees other functions than it would in a whole run."""
    path = course / "solutions" / NAME / NOTEBOOK
    nb = nbformat.read(path, as_version=4)
    cell = grade_ids(nb, "grade")["test-affine_forward"]
    cell.source = re.sub(r"seed=\d+", "seed=4711", cell.source)
    nbformat.write(nb, path)
    points, texts = graded(course, "grading", "autograde", NAME)
    assert texts["ann"] != sequential[1]["ann"]
    forget_all(course)
    assert graded(course, "grading", "autograde", NAME) == (points, texts)
