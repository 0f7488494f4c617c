"""From what students handed in to grades and feedback, by nbgrader's own steps, one student at a time.

One submission that cannot be read costs nobody else anything, and is left where it lies.
"""

import difflib
import logging
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import PyFileConfigLoader


class Refused(Exception):
    """Nothing was graded, and why."""


@dataclass(frozen=True)
class Outcome:
    """What came of one student's submission."""

    student: str
    problem: str = ""
    score: float = 0.0
    max_score: float = 0.0
    by_hand: bool = False
    feedback: str = ""

    @property
    def graded(self):
        """Whether there is a grade."""
        return not self.problem

    def __str__(self):
        if self.problem:
            return f"{self.student}: NOT GRADED, {self.problem}"
        waiting = ", some of it still to be graded by hand" if self.by_hand else ""
        return f"{self.student}: {self.score:g} of {self.max_score:g} points{waiting}; {self.feedback}"


def autograde(course, assignment, student=None):
    """Grade the submissions of one assignment.

    Parameters
    ----------
    course : Path
        Where ``nbgrader_config.py`` lies.
    assignment : str
        Such as ``"06_backprop"``.
    student : str, optional
        Only this one.

    Yields
    ------
    outcome : Outcome
        For each student, in alphabetical order.

    Raises
    ------
    Refused
        If there is no such assignment, or nothing was handed in for it.
    """
    students = _students(course, assignment, student)
    api = _api(course)
    _require(api.generate_assignment(assignment, force=True), f"the notebook of {assignment} cannot be released")
    for name in students:
        yield _grade_one(api, course, assignment, name)


def _students(course, assignment, student):
    known = sorted(p.name for p in (course / "solutions").glob("*/") if list(p.glob("*.ipynb")))
    if assignment not in known:
        close = difflib.get_close_matches(assignment, known, n=1, cutoff=0.4)
        meant = f"; did you mean {close[0]!r}?" if close else ""
        raise Refused(f"assignment is {assignment!r}, but should be one of {', '.join(known) or '(none)'}{meant}")
    students = sorted(p.parent.name for p in course.glob(f"submitted/{student or '*'}/{assignment}") if p.is_dir())
    if not students:
        raise Refused(f"nothing to grade: no folder submitted/{student or 'STUDENT'}/{assignment}")
    return students


def _grade_one(api, course, assignment, student):
    problem = _unreadable(course, assignment, student)
    if problem:
        return Outcome(student, problem)
    for step in (api.autograde, api.generate_feedback):
        result = step(assignment, student, force=True)
        if not result["success"]:
            return Outcome(student, _reason(result))
    with api.gradebook as gradebook:
        submission = gradebook.find_submission(assignment, student)
        return Outcome(student, "", submission.score, submission.max_score, submission.needs_manual_grade,
                       f"feedback/{student}/{assignment}/")


def _unreadable(course, assignment, student):
    """Why a submission cannot be graded at all; an empty string if it can."""
    folder = Path("submitted", student, assignment)
    for name in sorted(p.name for p in (course / "solutions" / assignment).glob("*.ipynb")):
        path = course / folder / name
        if not path.is_file():
            return f"{folder / name} is not there (found: {_listed(path.parent)})"
        try:
            nbformat.validate(nbformat.read(path, as_version=4))
        except Exception as error:
            return f"{folder / name} is not a notebook ({_first_line(error)})"
    return ""


def _listed(folder):
    return ", ".join(sorted(p.name for p in folder.iterdir())) or "nothing"


def _first_line(error):
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _reason(result):
    """The exception at the end of nbgrader's log, which is what an instructor can act on."""
    log = "\n".join([result.get("error", ""), result.get("log", "")])
    exceptions = re.findall(r"^\s*((?:\w+\.)*\w*(?:Error|Exception|Exceeded): .+)$", log, re.M)
    return exceptions[-1] if exceptions else "nbgrader gave no reason"


def _require(result, otherwise):
    if not result["success"]:
        raise Refused(f"{otherwise}: {_reason(result)}")


def _api(course):
    """nbgrader, with the course's own configuration and without its chatter."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    warnings.simplefilter("ignore", SAWarning)  # nbgrader 0.9.6 adds rows in an order that SQLAlchemy 2 remarks on
    api = NbGraderAPI(config=config)
    api.log.handlers.clear()  # what goes wrong is in the results
    api.log.setLevel(logging.ERROR)
    return api
