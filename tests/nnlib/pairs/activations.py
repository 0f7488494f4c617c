"""The activations."""

from nnlib.activations import (
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
    tanh_backward,
    tanh_forward,
)
from nnlib.autodiff import apply
from nnlib.operations import Exp, Max, Reciprocal
from pairs._pair import Pair, away_from_zero


def draw_activation(rng, N, M):
    """Pre-activations away from 0."""
    return {"Z": away_from_zero(rng, N, M)}


def graph_sigmoid(Z):
    """By its definition, ``1 / (1 + exp(-Z))``."""
    return apply(Reciprocal, apply(Exp, -Z) + 1.0)


def graph_tanh(Z):
    """By way of the sigmoid: ``tanh(Z) = 2 sigmoid(2Z) - 1``."""
    return graph_sigmoid(Z * 2.0) * 2.0 - 1.0


def graph_relu(Z):
    """By its definition, ``max(Z, 0)``."""
    return apply(Max, Z, 0.0)


PAIRS = [
    # np.logaddexp, which keeps the sigmoid from overflowing, knows no complex numbers
    Pair(
        "sigmoid",
        sigmoid_forward,
        sigmoid_backward,
        draw_activation,
        graph_sigmoid,
        complex_step=False,
        torch=lambda torch, Z: torch.sigmoid(Z),
    ),
    Pair("tanh", tanh_forward, tanh_backward, draw_activation, graph_tanh, torch=lambda torch, Z: torch.tanh(Z)),
    Pair("relu", relu_forward, relu_backward, draw_activation, graph_relu, torch=lambda torch, Z: torch.relu(Z)),
]
