"""What test cells call: ask the student's function, say what is right and what is not, return the points.

A visible check and a hidden test ask the same kinds of questions; the hidden one draws other numbers,
so whatever it grades, a student can see beforehand.
"""

import os

from grading.answers import Said, ask, same
from grading.diagnosis import diagnose, outcome
from grading.problem_sets import find_task
from grading.report import Result, report

VISIBLE_SEED = 0


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
        Of the numbers in the questions; hidden tests have their own.

    Returns
    -------
    earned : float
        From 0 to ``points``; nbgrader reads it as partial credit.
    """
    task, said = find_task(name), Said()
    results = examine(task, functions, seed, said)
    earned = round(points * sum(r.right for r in results) / len(results), 2)
    text = report(task.name, results, said.text, earned, points)
    if earned < points and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise CheckFailed(text)
    print(text)
    return float(earned)


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
    visible = task.questions(VISIBLE_SEED) if seed != VISIBLE_SEED else {group: [] for group in task.groups}
    return [
        result
        for group, probes in task.questions(seed).items()
        for result in _examine_group(task, functions, group, probes, visible[group], said)
    ]


def _examine_group(task, functions, group, probes, visible, said):
    truths = [task.truth(p) for p in probes]
    answers = [ask(task, functions, p, said) for p in probes]
    for part in truths[0]:
        outcomes = [outcome(a, part) for a in answers]
        wrong = [i for i, o in enumerate(outcomes) if not same(truths[i][part], o, task.tolerance)]
        remembered = [task.truth(p)[part] for p in visible] if wrong else []
        names = diagnose(task, probes, part, outcomes, remembered) if wrong else []
        first = wrong[0] if wrong else 0
        yield Result(group, part, truths[first][part], outcomes[first], probes[first], not wrong, names)
