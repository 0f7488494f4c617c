"""dropout_forward and its backward: in training and in use. The random numbers are handed over."""

import numpy as np

from grading.task import Probe, Task, unpack, vjp, wrong

SIZES = ((6, 5), (4, 4), (1, 7), (5, 8))  # N, D: distinct, square, a batch of one, distinct again
TRAINING, USE = "in training", "in use"
MARGIN = 0.15  # from 1/2, where kept and dropped are equally many


def probes(rng, group):
    """Batches of which something is kept and something dropped, whichever of the two the number stands for."""
    for i, (N, D) in enumerate(SIZES):
        keep = 0.5 + (1 - 2 * (i % 2)) * rng.uniform(MARGIN, 0.3)
        while True:
            U = rng.random((N, D))
            shares = (keep > U).mean(), (1 - keep > U).mean()
            if all(0 < s < 1 for s in shares) and shares[0] != shares[1] and 0 < (keep > U[0]).mean() < 1:
                break
        yield Probe(X=rng.normal(size=(N, D)), keep=keep, U=U, training=group == TRAINING, dY=rng.normal(size=(N, D)))


def mask(p):
    """What is kept: all of it in use."""
    return p.U < p.keep if p.training else np.ones(p.X.shape, bool)


def divisor(p):
    """What is divided by."""
    return p.keep if p.training else 1.0


def dropped(p):
    """Reference."""
    return np.where(mask(p), p.X / divisor(p), 0.0)


def ask_forward(p, forward):
    """What is left of the batch."""
    return {"Y": unpack(forward(p.X, p.keep, p.U, p.training), "dropout_forward", "Y", "cache")["Y"]}


def ask_backward(p, backward, forward):
    """The gradient from the student's own cache; another layer drops something else in between."""
    cache = unpack(forward(p.X, p.keep, p.U, p.training), "dropout_forward", "Y", "cache")["cache"]
    forward(1 - p.X, p.keep, 1 - p.U, p.training)
    return {"dX": backward(p.dY, cache)}


def mistakes(part, array):
    """Wrong factors that the activations, or their gradients, are multiplied by."""
    def entry(name, factor):
        return wrong(name, **{part: lambda p: getattr(p, array) * factor(p)})

    return (
        entry("not-inverted", lambda p: mask(p) if p.training else p.keep),
        entry("not-inverted", lambda p: mask(p) if p.training else 1 / p.keep),
        entry("scaled-the-wrong-way", lambda p: mask(p) * divisor(p)),
        entry("scaled-the-wrong-way", lambda p: mask(p) / (1 - p.keep) if p.training else 1),
        entry("keep-taken-for-drop", lambda p: (p.U < 1 - p.keep) / (1 - p.keep) if p.training else 1),
        entry("keep-taken-for-drop", lambda p: (p.U >= p.keep) / p.keep if p.training else 1),
        entry("keep-taken-for-drop", lambda p: (p.U >= p.keep) / (1 - p.keep) if p.training else 1),
        entry("drops-in-use", lambda p: mask(p) / p.keep if p.training else (p.U < p.keep) / p.keep),
        entry("drops-in-use", lambda p: mask(p) / p.keep if p.training else 1.0 * (p.U < p.keep)),
    )


FORWARD = Task(
    "dropout_forward", probes, ask_forward, lambda p: {"Y": dropped(p)}, groups=(TRAINING, USE),
    wrong=(
        *mistakes("Y", "X"),
        wrong("loses-the-batch-axis", Y=lambda p: dropped(p).squeeze()),
        wrong("never-drops", Y=lambda p: p.X),
        wrong("never-drops", Y=lambda p: p.X / divisor(p)),
        wrong("one-mask-for-all", Y=lambda p: p.X * (p.U[0] < p.keep) / p.keep if p.training else p.X),
        wrong("forgot-the-input", Y=lambda p: mask(p) / divisor(p)),
    ),
)

BACKWARD = Task(
    "dropout_backward", probes, ask_backward, lambda p: vjp(dropped, p, p.dY, "X"), groups=(TRAINING, USE),
    wrong=(
        *mistakes("dX", "dY"),
        wrong("loses-the-batch-axis", dX=lambda p: (p.dY * mask(p) / divisor(p)).squeeze()),
        wrong("forgot-local-derivative", dX=lambda p: p.dY),
        wrong("forgot-the-mask", dX=lambda p: p.dY / divisor(p)),
        wrong("missing-upstream", dX=lambda p: mask(p) / divisor(p)),
        wrong("derivative-at-the-wrong-variable", dX=lambda p: p.dY * dropped(p)),
        wrong("shares-its-memory", dX=lambda p: p.dY * (1 - p.U < p.keep) / p.keep if p.training else p.dY),
    ),
)

TASKS = (FORWARD, BACKWARD)
