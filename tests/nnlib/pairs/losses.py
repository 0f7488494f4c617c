"""The losses."""

import numpy as np

from nnlib.autodiff import apply
from nnlib.losses import (
    max_margin_backward,
    max_margin_forward,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)
from nnlib.operations import Exp, Log, Sum, Take
from pairs._pair import Pair, away_from_zero
from pairs.activations import graph_relu


def draw_softmax_cross_entropy(rng, N, C):
    """Scores, and classes that may repeat."""
    return {"scores": rng.normal(size=(N, C)), "y": rng.integers(0, C, N)}


def draw_max_margin(rng, N):
    """Scores on both sides of the margin, none at it."""
    s, margin = rng.normal(size=N), rng.uniform(0.5, 2)
    return {"s": s, "s_corrupt": s - margin + away_from_zero(rng, N), "margin": margin}


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
