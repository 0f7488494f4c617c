"""sigmoid: near 0, where all formulas agree, and far out, where they do not."""

import numpy as np

from grading.task import Probe, Task, Wrong, wrong
from nnlib.saturating import sigmoid_forward

NEAR, FAR, TINY = "near 0", "far out", "tiny values"
SHAPES = ((5,), (3, 2), (2, 2), (1, 1), ())
VALUE, NUMBER, MULTIPLE = "value", "is a number", "value / exp(z)"


def probes(rng, group):
    """Arrays of all shapes; far out up to 1e4; tiny values down to the smallest that a float holds."""
    for shape in SHAPES:
        if group == NEAR:
            z = rng.normal(scale=3, size=shape)
        elif group == FAR:
            z = rng.choice([-1, 1], size=shape) * rng.uniform(1000, 10_000, size=shape)
        else:
            z = -rng.uniform(60, 680, size=shape)
        z = z if shape else float(z)
        yield Probe(z=with_ends(z, group), group=group)


def with_ends(z, group):
    """The same with the largest arguments among them, if it is a row."""
    ends = {FAR: (-1e4, 1e4), TINY: (-715.0, -735.0)}
    if np.ndim(z) == 1 and group in ends:
        z[:2] = ends[group]
    return z


def parts(p, a):
    """What is compared: of tiny values the ratio to exp(z), which is 1, for a difference would not show."""
    if p.group != TINY:
        return {VALUE: a, NUMBER: is_number(a)} if p.group == FAR else {VALUE: a}
    return {MULTIPLE: a / np.exp(p.z) if isinstance(a, np.ndarray | float) else a}


def is_number(a):
    """1 where there is one; what is no array of numbers stays what it is."""
    return np.isfinite(a).astype(float) if isinstance(a, np.ndarray | float) else a


def right(p):
    """Reference."""
    return sigmoid_forward(p.z)[0]


def ask(p, sigmoid):
    """The student's values."""
    return parts(p, sigmoid(p.z))


def entry(name, formula):
    """Misconception that is another formula, wherever that shows: two answers that are no numbers are not alike."""
    def answer(p):
        with np.errstate(all="ignore"):
            said = parts(p, np.asarray(formula(np.asarray(p.z))))
            return {part: value for part, value in said.items() if np.isfinite(value).all()}

    return Wrong(name, answer)


def ratio(z):
    """In which infinity is divided by infinity."""
    return np.exp(z) / (1 + np.exp(z))


def plain(z):
    """As it stands in books."""
    return (1 + np.exp(-z)) ** -1.0


TASKS = (
    Task(
        name="sigmoid",
        probes=probes,
        call=ask,
        truth=lambda p: parts(p, right(p)),
        groups=(NEAR, FAR, TINY),
        wrong=(
            entry("overflows", plain),
            entry("overflows", ratio),
            entry("lost-in-rounding", lambda z: 1 - 1 / (1 + np.exp(z))),
            *(entry("clips-its-argument", lambda z, most=most: plain(np.clip(z, -most, most)))
              for most in (30, 50, 100, 500, 700, 709)),
            entry("wrong-sign", lambda z: right(Probe(z=-z))),
            entry("brackets-missing", lambda z: 1 / 1 + np.exp(-z)),
            *(wrong(name, **{VALUE: formula}) for name, formula in (
                ("wrong-activation", lambda p: np.tanh(p.z)),
                ("wrong-activation", lambda p: np.maximum(p.z, 0)),
                ("slope-for-value", lambda p: right(p) * (1 - right(p))),
                ("threshold-for-sigmoid", lambda p: np.asarray(p.z > 0, float)))),
        ),
    ),
)
