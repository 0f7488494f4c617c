"""max_margin_forward and its backward: how far a pair of scores falls short of the margin."""

import numpy as np

from grading.task import Probe, Task, vjp, wrong
from nnlib.losses import max_margin_forward

from .values import ask_gradient, ask_loss

SIZES = ((6, 0), (1, 0), (5, 2), (4, 0), (1, 0))  # N pairs, and by how much the true ones lead
KINK = 1e-2  # finite differences must not step over the kink of the hinge


def probes(rng):
    """Pairs in front of the margin and behind it, and such as are so only of another margin."""
    for N, lead in SIZES:
        while True:
            s, s_corrupt = 1.5 * rng.normal(size=(2, N))
            p = Probe(s=s + lead, s_corrupt=s_corrupt, margin=rng.uniform(1.5, 2.5), dloss=rng.normal())
            if telling(p) and (lead == 0 or short(p).mean() < 0):
                break
        yield p


def telling(p):
    """Whether no hinge is near its kink, and of several pairs each kind is there."""
    v = short(p)
    kinds = ((v < 0).any(), ((v > 0) & (v < p.margin - 1)).any(), (v > p.margin).any())
    distances = np.abs([v, v - p.margin, v - p.margin + 1])
    return distances.min() > KINK and (all(kinds) if len(v) > 1 else kinds[2])


def short(p, margin=None):
    """By how much each pair falls short; negative where it wins by more."""
    return (p.margin if margin is None else margin) + p.s_corrupt - p.s


def loss(p):
    """Reference."""
    return max_margin_forward(p.s, p.s_corrupt, p.margin)[0]


def hinge(v):
    """Mean of max(0, v)."""
    return np.maximum(0, v).mean()


def pushes(dloss=lambda p: p.dloss, active=lambda p: short(p) > 0, count=lambda p: len(p.s)):
    """Both gradients, with one thing done differently."""
    def push(p):
        return dloss(p) * active(p) / count(p)

    return {"ds": lambda p: -push(p), "ds_corrupt": push}


def other(p):
    """Another batch."""
    return 1 - p.s, 1 - p.s_corrupt, p.margin


FORWARD = Task(
    name="max_margin_forward",
    probes=probes,
    call=lambda p, forward: ask_loss(forward, p.s, p.s_corrupt, p.margin),
    truth=lambda p: {"loss": loss(p)},
    wrong=(
        wrong("forgot-the-hinge", loss=lambda p: short(p).mean()),
        wrong("forgot-the-hinge", loss=lambda p: np.abs(short(p)).mean()),
        wrong("hinge-of-the-mean", loss=lambda p: max(0, short(p).mean())),
        wrong("margin-forgotten", loss=lambda p: hinge(short(p, margin=0))),
        wrong("margin-forgotten", loss=lambda p: hinge(short(p, margin=1))),
        wrong("targets-swapped", loss=lambda p: hinge(p.margin + p.s - p.s_corrupt)),
        wrong("wrong-sign", loss=lambda p: hinge(p.s_corrupt - p.s - p.margin)),
        wrong("wrong-sign", loss=lambda p: hinge(-short(p))),
        wrong("wrong-sign", loss=lambda p: -loss(p)),
        wrong("missing-mean", loss=lambda p: np.maximum(0, short(p)).sum()),
        wrong("mean-twice", loss=lambda p: loss(p) / len(p.s)),
        wrong("divides-by-the-wrong-count", loss=lambda p: loss(p) * len(p.s) / (short(p) > 0).sum()),
        wrong("one-loss-per-example", loss=lambda p: np.maximum(0, short(p))),
    ),
)

BACKWARD = Task(
    name="max_margin_backward",
    probes=probes,
    call=lambda p, backward, forward: ask_gradient(
        backward, forward, p.dloss, (p.s, p.s_corrupt, p.margin), other(p), "ds", "ds_corrupt"),
    truth=lambda p: vjp(loss, p, p.dloss, "s", "s_corrupt"),
    wrong=(
        wrong("missing-upstream", **pushes(dloss=lambda p: 1.0)),
        wrong("ignores-the-margin", **pushes(active=lambda p: np.ones(len(p.s)))),
        wrong("margin-forgotten", **pushes(active=lambda p: short(p, margin=0) > 0)),
        wrong("margin-forgotten", **pushes(active=lambda p: short(p, margin=1) > 0)),
        wrong("forgot-local-derivative", **pushes(active=lambda p: np.maximum(0, short(p)))),
        wrong("missing-mean", **pushes(count=lambda p: 1)),
        wrong("mean-twice", **pushes(count=lambda p: len(p.s) ** 2)),
        wrong("divides-by-the-wrong-count", **pushes(count=lambda p: (short(p) > 0).sum())),
        wrong("one-window-only", ds=lambda p: 0 * p.s),
        wrong("one-window-only", ds_corrupt=lambda p: 0 * p.s),
        wrong("shares-its-memory", **pushes(active=lambda p: p.margin + p.s - p.s_corrupt > 0)),
    ),
)

TASKS = (FORWARD, BACKWARD)
