"""center and standardize: data in the units of the training set."""

import numpy as np

from grading.finite import finite, is_finite
from grading.raised import Raised
from grading.task import Probe, Task, wrong
from nnlib.preprocessing import center, standardize

SIZES = ((4, 7, 3), (5, 5, 5), (1, 6, 2), (6, 3, 4))  # N, of the training set, D: a square, one example
VARIES, CONSTANT = "", "a constant feature"
EPSILONS = (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6)  # which people add to a divisor


def sets(rng, N, R, D):
    """A test and a training set whose means and spreads differ, from each other and from feature to feature."""
    scale, mean = rng.permutation(0.5 * 2.0 ** np.arange(D)), rng.uniform(2, 6, size=D)
    X_train = mean + scale * rng.normal(size=(R, D))
    return Probe(X=mean + 1 + 0.7 * scale * rng.normal(size=(N, D)), X_train=X_train)


def probes(rng, group=VARIES):
    """Sets of all sizes; in a group of its own, most training sets have a feature that does not vary."""
    for size in SIZES:
        p = sets(rng, *size)
        if group == CONSTANT and size != SIZES[-1]:
            p.X_train[:, rng.integers(size[2])] = rng.integers(2, 9)
        yield p


def ask(part):
    """The prepared data; what is not finite is told apart."""
    def answer(p, function):
        return finite({part: function(p.X, p.X_train)})

    return answer


def both(p):
    """Training and test set, one below the other."""
    return np.concatenate([p.X_train, p.X])


def mean(p):
    """Of each feature of the training set."""
    return p.X_train.mean(axis=0)


CENTER = Task(
    name="center",
    probes=probes,
    call=ask("centered"),
    truth=lambda p: {"centered": center(p.X, p.X_train)},
    wrong=(
        wrong("statistics-of-its-own", centered=lambda p: p.X - p.X.mean(axis=0)),
        wrong("looks-at-the-test-set", centered=lambda p: p.X - both(p).mean(axis=0)),
        wrong("one-number-for-all-features", centered=lambda p: p.X - p.X_train.mean()),
        wrong("one-number-for-all-features", centered=lambda p: p.X - p.X.mean()),
        wrong("summed-over-the-wrong-axis", centered=lambda p: p.X - p.X.mean(axis=1, keepdims=True)),
        wrong("prepares-the-training-set", centered=lambda p: p.X_train - mean(p)),
        wrong("adds-the-mean", centered=lambda p: p.X + mean(p)),
        wrong("scales-as-well", centered=lambda p: (p.X - mean(p)) / p.X_train.std(axis=0)),
        wrong("loses-the-batch-axis", centered=lambda p: (p.X - mean(p)).squeeze()),
    ),
)


def scaled(p, middle=None, spread=None, X=None):
    """Standardised data, with one thing done differently."""
    X, middle = p.X if X is None else X, mean(p) if middle is None else middle
    with np.errstate(all="ignore"):
        return (X - middle) / (careful(p.X_train.std(axis=0)) if spread is None else spread)


def careful(spread):
    """A divisor without zeros."""
    return np.where(spread > 0, spread, 1)


def divided(p, spread):
    """Divided by a number that is zero, or almost."""
    value = scaled(p, spread=spread)
    return Raised("NotFinite", "") if not is_finite(value) else value


STANDARDIZE = Task(
    name="standardize",
    probes=probes,
    call=ask("standardized"),
    truth=lambda p: {"standardized": standardize(p.X, p.X_train)},
    groups=("features that vary", CONSTANT),
    wrong=(
        wrong("statistics-of-its-own",
              standardized=lambda p: scaled(p, p.X.mean(axis=0), careful(p.X.std(axis=0)))),
        wrong("statistics-of-its-own", standardized=lambda p: scaled(p, spread=careful(p.X.std(axis=0)))),
        wrong("statistics-of-its-own", standardized=lambda p: scaled(p, middle=p.X.mean(axis=0))),
        wrong("looks-at-the-test-set",
              standardized=lambda p: scaled(p, both(p).mean(axis=0), careful(both(p).std(axis=0)))),
        wrong("one-number-for-all-features", standardized=lambda p: scaled(p, p.X_train.mean(), p.X_train.std())),
        wrong("one-number-for-all-features", standardized=lambda p: scaled(p, spread=p.X_train.std())),
        wrong("one-number-for-all-features", standardized=lambda p: scaled(p, middle=p.X_train.mean())),
        wrong("prepares-the-training-set", standardized=lambda p: scaled(p, X=p.X_train)),
        wrong("forgot-to-centre", standardized=lambda p: scaled(p, middle=0)),
        wrong("forgot-the-scale", standardized=lambda p: p.X - mean(p)),
        wrong("variance-as-divisor", standardized=lambda p: scaled(p, spread=careful(p.X_train.var(axis=0)))),
        wrong("one-less-than-n", standardized=lambda p: scaled(p, spread=careful(p.X_train.std(axis=0, ddof=1)))),
        wrong("divides-by-the-range", standardized=lambda p: scaled(p, spread=careful(np.ptp(p.X_train, axis=0)))),
        wrong("divides-by-the-range",
              standardized=lambda p: scaled(p, p.X_train.min(axis=0), careful(np.ptp(p.X_train, axis=0)))),
        wrong("divides-by-no-spread", standardized=lambda p: divided(p, p.X_train.std(axis=0))),
        *(wrong("divides-by-no-spread", standardized=lambda p, e=e: divided(p, p.X_train.std(axis=0) + e))
          for e in EPSILONS),
        *(wrong("divides-by-no-spread", standardized=lambda p, e=e: divided(p, np.maximum(p.X_train.std(axis=0), e)))
          for e in EPSILONS),
    ),
)

TASKS = (CENTER, STANDARDIZE)
