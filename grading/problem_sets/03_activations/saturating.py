"""sigmoid, tanh, hard tanh, softsign."""

import numpy as np

from .pair import f, in_forward, in_slope, pair, slope

AT_THE_ACTIVATION = "derivative-at-the-wrong-variable"

SIGMOID = pair(
    "sigmoid",
    forward=(),
    backward=(
        in_slope(AT_THE_ACTIVATION, lambda p: p.Z * (1 - p.Z)),
        in_slope(AT_THE_ACTIVATION, lambda p: slope("sigmoid", p, f("sigmoid", p))),
        in_slope("slope-without-its-square", lambda p: f("sigmoid", p) - 1),  # -exp(-z) / (1 + exp(-z))
        in_slope("slope-without-its-square", lambda p: 1 - f("sigmoid", p)),
        in_slope("derivative-of-another-activation", lambda p: 1 - f("sigmoid", p) ** 2),
    ),
)

TANH = pair(
    "tanh",
    forward=(
        in_forward("forgot-the-stretch", lambda p: np.tanh(p.Z / 2)),  # 2 sigmoid(z) - 1
        in_forward("forgot-the-stretch", lambda p: f("sigmoid", p, 2 * p.Z)),
        in_forward("forgot-the-stretch", lambda p: 2 * f("sigmoid", p)),
    ),
    backward=(
        in_slope(AT_THE_ACTIVATION, lambda p: 1 - p.Z**2),
        in_slope(AT_THE_ACTIVATION, lambda p: 1 - np.tanh(np.tanh(p.Z)) ** 2),
        in_slope("slope-without-its-square", lambda p: 1 - np.tanh(p.Z)),
        in_slope("forgot-the-stretch", lambda p: slope("sigmoid", p, 2 * p.Z)),
        in_slope("forgot-the-stretch", lambda p: 2 * slope("sigmoid", p, 2 * p.Z)),
        in_slope("derivative-of-another-activation", lambda p: np.tanh(p.Z) * (1 - np.tanh(p.Z))),
    ),
)

HARD_TANH = pair(
    "hard_tanh",
    forward=(
        in_forward("flat-in-the-middle", lambda p: np.sign(p.Z) * (abs(p.Z) > 1)),
        in_forward("flat-in-the-middle", lambda p: p.Z * (abs(p.Z) > 1)),
        in_forward("one-side-only", lambda p: np.minimum(p.Z, 1)),
        in_forward("one-side-only", lambda p: np.maximum(p.Z, -1)),
        in_forward("one-side-only", lambda p: np.clip(p.Z, 0, 1)),
    ),
    backward=(
        in_slope("flat-in-the-middle", lambda p: abs(p.Z) > 1),
        in_slope("one-side-only", lambda p: p.Z < 1),
        in_slope("one-side-only", lambda p: p.Z > -1),
        in_slope("one-side-only", lambda p: (p.Z > 0) & (p.Z < 1)),
        in_slope("forgot-local-derivative", lambda p: f("hard_tanh", p)),
        in_slope(AT_THE_ACTIVATION, lambda p: abs(p.dA) < 1),
    ),
    kinks=(-1, 1),
)

SOFTSIGN = pair(
    "softsign",
    forward=(
        in_forward("forgot-the-absolute-value", lambda p: p.Z / (1 + p.Z)),
        in_forward("forgot-the-absolute-value", lambda p: abs(p.Z) / (1 + abs(p.Z))),
    ),
    backward=(
        in_slope("forgot-the-absolute-value", lambda p: np.sign(p.Z) / (1 + p.Z) ** 2),
        in_slope("forgot-the-absolute-value", lambda p: 1 / (1 + p.Z) ** 2),
        in_slope("wrong-sign", lambda p: np.sign(p.Z) * slope("softsign", p)),
        in_slope("wrong-sign", lambda p: -slope("softsign", p)),
        in_slope("slope-without-its-square", lambda p: 1 / (1 + abs(p.Z))),
        in_slope(AT_THE_ACTIVATION, lambda p: slope("softsign", p, f("softsign", p))),
        in_slope(AT_THE_ACTIVATION, lambda p: (1 - abs(p.Z)) ** 2),
    ),
)

TASKS = (*SIGMOID, *TANH, *HARD_TANH, *SOFTSIGN)
