"""binary_cross_entropy_forward and its backward: from logits, so that no logarithm meets a rounded probability."""

import numpy as np

from grading.finite import EPSILONS, naive
from grading.task import Probe, Task, vjp, wrong
from nnlib.losses import binary_cross_entropy_forward

from .values import LARGE, SMALL, ask_gradient, ask_loss, sigmoid

SIZES = (5, 1, 2, 7, 1)  # N


def probes(rng, group):
    """Logits of everyday size; or such as a network gives when it is sure, and right, wrong, and right."""
    for N in SIZES if group == SMALL else SIZES[:1]:
        yield Probe(logits=2 * rng.normal(size=N), y=mixed(rng, N), dloss=rng.normal())
    if group == LARGE:
        size = rng.uniform(800, 1000, size=2)
        for y, sign in ((1.0, [1, 1]), (0.0, [1, 1]), (1.0, [-1, -1]), (0.0, [-1, -1])):
            logits = np.concatenate([sign * size, rng.normal(size=3)])
            yield Probe(logits=logits, y=np.array([y, y, 0.0, 1.0, 1.0]), dloss=rng.normal())


def mixed(rng, N):
    """Targets in random order, both kinds among several."""
    return rng.permutation(np.arange(N) % 2 + rng.integers(2)) % 2.0


def loss(p):
    """Reference."""
    return binary_cross_entropy_forward(p.logits, p.y)[0]


def sure(p):
    """How sure the network is of what is right: the logit, or minus it."""
    return np.where(p.y == 1, p.logits, -p.logits)


def minus_log(z):
    """Minus the logarithm of the sigmoid."""
    return np.maximum(0, -z) + np.log1p(np.exp(-np.abs(z)))


def formula(p, log=np.log, of=sigmoid):
    """The formula as it is written, with products of 0 and of logarithms of 0."""
    return -(p.y * log(of(p.logits)) + (1 - p.y) * log(1 - of(p.logits))).mean()


def capped(limit):
    """A logarithm that keeps away from 0."""
    return [wrong("hides-the-zero", loss=naive(lambda p, e=e: formula(p, lambda q: np.log(limit(q, e)))))
            for e in EPSILONS]


def gradient(p, minus=lambda p: p.y, dloss=None, count=len, of=sigmoid):
    """The gradient, with one thing done differently."""
    return (p.dloss if dloss is None else dloss) * (of(p.logits) - minus(p)) / count(p.y)


def slope(p):
    """Of the sigmoid."""
    return sigmoid(p.logits) * sigmoid(-p.logits)


FORWARD = Task(
    name="binary_cross_entropy_forward",
    probes=probes,
    call=lambda p, forward: ask_loss(forward, p.logits, p.y),
    truth=lambda p: {"loss": loss(p)},
    groups=(SMALL, LARGE),
    wrong=(
        wrong("log-of-zero", loss=naive(formula)),
        wrong("log-of-zero", loss=naive(lambda p: -np.log(sigmoid(sure(p))).mean())),
        wrong("overflows", loss=naive(lambda p: (np.log(1 + np.exp(p.logits)) - p.y * p.logits).mean())),
        wrong("overflows",
              loss=naive(lambda p: (np.log(1 + np.exp(-p.logits)) + (1 - p.y) * p.logits).mean())),
        *capped(np.add),
        *capped(np.maximum),
        wrong("missing-mean", loss=lambda p: minus_log(sure(p)).sum()),
        wrong("mean-twice", loss=lambda p: loss(p) / len(p.y)),
        wrong("targets-swapped", loss=lambda p: minus_log(-sure(p)).mean()),
        wrong("only-the-positive-class", loss=lambda p: (p.y * minus_log(p.logits)).mean()),
        wrong("only-the-positive-class", loss=lambda p: minus_log(p.logits).mean()),
        wrong("another-logarithm", loss=lambda p: loss(p) / np.log(2)),
        wrong("another-logarithm", loss=lambda p: loss(p) / np.log(10)),
        wrong("squashes-twice", loss=lambda p: formula(p, of=lambda z: sigmoid(sigmoid(z)))),
        wrong("forgot-the-logarithm", loss=lambda p: sigmoid(-sure(p)).mean()),
        wrong("forgot-the-logarithm", loss=lambda p: -sigmoid(sure(p)).mean()),
        wrong("one-loss-per-example", loss=lambda p: minus_log(sure(p))),
    ),
)

BACKWARD = Task(
    name="binary_cross_entropy_backward",
    probes=probes,
    call=lambda p, backward, forward: ask_gradient(
        backward, forward, p.dloss, (p.logits, p.y), (1 - p.logits, p.y), "dlogits"),
    truth=lambda p: vjp(loss, p, p.dloss, "logits"),
    groups=(SMALL, LARGE),
    wrong=(
        wrong("overflows",
              dlogits=naive(lambda p: gradient(p, of=lambda z: np.exp(z) / (1 + np.exp(z))))),
        wrong("missing-upstream", dlogits=lambda p: gradient(p, dloss=1.0)),
        wrong("missing-mean", dlogits=lambda p: gradient(p, count=lambda y: 1)),
        wrong("mean-twice", dlogits=lambda p: gradient(p, count=lambda y: len(y) ** 2)),
        wrong("targets-swapped", dlogits=lambda p: gradient(p, minus=lambda p: 1 - p.y)),
        wrong("missing-one-hot", dlogits=lambda p: gradient(p, minus=lambda p: 0.0)),
        wrong("skips-the-activation", dlogits=lambda p: gradient(p, of=lambda z: z)),
        wrong("squashes-twice", dlogits=lambda p: gradient(p, of=lambda z: sigmoid(sigmoid(z)))),
        wrong("stops-at-the-probabilities", dlogits=naive(lambda p: gradient(p) / slope(p))),
        wrong("one-slope-too-many", dlogits=lambda p: gradient(p) * slope(p)),
        wrong("shares-its-memory", dlogits=lambda p: gradient(p, of=lambda z: sigmoid(1 - z))),
    ),
)

TASKS = (FORWARD, BACKWARD)
