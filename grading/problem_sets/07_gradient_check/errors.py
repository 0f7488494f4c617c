"""relative_error: one number for how far two gradients are apart."""

import numpy as np

from grading.task import Names, Task, wrong

from .recipes import Question, number

GROUPS = ("gradients", "zeros", "other shapes", "not finite")
SHAPES = ((3, 2), (3, 3), (1,), (4,))
PART = "error"


def probes(rng, group):
    """Pairs of gradients: far and near, both zero, of shapes that differ, with entries that are no numbers."""
    for shape in SHAPES:
        a = rng.normal(size=shape)
        n = a + rng.choice([1e-3, 0.1, 1.0]) * rng.normal(size=shape)
        if group == "zeros":
            a, n = np.zeros(shape), np.zeros(shape)
        if group == "other shapes":
            n = a[..., None] if len(shape) == 1 else a[:1]
        if group == "not finite":
            a.flat[rng.integers(a.size)] = rng.choice([np.nan, np.inf])
        yield Question(a=a, n=n, group=group, about=f"a of shape {a.shape}, n of shape {n.shape}")


def ask(p, relative_error):
    """The error; in the special cases in words, since NaN is a wrong answer with a name."""
    return {PART: said(p, number(relative_error(p.a, p.n), "relative_error"))}


def said(p, value):
    """A number, or in words what a special case gave."""
    return value if p.group == "gradients" else Names((f"answers {value:.3g}",))


def length(array):
    """Root of the sum of squares."""
    return np.sqrt(np.sum(array**2))


def truth(p):
    """By the formula, and what was agreed for the special cases."""
    special = {"zeros": 0.0, "other shapes": 1.0, "not finite": 1.0}
    return {PART: said(p, special[p.group] if p.group in special else formula(p.a, p.n))}


def formula(a, n):
    """The formula and nothing else."""
    return length(a - n) / (length(a) + length(n))


def entry(name, function):
    """Misconception: another formula, which for NaN and the like gives what NumPy gives."""
    def quietly(p):
        with np.errstate(all="ignore"):
            return said(p, float(function(p.a, p.n)))

    return wrong(name, **{PART: quietly})


def where(group, name, function):
    """Misconception about one special case; elsewhere the answer is right."""
    other = entry(name, function).answer
    return wrong(name, **{PART: lambda p: (other(p) if p.group == group else truth(p))[PART]})


ERROR = Task(
    name="relative_error",
    probes=probes,
    call=ask,
    truth=truth,
    groups=GROUPS,
    tolerance=1e-9,
    wrong=(
        where("gradients", "absolute-error", lambda a, n: length(a - n)),
        where("gradients", "absolute-error", lambda a, n: np.max(np.abs(a - n))),
        where("gradients", "one-norm-only", lambda a, n: length(a - n) / length(n)),
        where("gradients", "one-norm-only", lambda a, n: length(a - n) / length(a)),
        where("gradients", "largest-ratio-of-entries",
              lambda a, n: np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n)))),
        where("gradients", "largest-ratio-of-entries", lambda a, n: np.max(np.abs(a - n) / (np.abs(a) + np.abs(n)))),
        where("gradients", "compares-lengths-only", lambda a, n: abs(length(a) - length(n)) / (length(a) + length(n))),
        where("gradients", "forgot-the-root", lambda a, n: length(a - n) ** 2 / (length(a) ** 2 + length(n) ** 2)),
        where("zeros", "zero-over-zero", formula),
        where("other shapes", "broadcasts-shapes", formula),
        where("not finite", "lets-nan-pass", formula),
        where("not finite", "lets-nan-pass", lambda a, n: formula(np.nan_to_num(a), np.nan_to_num(n))),
        where("not finite", "lets-nan-pass", lambda a, n: formula(a, n) if length(a) + length(n) > 0 else 0.0),
    ),
)

TASKS = (ERROR,)
