"""The steps of a term, each by the command that an instructor types."""

import re
import time
import zipfile
from dataclasses import dataclass, field

from grading.checks import seeded_with
from grading.referee.execute import secret_of
from tests.rehearsal import book, download
from tests.rehearsal.course import new_course
from tests.rehearsal.meter import Meter
from tests.rehearsal.students import KINDS, file_name
from tools.kit import FOLDER

DUE, AFTER = "2026-03-01 12:00:00 UTC", "2026-03-01 12:00:01 UTC"
TURN = 5  # with two problem sets, five students are of all ten kinds
EXPORTS = [("nbgrader", "export", "--to=grades.csv"), ("grading", "report"), ("grading", "export")]


@dataclass
class Term:
    """What came of a term.

    Parameters
    ----------
    submissions, rows, database : int
        Hand-ins, rows of the gradebook that were compared, bytes of the gradebook.
    grading : float
        Seconds of grading everything for the first time.
    failures : list of str
        What was not as it must be.
    meter : Meter
        What the commands took.
    """

    submissions: int = 0
    rows: int = 0
    database: int = 0
    grading: float = 0.0
    failures: list = field(default_factory=list)
    meter: Meter = None


def play(folder, students, problem_sets, system="canvas", say=lambda sentence: None):
    """Play a term.

    Parameters
    ----------
    folder : Path
        An empty folder.
    students : int
        How many.
    problem_sets : list of str
        Such as ``["06_backprop"]``.
    system : str
        Where they hand in: ``"canvas"`` or ``"moodle"``.
    say : callable
        Is told what is going on.

    Returns
    -------
    term : Term
        With no failures, if all is well.
    """
    course = new_course(folder / "course", problem_sets)
    release(course, problem_sets)
    kit = unpacked_kit(course, folder / "kit")
    term = Term(meter=course.meter)
    everyone = []
    for place, problem_set in enumerate(problem_sets):
        expected = hand_in(course, kit, problem_set, place, students, system)
        say(f"{problem_set}: {sum(bool(one.hand_in.files) for one in expected)} hand-ins")
        course.type("nbgrader", "zip_collect", problem_set)
        grade(course, term, problem_set, expected)
        everyone += expected
    for command in EXPORTS:
        course.type(*command)
    term.failures += book.wrong_exports(course.folder / "grades.csv", everyone)
    term.submissions = sum(bool(one.hand_in.files) for one in everyone)
    term.database = (course.folder / "gradebook.db").stat().st_size
    return term


def release(course, problem_sets):
    """Make the students' notebooks, and say when they are due."""
    for name in problem_sets:
        course.type("nbgrader", "generate_assignment", name)
        course.type("nbgrader", "db", "assignment", "add", name, f"--duedate={DUE}")


def unpacked_kit(course, folder):
    """The kit, as a student unpacks it."""
    course.type("tools.kit", folder.with_suffix(".zip"))
    with zipfile.ZipFile(folder.with_suffix(".zip")) as kit:
        kit.extractall(folder)
    return folder / FOLDER


def hand_in(course, kit, problem_set, place, students, system):
    """Let every student hand in; the kind of a student is another one with each problem set."""
    released = (kit / "exercises" / problem_set / file_name(problem_set)).read_text("utf-8")
    expected, files, times = [], {}, {}
    for number in range(1, students + 1):
        student, named = download.SYSTEMS[system](number)
        kind = KINDS[(number - 1 + TURN * place + place // 2) % len(KINDS)]
        with seeded_with(secret_of(course.folder, problem_set, file_name(problem_set)[:-6], student)):
            one = book.Expected(student, problem_set, number, kind, kind.hand_in(problem_set, released, number))
        files |= {named(path, kind.late): content for path, content in one.hand_in.files.items()}
        times |= {student: AFTER} if kind.late else {}
        expected.append(one)
    download.write(course.folder / "downloaded" / problem_set / "archive", files, times)
    return expected


def grade(course, term, problem_set, expected):
    """Grade, give marks by hand, grade again; look into the gradebook after each."""
    url = f"sqlite:///{course.folder}/gradebook.db"
    for graded_by_hand in (False, True):
        if graded_by_hand:
            book.grade_by_hand(url, expected)
        before = time.perf_counter()
        said = course.type("grading", "autograde", problem_set, may_fail=True)
        term.grading += 0.0 if graded_by_hand else time.perf_counter() - before
        wrong, compared = book.differences(url, expected, graded_by_hand)
        term.failures += wrong + unsaid(said, expected)
        term.rows += compared
    term.failures += book.silent_feedback(course.folder / "feedback", expected)


def unsaid(said, expected):
    """Students of whom grading should have said that nothing can be read, or should not."""
    told = {block[1]: "PROBLEM" in block[0] for block in re.finditer(r"^(\S[^:\n]*): .*(?:\n    .*)*", said, re.M)}
    return [f"{one}: grading did not say what it must: {told.get(one.student)}" for one in expected
            if one.hand_in.files and told.get(one.student) == one.hand_in.readable]
