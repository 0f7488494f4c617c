"""directional_check: slopes along given directions, claimed by a gradient and measured, and whether they agree."""

import numpy as np

from grading.task import Task, Wrong, unpack, wrong

from .faults import spoiled
from .recipes import Question, complaint, reference, right_gradient, verdict, waves

GROUPS = {"slopes": ("", "", "off by a tenth"), "verdicts": ("", "off by 1e-3", "unseen by the first", "", "flipped")}
SHAPES = ((4, 3), (3, 3), (5,), (1, 4), (6, 2))
TOLERANCE = 1e-5
PART = "verdicts"


def probes(rng, group):
    """Slopes are asked for with a long step, whose error must show; verdicts with a short one."""
    for fault, shape in zip(GROUPS[group], SHAPES):
        recipe, x = waves(rng, shape), rng.normal(size=shape)
        directions = rng.choice([-1.0, 1.0], size=(4, *shape))
        h = round(float(rng.uniform(0.02, 0.05)), 3) if group == "slopes" else 1e-5
        right = right_gradient(recipe, x)
        hidden = fault == "unseen by the first"
        gradient = unseen(right, directions) if hidden else spoiled(fault, right, rng)
        yield Question(recipe=recipe, x=x, gradient=gradient, directions=directions, h=h, is_right=not fault,
                       group=group, about=f"x of shape {shape}, 4 directions, h = {h}{', ' if fault else ''}{fault}")


def unseen(grad, directions):
    """Two entries are wrong, so that the slope along the first direction is right, and along the second is not."""
    directions[1] = directions[0]
    directions[1].flat[0] *= -1
    wrong = grad.copy()
    wrong.flat[0] += directions[0].flat[0]
    wrong.flat[1] -= directions[0].flat[1]
    return wrong


def ask(p, directional_check, make_function):
    """The two slopes, or what is to be said against the verdict."""
    answer = directional_check(make_function(p.recipe), p.gradient, p.x, p.directions, p.h)
    parts = unpack(answer, "directional_check", "agrees", "claimed", "measured")
    said = complaint(verdict(parts["agrees"], "directional_check's agrees"), p.is_right)
    return {PART: said} if p.group == "verdicts" else {"claimed": parts["claimed"], "measured": parts["measured"]}


def claimed(p):
    """Slopes that follow from the gradient."""
    return np.array([np.sum(v * p.gradient) for v in p.directions])


def measured(p, up=1, down=-1, divisor=2, h=None, directions=None):
    """Slopes of the function."""
    f, h = reference(p.recipe), p.h if h is None else h
    return np.array([(f(p.x + up * h * v) - f(p.x + down * h * v)) / (divisor * h)
                     for v in (p.directions if directions is None else directions)])


def truth(p):
    """Slopes by their definition; a true verdict."""
    if p.group == "verdicts":
        return {PART: complaint(p.is_right, p.is_right)}
    return {"claimed": claimed(p), "measured": measured(p)}


def saying(name, says):
    """Misconception about the verdict."""
    return Wrong(name, lambda p: {PART: complaint(bool(says(p)), p.is_right)})


def near(a, n, tolerance=TOLERANCE):
    """Whether slopes agree."""
    return np.linalg.norm(a - n) <= tolerance * (np.linalg.norm(a) + np.linalg.norm(n))


DIRECTIONAL = Task(
    name="directional_check",
    probes=probes,
    call=ask,
    truth=truth,
    groups=tuple(GROUPS),
    wrong=(
        wrong("one-sided-difference", measured=lambda p: measured(p, down=0, divisor=1)),
        wrong("one-sided-difference", measured=lambda p: measured(p, down=0)),
        wrong("divides-by-h", measured=lambda p: measured(p, divisor=1)),
        wrong("step-ignored", measured=lambda p: measured(p, h=1e-5)),
        wrong("forgets-the-direction", measured=lambda p: measured(p, directions=np.ones_like(p.directions))),
        wrong("forgets-the-direction", claimed=lambda p: np.full(len(p.directions), np.sum(p.gradient))),
        wrong("forgets-the-direction", claimed=lambda p: np.full(len(p.directions), np.linalg.norm(p.gradient))),
        wrong("forgot-the-sum", claimed=lambda p: p.directions * p.gradient),
        wrong("summed-over-the-wrong-axis", claimed=lambda p: (p.directions * p.gradient).sum(axis=-1)),
        saying("one-direction-only", lambda p: near(claimed(p)[:1], measured(p)[:1])),
        saying("loose-tolerance", lambda p: near(claimed(p), measured(p), 0.01)),
        saying("loose-tolerance", lambda p: near(claimed(p), measured(p), 0.1)),
        saying("compares-lengths-only", lambda p: near(np.abs(claimed(p)), np.abs(measured(p)))),
        saying("never-alarms", lambda p: True),
        saying("says-the-opposite", lambda p: not p.is_right),
    ),
)

TASKS = (DIRECTIONAL,)
