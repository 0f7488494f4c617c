"""What a gradient check found: a sentence for each argument, and a map of its entries."""

from dataclasses import dataclass
from html import escape

import numpy as np

LARGEST_MAP = 400  # entries; a larger gradient gets its sentence only
RIGHT = '<td style="text-align: center">✓</td>'
WRONG = '<td style="text-align: center; background: #d55e00; color: #fff">✗</td>'


def relative_error(a, n):
    """Distance between two arrays, ``‖a − n‖ / (‖a‖ + ‖n‖)``: 0 if equal, 1 if one is zero.

    Parameters
    ----------
    a, n : array_like
        Analytic and numerical gradient, of one shape.

    Returns
    -------
    error : float
        Between 0 and 1; 0 where both arrays are zero, inf where one is not finite.

    Raises
    ------
    ValueError
        If the shapes differ: broadcasting would hide that.

    References
    ----------
    Chapter 6, "Is it right?"; in full in Chapter 7.
    """
    a, n = np.asarray(a), np.asarray(n)
    if a.shape != n.shape:
        raise ValueError(f"a has shape {a.shape}, but should have the shape of n, {n.shape}")
    if not (np.isfinite(a).all() and np.isfinite(n).all()):
        return np.inf
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 0.0


@dataclass(frozen=True)
class GradientReport:
    """Analytic and numerical gradients side by side; prints what failed and where.

    Parameters
    ----------
    gradients : dict of str to tuple of ndarray
        Analytic and numerical gradient of each argument.
    tolerance : float
        Largest relative error that passes.

    References
    ----------
    Chapter 6, "Is it right?".
    """

    gradients: dict
    tolerance: float

    def __bool__(self):
        return all(self.agrees(name) for name in self.gradients)

    def agrees(self, name):
        """Whether the gradient of one argument has the right shape and value."""
        a, n = self.gradients[name]
        return np.shape(a) == np.shape(n) and relative_error(a, n) <= self.tolerance

    def __repr__(self):
        return "\n".join(self._line(name) for name in self.gradients)

    def _repr_html_(self):
        return "".join(self._table(name) for name in self.gradients)

    def _table(self, name):
        """The same line over a map of the entries: a cross and a colour where one is wrong."""
        a, n = self.gradients[name]
        rows = []
        if np.shape(a) == np.shape(n) and 0 < np.size(n) <= LARGEST_MAP:
            wrong = self._wrong_entries(name)
            rows = np.atleast_2d(wrong.reshape(len(n), -1) if np.ndim(n) > 1 else wrong)
        cells = "".join(f"<tr>{''.join(WRONG if w else RIGHT for w in row)}</tr>" for row in rows)
        return f"<p>{escape(self._line(name))}</p>" + (f"<table>{cells}</table>" if cells else "")

    def _wrong_entries(self, name):
        """Where it differs: entries that are off by more than their share of what is tolerated."""
        a, n = self.gradients[name]
        if self.agrees(name):
            return np.zeros(np.shape(n), dtype=bool)
        finite = np.where(np.isfinite(a), a, 0)
        tolerated = self.tolerance * (np.linalg.norm(finite) + np.linalg.norm(n)) / np.sqrt(np.size(n))
        return ~(np.abs(a - n) <= tolerated)  # not "> tolerated": a NaN is wrong

    def _line(self, name):
        a, n = self.gradients[name]
        if self.agrees(name):
            return f"d{name} {np.shape(a)}: agrees (relative error below {self.tolerance:.0e})"
        if np.shape(a) != np.shape(n):
            return f"d{name}: has shape {np.shape(a)}, but should have the shape of {name}, {np.shape(n)}"
        worst = np.unravel_index(np.argmax(np.abs(a - n)), np.shape(n))
        where = ", ".join(map(str, map(int, worst)))
        return (
            f"d{name} {np.shape(a)}: DIFFERS (relative error {relative_error(a, n):.1e}); "
            f"worst at [{where}]: {a[worst]:.4g}, but should be {n[worst]:.4g} (off by {a[worst] - n[worst]:.1e})"
        )
