"""Penalties and dropout."""

import numpy as np

from nnlib.autodiff import apply
from nnlib.operations import Max, Sum
from nnlib.regularization import (
    dropout_backward,
    dropout_forward,
    l1_penalty_backward,
    l1_penalty_forward,
    l2_penalty_backward,
    l2_penalty_forward,
)
from pairs._pair import Pair, away_from_zero


def draw_penalty(rng, D, M):
    """Weights away from 0, where the absolute value has its kink, and a strength."""
    return {"W": away_from_zero(rng, D, M), "strength": rng.uniform(0.1, 1)}


def draw_dropout(rng, N, D):
    """Activations, and a seed: every call of forward draws the same mask."""
    return {"X": rng.normal(size=(N, D)), "keep": rng.uniform(0.2, 1), "seed": int(rng.integers(2**32))}


def seeded_dropout_forward(X, keep, seed):
    """Dropout as a function of its arguments alone."""
    return dropout_forward(X, keep, np.random.default_rng(seed))


def graph_l2_penalty(W, strength):
    """By its definition, the square as a product."""
    return apply(Sum, W * W) * strength


def graph_l1_penalty(W, strength):
    """By its definition, with ``|W| = max(W, -W)``."""
    return apply(Sum, apply(Max, W, -W)) * strength


def graph_dropout(X, keep, seed):
    """A product with a constant: 1 / keep where the entry is kept."""
    return X * np.where(np.random.default_rng(seed).random(X.value.shape) < keep, 1 / keep, 0)


PAIRS = [
    Pair(
        "l2_penalty",
        l2_penalty_forward,
        l2_penalty_backward,
        draw_penalty,
        graph_l2_penalty,
        fixed=("strength",),
        torch=lambda torch, W, strength: strength * torch.linalg.matrix_norm(W) ** 2,
    ),
    Pair(
        "l1_penalty",
        l1_penalty_forward,
        l1_penalty_backward,
        draw_penalty,
        graph_l1_penalty,
        fixed=("strength",),
        complex_step=False,  # the absolute value of a complex number is its length
        torch=lambda torch, W, strength: strength * torch.linalg.vector_norm(W, 1),
    ),
    Pair(
        "dropout", seeded_dropout_forward, dropout_backward, draw_dropout, graph_dropout, fixed=("keep", "seed")
    ),
]
