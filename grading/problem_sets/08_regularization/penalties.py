"""l2_penalty and l1_penalty: what is added to the loss for the size of the weights, and how it pulls."""

import numpy as np

from grading.task import Probe, Task, unpack, vjp, wrong
from nnlib.regularization import l1_penalty_forward, l2_penalty_forward

SIZES = ((4, 3), (3, 3), (1, 4), (5, 2))  # D, M: distinct, square, one input, distinct again
KINK = 0.05  # an absolute value has one; finite differences must not step over it


def probes(rng):
    """Weights of all sizes; in some matrices one weight is exactly 0, where the L1 penalty pulls neither way."""
    for i, size in enumerate(SIZES):
        W = rng.normal(size=size)
        W = W + KINK * np.sign(W)
        W.flat[0] *= i % 2
        yield Probe(W=W, strength=rng.uniform(0.1, 0.7), dpenalty=rng.choice([-1, 1]) * rng.uniform(1.5, 3))


def frobenius(p):
    """Root of the sum of squares."""
    return np.sqrt(np.sum(p.W**2))


def l2(p):
    """Reference."""
    return l2_penalty_forward(p.W, p.strength)[0]


def l1(p):
    """Reference."""
    return l1_penalty_forward(p.W, p.strength)[0]


def ask_forward(p, forward):
    """The penalty, as the student computes it."""
    return {"penalty": unpack(forward(p.W, p.strength), forward.__name__, "penalty", "cache")["penalty"]}


def ask_backward(p, backward, forward):
    """The gradient from the student's own cache; the next layer's penalty is computed in between."""
    cache = unpack(forward(p.W, p.strength), forward.__name__, "penalty", "cache")["cache"]
    forward(1 - p.W, 2 * p.strength)
    return {"dW": backward(p.dpenalty, cache)}


def forward_task(name, reference, *mistakes):
    """A penalty."""
    return Task(name, probes, ask_forward, lambda p: {"penalty": reference(p)}, wrong=(
        *mistakes,
        wrong("mean-instead-of-sum", penalty=lambda p: reference(p) / p.W.size),
        wrong("factor-half", penalty=lambda p: reference(p) / 2),
        wrong("parameter-ignored", penalty=lambda p: reference(p) / p.strength),
    ))


def backward_task(name, reference, slope, other_slope, *mistakes):
    """Its gradient; ``slope`` is that without strength and upstream gradient."""
    def pull(f):
        return lambda p: p.dpenalty * p.strength * f(p)

    return Task(name, probes, ask_backward, lambda p: vjp(reference, p, p.dpenalty, "W"), wrong=(
        *(wrong(mistake, dW=pull(f)) for mistake, f in mistakes),
        wrong("missing-upstream", dW=lambda p: p.strength * slope(p)),
        wrong("parameter-ignored", dW=lambda p: p.dpenalty * slope(p)),
        wrong("factor-half", dW=lambda p: pull(slope)(p) / 2),
        wrong("mean-instead-of-sum", dW=lambda p: pull(slope)(p) / p.W.size),
        wrong("shares-its-memory", dW=lambda p: 2 * pull(slope)(Probe(**{**vars(p), "W": 1 - p.W}))),
        wrong("another-norm", dW=pull(other_slope)),
        wrong("forgot-local-derivative", dW=lambda p: p.dpenalty * np.ones_like(p.W)),
    ))


TASKS = (
    forward_task(
        "l2_penalty_forward", l2,
        wrong("norm-not-squared", penalty=lambda p: p.strength * frobenius(p)),
        wrong("another-norm", penalty=l1),
        wrong("norm-of-the-matrix", penalty=lambda p: p.strength * np.linalg.norm(p.W, 2)),
        wrong("norm-of-the-matrix", penalty=lambda p: p.strength * np.linalg.norm(p.W, 2) ** 2),
        wrong("forgot-the-square", penalty=lambda p: p.strength * p.W.sum()),
        wrong("penalty-not-summed", penalty=lambda p: p.strength * p.W**2),
        wrong("penalty-not-summed", penalty=lambda p: p.strength * (p.W**2).sum(axis=0)),
    ),
    backward_task(
        "l2_penalty_backward", l2, lambda p: 2 * p.W, lambda p: np.sign(p.W),
        ("norm-not-squared", lambda p: p.W / frobenius(p)),
        ("keeps-the-square", lambda p: p.W**2),
        ("keeps-the-square", lambda p: 2 * p.W**2),
    ),
    forward_task(
        "l1_penalty_forward", l1,
        wrong("another-norm", penalty=l2),
        wrong("norm-of-the-matrix", penalty=lambda p: p.strength * np.linalg.norm(p.W, 1)),
        wrong("forgot-the-absolute-value", penalty=lambda p: p.strength * p.W.sum()),
        wrong("forgot-the-absolute-value", penalty=lambda p: p.strength * abs(p.W.sum())),
        wrong("penalty-not-summed", penalty=lambda p: p.strength * abs(p.W)),
        wrong("penalty-not-summed", penalty=lambda p: p.strength * abs(p.W).sum(axis=0)),
    ),
    backward_task(
        "l1_penalty_backward", l1, lambda p: np.sign(p.W), lambda p: 2 * p.W,
        ("pulls-all-one-way", lambda p: np.ones_like(p.W)),
        ("keeps-the-absolute-value", lambda p: abs(p.W)),
        ("pulls-at-zero", lambda p: np.where(p.W > 0, 1.0, -1.0)),
        ("pulls-at-zero", lambda p: np.where(p.W < 0, -1.0, 1.0)),
    ),
)
