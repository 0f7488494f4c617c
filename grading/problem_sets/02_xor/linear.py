"""collapse_linear_layers: the one affine map that a network without activations is."""

import numpy as np

from grading.task import Probe, Task, unpack, wrong

from .forward import layers

SIZES = ((4, 3, 5), (3, 3, 3, 3), (2, 5, 3, 4, 1), (3, 2), (1, 4, 2))  # units of each network, inputs first


def probes(rng):
    """Two layers, three of one width, four, a single one, one input."""
    for sizes in SIZES:
        yield Probe(params=layers(rng, sizes))


def output(p, X):
    """Forward pass, layer by layer."""
    for layer in p.params:
        X = X @ layer["W"] + layer["b"]
    return X


def truth(p):
    """By asking the network: zero gives the bias, each unit vector a row of weights."""
    D = len(p.params[0]["W"])
    b = output(p, np.zeros((1, D)))[0]
    return {"W": output(p, np.eye(D)) - b, "b": b}


def ask(p, collapse_linear_layers):
    """One matrix and one bias, as the student computes them."""
    return unpack(collapse_linear_layers(p.params), "collapse_linear_layers", "W", "b")


def folded_bias(p, step):
    """A bias that is carried from layer to layer in another way."""
    b = p.params[0]["b"]
    for layer in p.params[1:]:
        b = step(b, layer["W"], layer["b"])
    return b


def own_weights(p):
    """A bias that is added before the weights of its layer."""
    b = 0.0
    for layer in p.params:
        b = (b + layer["b"]) @ layer["W"]
    return b


def product(p, order):
    """All weights, multiplied in some order."""
    W = p.params[order[0]]["W"]
    for k in order[1:]:
        W = W @ p.params[k]["W"]
    return W


def last(p):
    """Index of the last layer."""
    return len(p.params) - 1


COLLAPSE = Task(
    name="collapse_linear_layers",
    probes=probes,
    call=ask,
    truth=truth,
    wrong=(
        wrong("multiplied-in-the-wrong-order", W=lambda p: product(p, range(last(p), -1, -1))),
        wrong("transposed", W=lambda p: truth(p)["W"].T),
        wrong("misses-a-layer", W=lambda p: product(p, range(max(1, last(p))))),
        wrong("misses-a-layer", W=lambda p: product(p, range(1, last(p) + 1))),
        wrong("biases-stay-behind", b=lambda p: p.params[-1]["b"]),
        wrong("biases-stay-behind", b=lambda p: folded_bias(p, lambda b, W, own: b + own)),
        wrong("biases-stay-behind", b=lambda p: p.params[0]["b"]),
        wrong("bias-through-its-own-weights", b=own_weights),
        wrong("bias-forgotten", b=lambda p: np.zeros(len(p.params[-1]["b"]))),
        wrong("keeps-an-axis", b=lambda p: truth(p)["b"][None]),
        wrong("multiplied-in-the-wrong-order", b=lambda p: folded_bias(p, lambda b, W, own: W @ b + own)),
    ),
)

TASKS = (COLLAPSE,)
