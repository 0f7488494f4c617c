"""How to time: the competitors take turns, A B C A B C, and ratios are taken within a turn.

What slows the machine for a while slows all of them, and drops out of the ratio. The median of the turns is the
figure, the quartiles are its spread.
"""

import gc
import time
from dataclasses import dataclass, field
from math import ceil

import numpy as np


@dataclass(frozen=True)
class Row:
    """One line of the table: the same work by several competitors.

    Parameters
    ----------
    title : str
        What is done.
    cases : dict of str to callable
        Competitors; each call does the work once. The first is the one that is compared with the others.
    limits : dict of str to float
        The target: the first takes at most so many times as long as the competitor of this name.
    parts : int
        Into how many parts (steps) the work divides; times are given for one of them.
    """

    title: str
    cases: dict
    limits: dict = field(default_factory=dict)
    parts: int = 1


def measure(row, turns=15, least=0.02):
    """Seconds for one part of the work: competitor -> one number for each turn.

    A sample is at least ``least`` seconds long, so that the clock and the loop around the work do not count.
    """
    repeats = {name: ceil(least / max(_seconds(case, 2), 1e-9)) for name, case in row.cases.items()}
    times = {name: [] for name in row.cases}
    for _ in range(turns):
        for name, case in row.cases.items():
            times[name].append(_seconds(case, repeats[name]) / row.parts)
    return times


def ratios(row, times):
    """How many times as long the first competitor takes as each other one: name -> (median, quartiles)."""
    first, *others = row.cases
    turns = {other: np.array(times[first]) / np.array(times[other]) for other in others}
    return {other: tuple(np.percentile(r, [50, 25, 75])) for other, r in turns.items()}


def _seconds(case, repeats):
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for _ in range(repeats):
        case()
    elapsed = time.perf_counter() - start
    gc.enable()
    return elapsed / repeats
