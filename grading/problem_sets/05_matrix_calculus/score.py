"""numerator_row and score_gradients: one example in a column, s = uᵀ tanh(W x + b)."""

import numpy as np

from grading.task import Probe, Task, Wrong, unpack, wrong
from nnlib.differences import numerical_gradient

SIZES = ((3, 4), (3, 3), (4, 2), (2, 5))  # M, D: distinct, square, distinct the other way, distinct again

FLAT = 0.01  # where no slope is larger, differences say too little about it


def probes(rng):
    """One example and one layer of each size, not saturated; every weight of the score differs from 1."""
    for M, D in SIZES:
        while True:
            p = Probe(x=rng.normal(size=D), W=rng.normal(size=(M, D)), b=rng.normal(size=M), u=rng.normal(size=M))
            if np.abs(delta(p)).max() > FLAT:
                break
        yield p


def z(p):
    """Reference pre-activation."""
    return p.W @ p.x + p.b


def h(p):
    """Reference hidden layer."""
    return np.tanh(z(p))


def by_differences(p, name):
    """Gradient of the score with respect to one argument, in its shape."""
    def score(value):
        q = Probe(**{**vars(p), name: value})
        return q.u @ h(q)

    return numerical_gradient(score, getattr(p, name))


def delta(p):
    """The error signal."""
    return p.u * (1 - h(p) ** 2)


def gradients(p, signal):
    """All four gradients and the row, once the error signal is known."""
    dW = np.outer(signal, p.x)
    return {"dx": p.W.T @ signal, "dW": dW, "db": signal, "du": h(p), "row": dW.reshape(1, -1)}


def without_bias(p):
    """The same question for a layer without biases."""
    return Probe(**{**vars(p), "b": 0 * p.b})


SIGNALS = (
    Wrong("missing-upstream", lambda p: gradients(p, 1 - h(p) ** 2)),
    Wrong("forgot-local-derivative", lambda p: gradients(p, p.u)),
    Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.u * (1 - z(p) ** 2))),
    Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.u * (1 - np.tanh(h(p)) ** 2))),
    Wrong("derivative-of-another-activation", lambda p: gradients(p, p.u * h(p) * (1 - h(p)))),
    Wrong("value-instead-of-slope", lambda p: gradients(p, p.u * h(p))),
    Wrong("bias-forgotten", lambda p: gradients(without_bias(p), delta(without_bias(p)))),
)

ROW = Task(
    name="numerator_row",
    probes=probes,
    call=lambda p, numerator_row: {"row": numerator_row(p.x, p.W, p.b, p.u)},
    truth=lambda p: {"row": by_differences(p, "W").reshape(1, -1)},
    wrong=(
        *SIGNALS,
        wrong("not-flattened", row=lambda p: np.outer(delta(p), p.x)),
        wrong("reads-column-by-column", row=lambda p: np.outer(p.x, delta(p)).reshape(1, -1)),
        wrong("transposed", row=lambda p: np.outer(delta(p), p.x).reshape(-1, 1)),
        wrong("loses-the-batch-axis", row=lambda p: np.outer(delta(p), p.x).ravel()),
        wrong("touches-everything", row=lambda p: delta(p).sum() * np.tile(p.x, (1, p.u.size))),
    ),
)

GRADIENTS = Task(
    name="score_gradients",
    probes=probes,
    call=lambda p, function: unpack(function(p.x, p.W, p.b, p.u), "score_gradients", "dx", "dW", "db", "du"),
    truth=lambda p: {f"d{name}": by_differences(p, name) for name in ("x", "W", "b", "u")},
    wrong=(
        *SIGNALS,
        wrong("transposed", dW=lambda p: np.outer(p.x, delta(p))),
        wrong("transposed", dx=lambda p: p.W @ delta(p)),
        wrong("entry-by-entry", dW=lambda p: delta(p) * p.x),
        wrong("left-in-numerator-form", dW=lambda p: np.outer(delta(p), p.x).reshape(1, -1)),
        wrong("left-in-numerator-form", dW=lambda p: np.outer(delta(p), p.x).ravel()),
        wrong("left-in-numerator-form", **{f"d{name}": lambda p, name=f"d{name}": gradients(p, delta(p))[name][None]
                                           for name in ("x", "b", "u")}),
        wrong("touches-everything", dW=lambda p: np.tile(delta(p).sum() * p.x, (p.u.size, 1))),
        wrong("skips-the-activation", du=z),
        wrong("does-not-switch", du=lambda p: p.u, dx=lambda p: delta(p).sum() * p.x),
    ),
)

TASKS = (ROW, GRADIENTS)
