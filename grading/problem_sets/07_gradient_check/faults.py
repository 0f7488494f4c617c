"""Wrong gradients: what is done to a right one. The numbers do not say that it was done."""

import numpy as np


def row_off(by, grad, rng):
    """The largest entry, and the others of its row, off by a factor."""
    row = np.unravel_index(np.argmax(np.abs(grad)), grad.shape)[0]
    grad[row] *= 1 + by
    return grad


def entry_zeroed(grad, rng):
    """The largest entry is forgotten."""
    grad.flat[np.argmax(np.abs(grad))] = 0.0
    return grad


def shuffled(grad, rng):
    """All values are there, at other places."""
    return np.roll(grad.ravel(), 1).reshape(grad.shape)


def not_finite(value, grad, rng):
    """One entry is no number."""
    grad.flat[rng.integers(grad.size)] = value
    return grad


FAULTS = {
    "": lambda grad, rng: grad,
    "off by 1e-3": lambda grad, rng: row_off(1e-3, grad, rng),
    "off by a tenth": lambda grad, rng: row_off(0.1, grad, rng),
    "a zero": entry_zeroed,
    "flipped": lambda grad, rng: -grad,
    "shuffled": shuffled,
    "all zero": lambda grad, rng: 0 * grad,
    "not zero": lambda grad, rng: rng.normal(size=grad.shape),
    "one axis more": lambda grad, rng: grad[None],
    "a last axis more": lambda grad, rng: grad[..., None],
    "one row": lambda grad, rng: grad[:1],
    "nan": lambda grad, rng: not_finite(np.nan, grad, rng),
    "inf": lambda grad, rng: not_finite(np.inf, grad, rng),
}


def spoiled(fault, grad, rng):
    """A copy of a gradient with a fault; with none, as it is."""
    return FAULTS[fault](grad.copy(), rng)
