"""Losses as answers: what is not finite has a kind of its own."""

import numpy as np

from grading.raised import Raised
from grading.task import unpack

EPSILONS = (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)  # which people add inside a logarithm


class NotFinite(Exception):
    """A part of an answer is infinite or not a number."""


def finite(parts):
    """Parts of an answer, with a sentence in the place of what is not finite."""
    return {name: value if is_finite(value) else NotFinite(f"{name} is infinite or not a number")
            for name, value in parts.items()}


def is_finite(value):
    """Whether all numbers are finite; what is no number at all is judged elsewhere."""
    try:
        return bool(np.isfinite(np.asarray(value, dtype=float)).all())
    except (TypeError, ValueError):
        return True


def naive(formula):
    """A formula that may overflow, as a student's function answers it."""
    def value(p):
        with np.errstate(all="ignore"):
            number = formula(p)
        return number if is_finite(number) else Raised("NotFinite", "")

    return value


def ask_loss(forward, *arguments):
    """The loss, as the student computes it."""
    return finite({"loss": unpack(forward(*arguments), "sgns_loss", "loss", "cache")["loss"]})
