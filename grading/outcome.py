"""What came of a submission, in words for whoever grades."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What came of one student's submission."""

    student: str
    problem: str = ""
    score: float = 0.0
    max_score: float = 0.0
    by_hand: bool = False
    feedback: str = ""
    notes: tuple = ()

    @property
    def in_order(self):
        """Whether there is a grade for something that could be read."""
        return not self.problem

    def __str__(self):
        waiting = ", some of it still to be graded by hand" if self.by_hand else ""
        points = f"{self.score:g} of {self.max_score:g} points{waiting}"
        grade = f"{points}; {self.feedback}" if self.feedback else "NOT GRADED"
        lines = [f"{self.student}: {grade}", *([f"PROBLEM: {self.problem}"] if self.problem else []), *self.notes]
        return "\n    ".join(lines)
