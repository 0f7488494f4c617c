"""Real nbgrader commands on real submissions: the gradebook holds what was earned, bad input costs nobody else."""

import csv
import re
import shutil
import subprocess
import sys

import nbformat
import pexpect
import pytest
from nbgrader.api import Gradebook

from grading.classroom.gradebook import read_class
from grading.classroom.nbgrader_api import nbgrader_api
from tests.play import ROOT, functions, grade_ids, solution_notebook, with_edit

NAME, NOTEBOOK = "06_backprop", "backprop.ipynb"
NAMES = sorted(folder.name for folder in ROOT.glob("solutions/*/"))
SECONDS = 1.5  # for one call, in these tests: an endless loop takes so long in each group of questions that meets it
pytestmark = pytest.mark.grades

NOISE = "np.log(np.zeros(1))\n__import__('os').write(2, b'hello')\n"  # to the file, past Python
SUBMISSIONS = {
    "perfect": {},
    "noisy": {"Add": ("return np.add(x, y)", f"{NOISE}return np.add(x, y)")},
    "transposer": {"MatMul": ("np.matmul(x.T, dout)", "np.matmul(dout.T, x)")},
    "looper": {"backward": ("total[order[-1]] = 1.0", "while True: pass")},
}
SILENCED = """import logging
get_ipython().ast_node_interactivity = 'none'
logging.basicConfig()
logging.warning('no result is shown from here on')
"""
UNREADABLE = {"no-json": (NOTEBOOK, '{"cells": ['), "no-cells": ("backprop (1).ipynb", "{}")}


def edited(edits):
    """The reference solution with some edits."""
    nb = solution_notebook(NAME)
    for function, (old, new) in edits.items():
        cell = grade_ids(nb, "solution")[function]
        cell.source = with_edit(cell.source, old, new)
    return nbformat.writes(nb)


def run(course, *command):
    """A command as an instructor types it."""
    return subprocess.run([sys.executable, "-m", *command], cwd=course, capture_output=True, text=True)


def hand_in(course, student, name, text):
    """Put a submission where collecting would put it."""
    path = course / "submitted" / student / NAME / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def with_first_cell(text, source):
    """A notebook with a cell of the student's own in front."""
    nb = nbformat.reads(text, as_version=4)
    nb.cells.insert(0, nbformat.v4.new_code_cell(source))
    return nbformat.writes(nb)


@pytest.fixture(scope="module")
def course(root, tmp_path_factory, sandbox):
    """A course with submissions of every kind."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(root / "solutions", course / "solutions")
    config = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    config += f"\nc.RefereeExecute.call_seconds = {SECONDS}\nc.RefereeExecute.cell_seconds = {2 * SECONDS}\n"
    (course / "nbgrader_config.py").write_text(config, encoding="utf-8")
    for student, edits in SUBMISSIONS.items():
        hand_in(course, student, NOTEBOOK, edited(edits))
    hand_in(course, "blank", NOTEBOOK, (root / "exercises" / NAME / NOTEBOOK).read_text(encoding="utf-8"))
    hand_in(course, "silent", NOTEBOOK, with_first_cell(edited({"Max": ("np.greater(x, y)", "x")}), SILENCED))
    for student, (name, text) in UNREADABLE.items():
        hand_in(course, student, name, text)
    return course


@pytest.fixture(scope="module")
def graded(course):
    """What the command that `make grade` runs says of them."""
    return run(course, "grading", "autograde", NAME)


@pytest.fixture(scope="module")
def gradebook(course, graded):
    """The gradebook afterwards."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        yield gradebook


def cells(gradebook, student):
    """Points of every cell that was graded without a human, and what it is worth."""
    gradebook.db.expire_all()
    grades = gradebook.find_submission_notebook(NOTEBOOK[:-6], NAME, student).grades
    return {g.name: (g.score, g.max_score) for g in grades if g.auto_score is not None}


@pytest.mark.parametrize(("student", "missed"), [
    ("perfect", set()),
    ("noisy", set()),
    ("transposer", {"check-MatMul", "test-MatMul"}),
    ("looper", {"check-backward", "test-backward"}),
    ("silent", {"check-Max", "test-Max"}),  # it hides the results of its kernel, from which no points come
])
def test_points_are_missed_where_it_is_wrong_and_nowhere_else(gradebook, student, missed):
    """If this fails, a wrong solution keeps its points, a right or a noisy one loses some, or a loop costs others."""
    assert {name for name, (score, most) in cells(gradebook, student).items() if score < most} == missed


def test_blank_earns_nothing(gradebook):
    """If this fails, an empty notebook earns points."""
    scores = cells(gradebook, "blank")
    assert set(scores) >= {f"test-{f}" for f in functions(solution_notebook(NAME))}
    assert {score for score, _ in scores.values()} == {0}


def test_what_is_right_keeps_its_credit(gradebook):
    """If this fails, a node with one wrong gradient of two loses its value and its other gradient as well."""
    score, most = cells(gradebook, "transposer")["test-MatMul"]
    assert score == pytest.approx(most * 2 / 3, abs=0.01)


def test_what_cannot_be_read_earns_nothing_and_is_said(course, graded, gradebook):
    """If this fails, a broken file stops the run, earns points, is lost, or is passed over in silence."""
    assert graded.returncode == 1
    assert "perfect: 90 of 100 points, some of it still to be graded by hand" in graded.stdout
    problem = "PROBLEM: backprop.ipynb cannot be graded: "
    assert problem + "backprop.ipynb: it is not JSON, so not a notebook" in graded.stdout
    assert problem + "backprop (1).ipynb: it has no list of cells, so it is not a notebook" in graded.stdout
    for student, (name, text) in UNREADABLE.items():
        assert {score for score, _ in cells(gradebook, student).values()} == {0}
        assert (course / "received" / student / NAME / "original" / name).read_text() == text


def test_feedback_gives_points_and_reasons_but_not_the_hidden_test(course, graded):
    """If this fails, a student gets points without reasons, or reads the hidden test."""
    page = (course / "feedback" / "transposer" / NAME / "backprop.html").read_text(encoding="utf-8")
    assert "dy → transposed" in page and "Write the shape under every factor" in page
    assert "2.67 of 4 points" in page
    assert "seed=" not in page and "HIDDEN TESTS" not in page


def test_the_class_report_sees_what_the_feedback_names(course, graded):
    """If this fails, findings get lost between referee and autograded notebook, and the report is empty."""
    (problem_set,) = read_class(course, nbgrader_api(course))
    made = {h.student.id: {f: g.misconceptions for f, g in h.functions.items() if g.misconceptions}
            for h in problem_set.hand_ins}
    assert made["transposer"] == {"MatMul": ["transposed"]} and made["perfect"] == {}
    blank = next(h for h in problem_set.hand_ins if h.student.id == "blank")
    assert list(blank.functions) == functions(solution_notebook(NAME))
    assert all(g.unwritten for g in blank.functions.values())
    assert {h.student.id for h in problem_set.hand_ins if h.status == "not gradable"} == set(UNREADABLE)


def test_export_writes_the_grades(course, graded):
    """If this fails, the grades do not reach the instructor's table."""
    assert run(course, "nbgrader", "export", "--to=grades.csv").returncode == 0
    rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader((course / "grades.csv").open())}
    assert rows["perfect"] == rows["noisy"] == 90
    assert rows["blank"] == rows["no-json"] == 0


def test_plain_nbgrader_gives_the_same(course, gradebook):
    """If this fails, the plain nbgrader command, or a second run, gives another grade."""
    before = cells(gradebook, "transposer")
    assert run(course, "nbgrader", "autograde", NAME, "--student=transposer", "--force").returncode == 0
    assert cells(gradebook, "transposer") == before


def test_a_line_says_how_far_it_is(course, graded):
    """If this fails, whoever waits does not see how many are done and left, how fast, for how long, and failures."""
    screen = pexpect.run(f"{sys.executable} -m grading autograde {NAME}", cwd=course, timeout=120, encoding="utf-8")
    lines = re.findall(r"(\d)/8 \[\d\d:\d\d<\S+, +\S+(?:notebook/s|s/notebook), failures=(\d)\]", screen)
    assert lines[-1] == ("8", str(len(UNREADABLE)))


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["6_backprop"],
     f"assignment is '6_backprop', but should be one of {', '.join(NAMES)}; did you mean '06_backprop'?"),
    ([NAME, "--student", "nobody"], "nothing to grade: no folder submitted/nobody/06_backprop"),
])
def test_wrong_names_are_refused_with_a_sentence(course, graded, arguments, sentence):
    """If this fails, a typing error grades nothing and says nothing."""
    refused = run(course, "grading", "autograde", *arguments)
    assert refused.returncode == 1
    assert refused.stderr.strip() == f"error: {sentence}"
