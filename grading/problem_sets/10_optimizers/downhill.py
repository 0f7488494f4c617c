"""sgd, momentum, nesterov: steps along the gradient, and along what is left of former steps."""

import numpy as np

from grading.task import Task, Wrong
from nnlib.optimizers import SGD, Momentum, Nesterov

from .walking import along, asking, entry, forgetful, reference, walks


def plain_step(p, theta, g, memory, rate=None, push=-1, base=1):
    """A step along the gradient."""
    return base * theta + push * (p.learning_rate if rate is None else rate) * g


def heavy(p, theta, g, memory, push=-1, share=lambda mu: 1, brake=lambda mu, v: v, base=lambda mu: 1):
    """A step of a ball with friction."""
    v = p.mu * memory.get("v", 0) + push * share(p.mu) * p.learning_rate * g
    memory["v"] = brake(p.mu, v)
    return base(p.mu) * theta + memory["v"]


def ahead(p, theta, g, memory, push=-1, share=lambda mu: 1, velocity=lambda mu: mu, fresh=1):
    """A step of the point ahead."""
    v = memory["v"] = p.mu * memory.get("v", 0) + push * share(p.mu) * p.learning_rate * g
    return theta + velocity(p.mu) * v + fresh * push * p.learning_rate * g


def only_direction(p, theta, g, memory):
    """A step of one length, whatever the gradient's."""
    return theta - p.learning_rate * g / np.linalg.norm(g)


def without_slopes(p, theta, g, memory):
    """A step of one length for every entry."""
    return theta - p.learning_rate * np.sign(g)


SGD_STEP = Task(
    name="sgd",
    probes=walks(learning_rate=(0.05, 0.3)),
    call=asking("learning_rate"),
    truth=reference(lambda p: SGD(p.learning_rate)),
    wrong=(
        entry("uphill", plain_step, push=1),
        entry("parameter-ignored", plain_step, rate=1.0),
        entry("parameter-ignored", plain_step, rate=0.01),
        entry("parameter-ignored", plain_step, rate=0.1),
        entry("step-instead-of-place", plain_step, base=0),
        entry("step-instead-of-place", plain_step, base=0, push=1),
        entry("ignores-the-size", only_direction),
        entry("ignores-the-size", without_slopes),
    ),
)

MOMENTUM = Task(
    name="momentum",
    probes=walks(learning_rate=(0.05, 0.3), mu=(0.5, 0.9)),
    call=asking("learning_rate", "mu"),
    truth=reference(lambda p: Momentum(p.learning_rate, p.mu)),
    wrong=(
        entry("uphill", heavy, push=1),
        Wrong("state-not-kept", forgetful(heavy)),
        entry("weights-the-new-gradient", heavy, share=lambda mu: 1 - mu),
        entry("weights-the-new-gradient", heavy, share=lambda mu: mu),
        entry("another-optimizer", ahead),
        entry("shrinks-the-place", heavy, base=lambda mu: mu),
        entry("step-instead-of-place", heavy, base=lambda mu: 0),
        Wrong("parameter-ignored", along(lambda p, *rest: heavy(with_mu(p), *rest))),
    ),
)

NESTEROV = Task(
    name="nesterov",
    probes=walks(learning_rate=(0.05, 0.3), mu=(0.5, 0.9)),
    call=asking("learning_rate", "mu"),
    truth=reference(lambda p: Nesterov(p.learning_rate, p.mu)),
    wrong=(
        entry("uphill", ahead, push=1),
        Wrong("state-not-kept", forgetful(ahead)),
        entry("weights-the-new-gradient", ahead, share=lambda mu: 1 - mu),
        entry("another-optimizer", heavy),
        entry("forgets-the-new-gradient", ahead, fresh=0),
        entry("counts-the-gradient-twice", ahead, velocity=lambda mu: 1),
        Wrong("parameter-ignored", along(lambda p, *rest: ahead(with_mu(p), *rest))),
    ),
)


def with_mu(p, mu=0.9):
    """The same question with the mu that everybody uses."""
    return type(p)(**{**vars(p), "mu": mu})


TASKS = (SGD_STEP, MOMENTUM, NESTEROV)
