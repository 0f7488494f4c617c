"""softmax_cross_entropy_forward and its backward: minus the logarithm of the probability of the right class."""

import numpy as np

from grading.finite import EPSILONS, naive
from grading.task import Probe, Task, vjp, wrong
from nnlib.losses import softmax_cross_entropy_forward

from .values import LARGE, SMALL, ask_gradient, ask_loss

SIZES = ((4, 3), (3, 3), (1, 5), (6, 2), (5, 7))  # N, C: distinct, square, a batch of one, distinct again


def probes(rng, group):
    """Scores of everyday size; or all of them large, all of them far below zero, or a network sure of what is wrong."""
    for N, C in SIZES if group == SMALL else SIZES[:1]:
        yield probe(rng, 1.5 * rng.normal(size=(N, C)))
    if group == LARGE:
        yield probe(rng, 1000 + rng.normal(size=(4, 3)))
        yield probe(rng, -1000 + rng.normal(size=(3, 4)))
        sure = probe(rng, rng.normal(size=(3, 4)))
        sure.scores[0, sure.y[0]] = -rng.uniform(800, 1000)
        yield sure


def probe(rng, scores):
    """A question; the classes are not all the same."""
    N, C = scores.shape
    return Probe(scores=scores, y=rng.permutation(np.arange(N) + rng.integers(C)) % C, dloss=rng.normal())


def loss(p):
    """Reference."""
    return softmax_cross_entropy_forward(p.scores, p.y)[0]


def logs(S, axis=1):
    """Logarithms of the softmax along an axis."""
    S = S - S.max(axis=axis, keepdims=True)
    return S - np.log(np.exp(S).sum(axis=axis, keepdims=True))


def softmax(S, axis=1):
    """Probabilities."""
    return np.exp(logs(S, axis))


def right(p, values):
    """Of each row, the value of the right class."""
    return values[np.arange(len(p.y)), p.y]


def minus_mean(of):
    """Minus the mean of some value of the right classes."""
    return lambda p: -right(p, of(p.scores)).mean()


def quotient(S):
    """The softmax as it is written, without a shift."""
    return np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)


def capped(limit):
    """A logarithm that keeps away from 0."""
    return [wrong("hides-the-zero", loss=minus_mean(lambda S, e=e: np.log(limit(softmax(S), e)))) for e in EPSILONS]


def gradient(p, dloss=None, of=softmax, minus=lambda p, P: np.eye(P.shape[1])[p.y], count=lambda P: len(P)):
    """The gradient, with one thing done differently."""
    P = of(p.scores)
    return (p.dloss if dloss is None else dloss) * (P - minus(p, P)) / count(P)


def all_named(p, P):
    """Every class that occurs in the batch, taken off every row."""
    return np.isin(np.arange(P.shape[1]), p.y).astype(float)


FORWARD = Task(
    name="softmax_cross_entropy_forward",
    probes=probes,
    call=lambda p, forward: ask_loss(forward, p.scores, p.y),
    truth=lambda p: {"loss": loss(p)},
    groups=(SMALL, LARGE),
    wrong=(
        wrong("overflows", loss=naive(minus_mean(lambda S: np.log(quotient(S))))),
        wrong("overflows", loss=naive(minus_mean(lambda S: S - np.log(np.exp(S).sum(axis=1, keepdims=True))))),
        wrong("log-of-zero", loss=naive(minus_mean(lambda S: np.log(softmax(S))))),
        *capped(np.add),
        *capped(np.maximum),
        wrong("missing-mean", loss=lambda p: loss(p) * len(p.y)),
        wrong("mean-twice", loss=lambda p: loss(p) / len(p.y)),
        wrong("divides-by-the-wrong-count", loss=lambda p: loss(p) / p.scores.shape[1]),
        wrong("divides-by-the-wrong-count", loss=lambda p: loss(p) * len(p.y) / p.scores.shape[1]),
        wrong("one-loss-per-example", loss=lambda p: -right(p, logs(p.scores))),
        wrong("summed-over-the-wrong-axis", loss=minus_mean(lambda S: logs(S, axis=0))),
        wrong("summed-over-the-wrong-axis", loss=minus_mean(lambda S: logs(S, axis=None))),
        wrong("skips-the-activation", loss=minus_mean(lambda S: S)),
        wrong("squashes-twice", loss=minus_mean(lambda S: logs(softmax(S)))),
        wrong("every-row-with-every-class", loss=lambda p: -logs(p.scores)[:, p.y].mean()),
        wrong("forgot-the-logarithm", loss=minus_mean(softmax)),
        wrong("forgot-the-logarithm", loss=lambda p: (1 - right(p, softmax(p.scores))).mean()),
        wrong("another-logarithm", loss=lambda p: loss(p) / np.log(2)),
        wrong("another-logarithm", loss=lambda p: loss(p) / np.log(10)),
    ),
)

BACKWARD = Task(
    name="softmax_cross_entropy_backward",
    probes=probes,
    call=lambda p, backward, forward: ask_gradient(
        backward, forward, p.dloss, (p.scores, p.y), (1 - 2 * p.scores, p.y), "dscores"),
    truth=lambda p: vjp(loss, p, p.dloss, "scores"),
    groups=(SMALL, LARGE),
    wrong=(
        wrong("overflows", dscores=naive(lambda p: gradient(p, of=quotient))),
        wrong("missing-upstream", dscores=lambda p: gradient(p, dloss=1.0)),
        wrong("missing-mean", dscores=lambda p: gradient(p, count=lambda P: 1)),
        wrong("mean-twice", dscores=lambda p: gradient(p, count=lambda P: len(P) ** 2)),
        wrong("divides-by-the-wrong-count", dscores=lambda p: gradient(p, count=np.size)),
        wrong("divides-by-the-wrong-count", dscores=lambda p: gradient(p, count=lambda P: P.shape[1])),
        wrong("missing-one-hot", dscores=lambda p: gradient(p, minus=lambda p, P: 0.0)),
        wrong("skips-the-activation", dscores=lambda p: gradient(p, of=lambda S: S)),
        wrong("squashes-twice", dscores=lambda p: gradient(p, of=lambda S: softmax(softmax(S)))),
        wrong("summed-over-the-wrong-axis", dscores=lambda p: gradient(p, of=lambda S: softmax(S, axis=0))),
        wrong("summed-over-the-wrong-axis", dscores=lambda p: gradient(p, of=lambda S: softmax(S, axis=None))),
        wrong("every-row-with-every-class", dscores=lambda p: gradient(p, minus=all_named)),
        wrong("only-the-right-class", dscores=lambda p: gradient(p) * np.eye(p.scores.shape[1])[p.y]),
        wrong("stops-at-the-probabilities",
              dscores=naive(lambda p: -p.dloss * np.eye(p.scores.shape[1])[p.y] / softmax(p.scores) / len(p.y))),
        wrong("shares-its-memory", dscores=lambda p: gradient(p, of=lambda S: softmax(1 - 2 * S))),
    ),
)

TASKS = (FORWARD, BACKWARD)
