"""What test cells call: ask the student's function, say what is right and what is not, return the points.

A visible check and a hidden test ask the same kinds of questions; the hidden one draws other numbers,
so whatever it grades, a student can see beforehand.
"""

import contextlib
import functools
import hashlib
import hmac
import os
from contextvars import ContextVar

from grading.answers import Said, ask, same
from grading.diagnosis import diagnose, outcome
from grading.findings import Points, findings
from grading.problem_sets import find_task
from grading.report import Result, report

VISIBLE_SEED = 0
DRAWS, APART = 1000, 1_000_003  # a hidden test has so many sets of numbers; their seeds lie so far apart
_secret = ContextVar("_secret", default="")


class CheckFailed(AssertionError):
    """Points are missing. Validate shows an error's text only, so there the report is the error."""

    def _render_traceback_(self):
        return str(self).splitlines()


def check(name, *functions, points, seed=VISIBLE_SEED):
    """Check one function of a problem set: print the report, return the points.

    Parameters
    ----------
    name : str
        ``"06_backprop.affine_backward"``.
    *functions : callable
        The student's function, and the others that it works with.
    points : float
        What the cell is worth.
    seed : int
        Of the numbers in the questions; hidden tests have their own, which the referee mixes with a secret.

    Returns
    -------
    earned : Points
        A number from 0 to ``points``, which nbgrader reads as partial credit, and what was found.
    """
    task, said = find_task(name), Said()
    results = examine(task, functions, _unforeseen(seed), said)
    earned = round(points * sum(r.right for r in results) / len(results), 2)
    text = report(name, results, said.text, earned, points)
    if earned < points and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise CheckFailed(text)
    print(text)
    return Points(earned, findings(name, results))


def examine(task, functions, seed, said):
    """Results for every part of every group of a task.

    Parameters
    ----------
    task : Task
        What is asked.
    functions : sequence of callable
        The student's.
    seed : int
        Of the numbers in the questions.
    said : Said
        Collects what the functions print.

    Returns
    -------
    results : list of Result
        In the order of the task's groups and parts.
    """
    questions = _visible(task) if seed == VISIBLE_SEED else _with_truths(task, seed)
    return [
        result
        for group, (probes, truths) in questions.items()
        for result in _examine_group(task, functions, group, probes, truths, seed != VISIBLE_SEED, said)
    ]


def _with_truths(task, seed):
    """Probes of each group, and what is right."""
    return {group: (probes, [task.truth(p) for p in probes]) for group, probes in task.questions(seed).items()}


@functools.cache
def _visible(task):
    """The same for everybody."""
    return _with_truths(task, VISIBLE_SEED)


def _examine_group(task, functions, group, probes, truths, hidden, said):
    answers = _answers(task, functions, probes, said)
    for part in truths[0]:
        outcomes = [outcome(a, part) for a in answers]
        wrong = [i for i, o in enumerate(outcomes) if not same(truths[i][part], o, task.tolerance)]
        remembered = [truth[part] for truth in _visible(task)[group][1]] if wrong and hidden else []
        names = diagnose(task, probes, part, outcomes, remembered) if wrong else []
        first = wrong[0] if wrong else 0
        yield Result(group, part, truths[first][part], outcomes[first], probes[first], not wrong, names)


def _answers(task, functions, probes, said):
    """An answer to each probe. After one that never came no more are asked: every part is lost, and waiting is long."""
    answers = []
    for probe in probes:
        never_came = bool(answers) and getattr(answers[-1].get(""), "kind", "") == "NoAnswer"
        answers.append(answers[-1] if never_came else ask(task, functions, probe, said))
    return answers


@contextlib.contextmanager
def seeded_with(secret):
    """Inside the block, hidden tests ask with numbers that follow from a secret: nobody can foresee them.

    Parameters
    ----------
    secret : str
        Of the course, for one student: graded again, the numbers are the same.
    """
    token = _secret.set(secret)
    try:
        yield
    finally:
        _secret.reset(token)


def seed_of(seed, draw):
    """Seed of one of the sets of numbers that a hidden test may ask with.

    They are few enough to be tried, all of them, on every right solution: nobody loses points by unlucky numbers.
    The first is that of the test itself, where there is no secret.
    """
    return seed + APART * draw


def _unforeseen(seed):
    if seed == VISIBLE_SEED or not _secret.get():
        return seed
    drawn = hmac.digest(_secret.get().encode(), str(seed).encode(), hashlib.sha256)
    return seed_of(seed, int.from_bytes(drawn[:8]) % DRAWS)
