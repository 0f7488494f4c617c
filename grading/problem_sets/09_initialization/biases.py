"""prior_bias: output biases with which a network begins at the class frequencies. Any constant may be added to them."""

import numpy as np

from grading.task import Probe, Task, WrongForm, wrong
from nnlib.initializers import prior_bias

SIZES = ((9, 3), (16, 4), (7, 2), (25, 5))  # N, C


def probes(rng):
    """Classes that are not equally frequent."""
    for N, C in SIZES:
        y = np.concatenate([np.arange(C), rng.choice(C, size=N - C, p=np.arange(C, 0, -1) / (C * (C + 1) / 2))])
        counts = np.bincount(y)
        if len(set(counts)) == 1:
            y[-1] = (y[-1] + 1) % C
        yield Probe(y=rng.permutation(rng.permutation(C)[y]), C=C)


def ask(p, prior_bias):
    """The probabilities with which the network begins."""
    b = np.asarray(prior_bias(p.y, p.C))
    if b.dtype.kind not in "iuf" or b.ndim != 1 or not np.isfinite(b).all():
        raise WrongForm("prior_bias should return an array of finite numbers, one for each class")
    return {"softmax of b": softmax(b)}


def softmax(b):
    """Probabilities of scores."""
    e = np.exp(b - np.max(b))
    return e / e.sum()


def shares(p):
    """Of each class."""
    return np.bincount(p.y, minlength=p.C) / len(p.y)


def beginning(name, biases):
    """Misconception about the biases."""
    return wrong(name, **{"softmax of b": lambda p: softmax(biases(p))})


PRIOR = Task(
    name="prior_bias",
    probes=probes,
    call=ask,
    truth=lambda p: {"softmax of b": softmax(prior_bias(p.y, p.C))},
    wrong=(
        beginning("shares-as-scores", shares),
        beginning("shares-as-scores", lambda p: np.bincount(p.y, minlength=p.C)),
        beginning("ignores-the-frequencies", lambda p: np.zeros(p.C)),
        beginning("minus-the-logarithm", lambda p: -np.log(shares(p))),
        beginning("logit-for-a-softmax", lambda p: np.log(shares(p) / (1 - shares(p)))),
        beginning("plus-one", lambda p: np.log(shares(p) + 1)),
        beginning("plus-one", lambda p: np.log(shares(p) * len(p.y) + 1)),
        beginning("most-frequent-first", lambda p: np.log(np.sort(shares(p))[::-1])),
    ),
)

TASKS = (PRIOR,)
