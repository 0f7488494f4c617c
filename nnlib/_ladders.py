"""Ladders of steps: numerical gradients one after the other, until one agrees with the analytic one."""

from functools import partial

import numpy as np

from nnlib.differences import complex_step_gradient, forward_difference, numerical_gradient

STEPS = (1e-5, 1e-6, 1e-4)  # the shorter step stays clear of a kink nearby; the longer one of round-off
ONE_SIDED_STEPS = (1e-8, -1e-8)  # a kink so near is on one side only
STEPS_ALONG = (1e-6, 1e-5, 1e-7, 1e-8, 1e-9)  # a direction moves every entry: more kinks in reach, and more curvature


def by_entry(f, x):
    """Differences, one entry after the other."""
    yield from (numerical_gradient(f, x, h) for h in STEPS)
    yield from (forward_difference(f, x, h) for h in ONE_SIDED_STEPS)


def by_complex_step(f, x):
    """One rung, for an analytic function."""
    yield complex_step_gradient(f, x)


def nearest(ladder, a, accepts):
    """In each entry, of all rungs of the ladder up to the first that agrees, what is nearest to the analytic gradient.

    Parameters
    ----------
    ladder : iterable of ndarray
        Numerical gradients, best first.
    a : ndarray, shape (...)
        Analytic gradient.
    accepts : callable
        ``accepts(a, n) -> bool``.

    Returns
    -------
    n : ndarray, shape (...)
        What the analytic gradient has to agree with.
    """
    ladder = iter(ladder)
    n = next(ladder)
    while np.shape(a) == np.shape(n) and not accepts(a, n) and (rung := next(ladder, None)) is not None:
        nearer = np.isnan(n) | (np.abs(a - rung) < np.abs(a - n))
        n = np.where(nearer, rung, n)
    return n


def along_directions(loss, grads, arguments, rng, directions, accepts, complex_step=False):
    """Slopes of all arguments together along random directions of ±1: those of the gradients, and measured.

    No step is one-sided: curvature adds up along a direction, so that the two sides would straddle the truth, and the
    nearer of them would excuse an error of 1e-6.

    Parameters
    ----------
    loss : callable
        Takes arguments by name, returns a number.
    grads, arguments : dict of str to ndarray
        Analytic gradients, and where they were taken.
    rng : numpy.random.Generator
        Draws the directions.
    directions : int
        How many.
    accepts : callable
        ``accepts(a, n) -> bool``.
    complex_step : bool
        Measure by the complex step.

    Returns
    -------
    a, n : ndarray
        One analytic and one measured slope for each direction.
    """
    V = {name: _signs(rng, (directions, *x.shape)) for name, x in arguments.items()}
    a = sum(np.tensordot(V[name], grads[name], np.ndim(grads[name])) for name in arguments)

    def loss_along(k, t):
        return loss({name: x + t * V[name][k] for name, x in arguments.items()})

    def exact(k):
        return complex_step_gradient(lambda t: loss_along(k, t), 0.0)

    def centred(k, h):
        return (loss_along(k, h) - loss_along(k, -h)) / (2 * h)

    slopes = [exact] if complex_step else [partial(centred, h=h) for h in STEPS_ALONG]
    return a, nearest((np.array([slope(k) for k in range(directions)]) for slope in slopes), a, accepts)


def _signs(rng, shape):
    return 2.0 * rng.integers(2, size=shape, dtype=bool) - 1
