"""numerical_gradient: centred differences, entry by entry, with the step that was asked for."""

import numpy as np

from grading.task import Task, unpack, wrong

from .recipes import Question, differences, reference, waves

SHAPES = {"vectors": ((3,), (1,), (5,)), "matrices": ((2, 3), (3, 3), (1, 4)), "integers": ((3,), (2, 2))}
PART = "gradient"


def probes(rng, group):
    """Smooth functions and steps so long that their error shows: it must be the error of a centred difference."""
    for shape in SHAPES[group]:
        x = rng.integers(-3, 4, size=shape) if group == "integers" else rng.normal(size=shape)
        h = round(float(rng.uniform(0.05, 0.2)), 3)
        yield Question(recipe=waves(rng, shape), x=x, h=h, about=f"x of shape {shape} ({x.dtype}), h = {h}")


def ask(p, numerical_gradient, make_function):
    """The gradient that a student's function measures."""
    return unpack(numerical_gradient(make_function(p.recipe), p.x, p.h), "numerical_gradient", PART)


def centred(p, h=None):
    """What is right."""
    return differences(p.recipe, p.x, p.h if h is None else h)


def not_restored(p):
    """Every entry stays where the last step took it."""
    f, x, grad = reference(p.recipe), np.array(p.x, float), np.zeros(p.x.shape)
    for i in np.ndindex(x.shape):
        x[i] += p.h
        above = f(x)
        x[i] -= 2 * p.h
        grad[i] = (above - f(x)) / (2 * p.h)
    return grad


def in_whole_steps(p):
    """Steps are written into a copy of x, which holds integers only."""
    f, grad = reference(p.recipe), np.zeros(p.x.shape)
    for i in np.ndindex(p.x.shape):
        above, below = p.x.copy(), p.x.copy()
        above[i], below[i] = p.x[i] + p.h, p.x[i] - p.h
        grad[i] = (f(above) - f(below)) / (2 * p.h)
    return grad


def at_once(p):
    """One slope for all entries."""
    f = reference(p.recipe)
    return (f(p.x + p.h) - f(p.x - p.h)) / (2 * p.h)


def entry(name, function):
    """Misconception about the gradient."""
    return wrong(name, **{PART: function})


NUMERICAL = Task(
    name="numerical_gradient",
    probes=probes,
    call=ask,
    truth=lambda p: {PART: centred(p)},
    groups=tuple(SHAPES),
    wrong=(
        entry("one-sided-difference", lambda p: differences(p.recipe, p.x, p.h, (1, 0), 1)),
        entry("one-sided-difference", lambda p: differences(p.recipe, p.x, p.h, (0, -1), 1)),
        entry("one-sided-difference", lambda p: differences(p.recipe, p.x, p.h, (1, 0), 2)),
        entry("divides-by-h", lambda p: 2 * centred(p)),
        entry("divides-by-h", lambda p: 2 * p.h * centred(p)),
        entry("step-not-restored", not_restored),
        entry("moves-every-entry", at_once),
        entry("moves-every-entry", lambda p: np.full(p.x.shape, at_once(p))),
        entry("step-ignored", lambda p: centred(p, 1e-5)),
        entry("loses-the-shape", lambda p: centred(p).ravel()),
        entry("rounds-to-integers", in_whole_steps),
        entry("rounds-to-integers", lambda p: centred(p).astype(p.x.dtype)),
    ),
)

TASKS = (NUMERICAL,)
