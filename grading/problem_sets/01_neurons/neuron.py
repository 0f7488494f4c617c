"""neuron and layer: a weighted sum and a sigmoid, for one example and for a batch."""

import numpy as np

from grading.task import Probe, Task, unpack, wrong
from nnlib.affine import layer_forward, neuron_forward
from nnlib.saturating import sigmoid_forward

LENGTHS = (3, 2, 1, 5)
SIZES = ((4, 3, 2), (3, 3, 3), (1, 2, 4), (5, 2, 3), (4, 3, 1))  # N, D, M: distinct, square, one example, one neuron


def neuron_probes(rng):
    """Examples of several lengths; the bias is not zero, so a forgotten one shows."""
    for D in LENGTHS:
        x, w = rng.normal(size=(2, D))
        yield Probe(x=x, w=w, b=float(rng.uniform(0.5, 1.5) * rng.choice([-1, 1])))


def layer_probes(rng):
    """Batches of all sizes."""
    for N, D, M in SIZES:
        yield Probe(X=rng.normal(size=(N, D)), W=rng.normal(size=(D, M)), b=rng.normal(size=M))


def sigmoid(z):
    """Reference."""
    return sigmoid_forward(z)[0]


def z(p):
    """What enters the sigmoid."""
    return p.w @ p.x + p.b


def Z(p):
    """The same for a batch."""
    return p.X @ p.W + p.b


NEURON = Task(
    name="neuron",
    probes=neuron_probes,
    call=lambda p, neuron: {"a": neuron(p.x, p.w, p.b)},
    truth=lambda p: {"a": neuron_forward(p.x, p.w, p.b)[0]},
    wrong=(
        wrong("bias-forgotten", a=lambda p: sigmoid(p.w @ p.x)),
        wrong("wrong-sign", a=lambda p: sigmoid(-z(p))),
        wrong("wrong-sign", a=lambda p: sigmoid(p.w @ p.x - p.b)),
        wrong("skips-the-activation", a=z),
        wrong("threshold-for-sigmoid", a=lambda p: float(z(p) > 0)),
        wrong("wrong-activation", a=lambda p: np.tanh(z(p))),
        wrong("activation-before-the-sum", a=lambda p: p.w @ sigmoid(p.x) + p.b),
        wrong("activation-before-the-sum", a=lambda p: sigmoid(p.w @ p.x) + p.b),
        wrong("product-not-summed", a=lambda p: sigmoid(p.w * p.x + p.b)),
        wrong("bias-once-per-input", a=lambda p: sigmoid(np.sum(p.w * p.x + p.b))),
        wrong("bias-once-per-input", a=lambda p: sigmoid(p.w @ (p.x + p.b))),
    ),
)

LAYER = Task(
    name="layer",
    probes=layer_probes,
    call=lambda p, layer: unpack(layer(p.X, p.W, p.b), "layer", "A"),
    truth=lambda p: {"A": layer_forward(p.X, p.W, p.b)[0]},
    wrong=(
        wrong("bias-forgotten", A=lambda p: sigmoid(p.X @ p.W)),
        wrong("wrong-sign", A=lambda p: sigmoid(-Z(p))),
        wrong("wrong-sign", A=lambda p: sigmoid(p.X @ p.W - p.b)),
        wrong("skips-the-activation", A=Z),
        wrong("threshold-for-sigmoid", A=lambda p: np.where(Z(p) > 0, 1.0, 0.0)),
        wrong("wrong-activation", A=lambda p: np.tanh(Z(p))),
        wrong("activation-before-the-sum", A=lambda p: sigmoid(p.X) @ p.W + p.b),
        wrong("activation-before-the-sum", A=lambda p: sigmoid(p.X @ p.W) + p.b),
        wrong("transposed", A=lambda p: sigmoid(p.X @ p.W.T + p.b)),
        wrong("transposed", A=lambda p: sigmoid(p.W @ p.X + p.b)),
        wrong("transposed", A=lambda p: sigmoid(Z(p)).T),
        wrong("transposed", A=lambda p: sigmoid(p.W.T @ p.X.T + p.b)),
        wrong("first-unit-only", A=lambda p: sigmoid(Z(p))[:, 0]),
        wrong("first-unit-only", A=lambda p: sigmoid(p.X @ p.W + p.b[0])),
        wrong("loses-the-batch-axis", A=lambda p: sigmoid(Z(p)).squeeze()),
        wrong("loses-the-batch-axis", A=lambda p: sigmoid(Z(p))[0]),
        wrong("bias-once-per-input", A=lambda p: sigmoid(p.X @ p.W + len(p.W) * p.b)),
    ),
)

TASKS = (NEURON, LAYER)
