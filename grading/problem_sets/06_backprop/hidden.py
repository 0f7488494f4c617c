"""hidden_forward and hidden_backward: an affine map, then an activation."""

import numpy as np

from grading.task import Probe, Task, Wrong, unpack, vjp, wrong
from nnlib.activations import ACTIVATIONS, sigmoid_forward

SIZES = ((4, 3, 2), (3, 3, 3), (1, 2, 4), (6, 2, 3))  # N, D, M: distinct, square, a batch of one, distinct again
KINK = 1e-2  # finite differences must not step over the kink of the ReLU


def probes(rng, activation):
    """Batches of all sizes whose pre-activations keep away from 0."""
    for N, D, M in SIZES:
        while True:
            X, W, b, dH = (rng.normal(size=s) for s in ((N, D), (D, M), (M,), (N, M)))
            if np.abs(X @ W + b).min() > KINK:
                break
        yield Probe(X=X, W=W, b=b, dH=dH, activation=activation)


def Z(p):
    """Reference pre-activation."""
    return p.X @ p.W + p.b


def H(p):
    """Reference hidden layer."""
    return f(p, Z(p))


def f(p, z):
    """The probe's activation."""
    return ACTIVATIONS[p.activation][0](z)[0]


def other_layer(p):
    """Another layer that is used between forward and backward, as in every network."""
    return Probe(**{**vars(p), "X": 1 - p.X, "W": 1 - p.W})


def ask_forward(p, hidden_forward):
    """H, as the student computes it."""
    return {"H": unpack(hidden_forward(p.X, p.W, p.b, p.activation), "hidden_forward", "H", "cache")["H"]}


def ask_backward(p, hidden_backward, hidden_forward):
    """The three gradients, from the student's own cache."""
    cache = unpack(hidden_forward(p.X, p.W, p.b, p.activation), "hidden_forward", "H", "cache")["cache"]
    q = other_layer(p)
    hidden_forward(q.X, q.W, q.b, q.activation)
    return unpack(hidden_backward(p.dH, cache), "hidden_backward", "dX", "dW", "db")


def slope(p):
    """Derivative of the activation at the pre-activation."""
    h = H(p)
    return {"sigmoid": h * (1 - h), "tanh": 1 - h**2, "relu": Z(p) > 0}[p.activation]


def slope_of_the_other_variable(p):
    """The formula in terms of the activation, fed with the pre-activation; the ReLU's with the upstream gradient."""
    z = Z(p)
    return {"sigmoid": z * (1 - z), "tanh": 1 - z**2, "relu": p.dH > 0}[p.activation]


def slope_taken_twice(p):
    """The derivative at the activation instead of the pre-activation."""
    a = f(p, H(p))
    return {"sigmoid": a * (1 - a), "tanh": 1 - a**2, "relu": p.dH > 0}[p.activation]


def slope_of_another_activation(p):
    """Sigmoid's formula for tanh and the ReLU, tanh's for the sigmoid."""
    return 1 - H(p) ** 2 if p.activation == "sigmoid" else H(p) * (1 - H(p))


def gradients(p, dZ):
    """All three gradients, once dZ is known."""
    return {"dX": dZ @ p.W.T, "dW": p.X.T @ dZ, "db": dZ.sum(axis=0)}


FORWARD = Task(
    name="hidden_forward",
    probes=probes,
    call=ask_forward,
    truth=lambda p: {"H": H(p)},
    groups=("sigmoid", "tanh", "relu"),
    wrong=(
        wrong("skips-the-activation", H=Z),
        wrong("bias-forgotten", H=lambda p: f(p, p.X @ p.W)),
        wrong("activation-before-the-sum", H=lambda p: f(p, p.X) @ p.W + p.b),
        wrong("wrong-sign", H=lambda p: f(p, -Z(p))),
        wrong("wrong-activation", H=lambda p: sigmoid_forward(Z(p))[0] if p.activation != "sigmoid" else np.tanh(Z(p))),
        wrong("wrong-activation", H=lambda p: np.maximum(0, Z(p)) if p.activation != "relu" else np.tanh(Z(p))),
        wrong("loses-the-batch-axis", H=lambda p: H(p).squeeze()),
    ),
)

BACKWARD = Task(
    name="hidden_backward",
    probes=probes,
    call=ask_backward,
    truth=lambda p: vjp(H, p, p.dH, "X", "W", "b"),
    groups=("sigmoid", "tanh", "relu"),
    wrong=(
        Wrong("forgot-local-derivative", lambda p: gradients(p, p.dH)),
        Wrong("missing-upstream", lambda p: gradients(p, slope(p))),
        Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.dH * slope_of_the_other_variable(p))),
        Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.dH * slope_taken_twice(p))),
        Wrong("derivative-of-another-activation", lambda p: gradients(p, p.dH * slope_of_another_activation(p))),
        Wrong("shares-its-memory", lambda p: gradients(other_layer(p), p.dH * slope(other_layer(p)))),
        wrong("keeps-an-axis", db=lambda p: (p.dH * slope(p)).sum(axis=0, keepdims=True)),
        wrong("transposed", dX=lambda p: (p.dH * slope(p)) @ p.W),
        wrong("transposed", dW=lambda p: (p.dH * slope(p)).T @ p.X),
        wrong("mean-instead-of-sum", dW=lambda p: p.X.T @ (p.dH * slope(p)) / len(p.X)),
        wrong("mean-instead-of-sum", db=lambda p: (p.dH * slope(p)).mean(axis=0)),
        wrong("summed-over-the-wrong-axis", db=lambda p: (p.dH * slope(p)).sum(axis=1)),
        wrong("forgot-the-sum", db=lambda p: p.dH * slope(p)),
    ),
)

TASKS = (FORWARD, BACKWARD)
