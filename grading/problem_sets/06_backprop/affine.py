"""affine_forward and affine_backward: Z = XW + b and its three gradients."""

import numpy as np

from grading.task import Probe, Task, unpack, vjp, wrong
from nnlib.affine import affine_forward

SIZES = ((4, 3, 2), (3, 3, 3), (1, 2, 4), (5, 2, 3))  # N, D, M: distinct, square, a batch of one, distinct again


def probes(rng):
    """Batches of all sizes, with a random upstream gradient."""
    for N, D, M in SIZES:
        X, W, b, dZ = (rng.normal(size=s) for s in ((N, D), (D, M), (M,), (N, M)))
        yield Probe(X=X, W=W, b=b, dZ=dZ)


def Z(p):
    """Reference."""
    return affine_forward(p.X, p.W, p.b)[0]


def other_layer(p):
    """Another layer that is used between forward and backward, as in every network."""
    return 1 - p.X, 1 - p.W, p.b


def ask_forward(p, affine_forward):
    """Z, as the student computes it."""
    return {"Z": unpack(affine_forward(p.X, p.W, p.b), "affine_forward", "Z", "cache")["Z"]}


def ask_backward(p, affine_backward, affine_forward):
    """The three gradients, from the student's own cache."""
    cache = unpack(affine_forward(p.X, p.W, p.b), "affine_forward", "Z", "cache")["cache"]
    affine_forward(*other_layer(p))
    return unpack(affine_backward(p.dZ, cache), "affine_backward", "dX", "dW", "db")


FORWARD = Task(
    name="affine_forward",
    probes=probes,
    call=ask_forward,
    truth=lambda p: {"Z": Z(p)},
    wrong=(
        wrong("bias-forgotten", Z=lambda p: p.X @ p.W),
        wrong("wrong-sign", Z=lambda p: p.X @ p.W - p.b),
        wrong("transposed", Z=lambda p: p.X @ p.W.T + p.b),
        wrong("transposed", Z=lambda p: Z(p).T),
        wrong("mean-instead-of-sum", Z=lambda p: p.X @ p.W / p.X.shape[1] + p.b),
        wrong("loses-the-batch-axis", Z=lambda p: Z(p).squeeze()),
        wrong("loses-the-batch-axis", Z=lambda p: Z(p)[0]),
    ),
)

BACKWARD = Task(
    name="affine_backward",
    probes=probes,
    call=ask_backward,
    truth=lambda p: vjp(Z, p, p.dZ, "X", "W", "b"),
    wrong=(
        wrong("transposed", dX=lambda p: p.dZ @ p.W),
        wrong("transposed", dX=lambda p: p.W @ p.dZ.T),
        wrong("transposed", dW=lambda p: p.dZ.T @ p.X),
        wrong("transposed", dW=lambda p: p.X @ p.dZ),
        wrong("missing-upstream", dX=lambda p: p.W.T, dW=lambda p: p.X.T, db=lambda p: 1.0),
        wrong("missing-upstream", dX=lambda p: np.ones_like(p.dZ) @ p.W.T),
        wrong("missing-upstream", dW=lambda p: p.X.T @ np.ones_like(p.dZ)),
        wrong("missing-upstream", db=lambda p: np.full(p.b.shape, len(p.X))),
        wrong("missing-upstream", db=lambda p: np.ones(p.b.shape)),
        wrong("mean-instead-of-sum", dW=lambda p: p.X.T @ p.dZ / len(p.X)),
        wrong("mean-instead-of-sum", db=lambda p: p.dZ.mean(axis=0)),
        wrong("summed-over-the-wrong-axis", db=lambda p: p.dZ.sum(axis=1)),
        wrong("summed-over-the-wrong-axis", db=lambda p: p.dZ.sum()),
        wrong("forgot-the-sum", db=lambda p: p.dZ),
        wrong("forgot-the-sum", db=lambda p: p.dZ[0]),
        wrong("keeps-an-axis", db=lambda p: p.dZ.sum(axis=0, keepdims=True)),
        wrong("shares-its-memory", dX=lambda p: p.dZ @ other_layer(p)[1].T, dW=lambda p: other_layer(p)[0].T @ p.dZ),
        wrong("loses-the-batch-axis", dX=lambda p: (p.dZ @ p.W.T).squeeze()),
    ),
)

TASKS = (FORWARD, BACKWARD)
