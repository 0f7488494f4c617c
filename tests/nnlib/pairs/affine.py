"""The affine map."""

import numpy as np

from nnlib.affine import affine_backward, affine_forward
from pairs._pair import Pair


def draw_affine(rng, N, D, M):
    """Inputs and parameters of a layer whose outputs are of the order of 1."""
    return {"X": rng.normal(size=(N, D)), "W": rng.normal(size=(D, M)) / np.sqrt(D), "b": rng.normal(size=M)}


def graph_affine(X, W, b):
    """By its definition; the sum repeats the bias over the batch."""
    return X @ W + b


PAIRS = [
    Pair(
        "affine",
        affine_forward,
        affine_backward,
        draw_affine,
        graph_affine,
        torch=lambda torch, X, W, b: torch.nn.functional.linear(X, W.T, b),
    ),
]
