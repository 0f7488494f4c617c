"""Checks at the public edge: an error names the argument, what it was and what it should be."""

import functools
from math import prod

import numpy as np


def require_shapes(**arguments):
    """Check arrays against shapes written in letters, the same letter being the same number.

    Parameters
    ----------
    **arguments : tuple of (array_like, str)
        ``W=(W, "D M")``: the argument's name, its value and its axes. ``1`` stands for itself,
        ``LD`` for the product of L and D, an empty string for a scalar.

    Raises
    ------
    ValueError
        If an array has another number of axes, or an axis of another length, than its letters say.

    Examples
    --------
    >>> require_shapes(X=(np.zeros((4, 3)), "N D"), b=(np.zeros(2), "D"))
    Traceback (most recent call last):
    ...
    ValueError: b has shape (2,), but should have shape (D,) = (3,)
    """
    sizes = {"1": 1}
    for name, (value, letters) in arguments.items():
        axes, shape = _axes(letters), np.shape(value)
        known = {axis: n for axis in axes if (n := _length(axis, sizes)) is not None}
        sizes |= {**dict(zip(axes, shape)), **known}
        if shape != tuple([sizes.get(axis) for axis in axes]):
            raise ValueError(f"{name} has shape {shape}, but should have shape {_spelled(axes, known)}")


def require_indices(**arguments):
    """Check that indices are there, and not negative: NumPy takes -1 for the last.

    Parameters
    ----------
    **arguments : tuple of (array_like, int)
        ``y=(y, C)``: the argument's name, its value and the number of things it can choose from.

    Raises
    ------
    IndexError
        If an index is below 0 or too large.
    """
    for name, (value, n) in arguments.items():
        indices = np.ravel(value)
        absent = indices[(indices < 0) | (indices >= n)]
        if absent.size:
            raise IndexError(f"{name} holds {absent[0]}, but should hold numbers from 0 to {n - 1}")


def require_shape_of(array, **arguments):
    """Check that a gradient has exactly the shape of what it is the gradient of.

    Parameters
    ----------
    array : array_like
        Any number of axes.
    **arguments : array_like
        ``dA=dA``: the argument's name, a ``d`` and the array's name, and its value.

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    for name, value in arguments.items():
        if np.shape(value) != np.shape(array):
            raise ValueError(
                f"{name} has shape {np.shape(value)}, but should have the shape of {name[1:]}, {np.shape(array)}"
            )


@functools.cache
def _axes(letters):
    return tuple(letters.split())


def _length(axis, sizes):
    if len(axis) > 1 and sizes.keys() >= set(axis):
        return prod(sizes[letter] for letter in axis)
    return sizes.get(axis)


def _spelled(axes, known):
    symbols, numbers = _tuple(axes), _tuple(str(known.get(axis, "?")) for axis in axes)
    return f"{symbols} = {numbers}" if known else symbols


def _tuple(items):
    items = list(items)
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
