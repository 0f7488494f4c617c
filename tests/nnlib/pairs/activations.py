"""The activations."""

import math

from nnlib.activations import ACTIVATIONS
from nnlib.autodiff import apply
from nnlib.operations import Exp, Log, Max, Reciprocal
from pairs._pair import Pair, away_from_zero


def draw_activation(rng, N, M):
    """Pre-activations away from 0."""
    return {"Z": away_from_zero(rng, N, M)}


def draw_hard_tanh(rng, N, M):
    """Pre-activations on both sides of the kinks at -1 and 1, away from both."""
    return {"Z": rng.choice([-1, 1], (N, M)) + 0.9 * away_from_zero(rng, N, M)}


def draw_leaky_relu(rng, N, M):
    """Pre-activations away from 0, and a leak."""
    return {**draw_activation(rng, N, M), "slope": rng.uniform(0.1, 0.9)}


def draw_elu(rng, N, M):
    """Pre-activations away from 0, and a lower limit."""
    return {**draw_activation(rng, N, M), "alpha": rng.uniform(0.5, 2)}


def graph_sigmoid(Z):
    """By its definition, ``1 / (1 + exp(-Z))``."""
    return apply(Reciprocal, apply(Exp, -Z) + 1.0)


def graph_tanh(Z):
    """By way of the sigmoid: ``tanh(Z) = 2 sigmoid(2Z) - 1``."""
    return graph_sigmoid(Z * 2.0) * 2.0 - 1.0


def graph_hard_tanh(Z):
    """By its definition, ``max(-1, min(1, Z))``."""
    return apply(Max, -1.0, -apply(Max, -1.0, -Z))


def graph_softsign(Z):
    """By its definition, with ``|Z| = max(Z, -Z)``."""
    return Z * apply(Reciprocal, apply(Max, Z, -Z) + 1.0)


def graph_relu(Z):
    """By its definition, ``max(Z, 0)``."""
    return apply(Max, Z, 0.0)


def graph_leaky_relu(Z, slope=0.01):
    """The larger of the two lines, as the slope is below 1."""
    return apply(Max, Z, Z * slope)


def graph_elu(Z, alpha=1.0):
    """One term for each side of 0; the other is then 0."""
    return graph_relu(Z) + (apply(Exp, -graph_relu(-Z)) - 1.0) * alpha


def graph_softplus(Z):
    """By its definition, ``log(1 + exp(Z))``."""
    return apply(Log, apply(Exp, Z) + 1.0)


def graph_swish(Z):
    """By its definition, ``Z sigmoid(Z)``."""
    return Z * graph_sigmoid(Z)


def graph_gelu(Z):
    """By its definition, with the series ``Φ(Z) = 1/2 + φ(Z) (Z + Z³/3 + Z⁵/(3·5) + ...)``."""
    term = series = Z
    for odd in range(3, 63, 2):
        term = term * Z * Z * (1 / odd)
        series = series + term
    phi = apply(Exp, Z * Z * -0.5) * (1 / math.sqrt(2 * math.pi))
    return Z * (phi * series + 0.5)


def activation_pair(name, graph, torch, draw=draw_activation, **settings):
    """An entry of the table of activations."""
    return Pair(name, *ACTIVATIONS[name], draw, graph, torch=torch, **settings)


# abs, which keeps exp from overflowing, leaves nothing of a complex number but its size
PAIRS = [
    activation_pair("sigmoid", graph_sigmoid, lambda torch, Z: torch.sigmoid(Z), complex_step=False),
    activation_pair("tanh", graph_tanh, lambda torch, Z: torch.tanh(Z)),
    activation_pair(
        "hard_tanh", graph_hard_tanh, lambda torch, Z: torch.nn.functional.hardtanh(Z), draw_hard_tanh
    ),
    activation_pair("softsign", graph_softsign, lambda torch, Z: torch.nn.functional.softsign(Z), complex_step=False),
    activation_pair("relu", graph_relu, lambda torch, Z: torch.relu(Z)),
    activation_pair(
        "leaky_relu",
        graph_leaky_relu,
        lambda torch, Z, slope: torch.nn.functional.leaky_relu(Z, slope),
        draw_leaky_relu,
        fixed=("slope",),
    ),
    activation_pair(
        "elu", graph_elu, lambda torch, Z, alpha: torch.nn.functional.elu(Z, alpha), draw_elu, fixed=("alpha",)
    ),
    activation_pair("softplus", graph_softplus, lambda torch, Z: torch.nn.functional.softplus(Z), complex_step=False),
    activation_pair("swish", graph_swish, lambda torch, Z: torch.nn.functional.silu(Z), complex_step=False),
    activation_pair("gelu", graph_gelu, lambda torch, Z: torch.nn.functional.gelu(Z), complex_step=False),
]
