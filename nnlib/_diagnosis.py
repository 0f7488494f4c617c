"""What kind of wrong: the sentence that a wrong gradient deserves."""

import numpy as np

EXPLAINED = 0.01  # a mistake is the right one if undoing it leaves at most so much of the error


def diagnosis(a, n, wrong):
    """Name the mistake, or else say where it is.

    Parameters
    ----------
    a, n : ndarray, shape (...)
        Analytic and numerical gradient.
    wrong : ndarray of bool, shape (...)
        Which entries differ.

    Returns
    -------
    sentence : str
        Without its full stop.
    """
    if not np.isfinite(a).all():
        return f"{np.sum(~np.isfinite(a))} of {np.size(a)} entries are not finite"
    if np.isfinite(n).all() and np.any(n):
        for mistake in (_zero, _flipped, _transposed, _scaled):
            if sentence := mistake(a, n):
                return sentence
    return f"{np.sum(wrong)} of {np.size(wrong)} entries are wrong{_pattern(wrong)}"


def _zero(a, n):
    return "it is zero everywhere" if not np.any(a) else ""


def _flipped(a, n):
    return "its sign is flipped" if _explains(-a, a, n) else ""


def _transposed(a, n):
    square = np.ndim(a) == 2 and np.shape(a) == np.shape(a.T)
    return "it equals the transpose of the numerical one" if square and _explains(a.T, a, n) else ""


def _scaled(a, n):
    """A constant factor: least squares finds it, and it must explain everything."""
    factor = np.sum(a * n) / np.sum(n**2)
    if np.size(n) < 2 or factor == 0 or not _explains(a / factor, a, n):
        return ""
    times = f"{factor:.4g}" if abs(factor - 1) > 1e-3 else f"1 {'-' if factor < 1 else '+'} {abs(factor - 1):.0e}"
    return f"it is {times} times the numerical one, in every entry"


def _explains(mended, a, n):
    return np.linalg.norm(mended - n) <= EXPLAINED * np.linalg.norm(a - n)


def _pattern(wrong):
    """Whole rows or columns, if they hold all that is wrong."""
    if np.ndim(wrong) != 2 or wrong.all() or not wrong.any():
        return ""
    for name, lines in {"row": wrong, "column": wrong.T}.items():
        full = lines.all(axis=1)
        if (lines.any(axis=1) == full).all():
            numbers = ", ".join(map(str, np.flatnonzero(full)))
            return f": all of {name}{'s' if full.sum() > 1 else ''} {numbers}"
    return ""
