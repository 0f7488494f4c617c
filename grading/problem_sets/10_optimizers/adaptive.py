"""adagrad and rmsprop: every entry's step is divided by the size that its gradients have had."""

import numpy as np

from grading.task import Task, Wrong
from nnlib.optimizers import AdaGrad, RMSProp

from .walking import asking, entry, forgetful, reference, walks


def total(p, h, g):
    """The sum of all squares."""
    return h + g**2


def fading(p, h, g):
    """A mean of squares that forgets."""
    return p.decay * h + (1 - p.decay) * g**2


def outside(p, h):
    """What a gradient is divided by."""
    return np.sqrt(h) + p.epsilon


def inside(p, h):
    """The same, with epsilon under the root."""
    return np.sqrt(h + p.epsilon)


def without_root(p, h):
    """The same, squared."""
    return h + p.epsilon


def scaled(p, theta, g, memory, collect=total, root=outside, push=-1, old=False, seen=lambda g: g, start=0.0):
    """A step in units of what was collected."""
    before = memory.get("h", start)
    memory["h"] = collect(p, before, seen(g))
    return theta + push * p.learning_rate * g / root(p, before if old else memory["h"])


def length(g):
    """One size for all entries."""
    return np.sqrt(np.sum(g**2))


def mean_size(g):
    """The same, as a mean."""
    return np.sqrt(np.mean(g**2))


def common(collect):
    """Entries that AdaGrad and RMSProp share."""
    return (
        entry("uphill", scaled, collect=collect, push=1),
        Wrong("state-not-kept", forgetful(lambda *a: scaled(*a, collect=collect))),
        entry("root-forgotten", scaled, collect=collect, root=without_root),
        entry("epsilon-inside-the-root", scaled, collect=collect, root=inside),
        entry("one-size-for-all", scaled, collect=collect, seen=length),
        entry("one-size-for-all", scaled, collect=collect, seen=mean_size),
        entry("divides-by-the-old-size", scaled, collect=collect, old=True),
    )


ADAGRAD = Task(
    name="adagrad",
    probes=walks(learning_rate=(0.05, 0.3), epsilon=(0.02, 0.1)),
    call=asking("learning_rate", "epsilon"),
    truth=reference(lambda p: AdaGrad(p.learning_rate, p.epsilon)),
    wrong=(
        *common(total),
        entry("another-optimizer", scaled, collect=lambda p, h, g: 0.9 * h + 0.1 * g**2),
        entry("adds-up-without-squaring", scaled, collect=lambda p, h, g: h + np.abs(g)),
        entry("adds-up-without-squaring", scaled, collect=lambda p, h, g: h + g),
    ),
)

RMSPROP = Task(
    name="rmsprop",
    probes=walks(learning_rate=(0.05, 0.3), decay=(0.6, 0.95), epsilon=(0.02, 0.1)),
    call=asking("learning_rate", "decay", "epsilon"),
    truth=reference(lambda p: RMSProp(p.learning_rate, p.decay, p.epsilon)),
    wrong=(
        *common(fading),
        entry("adds-up-without-squaring", scaled,
              collect=lambda p, h, g: p.decay * h + (1 - p.decay) * np.abs(g)),
        entry("shares-swapped", scaled, collect=lambda p, h, g: (1 - p.decay) * h + p.decay * g**2),
        entry("shares-exceed-one", scaled, collect=lambda p, h, g: p.decay * h + g**2),
        entry("shares-exceed-one", scaled, collect=total),
        entry("parameter-ignored", scaled, collect=lambda p, h, g: 0.9 * h + 0.1 * g**2),
    ),
)

TASKS = (ADAGRAD, RMSPROP)
