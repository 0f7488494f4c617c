"""What is known of a class: plain data, the same for the report and for every export."""

import re
import sys
from dataclasses import dataclass, field

GRADED, UNREADABLE, WAITING, MISSING = "graded", "not gradable", "not graded yet", "missing"


@dataclass(frozen=True)
class Student:
    """One student, as the gradebook has them."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


@dataclass(frozen=True)
class Graded:
    """One function in one hand-in.

    Parameters
    ----------
    points, of : float
        In its check and its hidden test together; a grade given by hand counts in place of theirs.
    findings : tuple of Findings
        Of both; none where the submission was graded by a version that did not keep them.
    """

    points: float
    of: float
    findings: tuple = ()

    @property
    def solved(self):
        """Whether all points are there."""
        return self.points >= self.of - 1e-9

    @property
    def unwritten(self):
        """Whether nothing was written."""
        return bool(self.findings) and all(f.unwritten for f in self.findings)

    @property
    def misconceptions(self):
        """Names of the mistakes in it, each once."""
        return list(dict.fromkeys(name for f in self.findings for name in f.misconceptions))


@dataclass(frozen=True)
class HandIn:
    """What a student handed in for a problem set, or did not.

    Parameters
    ----------
    student : Student
        Whose.
    status : str
        `GRADED`; `UNREADABLE` if a notebook could not be read, which earns nothing; `WAITING` if it was not graded yet;
        `MISSING`.
    points : float
        After the penalty for being late.
    late, by_hand : bool
        Whether it came after its due date; whether part of it waits to be graded by hand.
    functions : dict of str to Graded
        By name, in the order of the notebook.
    """

    student: Student
    status: str
    points: float = 0.0
    late: bool = False
    by_hand: bool = False
    functions: dict = field(default_factory=dict)

    @property
    def counts(self):
        """Whether the gradebook has a grade of it."""
        return self.status in (GRADED, UNREADABLE)


@dataclass(frozen=True)
class ProblemSet:
    """A problem set, and what each student of the class handed in."""

    name: str
    of: float
    functions: tuple
    hand_ins: tuple

    @property
    def chapter(self):
        """Number of its chapter, as hints lead to what its reader has had; a set of no chapter comes last."""
        number = re.match(r"\d+", self.name)
        return int(number.group()) if number else sys.maxsize

    @property
    def graded(self):
        """The hand-ins that could be read and have a grade: what shares are shares of."""
        return [h for h in self.hand_ins if h.status == GRADED]
