"""Losses as answers: through forward, or forward and backward."""

import numpy as np

from grading.finite import finite
from grading.task import unpack

SMALL, LARGE = "small scores", "large scores"  # the groups of the losses that take exponentials


def ask_loss(forward, *arguments):
    """The loss, as the student computes it."""
    return finite({"loss": unpack(forward(*arguments), _name(forward), "loss", "cache")["loss"]})


def ask_gradient(backward, forward, dloss, arguments, others, *names):
    """Gradients from the student's own cache; another batch is asked for in between, as in every training."""
    cache = unpack(forward(*arguments), _name(forward), "loss", "cache")["cache"]
    forward(*others)
    return finite(unpack(backward(dloss, cache), _name(backward), *names))


def sigmoid(z):
    """Probability of a logit."""
    return np.where(z > 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z)))


def _name(function):
    return getattr(function, "__name__", "your function")
