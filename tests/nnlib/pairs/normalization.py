"""Batch and layer normalisation."""

from functools import partial

from nnlib.autodiff import apply
from nnlib.normalization import (
    batch_norm_backward,
    batch_norm_forward,
    layer_norm_backward,
    layer_norm_forward,
)
from nnlib.operations import Exp, Log, Sum
from pairs._pair import Pair


def draw_norm(rng, N, D):
    """Inputs with a mean and a spread, and an eps with which even two equal numbers are divided by something."""
    X = rng.normal(size=(N, D)) * rng.uniform(0.5, 2, D) + rng.normal(size=D)
    return {"X": X, "gamma": rng.normal(size=D), "beta": rng.normal(size=D), "eps": rng.uniform(0.1, 1)}


def graph_norm(X, gamma, beta, eps, axis):
    """By its definition, with ``1/sqrt(v) = exp(-log(v) / 2)``."""
    n = X.value.shape[axis]
    centered = X - apply(Sum, X, axis=axis) * (1 / n)
    var = apply(Sum, centered * centered, axis=axis) * (1 / n)
    return centered * apply(Exp, apply(Log, var + eps) * -0.5) * gamma + beta


PAIRS = [
    Pair(
        "batch_norm",
        batch_norm_forward,
        batch_norm_backward,
        draw_norm,
        partial(graph_norm, axis=0),
        fixed=("eps",),
        # not torch.nn.functional.batch_norm, which refuses a batch of one
        torch=lambda torch, X, gamma, beta, eps: torch.batch_norm(X, gamma, beta, None, None, True, 0.1, eps, False),
    ),
    Pair(
        "layer_norm",
        layer_norm_forward,
        layer_norm_backward,
        draw_norm,
        partial(graph_norm, axis=1),
        fixed=("eps",),
        torch=lambda torch, X, gamma, beta, eps: torch.nn.functional.layer_norm(X, gamma.shape, gamma, beta, eps),
    ),
]
