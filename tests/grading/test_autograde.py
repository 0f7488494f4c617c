"""Real nbgrader commands on real submissions: the gradebook holds what was earned, bad input costs nobody else."""

import csv
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.play import functions, grade_ids, solution_notebook, with_edit

NAME, NOTEBOOK = "06_backprop", "backprop.ipynb"
SECONDS = 3  # for one cell, in these tests: an endless loop takes so long in every cell that meets it
pytestmark = pytest.mark.grades

NOISE = "np.log(np.zeros(1))\n__import__('os').write(2, b'hello')\n"  # to stderr itself, past what a check overhears
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
UNREADABLE = {"no-json": (NOTEBOOK, '{"cells": ['), "renamed": ("backprop (1).ipynb", "{}")}


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
def course(root, tmp_path_factory):
    """A course with submissions of every kind."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(root / "solutions", course / "solutions")
    config = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    (course / "nbgrader_config.py").write_text(f"{config}\nc.Execute.timeout = {SECONDS}\n", encoding="utf-8")
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
])
def test_points_are_missed_where_it_is_wrong_and_nowhere_else(gradebook, student, missed):
    """A wrong solution would keep its points, a right or a noisy one lose some, a loop cost the cells after it."""
    assert {name for name, (score, most) in cells(gradebook, student).items() if score < most} == missed


def test_blank_earns_nothing(gradebook):
    """An empty notebook would earn points."""
    scores = cells(gradebook, "blank")
    assert set(scores) >= {f"test-{f}" for f in functions(solution_notebook(NAME))}
    assert {score for score, _ in scores.values()} == {0}


def test_a_check_without_a_result_earns_nothing(gradebook):
    """Hiding results would earn full marks: nbgrader gives them to a test cell that shows nothing."""
    assert {score for score, _ in cells(gradebook, "silent").values()} == {0}


def test_what_is_right_keeps_its_credit(gradebook):
    """A node with one wrong gradient of two would lose its value and its other gradient as well."""
    score, most = cells(gradebook, "transposer")["test-MatMul"]
    assert score == pytest.approx(most * 2 / 3, abs=0.01)


def test_what_cannot_be_graded_is_said_and_left_alone(course, graded):
    """A broken file would stop the run, be lost, or be passed over in silence."""
    assert graded.returncode == 1
    assert "no-json: NOT GRADED, submitted/no-json/06_backprop/backprop.ipynb is not a notebook" in graded.stdout
    assert "backprop.ipynb is not there (found: backprop (1).ipynb)" in graded.stdout
    assert "perfect: 90 of 100 points, some of it still to be graded by hand" in graded.stdout
    for student, (name, text) in UNREADABLE.items():
        assert (course / "submitted" / student / NAME / name).read_text() == text


def test_feedback_gives_points_and_reasons_but_not_the_hidden_test(course, graded):
    """A student would get points without reasons, or read the hidden test."""
    page = (course / "feedback" / "transposer" / NAME / "backprop.html").read_text(encoding="utf-8")
    assert "dy → transposed" in page and "Write the shape under every factor" in page
    assert "2.67 of 4 points" in page
    assert "seed=" not in page and "HIDDEN TESTS" not in page


def test_export_writes_the_grades(course, graded):
    """The grades would not reach the instructor's table."""
    assert run(course, "nbgrader", "export", "--to=grades.csv").returncode == 0
    rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader((course / "grades.csv").open())}
    assert rows["perfect"] == rows["noisy"] == 90
    assert rows["blank"] == 0
    assert not {"no-json", "renamed"} & set(rows)


def test_plain_nbgrader_gives_the_same(course, gradebook):
    """The plain nbgrader command, or a second run, would give another grade."""
    before = cells(gradebook, "transposer")
    assert run(course, "nbgrader", "autograde", NAME, "--student=transposer", "--force").returncode == 0
    assert cells(gradebook, "transposer") == before


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["6_backprop"], "assignment is '6_backprop', but should be one of 06_backprop; did you mean '06_backprop'?"),
    ([NAME, "--student", "nobody"], "nothing to grade: no folder submitted/nobody/06_backprop"),
])
def test_wrong_names_are_refused_with_a_sentence(course, graded, arguments, sentence):
    """A typing error would grade nothing and say nothing."""
    refused = run(course, "grading", "autograde", *arguments)
    assert refused.returncode == 1
    assert refused.stderr.strip() == f"error: {sentence}"
