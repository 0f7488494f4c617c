"""whiten: uncorrelated data of unit variance. The sign of a direction is free, so every column is compared up to it."""

import numpy as np

from grading.task import Probe, Task, Wrong, WrongForm, wrong
from nnlib.preprocessing import whiten

SEVERAL, ONE = "several examples", "one example"
SIZES = {SEVERAL: ((6, 9, 3), (7, 8, 5), (9, 12, 4)), ONE: ((1, 7, 2), (1, 9, 3))}  # N, of the training set, D


def probes(rng, group):
    """Sets with features that go together, and variances that are well apart."""
    for N, R, D in SIZES[group]:
        mix = np.linalg.qr(rng.normal(size=(D, D)))[0] * 2.0 ** np.arange(D)[:, None]
        rough = rng.normal(size=(R, D))
        rough = np.linalg.qr(rough - rough.mean(axis=0))[0] * np.sqrt(R)
        shift = rng.uniform(2, 6, size=D)
        X_train = turned(rough * 3.0 ** np.arange(D), rng) + shift
        yield Probe(X=rng.normal(size=(N, D)) @ mix + shift + 1, X_train=X_train)


def turned(X, rng):
    """The same cloud, in another position."""
    return X @ np.linalg.qr(rng.normal(size=(X.shape[1], X.shape[1])))[0]


def up_to_signs(Z):
    """Columns whose largest entry is positive."""
    Z = np.asarray(Z, dtype=float)
    if Z.ndim != 2:
        return Z
    largest = np.take_along_axis(Z, np.abs(Z).argmax(axis=0)[None], axis=0)
    return Z * np.where(largest < 0, -1, 1)


def ask(p, whiten):
    """The whitened data, with signs that do not depend on the solution."""
    Z = whiten(p.X, p.X_train)
    if not isinstance(Z, np.ndarray | list) or (isinstance(Z, np.ndarray) and Z.dtype.kind not in "iuf"):
        raise WrongForm("whiten should return an array of real numbers")
    return {"whitened": up_to_signs(Z)}


def axes_of(X, centred=True):
    """Principal directions as columns by falling variance, and the variance along each."""
    X = X - X.mean(axis=0) * centred
    variances, V = np.linalg.eigh(X.T @ X / len(X))
    return V[:, ::-1], variances[::-1]


def turn(p, X_train=None, middle=None, power=-0.5, factor=1.0, order=1, back=False, centred=True):
    """Whitened data, with one thing done differently."""
    X_train = p.X_train if X_train is None else X_train
    V, variances = axes_of(X_train, centred)
    Z = (p.X - (X_train.mean(axis=0) if middle is None else middle)) @ V * (factor * variances) ** power
    return up_to_signs(Z @ V.T if back else Z[:, ::order])


def mistake(name, **done):
    """A misconception that is one other way to turn; what depends on the question is a function of it."""
    def value(p):
        return turn(p, **{key: v(p) if callable(v) else v for key, v in done.items()})

    return wrong(name, whitened=value)


def transposed(p):
    """Directions as rows."""
    V, variances = axes_of(p.X_train)
    signs = np.sign(np.linalg.svd(p.X_train - p.X_train.mean(axis=0), full_matrices=False)[2] @ V).diagonal()
    return up_to_signs((p.X - p.X_train.mean(axis=0)) @ (V * signs).T / np.sqrt(variances))


WHITEN = Task(
    name="whiten",
    probes=probes,
    call=ask,
    truth=lambda p: {"whitened": up_to_signs(whiten(p.X, p.X_train))},
    groups=(SEVERAL, ONE),
    wrong=(
        mistake("statistics-of-its-own", middle=lambda p: p.X.mean(axis=0)),
        Wrong("statistics-of-its-own", lambda p: {"whitened": turn(p, X_train=p.X)} if len(p.X) > 1 else {}),
        mistake("looks-at-the-test-set", X_train=lambda p: np.concatenate([p.X_train, p.X])),
        mistake("one-number-for-all-features", middle=lambda p: p.X_train.mean()),
        mistake("forgot-to-centre", middle=0),
        mistake("forgot-to-centre", middle=0, centred=False),
        mistake("forgot-to-centre", centred=False),
        mistake("forgot-the-scale", power=0),
        mistake("variance-as-divisor", power=-1),
        mistake("forgot-the-count", factor=lambda p: len(p.X_train)),
        mistake("one-less-than-n", factor=lambda p: len(p.X_train) / (len(p.X_train) - 1)),
        mistake("smallest-first", order=-1),
        mistake("rotates-back", back=True),
        mistake("rotates-back", back=True, power=0),
        wrong("rows-for-directions", whitened=transposed),
        wrong("never-rotates", whitened=lambda p: up_to_signs((p.X - p.X_train.mean(axis=0)) / p.X_train.std(axis=0))),
        wrong("prepares-the-training-set", whitened=lambda p: up_to_signs(whiten(p.X_train))),
    ),
)

TASKS = (WHITEN,)
