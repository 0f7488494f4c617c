"""mlp_forward: affine, activation, affine, activation, ..., affine."""

from itertools import pairwise

import numpy as np

from grading.task import Probe, Task, unpack, wrong
from nnlib import mlp

SIZES = ((4, (3, 5, 2)), (3, (3, 3, 3, 3)), (1, (2, 4, 3, 2)), (5, (4, 2)), (6, (2, 5, 4, 3, 1)))  # N, units
FUNCTIONS = {"sigmoid": lambda Z: 1 / (1 + np.exp(-Z)), "tanh": np.tanh, "relu": lambda Z: np.maximum(0, Z)}


def layers(rng, sizes):
    """Parameters with biases that are not zero."""
    return [{"W": rng.normal(size=(D, M)), "b": rng.normal(size=M)} for D, M in pairwise(sizes)]


def probes(rng, activation):
    """Two layers, three of one width, a batch of one, no hidden layer at all, four layers."""
    for N, sizes in SIZES:
        yield Probe(X=rng.normal(size=(N, sizes[0])), params=layers(rng, sizes), activation=activation)


def scores(p):
    """Reference."""
    return mlp.mlp_forward(p.X, p.params, p.activation)[0]


def ask(p, mlp_forward):
    """Scores, as the student computes them."""
    return unpack(mlp_forward(p.X, p.params, p.activation), "mlp_forward", "scores")


def through(p, hidden, last=lambda A, W, b, f: A @ W + b, params=None):
    """Scores of a network whose layers do something else."""
    A, f = p.X, FUNCTIONS[p.activation]
    *below, end = p.params if params is None else params
    for layer in below:
        A = hidden(A, layer["W"], layer["b"], f)
    return last(A, end["W"], end["b"], f)


def layer(A, W, b, f):
    """What a layer should do."""
    return f(A @ W + b)


def another(p, names):
    """Scores with another activation than the one that was asked for."""
    f = FUNCTIONS[names[p.activation]]
    return through(p, lambda A, W, b, _: f(A @ W + b))


def spoiled(name, hidden=layer, last=lambda A, W, b, f: A @ W + b):
    """Misconception that changes what a layer does."""
    return wrong(name, scores=lambda p: through(p, hidden, last))


FORWARD = Task(
    name="mlp_forward",
    probes=probes,
    call=ask,
    truth=lambda p: {"scores": scores(p)},
    groups=("sigmoid", "tanh", "relu"),
    wrong=(
        spoiled("activates-the-scores", last=layer),
        spoiled("skips-the-activation", hidden=lambda A, W, b, f: A @ W + b),
        spoiled("bias-forgotten", hidden=lambda A, W, b, f: f(A @ W), last=lambda A, W, b, f: A @ W),
        spoiled("bias-forgotten", hidden=lambda A, W, b, f: f(A @ W)),
        spoiled("bias-outside-the-activation", hidden=lambda A, W, b, f: f(A @ W) + b),
        spoiled("activation-before-the-sum", *[lambda A, W, b, f: f(A) @ W + b] * 2),
        spoiled("transposed", hidden=lambda A, W, b, f: f(A @ W.T + b), last=lambda A, W, b, f: A @ W.T + b),
        wrong("transposed", scores=lambda p: scores(p).T),
        wrong("every-layer-reads-the-input", scores=lambda p: p.X @ p.params[-1]["W"] + p.params[-1]["b"]),
        wrong("fixed-depth", scores=lambda p: through(p, layer, params=[p.params[0], p.params[1]])),
        wrong("fixed-depth", scores=lambda p: through(p, layer, params=[p.params[0], p.params[-1]])),
        wrong("wrong-activation", scores=lambda p: another(p, {"sigmoid": "tanh", "tanh": "sigmoid", "relu": "tanh"})),
        wrong("wrong-activation", scores=lambda p: another(p, {"sigmoid": "relu", "tanh": "relu", "relu": "sigmoid"})),
        wrong("loses-the-batch-axis", scores=lambda p: scores(p).squeeze()),
        wrong("loses-the-batch-axis", scores=lambda p: scores(p)[0]),
    ),
)

TASKS = (FORWARD,)
