"""softplus, swish, GELU."""

import numpy as np

from .pair import f, in_forward, in_slope, pair, slope

AT_THE_ACTIVATION = "derivative-at-the-wrong-variable"


def sigmoid(p, scale=1.0):
    """The sigmoid of the probe's Z."""
    return f("sigmoid", p, scale * p.Z)


def normal(p):
    """Density of the standard normal distribution."""
    return np.exp(-(p.Z**2) / 2) / np.sqrt(2 * np.pi)


def below(p, scale=1.0):
    """Share of the standard normal distribution below Z, if the scale is 1."""
    x = scale * np.where(p.Z == 0, 1.0, p.Z)
    return np.where(p.Z == 0, 0.5, f("gelu", p, x) / x)


def by_tanh(p):
    """The approximation of the GELU that many models use, without the factor Z."""
    return (1 + np.tanh(np.sqrt(2 / np.pi) * (p.Z + 0.044715 * p.Z**3))) / 2


def slope_by_tanh(p):
    """Its derivative."""
    t = 2 * by_tanh(p) - 1
    return by_tanh(p) + p.Z * (1 - t**2) / 2 * np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * p.Z**2)


SOFTPLUS = pair(
    "softplus",
    forward=(
        in_forward("forgot-plus-one", lambda p: p.Z),
        in_forward("no-exponential", lambda p: np.log1p(abs(p.Z))),
    ),
    backward=(
        in_slope(AT_THE_ACTIVATION, lambda p: f("sigmoid", p, f("softplus", p))),
        in_slope("wrong-sign", lambda p: sigmoid(p, -1)),
        in_slope("wrong-sign", lambda p: -sigmoid(p)),
        in_slope("derivative-of-another-activation", lambda p: sigmoid(p) * (1 - sigmoid(p))),
    ),
)

SWISH = pair(
    "swish",
    forward=(in_forward("forgot-the-input", sigmoid),),
    backward=(
        in_slope("half-the-product-rule", sigmoid),
        in_slope("half-the-product-rule", lambda p: p.Z * sigmoid(p) * (1 - sigmoid(p))),
        in_slope("half-the-product-rule", lambda p: sigmoid(p) * (1 - sigmoid(p))),
        in_slope("wrong-sign", lambda p: sigmoid(p) - p.Z * sigmoid(p) * (1 - sigmoid(p))),
        in_slope("wrong-sign", lambda p: -slope("swish", p)),
        in_slope(AT_THE_ACTIVATION, lambda p: slope("swish", p, f("swish", p))),
        in_slope(AT_THE_ACTIVATION, lambda p: sigmoid(p) + f("swish", p) * sigmoid(p) * (1 - sigmoid(p))),
    ),
    unlike=("sigmoid", "softplus"),
)

GELU = pair(
    "gelu",
    forward=(
        in_forward("forgot-the-input", below),
        in_forward("wrong-bell", lambda p: p.Z * below(p, np.sqrt(2))),
        in_forward("wrong-bell", lambda p: p.Z * (2 * below(p) - 1)),
        in_forward("wrong-bell", lambda p: p.Z * normal(p)),
        in_forward("approximation-instead-of-exact", lambda p: p.Z * by_tanh(p)),
        in_forward("approximation-instead-of-exact", lambda p: p.Z * sigmoid(p, 1.702)),
    ),
    backward=(
        in_slope("half-the-product-rule", below),
        in_slope("half-the-product-rule", lambda p: p.Z * normal(p)),
        in_slope("half-the-product-rule", normal),
        in_slope("wrong-bell", lambda p: below(p) + p.Z * normal(p) * np.sqrt(2 * np.pi)),
        in_slope("wrong-bell", lambda p: below(p) + p.Z * np.exp(-(p.Z**2)) / np.sqrt(2 * np.pi)),
        in_slope("wrong-bell", lambda p: below(p) + p.Z * np.exp(-(p.Z**2)) / np.sqrt(np.pi)),
        in_slope("wrong-sign", lambda p: below(p) - p.Z * normal(p)),
        in_slope("wrong-sign", lambda p: -slope("gelu", p)),
        in_slope("approximation-instead-of-exact", slope_by_tanh),
        in_slope("approximation-instead-of-exact",
                 lambda p: sigmoid(p, 1.702) * (1 + 1.702 * p.Z * (1 - sigmoid(p, 1.702)))),
        in_slope(AT_THE_ACTIVATION, lambda p: slope("gelu", p, f("gelu", p))),
    ),
)

TASKS = (*SOFTPLUS, *SWISH, *GELU)
