"""What the gradebook must hold, what it holds, and a human's marks in it."""

import contextlib
import csv
import html
import math

from nbgrader.api import Gradebook, MissingEntry

from tests.play import grade_ids
from tests.rehearsal.students import NOTEBOOKS, Kind, file_name


def by_hand(problem_set):
    """Points of the cells that a human grades."""
    return {name: cell.metadata.nbgrader.points for name, cell in grade_ids(NOTEBOOKS[problem_set], "task").items()}


class Expected:
    """What one student must have earned with one problem set.

    Parameters
    ----------
    student, problem_set : str
        Their names.
    number : int
        Of the student.
    kind : Kind
        Of the student.
    hand_in : HandIn
        What was handed in.
    """

    def __init__(self, student, problem_set, number, kind: Kind, hand_in):
        self.student, self.problem_set, self.kind, self.hand_in = student, problem_set, kind, hand_in
        self.comment = f"Read by hand: number {number}, <{problem_set}>."
        self.marks = {name: points * (number % 3) / 2 if hand_in.readable else 0.0
                      for name, points in by_hand(problem_set).items()}

    def __str__(self):
        return f"{self.student} ({self.kind.name}), {self.problem_set}"

    def score(self, graded_by_hand=True):
        """Points before any penalty."""
        return sum(self.hand_in.earns.values()) + graded_by_hand * sum(self.marks.values())

    def rows(self, graded_by_hand):
        """Automatic and manual points by cell, and the penalty."""
        marks = self.marks if graded_by_hand else dict.fromkeys(self.marks)
        rows = {name: (float(points), None) for name, points in self.hand_in.earns.items()}
        penalty = self.score(graded_by_hand) if self.kind.late else 0.0
        return rows | {name: (None, mark) for name, mark in marks.items()} | {"late penalty": (penalty, None)}


def differences(url, expected, graded_by_hand):
    """Each row of the gradebook that is not what it must be, in words; and how many were compared."""
    wrong, compared = [], 0
    with Gradebook(url) as gradebook:
        for one in expected:
            found = _rows(gradebook, one)
            wanted = one.rows(graded_by_hand) if one.hand_in.files else {}
            for name in sorted({*found, *wanted}):
                compared += 1
                if not _same(found.get(name), wanted.get(name)):
                    wrong.append(f"{one}: {name} is {found.get(name)}, but should be {wanted.get(name)}")
    return wrong, compared


def grade_by_hand(url, expected):
    """Give the marks, and a comment to each, as the formgrader writes them."""
    with Gradebook(url) as gradebook:
        for one in expected:
            if one.hand_in.files:
                where = file_name(one.problem_set)[:-6], one.problem_set, one.student
                for name, mark in one.marks.items():
                    with contextlib.suppress(MissingEntry):  # which is among the differences
                        gradebook.find_grade(name, *where).manual_score = mark
                        gradebook.find_comment(name, *where).manual_comment = one.comment
        gradebook.db.commit()


def silent_feedback(folder, expected):
    """Feedback that is missing, or does not hold the comment."""
    pages = {one: folder / one.student / one.problem_set / file_name(one.problem_set).replace(".ipynb", ".html")
             for one in expected if one.hand_in.files}
    return [f"{one}: no feedback with the comment" for one, page in pages.items()
            if not page.is_file() or html.escape(one.comment) not in page.read_text("utf-8")]


def wrong_exports(path, expected):
    """Rows of nbgrader's export that are missing, or not what the gradebook must hold."""
    with path.open(encoding="utf-8") as file:
        rows = {(row["student_id"], row["assignment"]): float(row["score"]) for row in csv.DictReader(file)}
    wanted = {one: one.score() if one.hand_in.files and not one.kind.late else 0.0 for one in expected}
    return [f"{one}: exported {rows.get((one.student, one.problem_set))}, but should be {score}"
            for one, score in wanted.items()
            if not math.isclose(rows.get((one.student, one.problem_set), -1.0), score, abs_tol=0.01)]


def _rows(gradebook, one):
    try:
        submission = gradebook.find_submission(one.problem_set, one.student)
    except MissingEntry:
        return {}
    rows = {grade.name: (grade.auto_score, grade.manual_score) for nb in submission.notebooks for grade in nb.grades}
    return rows | {"late penalty": (submission.late_submission_penalty, None)}


def _same(found, wanted):
    if found is None or wanted is None:
        return found == wanted
    return all(a == b if None in (a, b) else math.isclose(a, b, abs_tol=0.01) for a, b in zip(found, wanted))
