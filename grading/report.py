"""The report of a check: one line for each property, the name of each mistake, a hint, the points."""

import textwrap
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from grading.findings import named
from grading.misconceptions import MISCONCEPTIONS
from grading.raised import Raised
from grading.task import Names, Probe
from nnlib.gradcheck import relative_error

WIDTH = 84  # nbgrader's Validate cuts lines at 87


@dataclass(frozen=True)
class Result:
    """One part of an answer in one group: what was right, what came, and the mistakes that would explain it."""

    group: str
    part: str
    truth: object
    outcome: object
    probe: Probe
    right: bool
    misconceptions: list

    @property
    def label(self):
        """Name of the part, such as ``dW`` or ``relu dW``."""
        return f"{self.group} {self.part}".strip()

    def finding(self):
        """What to say of it, in one line."""
        if isinstance(self.outcome, Raised):
            return _raised(self.outcome)
        if isinstance(self.truth, Names):
            return "✓" if self.right else f"✗ {_short(self.outcome)}"
        shape, wanted = np.shape(self.outcome), np.shape(self.truth)
        if shape != wanted:
            return f"shape ✗ is {shape}, should be {wanted}"
        known = f"shape {shape} ✓, " if shape else ""
        return f"{known}value {'✓' if self.right else '✗ ' + _off(self.outcome, self.truth)}"


def report(name, results, said, earned, points):
    """Text of a check's report.

    Parameters
    ----------
    name : str
        ``"06_backprop.affine_backward"``.
    results : list of Result
        One for each part.
    said : str
        What the student's code printed.
    earned, points : float
        The points, and how many there were to earn.

    Returns
    -------
    text : str
        Lines of at most 84 characters.
    """
    problem_set, _, function = name.partition(".")
    lines = [f"{function}: {earned:g} of {points:g} points", *_findings(results), *_asked_with(results)]
    for misconception, labels in named(results).items():
        lines += ["", *_hint(misconception, _together(labels, results), chapter=int(problem_set[:2]))]
    if said.strip():
        lines += ["", "Your code printed:", said.rstrip()]
    return "\n".join(lines)


def _wrapped(text, **indents):
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False, **indents)


def _findings(results):
    """One line a part; parts that failed alike (the function raised) share one."""
    for finding, alike in groupby(results, key=Result.finding):
        labels = [r.label for r in alike]
        for label in [_together(labels, results)] if finding.startswith("✗") else labels:
            yield from _wrapped(f"{label}: {finding}", initial_indent="  ", subsequent_indent="      ")


def _asked_with(results):
    """The sizes of the first question that went wrong, so that it can be asked again."""
    failed = [r for r in results if not r.right and not _not_written(r.outcome)]
    if failed and failed[0].probe.described():
        question = f"first wrong for {failed[0].probe.described()}"
        yield from _wrapped(question, initial_indent="  ", subsequent_indent="      ")


def _together(labels, results):
    """Several parts in few words."""
    return "everything" if len(labels) == len(results) > 1 else ", ".join(labels)


def _hint(name, labels, chapter):
    m = MISCONCEPTIONS[name]
    yield from _wrapped(f"{labels} → {name}: {m.title}", subsequent_indent="    ")
    yield from _wrapped(f"Hint: {m.hint}", initial_indent="  ", subsequent_indent="  ")
    yield f"  Read again: {m.section_for(chapter)}"


def _not_written(outcome):
    return isinstance(outcome, Raised) and outcome.kind == "NotImplementedError"


def _raised(raised):
    if _not_written(raised):
        return f"✗ {raised.function or 'it'} is not written yet"
    if raised.kind in ("WrongForm", "Delegated", "Damaged", "NoAnswer"):
        return f"✗ {raised.message}"
    return f"✗ {raised}"


def _off(value, truth):
    if not np.isfinite(value).all():
        return f"{'NaN' if np.isnan(value).any() else 'infinity'} in {int((~np.isfinite(value)).sum())} entries"
    with np.errstate(all="ignore"):  # of numbers near the largest, the square overflows
        error = f"relative error {relative_error(value, truth):.1e}"
        worst = np.unravel_index(np.argmax(np.abs(value - truth)), np.shape(truth))
    return f"{error}, largest at [{', '.join(str(int(i)) for i in worst)}]" if worst else error


def _short(names):
    text = ", ".join(names)
    return text if len(text) <= 200 else f"{text[:197]}..."
