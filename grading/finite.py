"""Answers that are not finite have a kind of their own: of two infinities nobody can say how far apart they are."""

import numpy as np

from grading.raised import Raised

EPSILONS = (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)  # which people add inside a logarithm


class NotFinite(Exception):
    """A part of an answer is infinite or not a number."""


def finite(parts):
    """Parts of an answer, with a sentence in the place of what is not finite.

    Parameters
    ----------
    parts : dict
        Values by the names of the parts.

    Returns
    -------
    parts : dict
        The same, or `NotFinite` where a number is infinite or none.
    """
    return {name: value if is_finite(value) else NotFinite(f"{name} is infinite or not a number")
            for name, value in parts.items()}


def is_finite(value):
    """Whether all numbers are finite; what is no number at all is judged elsewhere.

    Parameters
    ----------
    value : object
        A part of an answer.

    Returns
    -------
    finite : bool
        True for what is no number at all, too.
    """
    try:
        return bool(np.isfinite(np.asarray(value, dtype=float)).all())
    except (TypeError, ValueError):
        return True


def naive(formula):
    """A formula that may overflow, as a student's function answers it.

    Parameters
    ----------
    formula : callable
        Value of a probe.

    Returns
    -------
    value : callable
        The same without warnings; an error where the number is not finite.
    """
    def value(p):
        with np.errstate(all="ignore"):
            number = formula(p)
        return number if is_finite(number) else Raised("NotFinite", "")

    return value
