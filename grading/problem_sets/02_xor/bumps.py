"""bump_approximation: a network of one hidden layer that is given heights, side by side."""

import numpy as np

from grading.task import Probe, Task, WrongForm, wrong

NUMBERS = (5, 3, 1, 8)  # of bumps
POINTS = 12  # where the network is asked, inside and outside
DECIMALS = 9  # of its values: far from all steps, what is left of two saturated sigmoids is rounding


def probes(rng):
    """Several numbers of bumps on several intervals, and places to ask."""
    for n in NUMBERS:
        a, width = rng.uniform(0.5, 2), rng.uniform(0.2, 0.9)
        b = a + n * width
        inside = rng.uniform(a, b, size=POINTS)
        outside = np.append(rng.uniform(a - width, a, size=POINTS), rng.uniform(b, b + width, size=POINTS))
        heights = rng.choice([-1, 1], size=n) * rng.uniform(0.5, 2, size=n)
        yield Probe(heights=heights, a=float(a), b=float(b), steepness=float(rng.uniform(4, 9)),
                    inside=inside, outside=outside)


def sigmoid(Z):
    """For numbers of any size."""
    return 0.5 * (1 + np.tanh(Z / 2))


def bumps(p, x, left, right, k):
    """Sum of all bumps at the places x."""
    x = x[:, None]
    return (sigmoid(k * (x - left)) - sigmoid(k * (x - right))) @ p.heights


def edges(p):
    """Left and right edge of every bump, and the factor of the weights."""
    width = (p.b - p.a) / len(p.heights)
    left = p.a + width * np.arange(len(p.heights))
    return left, left + width, p.steepness / width


def at(value):
    """Both parts from ``value(p, x)``."""
    return {part: lambda p, part=part: value(p, getattr(p, part)).round(DECIMALS) for part in ("inside", "outside")}


def ask(p, bump_approximation):
    """Values of the student's network, whatever its units are."""
    params = bump_approximation(p.heights, p.a, p.b, p.steepness)
    return {"inside": network(params, p.inside), "outside": network(params, p.outside)}


def network(params, x):
    """A hidden layer of sigmoids and one output, with the student's parameters."""
    (W1, b1), (W2, b2) = checked(params)
    return (sigmoid(x[:, None] @ W1 + b1) @ W2 + b2)[:, 0].round(DECIMALS)


def checked(params):
    """The parameters as arrays of the right shapes, or a sentence."""
    try:
        arrays = [(np.array(layer["W"], dtype=float), np.array(layer["b"], dtype=float)) for layer in params]
        shapes = [array.shape for layer in arrays for array in layer]
        M = shapes[0][1]
    except (TypeError, ValueError, LookupError):
        raise WrongForm("bump_approximation should return a list of two dicts with arrays W and b") from None
    if shapes != [(1, M), (M,), (M, 1), (1,)]:
        raise WrongForm(f"W, b, W, b have shapes {shapes}, but should have (1, M), (M,), (M, 1), (1,)")
    return arrays


def bumps_with(p, x, left=lambda e: e, right=lambda e: e, k=lambda k: k):
    """The bumps with one thing changed."""
    starts, ends, factor = edges(p)
    return bumps(p, x, left(starts), right(ends), k(factor))


def spaced(p, x, intervals):
    """Bumps whose width comes from another number of intervals."""
    width = (p.b - p.a) / intervals
    left = p.a + width * np.arange(len(p.heights))
    return bumps(p, x, left, left + width, p.steepness / width)


def bias_unscaled(p, x):
    """The steepness in the weights only."""
    left, right, k = edges(p)
    return (sigmoid(k * x[:, None] - left) - sigmoid(k * x[:, None] - right)) @ p.heights


def without_right_edges(p, x):
    """Steps instead of bumps."""
    left, _, k = edges(p)
    return sigmoid(k * (x[:, None] - left)) @ p.heights


def plus_right_edges(p, x):
    """Both edges go up."""
    _, right, k = edges(p)
    return without_right_edges(p, x) + sigmoid(k * (x[:, None] - right)) @ p.heights


def half(p):
    """Half the width of a bump."""
    return (p.b - p.a) / len(p.heights) / 2


BUMPS = Task(
    name="bump_approximation",
    probes=probes,
    call=ask,
    truth=lambda p: {part: value(p) for part, value in at(bumps_with).items()},
    wrong=(
        wrong("bumps-never-end", **at(without_right_edges)),
        wrong("bumps-never-end", **at(plus_right_edges)),
        wrong("threshold-mirrored", **at(lambda p, x: bumps_with(p, x, left=lambda e: -e, right=lambda e: -e))),
        wrong("bias-not-scaled", **at(bias_unscaled)),
        wrong("edges-at-the-centres", **at(lambda p, x: bumps_with(p, x + half(p)))),
        wrong("edges-at-the-centres", **at(lambda p, x: bumps_with(p, x - half(p)))),
        wrong("steepness-of-another-width", **at(lambda p, x: bumps_with(p, x, k=lambda k: p.steepness))),
        wrong("steepness-of-another-width", **at(lambda p, x: bumps_with(p, x, k=lambda k: 2 * half(p) * p.steepness))),
        wrong("one-edge-too-few", **at(lambda p, x: spaced(p, x, len(p.heights) - 1))),
        wrong("one-edge-too-few", **at(lambda p, x: spaced(p, x, len(p.heights) + 1))),
    ),
)

TASKS = (BUMPS,)
