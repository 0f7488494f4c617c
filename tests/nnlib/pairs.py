"""The table of pairs: how to draw arguments for a forward pass, and the same pass as a graph.

A new pair in nnlib gets an entry in `PAIRS`; `test_pairs.py` then holds it against every oracle.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from nnlib.activations import (
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
    tanh_backward,
    tanh_forward,
)
from nnlib.affine import affine_backward, affine_forward
from nnlib.autodiff import Node, apply
from nnlib.losses import (
    max_margin_backward,
    max_margin_forward,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)
from nnlib.mlp import mlp_backward, mlp_forward
from nnlib.operations import Exp, Log, Max, Reciprocal, Sum, Take
from nnlib.windows import embed_backward, embed_forward, window_score_backward, window_score_forward

KINK = 1e-2  # how far random arguments stay away from one


@dataclass(frozen=True)
class Pair:
    """A forward and a backward pass, and what a test must know to try them."""

    name: str
    forward: Callable
    backward: Callable
    draw: Callable  # draw(rng, N, D, ...) -> all arguments of forward by name, in order
    graph: Callable  # graph(**arguments) -> Node; the differentiable arguments come as nodes
    fixed: tuple = ()  # the arguments that are not differentiable
    complex_step: bool = True  # whether forward takes complex numbers

    def __str__(self):
        return self.name

    def arguments(self):
        """Strategy: arguments of all sizes from 1 to 7, no two axes of the same length."""
        letters = list(inspect.signature(self.draw).parameters)[1:]
        sizes = st.lists(st.integers(1, 7), min_size=len(letters), max_size=len(letters), unique=True)
        return st.builds(
            lambda sizes, seed: self.draw(np.random.default_rng(seed), *sizes), sizes, st.integers(0, 2**32 - 1)
        )

    def split(self, arguments):
        """The differentiable arguments, and the others."""
        return (
            {name: value for name, value in arguments.items() if name not in self.fixed},
            {name: arguments[name] for name in self.fixed},
        )

    def gradients(self, dout, cache):
        """What backward returns, always as a tuple."""
        grads = self.backward(dout, cache)
        return grads if isinstance(grads, tuple) else (grads,)


def away_from_zero(rng, *shape):
    """Numbers of both signs, none nearer to 0 than `KINK`."""
    return rng.uniform(KINK, 2, shape) * rng.choice([-1, 1], shape)


def draw_affine(rng, N, D, M):
    """Inputs and parameters of a layer whose outputs are of the order of 1."""
    return {"X": rng.normal(size=(N, D)), "W": rng.normal(size=(D, M)) / np.sqrt(D), "b": rng.normal(size=M)}


def draw_activation(rng, N, M):
    """Pre-activations away from 0."""
    return {"Z": away_from_zero(rng, N, M)}


def draw_softmax_cross_entropy(rng, N, C):
    """Scores, and classes that may repeat."""
    return {"scores": rng.normal(size=(N, C)), "y": rng.integers(0, C, N)}


def draw_max_margin(rng, N):
    """Scores on both sides of the margin, none at it."""
    s, margin = rng.normal(size=N), rng.uniform(0.5, 2)
    return {"s": s, "s_corrupt": s - margin + away_from_zero(rng, N), "margin": margin}


def draw_embed(rng, N, D, V, L):
    """Word vectors, and windows in which words repeat."""
    return {"E": rng.normal(size=(V, D)), "windows": rng.integers(0, V, (N, L))}


def draw_window_score(rng, N, D, M, V, L):
    """The same, and the parameters of the hidden layer."""
    W = rng.normal(size=(L * D, M)) / np.sqrt(L * D)
    return {**draw_embed(rng, N, D, V, L), "W": W, "b": rng.normal(size=M), "u": rng.normal(size=M)}


def draw_mlp(rng, N, D, M, L, C):
    """A network of no, one or two hidden layers (of M and L units), no unit near its kink."""
    sizes = [D, *[M, L][: rng.integers(3)], C]
    X, layers = rng.normal(size=(N, D)), {}
    A = X
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        W, b = rng.normal(size=(fan_in, fan_out)) / np.sqrt(fan_in), rng.normal(size=fan_out)
        while np.abs(A @ W + b).min() < KINK / 10:
            b = rng.normal(size=fan_out)
        layers |= {f"W{i}": W, f"b{i}": b}
        A = np.maximum(0, A @ W + b)
    return {"X": X, **layers}


def graph_sigmoid(Z):
    """By its definition, ``1 / (1 + exp(-Z))``."""
    return apply(Reciprocal, apply(Exp, -Z) + 1.0)


def graph_tanh(Z):
    """By way of the sigmoid: ``tanh(Z) = 2 sigmoid(2Z) - 1``."""
    return graph_sigmoid(Z * 2.0) * 2.0 - 1.0


def graph_relu(Z):
    """By its definition, ``max(Z, 0)``."""
    return apply(Max, Z, 0.0)


def graph_affine(X, W, b):
    """By its definition; the sum repeats the bias over the batch."""
    return X @ W + b


def graph_softmax_cross_entropy(scores, y):
    """``log sum exp(scores) - scores[y]``, mean over the batch."""
    normalizer = apply(Log, apply(Sum, apply(Exp, scores), axis=1))
    right = apply(Take, scores, index=(np.arange(len(y)), y))
    return (apply(Sum, normalizer) - apply(Sum, right)) * (1 / len(y))


def graph_max_margin(s, s_corrupt, margin):
    """By its definition, the mean as a sum times ``1/N``."""
    return apply(Sum, graph_relu(s_corrupt - s + margin)) * (1 / len(s.value))


def graph_embed(E, windows):
    """Every entry taken by its row and column."""
    D, L = E.value.shape[1], windows.shape[1]
    return apply(Take, E, index=(np.repeat(windows, D, axis=1), np.tile(np.arange(D), L)))


def graph_window_score(E, windows, W, b, u):
    """Embedding, hidden layer, and a weighted sum of its units."""
    H = graph_tanh(graph_affine(graph_embed(E, windows), W, b))
    return apply(Take, apply(Sum, H * u, axis=1), index=(slice(None), 0))


def mlp_pair(activation, graph_activation, **settings):
    """The multilayer perceptron with its parameters as arguments ``W0, b0, W1, b1, ...``."""

    def forward(X, **layers):
        values = list(layers.values())
        params = [{"W": W, "b": b} for W, b in zip(values[::2], values[1::2])]
        return mlp_forward(X, params, activation)

    def backward(dscores, caches):
        dX, grads = mlp_backward(dscores, caches)
        return dX, *(layer[name] for layer in grads for name in ("W", "b"))

    def graph(X, **layers):
        *hidden, W, b = layers.values()
        for hidden_W, hidden_b in zip(hidden[::2], hidden[1::2]):
            X = graph_activation(graph_affine(X, hidden_W, hidden_b))
        return graph_affine(X, W, b)

    return Pair(f"mlp-{activation}", forward, backward, draw_mlp, graph, **settings)


PAIRS = [
    Pair("affine", affine_forward, affine_backward, draw_affine, graph_affine),
    # np.logaddexp, which keeps the sigmoid from overflowing, knows no complex numbers
    Pair("sigmoid", sigmoid_forward, sigmoid_backward, draw_activation, graph_sigmoid, complex_step=False),
    Pair("tanh", tanh_forward, tanh_backward, draw_activation, graph_tanh),
    Pair("relu", relu_forward, relu_backward, draw_activation, graph_relu),
    Pair(
        "softmax_cross_entropy",
        softmax_cross_entropy_forward,
        softmax_cross_entropy_backward,
        draw_softmax_cross_entropy,
        graph_softmax_cross_entropy,
        fixed=("y",),
    ),
    Pair("max_margin", max_margin_forward, max_margin_backward, draw_max_margin, graph_max_margin, fixed=("margin",)),
    Pair("embed", embed_forward, embed_backward, draw_embed, graph_embed, fixed=("windows",)),
    Pair(
        "window_score",
        window_score_forward,
        window_score_backward,
        draw_window_score,
        graph_window_score,
        fixed=("windows",),
    ),
    mlp_pair("sigmoid", graph_sigmoid, complex_step=False),
    mlp_pair("tanh", graph_tanh),
    mlp_pair("relu", graph_relu),
]


def as_graph(pair, arguments):
    """The output of a pair's graph, and the nodes of its differentiable arguments."""
    differentiable, fixed = pair.split(arguments)
    nodes = {name: Node(value) for name, value in differentiable.items()}
    return pair.graph(**nodes, **fixed), list(nodes.values())
