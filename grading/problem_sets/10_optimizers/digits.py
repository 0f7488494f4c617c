"""learn_digits: judged by images that the student's function never sees, and that nobody has seen in this form.

The pixels of every image are mixed up in an order of each probe's own. That is all the same to a network, and
weights that were learned beforehand are of no use.
"""

import functools

import numpy as np

from grading.answers import plain
from grading.raised import Raised
from grading.task import Names, Probe, Task, Wrong, WrongForm
from nnlib.datasets import digits

COUNT = 2410  # parameters of the network: 64 inputs, 32 hidden units, 10 classes
WANTED, GUESSING = 0.95, 0.3
PART = "accuracy on new images"
SPLITS, TEST_SHARE = 2, 0.25


class Images(Probe):
    """A probe that is described in words."""

    def described(self):
        """How many images there were to learn from, and to be judged by."""
        return f"{SPLITS} times {len(self.X[0])} images to learn from, others to be judged by"


def probes(rng):
    """Some splits of the digits, each with its pixels in an order of its own; one verdict, so that luck counts less."""
    splits, seeds = rng.integers(10**6, size=(2, SPLITS)).tolist()
    X, y, _, _ = zip(*map(images, splits))
    yield Images(X=list(X), y=list(y), seeds=seeds, splits=splits)


@functools.lru_cache(maxsize=16)
def images(split):
    """Training set and test set."""
    rng = np.random.default_rng(split)
    X, y, X_test, y_test = digits(rng, test_share=TEST_SHARE)
    order = rng.permutation(X.shape[1])
    return X[:, order], y, X_test[:, order], y_test


def ask(p, learn_digits):
    """What the student's parameters are worth."""
    shares = []
    for X, y, seed, split in zip(p.X, p.y, p.seeds, p.splits):
        theta = plain("theta", learn_digits(X, y, seed))
        if isinstance(theta, Raised) or theta.shape != (COUNT,):
            raise WrongForm(f"learn_digits should return one vector of {COUNT} numbers")
        shares.append(accuracy(theta, *images(split)[2:]))
    return {PART: verdict(np.mean(shares))}


def accuracy(theta, X, y):
    """Share of the images that the network classifies right."""
    W1, b1, W2, b2 = np.split(theta, np.cumsum([64 * 32, 32, 32 * 10]))
    with np.errstate(all="ignore"):
        scores = np.tanh(X @ W1.reshape(64, 32) + b1) @ W2.reshape(32, 10) + b2
    return np.mean(np.argmax(scores, axis=1) == y) if np.isfinite(scores).all() else 0.0


def verdict(share):
    """What is to be said of an accuracy; nothing if it is high enough."""
    if share >= WANTED:
        return Names()
    return Names(("no better than guessing",) if share < GUESSING else ("better than guessing, but below 0.95",))


LEARN = Task(
    name="learn_digits",
    probes=probes,
    call=ask,
    truth=lambda p: {PART: Names()},
    wrong=(
        Wrong("learns-nothing", lambda p: {PART: verdict(0.1)}),
        Wrong("stops-too-early", lambda p: {PART: verdict(0.8)}),
    ),
)

TASKS = (LEARN,)
