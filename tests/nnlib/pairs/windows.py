"""The window network."""

import numpy as np

from nnlib.autodiff import apply
from nnlib.operations import Sum, Take
from nnlib.windows import (
    embed_backward,
    embed_forward,
    window_score_backward,
    window_score_forward,
    window_softmax_backward,
    window_softmax_forward,
)
from pairs._pair import Pair
from pairs.activations import graph_tanh
from pairs.affine import graph_affine


def draw_embed(rng, N, D, V, L):
    """Word vectors, and windows in which words repeat."""
    return {"E": rng.normal(size=(V, D)), "windows": rng.integers(0, V, (N, L))}


def draw_window_score(rng, N, D, M, V, L):
    """The same, and the parameters of the hidden layer."""
    W = rng.normal(size=(L * D, M)) / np.sqrt(L * D)
    return {**draw_embed(rng, N, D, V, L), "W": W, "b": rng.normal(size=M), "u": rng.normal(size=M)}


def draw_window_softmax(rng, N, D, M, C, V, L):
    """The same, and those of the scores of C classes."""
    score = draw_window_score(rng, N, D, M, V, L)
    hidden = {name: score[name] for name in ("E", "windows", "W", "b")}
    return {**hidden, "U": rng.normal(size=(M, C)), "c": rng.normal(size=C)}


def graph_embed(E, windows):
    """Every entry taken by its row and column."""
    D, L = E.value.shape[1], windows.shape[1]
    return apply(Take, E, index=(np.repeat(windows, D, axis=1), np.tile(np.arange(D), L)))


def graph_window_score(E, windows, W, b, u):
    """Embedding, hidden layer, and a weighted sum of its units."""
    H = graph_tanh(graph_affine(graph_embed(E, windows), W, b))
    return apply(Take, apply(Sum, H * u, axis=1), index=(slice(None), 0))


def graph_window_softmax(E, windows, W, b, U, c):
    """Embedding, hidden layer, and one affine map more."""
    return graph_affine(graph_tanh(graph_affine(graph_embed(E, windows), W, b)), U, c)


def torch_hidden(torch, E, windows, W, b):
    """Embedding, hidden layer."""
    return torch.tanh(torch.nn.functional.embedding(windows, E).flatten(1) @ W + b)


PAIRS = [
    Pair(
        "embed",
        embed_forward,
        embed_backward,
        draw_embed,
        graph_embed,
        fixed=("windows",),
        torch=lambda torch, E, windows: torch.nn.functional.embedding(windows, E).flatten(1),
    ),
    Pair(
        "window_score",
        window_score_forward,
        window_score_backward,
        draw_window_score,
        graph_window_score,
        fixed=("windows",),
        torch=lambda torch, E, windows, W, b, u: torch_hidden(torch, E, windows, W, b) @ u,
    ),
    Pair(
        "window_softmax",
        window_softmax_forward,
        window_softmax_backward,
        draw_window_softmax,
        graph_window_softmax,
        fixed=("windows",),
        torch=lambda torch, E, windows, W, b, U, c: torch_hidden(torch, E, windows, W, b) @ U + c,
    ),
]
