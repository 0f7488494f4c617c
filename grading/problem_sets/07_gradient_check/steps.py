"""best_step: the bottom of the U-shaped curve, for slow and fast functions, in double and single precision."""

import numpy as np

from grading.task import Task, wrong

from .recipes import Question, differences, in_single, number, right_gradient, waves

DECADES = range(-4, 13)
PACES = {"slow waves": 0.02, "fast waves": 200.0, "single precision": 1.0}
SHAPES = ((3,), (2, 2), (1,))
CLEAR = 2.5  # times the least error: so much larger is every other one
PART = "step"


def probes(rng, group):
    """Functions whose best step is clear, whichever norm measures the error; steps in some order."""
    for shape in SHAPES:
        while True:
            recipe, x = waves(rng, shape, pace=PACES[group]), rng.normal(size=shape)
            recipe["b"] *= group != "slow waves"  # the cube of a sum is never slow
            steps = [float(f"{rng.uniform(0.6, 1.6) * 10.0**-k:.2e}") for k in rng.permutation(DECADES)]
            asked = in_single(recipe) if group == "single precision" else recipe
            p = Question(recipe=asked, x=x, grad=right_gradient(recipe, x), steps=steps,
                         about=f"x of shape {shape}, {group}")
            if is_clear(p):
                break
        yield p


def is_clear(p):
    """Whether rounding a little differently would leave the best step as it is."""
    bests = []
    for order in (1, 2, np.inf):
        errors = [np.linalg.norm(np.ravel(differences(p.recipe, p.x, h) - p.grad), order) for h in p.steps]
        least, second = np.sort(errors)[:2]
        bests.append(p.steps[np.argmin(errors)] if least * CLEAR < second else None)
    return None not in bests and len(set(bests)) == 1


def errors(p, moves=(1, -1), divisor=2):
    """Error for each step."""
    return [np.linalg.norm(differences(p.recipe, p.x, h, moves, divisor) - p.grad) for h in p.steps]


def relative(p):
    """Relative error for each step."""
    return [e / (np.linalg.norm(p.grad) + np.linalg.norm(differences(p.recipe, p.x, h)))
            for e, h in zip(errors(p), p.steps)]


def ask(p, best_step, make_function):
    """The step that a student's function finds."""
    return {PART: number(best_step(make_function(p.recipe), p.x, p.grad, p.steps), "best_step")}


def best(p):
    """What is right."""
    return p.steps[np.argmin(errors(p))]


def entry(name, function):
    """Misconception about the step."""
    return wrong(name, **{PART: function})


BEST = Task(
    name="best_step",
    probes=probes,
    call=ask,
    truth=lambda p: {PART: best(p)},
    groups=tuple(PACES),
    wrong=(
        entry("smallest-step", lambda p: min(p.steps)),
        entry("always-the-same-step", lambda p: 1e-5),
        entry("always-the-same-step", lambda p: 1e-6),
        entry("always-the-same-step", lambda p: 1e-8),
        entry("returns-the-index", lambda p: np.argmin(errors(p))),
        entry("largest-error", lambda p: p.steps[np.argmax(errors(p))]),
        entry("largest-error", lambda p: p.steps[np.argmax(relative(p))]),
        entry("one-sided-difference", lambda p: p.steps[np.argmin(errors(p, (1, 0), 1))]),
    ),
)

TASKS = (BEST,)
