"""The multilayer perceptron."""

from itertools import pairwise

import numpy as np

from nnlib.mlp import mlp_backward, mlp_forward
from pairs._pair import KINK, Pair
from pairs.activations import graph_relu, graph_sigmoid, graph_tanh
from pairs.affine import graph_affine


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

    def torch_mlp(torch, X, **layers):
        *hidden, W, b = layers.values()
        for hidden_W, hidden_b in zip(hidden[::2], hidden[1::2]):
            X = getattr(torch, activation)(torch.nn.functional.linear(X, hidden_W.T, hidden_b))
        return torch.nn.functional.linear(X, W.T, b)

    return Pair(f"mlp-{activation}", forward, backward, draw_mlp, graph, torch=torch_mlp, **settings)


PAIRS = [
    mlp_pair("sigmoid", graph_sigmoid, complex_step=False),
    mlp_pair("tanh", graph_tanh),
    mlp_pair("relu", graph_relu),
]
