"""sgns_loss: is this pair from the text? Asked once of a true pair, K times of a false one."""

import numpy as np

from grading.finite import EPSILONS, finite, naive
from grading.task import Probe, Task, unpack, wrong
from nnlib.sgns import sgns_forward

SMALL, LARGE = "small scores", "large scores"  # groups
SIZES = ((9, 3, 5, 2), (4, 4, 4, 4), (6, 2, 1, 3), (5, 3, 6, 1))  # V, D, N, K


def drawn(rng, V, D, N, K, apart=False):
    """A question; the words of one pair differ unless there are too few, all words do if they should."""
    E, F = rng.normal(size=(V, D)), rng.normal(size=(V, D))
    if apart:
        words = rng.permutation(V)[: N * (2 + K)].reshape(N, 2 + K)
    else:
        words = rng.integers(V, size=(N, 2 + K))
    return Probe(E=E, F=F, centres=words[:, 0], contexts=words[:, 1], negatives=words[:, 2:], dloss=rng.normal())


def probes(rng, group):
    """Ordinary vectors; or some whose scores are large on the wrong side, behind ordinary ones."""
    if group == SMALL:
        yield from (drawn(rng, *size) for size in SIZES)
        return
    yield drawn(rng, 8, 3, 4, 2)
    for reach in (60, 1000):
        p = drawn(rng, 7, 2, 3, 3)
        p.centres, p.contexts = np.array([0, 1, 2]), np.array([3, 4, 5])
        p.negatives = np.array([[6, 4, 5], [3, 6, 5], [6, 3, 4]])
        p.E[:3] = reach * rng.uniform(1, 2, size=(3, 2))
        p.F[3], p.F[6] = -rng.uniform(0.4, 0.6, 2), rng.uniform(0.4, 0.6, 2)
        yield p


def loss(p):
    """Reference."""
    return sgns_forward(p.E, p.F, p.centres, p.contexts, p.negatives)[0]


def scores(p, first="E", second="F"):
    """Of the context in the first column, of the negatives in the others."""
    v, words = getattr(p, first)[p.centres], np.column_stack([p.contexts, p.negatives])
    return np.sum(v[:, None, :] * getattr(p, second)[words], axis=2)


def signs(p):
    """1 for the context, -1 for each negative."""
    return np.append(1.0, -np.ones(p.negatives.shape[1]))


def each(p, cost=lambda s: np.logaddexp(0, -s), signs=signs, weights=None, tables=("E", "F")):
    """The loss of each pair, with one thing done differently."""
    costs = cost(signs(p) * scores(p, *tables))
    return (costs if weights is None else costs * weights(p)).sum(axis=1)


def mean(**differently):
    """The mean of those."""
    return lambda p: each(p, **differently).mean()


def sigmoid(s):
    """Probability that a pair is from the text."""
    return 0.5 * (1 + np.tanh(s / 2))


def one_minus(p):
    """-log of the probability of "yes" or of one minus it, as it is written."""
    s = scores(p)
    P = 1 / (1 + np.exp(-s))
    return -(np.log(P[:, 0]) + np.log(1 - P[:, 1:]).sum(axis=1)).mean()


def only_context(p):
    """Weights that leave out the negatives."""
    return (signs(p) > 0).astype(float)


def only_negatives(p):
    """Weights that leave out the context."""
    return (signs(p) < 0).astype(float)


def all_true(p):
    """As if the negatives were contexts."""
    return np.abs(signs(p))


def ask(p, sgns_loss):
    """The loss alone: what the student keeps for the gradients is asked for with them."""
    answer = unpack(sgns_loss(p.E, p.F, p.centres, p.contexts, p.negatives), "sgns_loss", "loss", "cache")
    return finite({"loss": answer["loss"]})


LOSS = Task(
    name="sgns_loss",
    probes=probes,
    call=ask,
    truth=lambda p: {"loss": loss(p)},
    groups=(SMALL, LARGE),
    wrong=(
        wrong("log-of-zero", loss=naive(one_minus)),
        wrong("log-of-zero", loss=naive(mean(cost=lambda s: -np.log(1 / (1 + np.exp(-s)))))),
        wrong("log-of-zero", loss=naive(mean(cost=lambda s: -np.log(sigmoid(s))))),
        *(wrong("hides-the-zero", loss=mean(cost=lambda s, e=e: -np.log(sigmoid(s) + e))) for e in EPSILONS),
        *(wrong("hides-the-zero", loss=mean(cost=lambda s, e=e: -np.log(np.maximum(sigmoid(s), e)))) for e in EPSILONS),
        wrong("one-table-for-both", loss=mean(tables=("E", "E"))),
        wrong("one-table-for-both", loss=mean(tables=("F", "F"))),
        wrong("tables-swapped", loss=mean(tables=("F", "E"))),
        wrong("negatives-pulled-near", loss=mean(signs=all_true)),
        wrong("targets-swapped", loss=mean(signs=lambda p: -signs(p))),
        wrong("negatives-forgotten", loss=mean(weights=only_context)),
        wrong("context-forgotten", loss=mean(weights=only_negatives)),
        wrong("forgot-the-logarithm", loss=mean(cost=lambda s: -sigmoid(s))),
        wrong("forgot-the-logarithm", loss=mean(cost=lambda s: 1 - sigmoid(s))),
        wrong("another-logarithm", loss=mean(cost=lambda s: np.logaddexp(0, -s) / np.log(2))),
        wrong("skips-the-activation", loss=mean(cost=lambda s: -s)),
        wrong("missing-mean", loss=lambda p: each(p).sum()),
        wrong("mean-twice", loss=lambda p: each(p).mean() / len(p.centres)),
        wrong("divides-by-the-wrong-count", loss=lambda p: each(p).mean() / (1 + p.negatives.shape[1])),
        wrong("divides-by-the-wrong-count",
              loss=lambda p: mean(weights=lambda p: np.where(signs(p) > 0, 1, 1 / p.negatives.shape[1]))(p)),
        wrong("one-loss-per-example", loss=each),
    ),
)

TASKS = (LOSS,)
