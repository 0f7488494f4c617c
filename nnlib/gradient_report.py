"""What a gradient check found: a sentence for each argument, and a map of its entries."""

from dataclasses import dataclass, field
from html import escape
from math import ceil, log10

import numpy as np

from nnlib._diagnosis import diagnosis
from nnlib._heat_map import heat_map

LARGEST_MAP = 400  # entries; a larger gradient gets its sentence only


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
    Chapter 6, "Is it right?": eq-relative-error; Chapter 7, "How large is an error?": eq-check-error.
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
        Analytic and numerical gradient of each argument, or their slopes along random directions.
    tolerance : float
        Largest relative error that passes.
    noise : float, default 0.0
        Error of an entry that passes whatever its size: what the measurement itself cannot tell from zero.
    shapes : dict of str to tuple of int, optional
        Shapes of the arguments that were compared along random directions.

    References
    ----------
    Chapter 6, "Is it right?"; in full in Chapter 7, "Who checks the checker?".
    """

    gradients: dict
    tolerance: float
    noise: float = 0.0
    shapes: dict = field(default_factory=dict)

    def __bool__(self):
        return all(self.agrees(name) for name in self.gradients)

    def agrees(self, name):
        """Whether the gradient of one argument has the right shape and value."""
        a, n = self.gradients[name]
        return np.shape(a) == np.shape(n) and self.accepts(a, n)

    def accepts(self, a, n):
        """Whether two arrays of one shape are the same gradient, as far as can be told."""
        return bool(np.linalg.norm(a - n) <= self._tolerated(a, n))  # never true of what is not finite

    def __repr__(self):
        return "\n".join(self._line(name) for name in self.gradients)

    def _repr_html_(self):
        return "".join(f"<p>{escape(self._line(name))}</p>{self._map(name)}" for name in self.gradients)

    def _map(self, name):
        a, n = self.gradients[name]
        if self.agrees(name) or name in self.shapes or np.shape(a) != np.shape(n) or np.size(n) > LARGEST_MAP:
            return ""
        return heat_map(a, n, self._wrong_entries(a, n), f"d{name}: {self._diagnosis(a, n)}")

    def _tolerated(self, a, n):
        """How far apart two gradients may be, ``tolerance (‖a‖ + ‖n‖) + noise √size``."""
        size = sum(np.linalg.norm(array[np.isfinite(array)]) for array in map(np.asarray, (a, n)))
        return self.tolerance * size + self.noise * np.sqrt(np.size(n))

    def _wrong_entries(self, a, n):
        """Where it differs: entries that are off by more than their share of what is tolerated."""
        share = self._tolerated(a, n) / np.sqrt(np.size(n))
        return ~(np.abs(a - n) <= share)  # not "> share": a NaN is wrong

    def _diagnosis(self, a, n):
        return diagnosis(a, n, self._wrong_entries(a, n))

    def _line(self, name):
        a, n = self.gradients[name]
        along = f" along {len(n)} random directions" if name in self.shapes else ""
        start = f"d{name} {self.shapes.get(name, np.shape(a))}:"
        if self.agrees(name):
            bound = 10.0 ** ceil(log10(self.tolerance))
            return f"{start} agrees{along} (relative error below {bound:.0e})"
        if np.shape(a) != np.shape(n):
            turned = "; its transpose has" if np.shape(a)[::-1] == np.shape(n) else ""
            return f"d{name}: has shape {np.shape(a)}, but should have the shape of {name}, {np.shape(n)}{turned}"
        start += f" DIFFERS{along} (relative error {relative_error(a, n):.1e})"
        if along:
            return start
        worst = np.unravel_index(np.argmax(np.abs(a - n)), np.shape(n))
        where = ", ".join(map(str, map(int, worst)))
        return (
            f"{start}; worst at [{where}]: {a[worst]:.4g}, but should be {n[worst]:.4g} "
            f"(off by {a[worst] - n[worst]:.1e}); {self._diagnosis(a, n)}"
        )
