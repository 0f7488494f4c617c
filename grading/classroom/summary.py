"""The figures of the class report: counted from the records, told by the rule of `grading.classroom.shares`."""

import re
from dataclasses import dataclass
from statistics import fmean

from grading.classroom.mistakes import Mistake, mistake
from grading.classroom.records import MISSING, UNREADABLE, WAITING
from grading.classroom.shares import SMALL_CLASS, Share, distribution

REASONS = {"did not hand in": MISSING, "not gradable": UNREADABLE, "not graded yet": WAITING}
LEAST_FULL = 40
MOST_TOPICS = 8  # to take up in class: more than an hour holds


@dataclass(frozen=True)
class FunctionFigures:
    """One function: how many solved it, and of those who did not, how many wrote nothing (None: not told)."""

    name: str
    solved: Share
    unwritten: Share | None


@dataclass(frozen=True)
class MistakeFigures:
    """One misconception: how many made it at all, and in each function."""

    mistake: Mistake
    anywhere: Share
    cells: dict

    @property
    def where(self):
        """Functions in which more than one or two made it, the most first."""
        told = {f: share for f, share in self.cells.items() if share.count and not share.few}
        return dict(sorted(told.items(), key=lambda item: -item[1].shown))


@dataclass(frozen=True)
class SetFigures:
    """One problem set."""

    name: str
    of: float
    students: int
    graded: int
    counts: dict
    mean: int | None
    bins: list
    functions: list
    mistakes: list
    known: int

    @property
    def small(self):
        """Whether too few were graded to tell anything."""
        return self.graded < SMALL_CLASS

    @property
    def anchor(self):
        """The name as part of an address."""
        return re.sub(r"\W+", "-", self.name)

    @property
    def columns(self):
        """Functions in which somebody made a mistake with a name."""
        return [f.name for f in self.functions if any(m.cells[f.name].count for m in self.mistakes)]

    @property
    def topics(self):
        """Rows of the mistakes to take up in class: the most frequent first, none that only one or two made."""
        return [row for row in self.mistakes if not (row.anywhere.few or row.anywhere.withheld)][:MOST_TOPICS]

    @property
    def full(self):
        """Percent that the full colour of the map stands for: its largest, unless that is little."""
        return max([LEAST_FULL, *(row.anywhere.shown for row in self.mistakes)])


def figures(problem_set):
    """Figures of a problem set.

    Parameters
    ----------
    problem_set : ProblemSet
        Records.

    Returns
    -------
    figures : SetFigures
        Nothing in it names anybody.
    """
    graded = problem_set.graded
    known = [h for h in graded if any(g.findings for g in h.functions.values())]
    percents = [100 * h.points / (problem_set.of or 1) for h in graded]
    return SetFigures(
        name=problem_set.name,
        of=problem_set.of,
        students=len(problem_set.hand_ins),
        graded=len(graded),
        counts=_counts(problem_set.hand_ins, graded),
        mean=round(fmean(percents)) if len(percents) >= SMALL_CLASS else None,
        bins=distribution(percents),
        functions=[_function(name, graded) for name in problem_set.functions],
        mistakes=_mistakes(problem_set, known),
        known=len(known),
    )


def returning(sets):
    """Mistakes that more than one problem set met, with their share in each.

    Parameters
    ----------
    sets : list of SetFigures
        Of several problem sets.

    Returns
    -------
    rows : list of (Mistake, dict of str to Share)
        The share by problem set; where nobody made it, none.
    """
    met = {}
    for one in sets:
        for row in one.mistakes:
            met.setdefault(row.mistake.name, (row.mistake, {}))[1][one.name] = row.anywhere
    return [row for row in met.values() if len(row[1]) > 1]


def _counts(hand_ins, graded):
    """What is not in order, by its name."""
    size = len(hand_ins)
    why = {name: Share(sum(h.status == status for h in hand_ins), size) for name, status in REASONS.items()}
    if any(share.few for share in why.values()):  # they add up to what is known, so the others would give it away
        why = {"missing, not gradable or not graded yet": f"{size - len(graded)} of {size}"}
    return why | {
        "late": Share(sum(h.late for h in graded), len(graded)),
        "partly to be graded by hand": Share(sum(h.by_hand for h in graded), len(graded)),
    }


def _function(name, graded):
    grades = [h.functions[name] for h in graded if name in h.functions]
    solved = Share(sum(g.solved for g in grades), len(grades))
    unwritten = Share(sum(g.unwritten for g in grades), solved.of - solved.count)
    return FunctionFigures(name, solved, unwritten if solved.exact else None)


def _mistakes(problem_set, known):
    """Rows of the heat map, the most frequent first."""
    names = {name for h in known for g in h.functions.values() for name in g.misconceptions}
    rows = [MistakeFigures(
        mistake(name, problem_set.chapter),
        Share(sum(any(name in g.misconceptions for g in h.functions.values()) for h in known), len(known)),
        {f: Share(sum(f in h.functions and name in h.functions[f].misconceptions for h in known), len(known))
         for f in problem_set.functions},
    ) for name in sorted(names)]
    return sorted(rows, key=lambda row: -row.anywhere.shown)  # not by what is not told
