"""The losses."""

import numpy as np

from nnlib.autodiff import apply
from nnlib.losses import (
    binary_cross_entropy_backward,
    binary_cross_entropy_forward,
    max_margin_backward,
    max_margin_forward,
    mean_squared_error_backward,
    mean_squared_error_forward,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)
from nnlib.operations import Exp, Log, Sum, Take
from pairs._pair import Pair, away_from_zero
from pairs.activations import graph_relu, graph_sigmoid


def draw_mean_squared_error(rng, N, M):
    """Predictions and targets."""
    return {"Y_hat": rng.normal(size=(N, M)), "Y": rng.normal(size=(N, M))}


def draw_binary_cross_entropy(rng, N):
    """Logits, and targets that are 0, 1 or in between."""
    return {"logits": rng.normal(size=N), "y": rng.choice([0, 1, rng.uniform()], N)}


def draw_softmax_cross_entropy(rng, N, C):
    """Scores, and classes that may repeat."""
    return {"scores": rng.normal(size=(N, C)), "y": rng.integers(0, C, N)}


def draw_max_margin(rng, N):
    """Scores on both sides of the margin, none at it."""
    s, margin = rng.normal(size=N), rng.uniform(0.5, 2)
    return {"s": s, "s_corrupt": s - margin + away_from_zero(rng, N), "margin": margin}


def graph_mean_squared_error(Y_hat, Y):
    """By its definition, the mean as a sum times ``1/(N M)``."""
    error = Y_hat - Y
    return apply(Sum, error * error) * (1 / Y.size)


def graph_binary_cross_entropy(logits, y):
    """By its definition, by way of the probability."""
    p = graph_sigmoid(logits)
    return apply(Sum, apply(Log, p) * -y + apply(Log, 1.0 - p) * (y - 1)) * (1 / len(y))


def graph_softmax_cross_entropy(scores, y):
    """``log sum exp(scores) - scores[y]``, mean over the batch."""
    normalizer = apply(Log, apply(Sum, apply(Exp, scores), axis=1))
    right = apply(Take, scores, index=(np.arange(len(y)), y))
    return (apply(Sum, normalizer) - apply(Sum, right)) * (1 / len(y))


def graph_max_margin(s, s_corrupt, margin):
    """By its definition, the mean as a sum times ``1/N``."""
    return apply(Sum, graph_relu(s_corrupt - s + margin)) * (1 / len(s.value))


PAIRS = [
    Pair(
        "mean_squared_error",
        mean_squared_error_forward,
        mean_squared_error_backward,
        draw_mean_squared_error,
        graph_mean_squared_error,
        fixed=("Y",),
        torch=lambda torch, Y_hat, Y: torch.nn.functional.mse_loss(Y_hat, Y),
    ),
    # the sigmoid takes no complex numbers
    Pair(
        "binary_cross_entropy",
        binary_cross_entropy_forward,
        binary_cross_entropy_backward,
        draw_binary_cross_entropy,
        graph_binary_cross_entropy,
        fixed=("y",),
        complex_step=False,
        torch=lambda torch, logits, y: torch.nn.functional.binary_cross_entropy_with_logits(logits, y),
    ),
    Pair(
        "softmax_cross_entropy",
        softmax_cross_entropy_forward,
        softmax_cross_entropy_backward,
        draw_softmax_cross_entropy,
        graph_softmax_cross_entropy,
        fixed=("y",),
        torch=lambda torch, scores, y: torch.nn.functional.cross_entropy(scores, y),
    ),
    Pair(
        "max_margin",
        max_margin_forward,
        max_margin_backward,
        draw_max_margin,
        graph_max_margin,
        fixed=("margin",),
        torch=lambda torch, s, s_corrupt, margin: torch.nn.functional.margin_ranking_loss(
            s, s_corrupt, torch.ones_like(s), margin=margin
        ),
    ),
]
