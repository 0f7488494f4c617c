"""two_layer_loss and two_layer_gradients: affine, tanh, affine, softmax cross-entropy."""

import numpy as np

from grading.task import Probe, Task, Wrong, WrongForm, unpack, vjp, wrong
from nnlib.losses import softmax_cross_entropy_forward
from nnlib.mlp import mlp_forward

SIZES = ((5, 4, 3, 2), (3, 3, 3, 3), (1, 2, 4, 3), (6, 2, 3, 4))  # N, D, M, C: as for the affine layer
NAMES = ("W1", "b1", "W2", "b2")
LOSS = ("softmax_cross_entropy_forward", "softmax_cross_entropy_backward")


def probes(rng):
    """Batches of all sizes; biases are not zero, so a forgotten one shows."""
    for N, D, M, C in SIZES:
        X, W1, b1, W2, b2 = (rng.normal(size=s) for s in ((N, D), (D, M), (M,), (M, C), (C,)))
        yield Probe(X=X, y=rng.integers(C, size=N), W1=W1, b1=b1, W2=W2, b2=b2)


def params_of(p):
    """The parameters as the dict that the student's function takes."""
    return {name: getattr(p, name) for name in NAMES}


def loss(p):
    """Reference."""
    scores, _ = mlp_forward(p.X, [{"W": p.W1, "b": p.b1}, {"W": p.W2, "b": p.b2}], "tanh")
    return softmax_cross_entropy_forward(scores, p.y)[0]


def ask_loss(p, two_layer_loss):
    """The loss, as the student computes it."""
    return {"loss": unpack(two_layer_loss(p.X, p.y, params_of(p)), "two_layer_loss", "loss", "cache")["loss"]}


def ask_gradients(p, two_layer_gradients, two_layer_loss):
    """A gradient for every parameter, from the student's own cache."""
    cache = unpack(two_layer_loss(p.X, p.y, params_of(p)), "two_layer_loss", "loss", "cache")["cache"]
    two_layer_loss(1 - p.X, p.y, params_of(p))  # the next batch, before the gradients of this one
    grads = two_layer_gradients(cache)
    if not isinstance(grads, dict) or set(grads) != set(NAMES):
        raise WrongForm(f"two_layer_gradients should return a dict with the keys {', '.join(NAMES)}")
    return {f"d{name}": grads[name] for name in NAMES}


def with_loss(p, activation=np.tanh, activation_2=lambda scores: scores, bias=1.0):
    """The loss, with one thing done differently."""
    H = activation(p.X @ p.W1 + bias * p.b1)
    return softmax_cross_entropy_forward(activation_2(H @ p.W2 + bias * p.b2), p.y)[0]


def with_gradients(p, one_hot=1.0, slope=lambda Z: 1 - np.tanh(Z) ** 2, factor=1.0, upstream=None):
    """All gradients, with one thing done differently."""
    N, Z = len(p.y), p.X @ p.W1 + p.b1
    H = np.tanh(Z)
    scores = np.exp(H @ p.W2 + p.b2)
    dS = factor * (scores / scores.sum(axis=1, keepdims=True) - one_hot * np.eye(len(p.b2))[p.y]) / N
    dH = dS @ p.W2.T if upstream is None else upstream(dS)
    dZ = dH * slope(Z)
    return {"dW1": p.X.T @ dZ, "db1": dZ.sum(axis=0), "dW2": H.T @ dS, "db2": dS.sum(axis=0)}


FORWARD = Task(
    name="two_layer_loss",
    probes=probes,
    call=ask_loss,
    truth=lambda p: {"loss": loss(p)},
    may_call=LOSS,
    wrong=(
        wrong("missing-mean", loss=lambda p: loss(p) * len(p.y)),
        wrong("mean-twice", loss=lambda p: loss(p) / len(p.y)),
        wrong("bias-forgotten", loss=lambda p: with_loss(p, bias=0.0)),
        wrong("skips-the-activation", loss=lambda p: with_loss(p, activation=lambda Z: Z)),
        wrong("activates-the-scores", loss=lambda p: with_loss(p, activation_2=np.tanh)),
        wrong("wrong-activation", loss=lambda p: with_loss(p, activation=lambda Z: np.maximum(0, Z))),
        wrong("wrong-activation", loss=lambda p: with_loss(p, activation=lambda Z: 1 / (1 + np.exp(-Z)))),
        wrong("wrong-sign", loss=lambda p: -loss(p)),
    ),
)

BACKWARD = Task(
    name="two_layer_gradients",
    probes=probes,
    call=ask_gradients,
    truth=lambda p: vjp(loss, p, 1.0, *NAMES),
    may_call=LOSS,
    wrong=(
        Wrong("missing-mean", lambda p: with_gradients(p, factor=len(p.y))),
        Wrong("mean-twice", lambda p: with_gradients(p, factor=1 / len(p.y))),
        Wrong("shares-its-memory", lambda p: with_gradients(Probe(**{**vars(p), "X": 1 - p.X}))),
        Wrong("missing-one-hot", lambda p: with_gradients(p, one_hot=0.0)),
        Wrong("forgot-local-derivative", lambda p: with_gradients(p, slope=lambda Z: 1.0)),
        Wrong("derivative-at-the-wrong-variable", lambda p: with_gradients(p, slope=lambda Z: 1 - Z**2)),
        Wrong("derivative-at-the-wrong-variable",
              lambda p: with_gradients(p, slope=lambda Z: 1 - np.tanh(np.tanh(Z)) ** 2)),
        Wrong("missing-upstream", lambda p: with_gradients(p, upstream=lambda dS: 1.0)),
        wrong("transposed", dW1=lambda p: with_gradients(p, upstream=lambda dS: dS @ p.W2)["dW1"]),
        wrong("transposed", db1=lambda p: with_gradients(p, upstream=lambda dS: dS @ p.W2)["db1"]),
        wrong("transposed", dW1=lambda p: with_gradients(p)["dW1"].T),
        wrong("transposed", dW2=lambda p: with_gradients(p)["dW2"].T),
    ),
)

TASKS = (FORWARD, BACKWARD)
