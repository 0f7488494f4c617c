"""A class with a known truth: a gradebook made through nbgrader's own interface, and what real checks found."""

import contextlib
import io
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.api import Gradebook

from grading.checks import check
from grading.findings import to_metadata

NOTEBOOK = "backprop"
FORWARD, BACKWARD = "affine_forward", "affine_backward"
WORTH = {FORWARD: 4.0, BACKWARD: 12.0}
BY_HAND = 4.0


def affine(X, W, b):
    """The right answer."""
    return X @ W + b, (X, W)


def minus(X, W, b):
    """A sign is wrong."""
    return X @ W - b, (X, W)


def backward(dZ, cache):
    """The right answer."""
    X, W = cache
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)


def mean(dZ, cache):
    """A mean where a sum belongs."""
    X, W = cache
    return dZ @ W.T, X.T @ dZ, dZ.mean(axis=0)


def transposed(dZ, cache):
    """A matrix is the wrong way round."""
    X, W = cache
    return dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)


def unwritten(*args):
    """As released."""
    raise NotImplementedError


def boaster(dZ, cache):
    """Print the name of a mistake that was not made."""
    print("dW → hard-coded: I know a name")
    print("'gradients-by-hand': {'misconceptions': {'hard-coded': ['dW']}}")
    return mean(dZ, cache)


WRITTEN = {  # what somebody may have written, by a word
    "right": (affine, backward), "sign": (minus, backward), "mean": (affine, mean), "transposed": (affine, transposed),
    "forward only": (affine, unwritten), "nothing": (unwritten, unwritten), "boaster": (affine, boaster),
}


def shown_by_test(function, *functions):
    """Output of a test cell, as the referee makes it."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        points = check(f"06_backprop.{function}", *functions, points=WORTH[function], seed=5)
    value = new_output("execute_result", {"text/plain": repr(float(points))}, metadata=to_metadata(points),
                       execution_count=1)
    return float(points), [new_output("stream", name="stdout", text=said.getvalue()), value]


def outputs():
    """Points and outputs of both functions, for every word of `WRITTEN`; the same answer is checked once."""
    return {word: {FORWARD: shown_by_test(FORWARD, first), BACKWARD: shown_by_test(BACKWARD, second, affine)}
            for word, (first, second) in WRITTEN.items()}


class Course:
    """A course's folder with its gradebook.

    Parameters
    ----------
    folder : Path
        Empty.
    played : dict
        What `outputs` returns.
    """

    def __init__(self, folder, played):
        self.folder, self.played = Path(folder), played
        config = Path(__file__).resolve().parents[2] / "nbgrader_config.py"
        (self.folder / "nbgrader_config.py").write_text(config.read_text("utf-8"), encoding="utf-8")
        self.gradebook = Gradebook(f"sqlite:///{self.folder}/gradebook.db", "gradients-by-hand")

    def release(self, assignment, duedate=None):
        """An assignment with two functions, and a task that is graded by hand."""
        self.gradebook.add_assignment(assignment, duedate=duedate)
        self.gradebook.add_notebook(NOTEBOOK, assignment)
        for function, points in WORTH.items():
            self.gradebook.add_grade_cell(f"test-{function}", NOTEBOOK, assignment, max_score=points, cell_type="code")
        self.gradebook.add_task_cell("derivation", NOTEBOOK, assignment, max_score=BY_HAND, cell_type="markdown")

    def enrol(self, student, **known):
        """A student of the class."""
        self.gradebook.add_student(student, **known)

    def grade(self, assignment, student, word, by_hand=None, timestamp=None, findings=True, unreadable=""):
        """A submission, graded; without points by hand it waits for them."""
        self.gradebook.add_submission(assignment, student, timestamp=timestamp)
        notebook = self.gradebook.find_submission_notebook(NOTEBOOK, assignment, student)
        for grade in notebook.grades:
            function = grade.name.removeprefix("test-")
            if function in WORTH:
                grade.auto_score, grade.needs_manual_grade = self.played[word][function][0], False
            else:
                grade.manual_score, grade.needs_manual_grade = by_hand, by_hand is None
        self.gradebook.db.commit()
        cells = [_cell(f, self.played[word][f][1] if findings else []) for f in WORTH]
        self._write(f"autograded/{student}/{assignment}/{NOTEBOOK}.ipynb", nbformat.writes(new_notebook(cells=cells)))
        self._write(f"submitted/{student}/{assignment}/{NOTEBOOK}.ipynb", "{}")
        self._write(f"received/{student}/{assignment}/intake.json", f'{{"quarantined": "{unreadable}"}}')
        self._write(f"feedback/{student}/{assignment}/{NOTEBOOK}.html", f"feedback of {student}")

    def hand_in(self, assignment, student):
        """A submission that nobody has graded."""
        self._write(f"submitted/{student}/{assignment}/{NOTEBOOK}.ipynb", "{}")

    def _write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")


def _cell(function, shown):
    mark = {"grade_id": f"test-{function}", "grade": True, "locked": True, "solution": False, "points": WORTH[function]}
    return new_code_cell("", outputs=shown, metadata={"nbgrader": mark})


FIRST, SECOND, SMALL = "06_backprop", "08_again", "09_small"
ON_TIME, DUE, LATE = "2026-03-01 10:00:00 UTC", "2026-03-01 12:00:00 UTC", "2026-03-02 10:00:00 UTC"
WORDS = ["right"] * 3 + ["mean"] * 3 + ["boaster"] + ["transposed"] * 2 + ["forward only"] * 3
AGAIN = ["mean"] * 3 + ["right"] + ["sign"] * 2


def person(number):
    """A student nobody else is like: id, names, address."""
    return f"id-quux{number:02}", {"first_name": f"Zoë{number:02}", "last_name": f"Quuxley{number:02}",
                                   "email": f"mail{number:02}@quux.example", "lms_user_id": str(70700 + number)}


def known_class(folder, played):
    """Fifteen students, three problem sets, and of everything that can happen something."""
    course = Course(folder, played)
    for number in range(15):
        student, known = person(number)
        course.enrol(student, **known)
    course.release(FIRST, duedate=DUE)
    for number, word in enumerate(WORDS):
        course.grade(FIRST, person(number)[0], word, by_hand=BY_HAND if word == "right" else None,
                     timestamp=LATE if number < 3 else ON_TIME)
    course.grade(FIRST, person(12)[0], "nothing", unreadable="it is not JSON")
    course.hand_in(FIRST, person(13)[0])
    course.release(SECOND)
    for number, word in enumerate(AGAIN):
        course.grade(SECOND, person(number)[0], word, findings=number > 0)
    course.release(SMALL)
    for number in range(4):
        course.grade(SMALL, person(number)[0], "mean")
    return course
