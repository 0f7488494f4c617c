"""mean_squared_error_forward and its backward: the mean over all N·M entries."""

import numpy as np

from grading.task import Probe, Task, vjp, wrong
from nnlib.losses import mean_squared_error_forward

from .values import ask_gradient, ask_loss

SIZES = ((4, 3), (3, 3), (1, 2), (5, 1), (2, 6))  # N, M: distinct, square, a batch of one, one output, distinct


def probes(rng):
    """Predictions and targets of all sizes."""
    for shape in SIZES:
        Y_hat, Y = rng.normal(size=shape), rng.normal(size=shape)
        yield Probe(Y_hat=Y_hat, Y=Y, dloss=rng.normal())


def loss(p):
    """Reference."""
    return mean_squared_error_forward(p.Y_hat, p.Y)[0]


def error(p):
    """What is squared."""
    return p.Y_hat - p.Y


def gradient(p, dloss=None, count=None, error=error):
    """The gradient, with one thing done differently."""
    return 2 * (p.dloss if dloss is None else dloss) * error(p) / (p.Y.size if count is None else count)


def squares(p):
    """Sum of all squared errors."""
    return np.square(error(p)).sum()


FORWARD = Task(
    name="mean_squared_error_forward",
    probes=probes,
    call=lambda p, forward: ask_loss(forward, p.Y_hat, p.Y),
    truth=lambda p: {"loss": loss(p)},
    wrong=(
        wrong("missing-mean", loss=squares),
        wrong("mean-twice", loss=lambda p: loss(p) / p.Y.size),
        wrong("mean-twice", loss=lambda p: loss(p) / len(p.Y)),
        wrong("divides-by-the-wrong-count", loss=lambda p: squares(p) / len(p.Y)),
        wrong("divides-by-the-wrong-count", loss=lambda p: squares(p) / p.Y.shape[1]),
        wrong("factor-half", loss=lambda p: loss(p) / 2),
        wrong("factor-half", loss=lambda p: squares(p) / (2 * len(p.Y))),
        wrong("forgot-the-square", loss=lambda p: error(p).mean()),
        wrong("forgot-the-square", loss=lambda p: np.abs(error(p)).mean()),
        wrong("forgot-the-square", loss=lambda p: error(p).mean() ** 2),
        wrong("takes-the-root", loss=lambda p: np.sqrt(loss(p))),
        wrong("one-loss-per-example", loss=lambda p: np.square(error(p)).mean(axis=1)),
        wrong("one-loss-per-example", loss=lambda p: np.square(error(p)).sum(axis=1)),
        wrong("one-loss-per-example", loss=lambda p: np.square(error(p))),
        wrong("summed-over-the-wrong-axis", loss=lambda p: np.square(error(p)).mean(axis=0)),
    ),
)

BACKWARD = Task(
    name="mean_squared_error_backward",
    probes=probes,
    call=lambda p, backward, forward: ask_gradient(
        backward, forward, p.dloss, (p.Y_hat, p.Y), (1 - p.Y_hat, p.Y), "dY_hat"),
    truth=lambda p: vjp(loss, p, p.dloss, "Y_hat"),
    wrong=(
        wrong("missing-upstream", dY_hat=lambda p: gradient(p, dloss=1.0)),
        wrong("factor-half", dY_hat=lambda p: gradient(p) / 2),
        wrong("missing-mean", dY_hat=lambda p: gradient(p, count=1)),
        wrong("mean-twice", dY_hat=lambda p: gradient(p) / p.Y.size),
        wrong("mean-twice", dY_hat=lambda p: gradient(p) / len(p.Y)),
        wrong("divides-by-the-wrong-count", dY_hat=lambda p: gradient(p, count=len(p.Y))),
        wrong("divides-by-the-wrong-count", dY_hat=lambda p: gradient(p, count=p.Y.shape[1])),
        wrong("forgot-the-square", dY_hat=lambda p: p.dloss * np.sign(error(p)) / p.Y.size),
        wrong("one-slope-too-many", dY_hat=lambda p: gradient(p, error=lambda p: error(p) ** 2)),
        wrong("shares-its-memory", dY_hat=lambda p: gradient(p, error=lambda p: 1 - p.Y_hat - p.Y)),
        wrong("loses-the-batch-axis", dY_hat=lambda p: gradient(p).squeeze()),
    ),
)

TASKS = (FORWARD, BACKWARD)
