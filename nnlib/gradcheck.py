"""Gradient checking: compare what backward says with what forward does."""

import numpy as np

from nnlib.gradient_report import GradientReport, relative_error

TOLERANCE = 1e-6
STEPS = (1e-5, 1e-6, 1e-4)  # the shorter step stays clear of a kink nearby; the longer one of round-off


def numerical_gradient(f, x, h=1e-5):
    """Gradient of a scalar function by centred differences, ``(f(x+h) - f(x-h)) / 2h``.

    Parameters
    ----------
    f : callable
        Takes an array of ``x``'s shape, returns a number.
    x : ndarray, shape (...)
        Where to differentiate. It is not written to.
    h : float
        Step, in the units of ``x``.

    Returns
    -------
    grad : ndarray, shape (...)
        One partial derivative for each entry, with an error of the order of h².

    References
    ----------
    Chapter 6, "Is it right?"; in full in Chapter 7.
    """
    x = np.array(x, dtype=float)
    grad = np.empty_like(x)
    for index in np.ndindex(x.shape):
        entry = x[index]
        x[index] = entry + h
        f_plus = f(x.copy())
        x[index] = entry - h
        f_minus = f(x.copy())
        x[index] = entry
        grad[index] = (f_plus - f_minus) / (2 * h)
    return grad


def numerical_vjp(f, x, dout, h=1e-5):
    """Gradient of ``sum(dout * f(x))``: what backward must return for the upstream gradient dout.

    Parameters
    ----------
    f : callable
        Takes an array of ``x``'s shape, returns an array of ``dout``'s shape.
    x : ndarray, shape (...)
        Where to differentiate.
    dout : array_like
        Upstream gradient. Random, never ones: ones cannot tell a sum from a permutation.
    h : float
        Step, in the units of ``x``.

    Returns
    -------
    dx : ndarray, shape (...)
        Vector-Jacobian product.

    References
    ----------
    Chapter 6, "Is it right?".
    """
    return numerical_gradient(lambda x: np.sum(dout * f(x)), x, h)


def check_backward(forward, backward, arguments, rng, tolerance=TOLERANCE):
    """Compare the gradients of a pair with centred differences of its forward pass.

    Parameters
    ----------
    forward : callable
        ``forward(**arguments) -> out, cache``.
    backward : callable
        ``backward(dout, cache) -> gradients``, in the order of ``arguments``.
    arguments : dict of str to ndarray
        The differentiable arguments of forward by name.
    rng : numpy.random.Generator
        Draws the upstream gradient.
    tolerance : float
        Largest relative error that passes.

    Returns
    -------
    report : GradientReport
        One line for each argument; true if all agree.

    Raises
    ------
    ValueError
        If backward does not return one gradient for each argument.

    References
    ----------
    Chapter 6, "Is it right?".
    """
    out, cache = forward(**arguments)
    dout = rng.normal(size=np.shape(out))
    analytic = backward(dout, cache)
    analytic = tuple(analytic) if isinstance(analytic, tuple | list) else (analytic,)
    if len(analytic) != len(arguments):
        names = ", ".join(f"d{name}" for name in arguments)
        raise ValueError(f"backward returned {len(analytic)} gradients, but should return {len(arguments)}: {names}")
    numerical = [_closest(forward, arguments, name, dout, a) for name, a in zip(arguments, analytic)]
    return GradientReport(dict(zip(arguments, zip(analytic, numerical))), tolerance)


def _closest(forward, arguments, name, dout, analytic):
    """Of the numerical gradients for all step sizes, the one nearest to the analytic one."""
    def f(x):
        return forward(**{**arguments, name: x})[0]

    candidates = [numerical_vjp(f, arguments[name], dout, h) for h in STEPS]
    if np.shape(analytic) != np.shape(arguments[name]):
        return candidates[0]
    return min(candidates, key=lambda n: relative_error(analytic, n))
