"""Grading that is killed at any moment, loses its power or fills its disk comes to the same when it is run again."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.grading.waiting import awaited
from tests.hostile.course import FUNCTIONS, NAME, NOTEBOOK, build
from tests.play import ROOT, grade_ids

MOMENTS = 40  # of each of the two runs below
DISK = 20_000_000  # bytes
EVERY = int(os.environ.get("EVERY", 9))  # EVERY=1 pytest tests/grading/test_killed.py: all of them, in some minutes
RANDOM = re.compile("[0-9a-f]{32}")  # how nbgrader names a row
CODE = [sys.executable, "-m"]
pytestmark = pytest.mark.grades


def graded(course):
    """Grade once, where there is no jail as well: the code is ours."""
    subprocess.run([*CODE, "grading", "autograde", NAME, "--unsafe-no-sandbox"], cwd=course, check=True,
                   capture_output=True)
    return course


def hand_in(course, student, *wrong):
    """Hand in the solution; some functions of it may be wrong."""
    nb = nbformat.read(course / "solutions" / NAME / NOTEBOOK, as_version=4)
    for function in wrong:
        grade_ids(nb, "solution")[function].source = f"def {function}(*inputs): return 1"
    folder = course / "submitted" / student / NAME
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nbformat.write(nb, folder / NOTEBOOK)
    (folder / "data.csv").write_text("1,2\n")
    (folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")


def grade_by_hand(course):
    """Points and comments, as the formgrader stores them."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook(NOTEBOOK[:-6], NAME, "ada")
        for grade in notebook.grades:
            if grade.auto_score is None:
                grade.manual_score, grade.needs_manual_grade = 1.5, False
        for comment in notebook.comments:
            comment.manual_comment = f"Well done: {comment.name}."
        gradebook.db.commit()


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Where nobody has been graded; and where everybody has, but one has handed in again and a human has given points.

    All is executed, so that a run takes a second or two: what is left is taking in, recording and feedback.
    """
    folder = tmp_path_factory.mktemp("courses")
    first, again = folder / "first", folder / "again"
    build(ROOT, first)
    hand_in(first, "ada", *FUNCTIONS)
    hand_in(first, "ben", FUNCTIONS[1])
    graded(shutil.copytree(first, again))
    grade_by_hand(again)
    hand_in(again, "ada", FUNCTIONS[0])
    done = graded(shutil.copytree(again, folder / "done"))
    for course in (first, again):
        shutil.copytree(done / ".results", course / ".results", dirs_exist_ok=True)
        shutil.copyfile(done / ".course_secret", course / ".course_secret")
    return folder


@pytest.fixture(scope="module", params=["first", "again"])
def runs(request, courses):
    """Folder, moment and exit code: of the run that nothing disturbed, and of those that were killed and run again."""
    places = courses / request.param, courses / f"runs-{request.param}"
    return told(*CODE, "tests.grading.killed", NAME, *places, MOMENTS, EVERY)


def told(*command):
    """The lines of JSON that a command prints."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environment)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def rows(course):
    """All that a gradebook holds; what a random id stands for is in its place."""
    database = sqlite3.connect(course / "gradebook.db")
    database.row_factory = sqlite3.Row
    tables = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {table: [dict(row) for row in database.execute(f"SELECT * FROM {table}")] for table in tables}
    database.close()
    named = {}
    for table in tables:
        for row in found[table]:
            named.setdefault(row.get("id"), []).append((table, row))

    def value_of(value, column):
        """A value; in place of a reference to a random id, what has it."""
        if value not in named or not RANDOM.fullmatch(str(value)):
            return value
        return "" if column == "id" else [(table, plain(row)) for table, row in named[value]]

    def plain(row):
        return sorted((column, repr(value_of(value, column))) for column, value in row.items())

    return {table: sorted(map(repr, map(plain, found[table]))) for table in tables}


def files(course):
    """Everything else, by path: what was handed in, what was made of it, what is given back."""
    paths = {path.relative_to(course).as_posix(): path for path in course.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items()
            if name != "gradebook.db" and path.suffix != ".part"}


def test_what_is_left_is_graded_to_the_same(runs):
    """If this fails, who grades again after a crash has a submission graded twice, lost, or half written."""
    (whole, count, _), *killed = runs
    assert len(killed) == len(range(0, MOMENTS, EVERY)) and count > MOMENTS
    for course, *_ in killed:
        assert_same(course, whole)


def assert_same(course, other):
    """Two courses hold the same grades and files."""
    assert rows(Path(course)) == rows(Path(other)), course
    assert files(Path(course)) == files(Path(other)), course


def test_it_says_so(runs):
    """If this fails, the run after a crash reports a problem that is none."""
    assert {code for *_, code in runs} == {0}


@pytest.mark.parametrize("room", [0, 200_000])
def test_a_full_disk_is_named_and_loses_nothing(courses, tmp_path, sandbox, room):
    """If this fails, a full disk ends in a traceback, or in grades that are not there or not right."""
    disk = tmp_path / "disk"
    disk.mkdir()
    whole = graded(shutil.copytree(courses / "first", tmp_path / "whole"))
    small = ("bwrap", "--dev-bind", "/", "/", "--size", DISK, "--tmpfs", disk, "--chdir", ROOT)
    (course, first, said, again), = told(
        *small, *CODE, "tests.grading.filled", NAME, courses / "first", disk, tmp_path / "result", room)
    assert (first, again) == (1, 0), said
    assert said.splitlines()[-1].startswith(f"error: the disk that holds {disk}/course is full (")
    assert_same(course, whole)


def test_executing_goes_on_where_it_was(courses, tmp_path):
    """If this fails, a run that was killed executes again what it had executed."""
    course = shutil.copytree(courses / "first", tmp_path / "course", ignore=shutil.ignore_patterns(".results"))
    process = subprocess.Popen([*CODE, "grading", "autograde", NAME, "--unsafe-no-sandbox", "--jobs=1"], cwd=course)
    stored = awaited(lambda: {path: path.stat().st_mtime_ns for path in course.glob(".results/*/*.json")})
    process.kill()
    process.wait()
    graded(course)
    assert {path: path.stat().st_mtime_ns for path in stored} == stored
    whole = graded(shutil.copytree(courses / "first", tmp_path / "whole"))
    assert rows(course) == rows(whole)
    assert files(course).items() <= files(whole).items()  # there, results of the second hand-in are stored as well


WAITING = """
from pathlib import Path
from grading.referee.pool import executed
from grading.referee.store import Results
from tests.grading.toy_jobs import Waiting

if __name__ == "__main__":
    list(executed({{"ada": [Waiting({said!r})]}}, Results({folder!r}), 1))
"""


def test_a_killed_grader_leaves_no_process(tmp_path):
    """If this fails, every run that is killed leaves processes with kernels, which wait for work for ever."""
    said, script = tmp_path / "said", tmp_path / "script.py"
    script.write_text(WAITING.format(said=str(said), folder=str(tmp_path)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    process = subprocess.Popen([sys.executable, script], env=environment)
    awaited(lambda: said.exists() and said.read_text().endswith("."))
    process.kill()
    process.wait()
    awaited(lambda: not Path("/proc", said.read_text().rstrip(".")).exists())
