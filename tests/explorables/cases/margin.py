"""Cases for book/explorables/numerics/margin.js."""

import numpy as np

from nnlib.losses import (
    max_margin_backward,
    max_margin_forward,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    scores = [(0.2, 0.0), (2.0, 0.5), (-3.0, 1.0), (1.5, 0.5), (800.0, -800.0), (-800.0, 800.0)]
    for right, wrong in scores:
        yield "crossEntropy", [right, wrong], cross_entropy(right, wrong)
        for margin in (0.0, 1.0, 1.7):
            yield "hinge", [right, wrong, margin], hinge(right, wrong, margin)


def cross_entropy(right, wrong):
    """One row of two scores, of which the first is right."""
    loss, cache = softmax_cross_entropy_forward(np.array([[right, wrong]]), np.array([0]))
    dright, dwrong = softmax_cross_entropy_backward(1.0, cache)[0]
    return {"loss": loss, "dright": dright, "dwrong": dwrong}


def hinge(right, wrong, margin):
    """One pair of scores."""
    loss, cache = max_margin_forward(np.array([right]), np.array([wrong]), margin)
    (dright,), (dwrong,) = max_margin_backward(1.0, cache)
    return {"loss": loss, "dright": dright, "dwrong": dwrong}
