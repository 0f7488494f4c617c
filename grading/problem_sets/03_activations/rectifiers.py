"""ReLU, leaky ReLU, ELU."""

import numpy as np

from .pair import f, in_forward, in_slope, pair, spoilt

NEGATIVE = np.minimum  # NEGATIVE(z, 0) is what an ELU may take the exponential of


def bent(p, left):
    """The identity on the right of 0, something else on the left."""
    return np.where(p.Z > 0, p.Z, left)


def leak(p):
    """The probe's slope, or alpha."""
    return p.extra[0]


RELU = pair(
    "relu",
    forward=(
        in_forward("keeps-the-wrong-half", lambda p: NEGATIVE(p.Z, 0)),
        in_forward("skips-the-activation", lambda p: p.Z),
        in_forward("forgot-the-input", lambda p: p.Z > 0),
        in_forward("wrong-activation", lambda p: abs(p.Z)),
    ),
    backward=(
        in_slope("keeps-the-wrong-half", lambda p: p.Z < 0),
        in_slope("derivative-at-the-wrong-variable", lambda p: p.dA > 0),
        in_slope("forgot-local-derivative", lambda p: f("relu", p)),
    ),
    kinks=(0,),
)

LEAKY_RELU = pair(
    "leaky_relu",
    forward=(
        in_forward("no-leak", lambda p: f("relu", p)),
        in_forward("parameter-ignored", lambda p: bent(p, 0.01 * p.Z)),
        in_forward("leak-on-the-wrong-side", lambda p: np.where(p.Z > 0, leak(p) * p.Z, p.Z)),
        in_forward("forgot-the-input", lambda p: bent(p, leak(p))),
        in_forward("wrong-sign", lambda p: bent(p, -leak(p) * p.Z)),
    ),
    backward=(
        in_slope("no-leak", lambda p: p.Z > 0),
        in_slope("parameter-ignored", lambda p: np.where(p.Z > 0, 1, 0.01)),
        in_slope("leak-on-the-wrong-side", lambda p: np.where(p.Z > 0, leak(p), 1)),
        in_slope("wrong-sign", lambda p: np.where(p.Z > 0, 1, -leak(p))),
        in_slope("wrong-sign", lambda p: -np.where(p.Z > 0, 1, leak(p))),
        spoilt("missing-upstream", "dZ", lambda p: np.where(p.Z > 0, p.dA, leak(p))),
        in_slope("derivative-at-the-wrong-variable", lambda p: np.where(p.dA > 0, 1, leak(p))),
        in_slope("forgot-local-derivative", lambda p: bent(p, leak(p) * p.Z)),
    ),
    kinks=(0,), parameter=(0.05, 0.4), unlike=("relu", "leaky_relu"),
)

ELU = pair(
    "elu",
    forward=(
        in_forward("parameter-ignored", lambda p: bent(p, np.expm1(p.Z))),
        in_forward("forgot-minus-one", lambda p: bent(p, leak(p) * np.exp(p.Z))),
        in_forward("forgot-minus-one", lambda p: bent(p, leak(p) * np.exp(p.Z) - 1)),
        in_forward("no-leak", lambda p: f("relu", p)),
        in_forward("wrong-sign", lambda p: bent(p, leak(p) * -np.expm1(p.Z))),
    ),
    backward=(
        in_slope("parameter-ignored", lambda p: np.where(p.Z > 0, 1, np.exp(p.Z))),
        in_slope("forgot-minus-one", lambda p: np.where(p.Z > 0, 1, leak(p) * np.expm1(p.Z))),
        in_slope("no-leak", lambda p: p.Z > 0),
        in_slope("leak-on-the-wrong-side", lambda p: np.where(p.Z > 0, leak(p) * np.exp(NEGATIVE(-p.Z, 0)), 1)),
        spoilt("missing-upstream", "dZ", lambda p: np.where(p.Z > 0, p.dA, leak(p) * np.exp(p.Z))),
        in_slope("derivative-at-the-wrong-variable",
                 lambda p: np.where(p.Z > 0, 1, leak(p) * np.exp(NEGATIVE(f("elu", p), 0)))),
        in_slope("derivative-at-the-wrong-variable", lambda p: np.where(p.Z > 0, 1, leak(p) + p.Z)),
    ),
    kinks=(0,), parameter=(0.4, 0.9), unlike=("relu",),
)

TASKS = (*RELU, *LEAKY_RELU, *ELU)
