"""batch_gradients: a batch in rows, the sum of the scores tanh(X W + b) u."""

import numpy as np

from grading.task import Probe, Task, Wrong, unpack, wrong
from nnlib.differences import numerical_gradient

SIZES = ((5, 3, 4), (3, 3, 3), (1, 4, 2), (4, 2, 3))  # N, D, M: distinct, square, a batch of one, distinct again


def probes(rng):
    """Batches of all sizes; every weight of the score differs from 1."""
    for N, D, M in SIZES:
        X, W, b, u = (rng.normal(size=shape) for shape in ((N, D), (D, M), M, M))
        yield Probe(X=X, W=W, b=b, u=u)


def H(p):
    """Reference hidden layer."""
    return np.tanh(p.X @ p.W + p.b)


def truth(p):
    """Differences of the sum of the scores."""
    def total(name, value):
        q = Probe(**{**vars(p), name: value})
        return (H(q) @ q.u).sum()

    return {f"d{name}": numerical_gradient(lambda v, name=name: total(name, v), getattr(p, name)) for name in "XWbu"}


def signals(p):
    """One error signal in each row."""
    return p.u * (1 - H(p) ** 2)


def gradients(p, rows):
    """All four gradients, once the error signals are known."""
    return {"dX": rows @ p.W.T, "dW": p.X.T @ rows, "db": rows.sum(axis=0), "du": H(p).sum(axis=0)}


def without_bias(p):
    """The same question for a layer without biases."""
    return Probe(**{**vars(p), "b": 0 * p.b})


def Z(p):
    """Reference pre-activation."""
    return p.X @ p.W + p.b


TASKS = (
    Task(
        name="batch_gradients",
        probes=probes,
        call=lambda p, function: unpack(function(p.X, p.W, p.b, p.u), "batch_gradients", "dX", "dW", "db", "du"),
        truth=truth,
        wrong=(
            Wrong("missing-upstream", lambda p: gradients(p, 1 - H(p) ** 2)),
            Wrong("forgot-local-derivative", lambda p: gradients(p, np.broadcast_to(p.u, H(p).shape))),
            Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.u * (1 - Z(p) ** 2))),
            Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.u * (1 - np.tanh(H(p)) ** 2))),
            Wrong("derivative-of-another-activation", lambda p: gradients(p, p.u * H(p) * (1 - H(p)))),
            Wrong("bias-forgotten", lambda p: gradients(without_bias(p), signals(without_bias(p)))),
            wrong("transposed", dX=lambda p: signals(p) @ p.W),
            wrong("transposed", dX=lambda p: p.W @ signals(p).T),
            wrong("transposed", dW=lambda p: signals(p).T @ p.X),
            wrong("transposed", dW=lambda p: p.X @ signals(p)),
            wrong("forgot-the-sum", dW=lambda p: np.einsum("nd,nm->ndm", p.X, signals(p)), db=signals, du=H),
            wrong("forgot-the-sum", dW=lambda p: np.outer(p.X[0], signals(p)[0]), db=lambda p: signals(p)[0],
                  du=lambda p: H(p)[0]),
            wrong("mean-instead-of-sum", dX=lambda p: signals(p) @ p.W.T / len(p.X),
                  dW=lambda p: p.X.T @ signals(p) / len(p.X), db=lambda p: signals(p).mean(axis=0),
                  du=lambda p: H(p).mean(axis=0)),
            wrong("summed-over-the-wrong-axis", db=lambda p: signals(p).sum(axis=1), du=lambda p: H(p).sum(axis=1)),
            wrong("summed-over-the-wrong-axis", db=lambda p: signals(p).sum(), du=lambda p: H(p).sum()),
            wrong("keeps-an-axis", db=lambda p: signals(p).sum(axis=0, keepdims=True),
                  du=lambda p: H(p).sum(axis=0, keepdims=True)),
            wrong("loses-the-batch-axis", dX=lambda p: (signals(p) @ p.W.T).squeeze()),
            wrong("skips-the-activation", du=lambda p: Z(p).sum(axis=0)),
            wrong("does-not-switch", du=lambda p: len(p.X) * p.u),
            wrong("does-not-switch", du=lambda p: p.u),
        ),
    ),
)
