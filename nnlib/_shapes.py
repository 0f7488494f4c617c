"""Shape checks at the public edge: an error names the argument, what it was and what it should be."""

import numpy as np


def require_shapes(**arguments):
    """Check arrays against shapes written in letters, the same letter being the same number.

    Parameters
    ----------
    **arguments : tuple of (array_like, str)
        ``W=(W, "D M")``: the argument's name, its value and its axes. ``1`` stands for itself,
        an empty string for a scalar.

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
        axes, shape = letters.split(), np.shape(value)
        expected = tuple(sizes.get(axis) for axis in axes)
        if len(shape) != len(axes) or any(e not in (None, n) for e, n in zip(expected, shape)):
            raise ValueError(f"{name} has shape {shape}, but should have shape {_spelled(axes, expected)}")
        sizes.update(zip(axes, shape))


def _spelled(axes, expected):
    symbols, numbers = (_tuple(axes), _tuple("?" if n is None else str(n) for n in expected))
    return symbols if set(expected) <= {None} else f"{symbols} = {numbers}"


def _tuple(items):
    items = list(items)
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
