"""Numerical derivatives: what a function says about its own slope when its argument is moved a little."""

import warnings

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Gradient of a scalar function by centred differences, ``(f(x+h) - f(x-h)) / 2h``.

    Parameters
    ----------
    f : callable
        Takes an array of ``x``'s shape, returns a number.
    x : ndarray, shape (...)
        Where to differentiate. It is not written to.
    h : float, default 1e-5
        Step, in the units of ``x``.

    Returns
    -------
    grad : ndarray, shape (...)
        One partial derivative for each entry, with an error of the order of h².

    References
    ----------
    Chapter 6, "Is it right?": eq-centred; Chapter 7, "Measure a slope": eq-check-centred, eq-check-gradient.
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


def numerical_gradient_batched(f, x, h=1e-5, block=16):
    """The gradient of `numerical_gradient`, many perturbed copies of ``x`` in each call of ``f``.

    Parameters
    ----------
    f : callable
        Takes a stack of K arrays of ``x``'s shape, returns K numbers, and does not write to the stack. A network does
        so if it multiplies with ``@``, which takes the matrices of a stack in turn.
    x : ndarray, shape (...)
        Where to differentiate. It is not written to.
    h : float, default 1e-5
        Step, in the units of ``x``.
    block : int, default 16
        Entries perturbed in one call, so that K is at most ``2 * block``.

    Returns
    -------
    grad : ndarray, shape (...)
        One partial derivative for each entry, with an error of the order of h².

    References
    ----------
    Chapter 7, "Why not train with it?".
    """
    x = np.asarray(x, dtype=float)
    grad = np.empty(x.size)
    stack = np.tile(x.ravel(), (2, block, 1))  # filled once: copying x for every entry would cost a third of the time
    for start in range(0, x.size, block):
        entries = np.arange(start, min(start + block, x.size))
        perturbed = stack[:, : len(entries)]
        perturbed[:, entries - start, entries] += [[h], [-h]]
        f_plus, f_minus = np.split(f(perturbed.reshape(-1, *x.shape)), 2)
        perturbed[:, entries - start, entries] = x.flat[entries]
        grad[entries] = (f_plus - f_minus) / (2 * h)
    return grad.reshape(x.shape)


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
    h : float, default 1e-5
        Step, in the units of ``x``.

    Returns
    -------
    dx : ndarray, shape (...)
        Vector-Jacobian product.

    References
    ----------
    Chapter 6, "Is it right?": eq-vjp.
    """
    return numerical_gradient(lambda x: np.sum(dout * f(x)), x, h)


def forward_difference(f, x, h=1e-8):
    """Gradient of a scalar function by one-sided differences, ``(f(x+h) - f(x)) / h``.

    Parameters
    ----------
    f : callable
        Takes an array of ``x``'s shape, returns a number.
    x : ndarray, shape (...)
        Where to differentiate. It is not written to.
    h : float, default 1e-8
        Step, in the units of ``x``; a negative one looks to the other side.

    Returns
    -------
    grad : ndarray, shape (...)
        One partial derivative for each entry, with an error of the order of h.

    References
    ----------
    Chapter 7, "Measure a slope": eq-check-one-sided.
    """
    x = np.array(x, dtype=float)
    f_x = f(x.copy())
    grad = np.empty_like(x)
    for index in np.ndindex(x.shape):
        entry = x[index]
        x[index] = entry + h
        grad[index] = (f(x.copy()) - f_x) / h
        x[index] = entry
    return grad


def directional_derivative(f, x, v, h=1e-5):
    """Slope of a scalar function along ``v``, ``(f(x+hv) - f(x-hv)) / 2h``: two calls, however large ``x`` is.

    Parameters
    ----------
    f : callable
        Takes an array of ``x``'s shape, returns a number.
    x : ndarray, shape (...)
        Where to differentiate.
    v : ndarray, shape (...)
        Direction, of ``x``'s shape.
    h : float, default 1e-5
        Step, in units of ``v``.

    Returns
    -------
    slope : float, shape ()
        ``sum(gradient * v)``, with an error of the order of h².

    References
    ----------
    Chapter 7, "Random directions": eq-check-direction.
    """
    return (f(x + h * v) - f(x - h * v)) / (2 * h)


def complex_step_gradient(f, x, h=1e-30):
    """Gradient of a scalar function by ``Im f(x + ih) / h``: no difference, so nothing cancels.

    It is exact to rounding if ``f`` is analytic. Where ``f`` takes an absolute value or a norm of ``x``, it is wrong
    without a sign: such a function drops the imaginary part, of which the slope is made.

    Parameters
    ----------
    f : callable
        Takes a complex array of ``x``'s shape, returns a complex number.
    x : ndarray, shape (...)
        Where to differentiate. It is not written to.
    h : float, default 1e-30
        Step, in the units of ``x``; so small that h² is lost against ``x``.

    Returns
    -------
    grad : ndarray, shape (...)
        One partial derivative for each entry.

    Raises
    ------
    TypeError
        If ``f`` does not take complex numbers, or returns a real one.

    References
    ----------
    Chapter 7, "The complex step": eq-check-complex-series, eq-check-complex; Squire and Trapp (1998).
    """
    grad = np.empty(np.shape(x))
    z = np.array(x, dtype=complex)
    for index in np.ndindex(z.shape):
        z[index] += 1j * h
        grad[index] = _imaginary_part(f, z.copy()) / h
        z[index] = z[index].real
    return grad


def best_step(f, x, grad, steps=tuple(10.0**-k for k in range(1, 13)), difference=numerical_gradient):
    """The step with which differences come closest to a known gradient: the bottom of the U-shaped curve.

    Parameters
    ----------
    f : callable
        Takes an array of ``x``'s shape, returns a number.
    x : ndarray, shape (...)
        Where to differentiate.
    grad : ndarray, shape (...)
        The gradient of ``f`` at ``x``, exact.
    steps : sequence of float, optional
        Steps to try; without it 0.1, 0.01, and so on to 1e-12.
    difference : callable, optional
        `numerical_gradient`, which it is if nobody says otherwise, or `forward_difference`.

    Returns
    -------
    h : float
        The step of least error.
    errors : list of float
        For each step ``‖measured − grad‖ / ‖grad‖``: truncation on the side of long steps, rounding on the other.

    References
    ----------
    Chapter 7, "How small a step?": eq-check-total, eq-check-best.
    """
    errors = [float(np.linalg.norm(difference(f, x, h) - grad) / np.linalg.norm(grad)) for h in steps]
    return steps[np.argmin(errors)], errors


def _imaginary_part(f, z):
    with warnings.catch_warnings():
        warnings.simplefilter("error", np.exceptions.ComplexWarning)  # an imaginary part is lost on the way
        try:
            value = f(z)
        except np.exceptions.ComplexWarning:
            value = None
    if not np.iscomplexobj(value):
        raise TypeError("f returned a real number, but should return a complex one for a complex argument")
    return value.imag
