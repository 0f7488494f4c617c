"""check_gradient: graded by the faults that it finds and by the right gradients that it leaves alone."""

import numpy as np

from grading.task import Task, Wrong

from .faults import spoiled
from .recipes import Question, complaint, differences, rectified, right_gradient, verdict, waves

PART = "verdicts"
NEAR = (4e-8, 8e-8)  # from a kink
PLAIN = ("", {}), ("off by 1e-3", {}), ("", {}), ("off by a tenth", {})
GROUPS = {  # a fault, or none, and how the function is made; never right ones alone, nor wrong ones
    "smooth functions": (("", {}), ("off by 1e-3", {}), ("flipped", {}), ("", {}), ("a zero", {}), ("shuffled", {})),
    "beside a kink": (("", {"near": 1}), ("off by 1e-3", {"near": 1}), ("", {}), ("", {"near": 1}), ("a zero", {})),
    "small and large values": (("", {"scale": 1e-8}), ("off by a tenth", {"scale": 1e-8}), ("", {"scale": 1e6}),
                               ("off by 1e-3", {"scale": 1e6}), ("", {"offset": 3e4}), ("a zero", {"offset": 3e4})),
    "zero gradients": (("", {"scale": 0.0}), ("not zero", {"scale": 0.0}), ("all zero", {}), ("", {})),
    "other shapes": (("one axis more", {}), *PLAIN, ("a last axis more", {}), ("one row", {})),
    "not finite": (("nan", {}), *PLAIN, ("inf", {})),
}


def probes(rng, group):
    """Gradients with a fault and without, of functions of all kinds."""
    for (fault, made), shape in zip(GROUPS[group], ((3, 2), (2, 3), (3, 3), (1, 4), (4, 2), (2, 2), (3, 2))):
        if group == "beside a kink":
            near = rng.uniform(*NEAR) if made else None
            recipe, x = rectified(rng, near, D=shape[0], M=shape[1])
        else:
            recipe, x = waves(rng, shape, **made), rng.normal(size=shape)
        right = right_gradient(recipe, x)
        yield Question(recipe=recipe, x=x, gradient=spoiled(fault, right, rng), right=right, is_right=not fault,
                       about=f"x of shape {x.shape}, {group}{': ' if fault else ''}{fault}")


def ask(p, check_gradient, make_function):
    """What is to be said against the student's verdict."""
    said = check_gradient(make_function(p.recipe), p.gradient, p.x)
    return {PART: complaint(verdict(said, "check_gradient"), p.is_right)}


def error(a, n):
    """Relative error as NumPy gives it: NaN for zeros."""
    with np.errstate(all="ignore"):
        return np.linalg.norm(np.ravel(a - n)) / (np.linalg.norm(np.ravel(a)) + np.linalg.norm(np.ravel(n)))


def guarded(a, n):
    """Relative error with its special cases."""
    if np.shape(a) != np.shape(n) or not np.isfinite(a).all():
        return 1.0
    return error(a, n) if np.any(a) or np.any(n) else 0.0


def careful(p, steps=(1e-5, 1e-4, 1e-8), accepts=lambda a, n: guarded(a, n) < 2e-6):
    """A verdict, with one thing done differently."""
    return any(bool(accepts(p.gradient, differences(p.recipe, p.x, h))) for h in steps)


def entry(name, says):
    """Misconception about the verdict."""
    return Wrong(name, lambda p: {PART: complaint(bool(says(p)), p.is_right)})


def accepting(name, accepts, *others):
    """Misconception about what is near enough."""
    return entry(name, lambda p: careful(p, *others, accepts=accepts))


def lengths(a, n):
    """Whether two gradients are equally long."""
    return guarded(np.linalg.norm(a), np.linalg.norm(n)) < 1e-6


CHECK = Task(
    name="check_gradient",
    probes=probes,
    call=ask,
    truth=lambda p: {PART: complaint(p.is_right, p.is_right)},
    groups=tuple(GROUPS),
    wrong=(
        *(entry("single-step", lambda p, h=h: careful(p, steps=(h,))) for h in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)),
        *(accepting("loose-tolerance", lambda a, n, t=t: guarded(a, n) < t) for t in (0.1, 0.01)),
        *(accepting("absolute-error", lambda a, n, t=t: a.shape == n.shape and np.max(np.abs(a - n)) < t)
          for t in (1e-7, 1e-6, 1e-5)),
        accepting("compares-lengths-only", lengths),
        accepting("zero-over-zero", lambda a, n: a.shape == n.shape and error(a, n) < 2e-6),
        accepting("broadcasts-shapes", lambda a, n: not np.any(n) or error(a, n) < 2e-6),
        accepting("lets-nan-pass", lambda a, n: a.shape == n.shape and not error(a, n) > 2e-6),
        entry("never-alarms", lambda p: True),
        entry("always-alarms", lambda p: False),
        entry("says-the-opposite", lambda p: not p.is_right),
    ),
)

TASKS = (CHECK,)
