"""sgns_gradients: from the loss to the scores, to the vectors of each pair, to the tables."""

import numpy as np

from grading.finite import finite
from grading.task import Probe, Task, unpack, vjp, wrong

from .sgns import drawn, loss, only_context, only_negatives, scores, sigmoid, signs

APART, AGAIN = "every word once", "words in several places"  # groups
SIZES = {  # V, D, N, K
    AGAIN: ((4, 3, 6, 2), (5, 5, 5, 5), (3, 2, 1, 4), (4, 2, 7, 1)),
    APART: ((13, 3, 3, 2), (8, 2, 1, 5), (12, 4, 4, 1)),
}


def probes(rng, group):
    """Words that all differ, or words that come again and again."""
    yield from (drawn(rng, *size, apart=group == APART) for size in SIZES[group])


def slopes(p):
    """Gradient of each score, without the mean: sigmoid(s) - 1 for the context, sigmoid(s) for a negative."""
    return -signs(p) * sigmoid(-signs(p) * scores(p))


def gradients(p, slope=slopes, scale=lambda p: p.dloss / len(p.centres), scatter=np.add.at, swap=False,
              of_v=lambda p, dS: dS, of_u=lambda p, dS: dS):
    """Both gradients, with one thing done differently."""
    words = np.column_stack([p.contexts, p.negatives])
    dS, v, u = scale(p) * slope(p), p.E[p.centres], p.F[words]
    from_v, from_u = (v[:, None, :] + 0 * u, u) if swap else (u, v[:, None, :] + 0 * u)
    grads = {"dE": np.zeros_like(p.E), "dF": np.zeros_like(p.F)}
    scatter(grads["dE"], p.centres, (of_v(p, dS)[:, :, None] * from_v).sum(axis=1))
    scatter(grads["dF"], words, of_u(p, dS)[:, :, None] * from_u)
    return grads


def by_assignment(table, words, rows):
    """Of a word that stands in several places, only the last place counts."""
    table[words] += rows


def of_context(p, dS):
    """Only the first column."""
    return dS * only_context(p)


def of_negatives(p, dS):
    """All but the first column."""
    return dS * only_negatives(p)


def entry(name, **differently):
    """A misconception about the gradients."""
    return wrong(name, dE=lambda p: gradients(p, **differently)["dE"], dF=lambda p: gradients(p, **differently)["dF"])


def ask_gradients(p, sgns_gradients, sgns_loss):
    """Gradients from the student's own cache; another batch is asked for in between, as in every training."""
    arguments = p.E, p.F, p.centres, p.contexts, p.negatives
    cache = unpack(sgns_loss(*arguments), "sgns_loss", "loss", "cache")["cache"]
    sgns_loss(1 - p.E, p.F, *arguments[2:])
    return finite(unpack(sgns_gradients(p.dloss, cache), "sgns_gradients", "dE", "dF"))


GRADIENTS = Task(
    name="sgns_gradients",
    probes=probes,
    call=ask_gradients,
    truth=lambda p: vjp(loss, p, p.dloss, "E", "F"),
    groups=(APART, AGAIN),
    wrong=(
        entry("missing-upstream", scale=lambda p: 1 / len(p.centres)),
        entry("missing-mean", scale=lambda p: p.dloss),
        entry("mean-twice", scale=lambda p: p.dloss / len(p.centres) ** 2),
        entry("divides-by-the-wrong-count", scale=lambda p: p.dloss / len(p.centres) / (1 + p.negatives.shape[1])),
        entry("missing-one-hot", slope=lambda p: sigmoid(scores(p))),
        entry("negatives-pulled-near", slope=lambda p: sigmoid(scores(p)) - 1),
        entry("targets-swapped", slope=lambda p: signs(p) * sigmoid(signs(p) * scores(p))),
        entry("skips-the-activation", slope=lambda p: scores(p) - only_context(p)),
        entry("one-slope-too-many", slope=lambda p: slopes(p) * sigmoid(scores(p)) * (1 - sigmoid(scores(p)))),
        entry("forgot-the-logarithm", slope=lambda p: -signs(p) * sigmoid(scores(p)) * (1 - sigmoid(scores(p)))),
        entry("forgot-local-derivative", slope=lambda p: -signs(p) * np.ones_like(scores(p))),
        entry("negatives-forgotten", of_v=of_context, of_u=of_context),
        entry("context-forgotten", of_v=of_negatives, of_u=of_negatives),
        entry("does-not-switch", swap=True),
        entry("last-occurrence-only", scatter=by_assignment),
        wrong("tables-swapped", dE=lambda p: gradients(p)["dF"], dF=lambda p: gradients(p)["dE"]),
        wrong("shares-its-memory", dE=lambda p: gradients(other(p))["dE"], dF=lambda p: gradients(other(p))["dF"]),
    ),
)


def other(p):
    """The batch that comes in between."""
    return Probe(**{**vars(p), "E": 1 - p.E})


TASKS = (GRADIENTS,)
