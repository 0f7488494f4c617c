"""Gradient checking: compare what backward says with what forward does.

How it compares was measured; ``benchmarks/gradient_check_detection.py`` measures it again.

- The error of an array is one ratio of norms. The largest ratio of entries drowns in the rounding of tiny entries.
- Arrays of up to 400 entries are compared entry by entry, larger ones along random directions of ±1: a slope along a
  direction costs two calls of forward, and every wrong entry shows in it.
- One step is not enough. It may jump over the kink of a ReLU, or drown in rounding. So there is a ladder of steps, and
  each entry must agree with one of them. The last two look to one side only: a kink nearby is on the other.
- Differences cannot see below the rounding of the loss, ``eps |loss| / h``: that much is never called wrong.
- A complex step sees everything, but only of an analytic function. Whether forward is one, only its author knows:
  through ``np.abs`` the complex step is wrong without a sign. So it is used where the caller asks for it.
"""

from itertools import islice

import numpy as np

from nnlib._ladders import STEPS, along_directions, by_complex_step, by_entry, nearest
from nnlib._trees import map_arrays
from nnlib.differences import (
    best_step,
    complex_step_gradient,
    directional_derivative,
    forward_difference,
    numerical_gradient,
    numerical_gradient_batched,
    numerical_vjp,
)
from nnlib.gradient_report import GradientReport, relative_error

__all__ = [
    "STEPS",
    "TOLERANCE",
    "GradientReport",
    "best_step",
    "check_backward",
    "check_gradient",
    "check_parameters",
    "complex_step_gradient",
    "directional_check",
    "directional_derivative",
    "forward_difference",
    "numerical_gradient",
    "numerical_gradient_batched",
    "numerical_vjp",
    "relative_error",
]

TOLERANCE = 2e-7  # an array off by 1e-6 has a relative error of 5e-7
DIRECTIONS = 8
LARGE = 400  # entries; above, directions decide
EXPLAINED = 5_000  # entries; a wrong gradient of up to this size is measured entry by entry too, to say where


def check_backward(
    forward, backward, arguments, rng, tolerance=TOLERANCE, *, directions=DIRECTIONS, complex_step=False
):
    """Compare the gradients of a pair with numerical derivatives of its forward pass.

    Parameters
    ----------
    forward : callable
        ``forward(**arguments) -> out, cache``.
    backward : callable
        ``backward(dout, cache) -> gradients``, in the order of ``arguments``.
    arguments : dict of str to ndarray
        The differentiable arguments of forward by name.
    rng : numpy.random.Generator
        Draws the upstream gradient, and the directions.
    tolerance : float, default 2e-7
        Largest relative error that passes.
    directions : int, default 8
        Number of random directions along which an array of more than 400 entries is compared.
    complex_step : bool, default False
        Measure by the complex step. Only for an analytic forward pass, which also takes complex arrays.

    Returns
    -------
    report : GradientReport
        One line for each argument; true if all agree.

    Raises
    ------
    ValueError
        If backward does not return one gradient for each argument.
    TypeError
        If forward does not carry complex numbers, and ``complex_step`` asks for them.

    References
    ----------
    Chapter 6, "Is it right?"; in full in Chapter 7, "Who checks the checker?".
    """
    arguments = {name: np.asarray(x) for name, x in arguments.items()}
    out, cache = forward(**arguments)
    dout = rng.normal(size=np.shape(out))
    analytic = backward(dout, cache)
    analytic = tuple(analytic) if isinstance(analytic, tuple | list) else (analytic,)
    if len(analytic) != len(arguments):
        names = ", ".join(f"d{name}" for name in arguments)
        raise ValueError(f"backward returned {len(analytic)} gradients, but should return {len(arguments)}: {names}")

    def loss(arguments):
        return np.sum(dout * forward(**arguments)[0])

    grads = dict(zip(arguments, analytic))
    size = np.sum(np.abs(dout * out))  # the sum itself may be small by chance; its rounding is not
    return _compare(loss, size, grads, arguments, rng, tolerance, directions, complex_step)


def check_gradient(f, grads, x, rng, tolerance=TOLERANCE, *, directions=DIRECTIONS, complex_step=False):
    """Compare the gradient of a scalar function with its numerical derivatives.

    Parameters
    ----------
    f : callable
        Takes what ``x`` is, returns a number.
    grads : dict, list or array_like
        The gradient to check, in the form of ``x``.
    x : dict, list or array_like
        Where to differentiate: an array, or arrays in nested dicts and lists.
    rng : numpy.random.Generator
        Draws the directions.
    tolerance : float, default 2e-7
        Largest relative error that passes.
    directions : int, default 8
        Number of random directions along which an array of more than 400 entries is compared.
    complex_step : bool, default False
        Measure by the complex step. Only for an analytic ``f``, which also takes complex arrays.

    Returns
    -------
    report : GradientReport
        One line for each array, which is named by its place: ``W.0`` is ``x[0]["W"]``, and an array alone is ``x``.

    Raises
    ------
    ValueError
        If ``grads`` does not have the form of ``x``.
    TypeError
        If ``f`` does not carry complex numbers, and ``complex_step`` asks for them.

    References
    ----------
    Chapter 7, "Kinks".
    """
    loss, grads, arguments = _named(f, grads, x)
    return _compare(loss, abs(f(x)), grads, arguments, rng, tolerance, directions, complex_step)


def check_parameters(loss_and_gradients, params, rng, tolerance=TOLERANCE, **options):
    """Check the gradients of a model in one call.

    Parameters
    ----------
    loss_and_gradients : callable
        ``loss_and_gradients(params) -> loss, grads``.
    params : dict, list or array_like
        An array, or arrays in nested dicts and lists.
    rng : numpy.random.Generator
        Draws the directions.
    tolerance : float, default 2e-7
        Largest relative error that passes.
    **options
        Of `check_gradient`.

    Returns
    -------
    report : GradientReport
        One line for each array of ``params``.

    References
    ----------
    Chapter 7, "Kinks".
    """
    _, grads = loss_and_gradients(params)
    return check_gradient(lambda params: loss_and_gradients(params)[0], grads, params, rng, tolerance, **options)


def directional_check(f, grads, x, rng, directions=DIRECTIONS, tolerance=TOLERANCE / 10):
    """Compare the slopes of a scalar function along random directions of ±1, through all arrays at once.

    Two calls of ``f`` for each direction, however many parameters. Only if they disagree, `check_gradient` looks at
    each array in turn, and has the last word.

    Parameters
    ----------
    f : callable
        Takes what ``x`` is, returns a number.
    grads : dict, list or array_like
        The gradient to check, in the form of ``x``.
    x : dict, list or array_like
        Where to differentiate: an array, or arrays in nested dicts and lists.
    rng : numpy.random.Generator
        Draws the directions.
    directions : int, default 8
        How many. Eight find every row off by 1e-5, and single entries off by 1e-3 if they are not negligible.
    tolerance : float, default 2e-8
        Largest relative error that passes. It is an error of all arrays together: an array whose gradient is a
        thousandth of the others' has to be a thousand times as wrong.

    Returns
    -------
    report : GradientReport
        One line for each array.

    Raises
    ------
    ValueError
        If ``grads`` does not have the form of ``x``.

    References
    ----------
    Chapter 7, "Random directions": eq-check-direction.
    """
    loss, named_grads, arguments = _named(f, grads, x)
    shapes = {name: x.shape for name, x in arguments.items()}
    if shapes == {name: np.shape(a) for name, a in named_grads.items()}:
        report = GradientReport({}, tolerance, shapes=shapes)
        pair = along_directions(loss, named_grads, arguments, rng, directions, report.accepts)
        report.gradients.update(dict.fromkeys(shapes, pair))
        if report:
            return report
    return check_gradient(f, grads, x, rng, tolerance, directions=directions)


def _compare(loss, size, grads, arguments, rng, tolerance, directions, complex_step):
    """One array after the other: a large one along directions; entry by entry, if small or to say where it is wrong."""
    report = GradientReport({}, tolerance, noise=0.0 if complex_step else _rounding(size))
    entries = by_complex_step if complex_step else by_entry

    def loss_of(moved):
        return loss({**arguments, **moved})

    for name, x in arguments.items():
        a, rungs = np.asarray(grads[name]), None
        if x.size > LARGE and x.shape == a.shape:
            pair = along_directions(loss_of, grads, {name: x}, rng, directions, report.accepts, complex_step)
            if report.accepts(*pair) or x.size > EXPLAINED:
                report.gradients[name], report.shapes[name] = pair, x.shape
                continue
            rungs = 2  # it is wrong; the rest of the ladder would take long and say nothing more
        ladder = entries(lambda x, name=name: loss_of({name: x}), x)
        report.gradients[name] = a, nearest(islice(ladder, rungs), a, report.accepts)
    return report


def _rounding(size):
    """What differences cannot tell from zero: the rounding of the loss, divided by the first step."""
    return np.finfo(float).eps * size / STEPS[0]


def _named(f, grads, x):
    """The loss of arrays by name instead of in a tree; gradients and arguments by name."""
    arguments = {name: np.asarray(array) for name, array in _leaves(x)}
    named_grads = dict(_leaves(grads))
    if set(named_grads) != set(arguments):
        raise ValueError(f"grads has the arrays {', '.join(named_grads)}, but should have {', '.join(arguments)}")

    def loss(arguments):
        arrays = iter(arguments.values())
        return f(map_arrays(lambda _: next(arrays), x))

    return loss, named_grads, arguments


def _leaves(tree, path=()):
    if isinstance(tree, dict | list | tuple):
        for key, branch in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from _leaves(branch, (str(key), *path))
    else:
        yield ".".join(path) or "x", tree
