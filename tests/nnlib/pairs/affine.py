"""The affine map, and with a sigmoid behind it: a neuron, a layer."""

import numpy as np

from nnlib.affine import (
    affine_backward,
    affine_forward,
    layer_backward,
    layer_forward,
    neuron_backward,
    neuron_forward,
)
from nnlib.autodiff import apply
from nnlib.operations import Sum
from pairs._pair import Pair
from pairs.activations import graph_sigmoid


def draw_affine(rng, N, D, M):
    """Inputs and parameters of a layer whose outputs are of the order of 1."""
    return {"X": rng.normal(size=(N, D)), "W": rng.normal(size=(D, M)) / np.sqrt(D), "b": rng.normal(size=M)}


def draw_neuron(rng, D):
    """Inputs and parameters of one neuron; the bias is an array without axes."""
    return {"x": rng.normal(size=D), "w": rng.normal(size=D) / np.sqrt(D), "b": np.array(rng.normal())}


def graph_affine(X, W, b):
    """By its definition; the sum repeats the bias over the batch."""
    return X @ W + b


def graph_neuron(x, w, b):
    """By its definition."""
    return graph_sigmoid(apply(Sum, x * w) + b)


def graph_layer(X, W, b):
    """By its definition."""
    return graph_sigmoid(graph_affine(X, W, b))


# neuron and layer: the sigmoid takes no complex numbers
PAIRS = [
    Pair(
        "affine",
        affine_forward,
        affine_backward,
        draw_affine,
        graph_affine,
        torch=lambda torch, X, W, b: torch.nn.functional.linear(X, W.T, b),
    ),
    Pair(
        "neuron",
        neuron_forward,
        neuron_backward,
        draw_neuron,
        graph_neuron,
        complex_step=False,
        torch=lambda torch, x, w, b: torch.sigmoid(torch.dot(w, x) + b),
    ),
    Pair(
        "layer",
        layer_forward,
        layer_backward,
        draw_affine,
        graph_layer,
        complex_step=False,
        torch=lambda torch, X, W, b: torch.sigmoid(torch.nn.functional.linear(X, W.T, b)),
    ),
]
