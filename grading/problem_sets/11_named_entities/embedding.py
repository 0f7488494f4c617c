"""embed_forward and embed_backward: looking up word vectors, and where their gradients go."""

import numpy as np

from grading.task import Probe, Task, unpack, vjp, wrong
from nnlib.windows import embed_forward

SIZES = ((4, 3, 7, 2), (3, 3, 8, 3), (1, 5, 9, 3), (6, 3, 6, 2), (5, 1, 6, 4))  # N windows, L words, V words, D numbers


def probes(rng):
    """Windows in which words stand several times, the padding is there, and the last word is not."""
    for N, L, V, D in SIZES:
        while True:
            windows = rng.integers(V - 1, size=(N, L))
            if (windows == 0).any() and len(np.unique(windows)) < windows.size:
                break
        yield Probe(E=rng.normal(size=(V, D)), windows=windows, dX=rng.normal(size=(N, L * D)))


def reference(p):
    """Reference."""
    return embed_forward(p.E, p.windows)[0]


def ask_forward(p, forward):
    """X, as the student computes it."""
    return {"X": unpack(forward(p.E, p.windows), "embed_forward", "X", "cache")["X"]}


def ask_backward(p, backward, forward):
    """The gradient, from the student's own cache, while the next windows have been looked up already."""
    cache = unpack(forward(p.E, p.windows), "embed_forward", "X", "cache")["cache"]
    forward(1 - p.E, other(p))
    return unpack(backward(p.dX, cache), "embed_backward", "dE")


def other(p):
    """Windows of other words."""
    return (p.windows + 1) % len(p.E)


def pieces(p, dX=None):
    """The gradient of each word of each window: (N, L, D)."""
    return (p.dX if dX is None else dX).reshape(*p.windows.shape, -1)


def strewn(p, windows=None, dX=None):
    """Scatter-add, one word after the other."""
    dE = np.zeros(p.E.shape)
    windows = p.windows if windows is None else windows
    for row, vectors in zip(windows, pieces(p) if dX is None else dX):
        for word, vector in zip(row, vectors):
            dE[word] = dE[word] + vector
    return dE


def interleaved(p):
    """The first numbers of all words, then the second ones, and so on: read back."""
    N, L = p.windows.shape
    return strewn(p, dX=p.dX.reshape(N, -1, L).transpose(0, 2, 1))


def mixed(p):
    """Pieces handed to the words in another order: down the columns of the windows."""
    N, L = p.windows.shape
    return strewn(p, p.windows.T, p.dX.reshape(L, N, -1))


def last_only(p, dE):
    """Of a word that stands in several places, one place counts."""
    dE[p.windows] = pieces(p)
    return dE


def places(p):
    """How often each word stands there; 1 where it does not."""
    return np.maximum(1, np.bincount(p.windows.ravel(), minlength=len(p.E)))[:, None]


def without_padding(p):
    """The vector of the padding stays as it is."""
    return strewn(p) * (np.arange(len(p.E)) > 0)[:, None]


FORWARD = Task(
    name="embed_forward",
    probes=probes,
    call=ask_forward,
    truth=lambda p: {"X": reference(p)},
    wrong=(
        wrong("averages-the-window", X=lambda p: p.E[p.windows].mean(axis=1)),
        wrong("averages-the-window", X=lambda p: p.E[p.windows].sum(axis=1)),
        wrong("interleaves-the-vectors", X=lambda p: p.E[p.windows].transpose(0, 2, 1).reshape(len(p.windows), -1)),
        wrong("mixes-the-windows", X=lambda p: p.E[p.windows.T].reshape(len(p.windows), -1)),
        wrong("not-laid-side-by-side", X=lambda p: p.E[p.windows]),
        wrong("transposed", X=lambda p: reference(p).T),
    ),
)

BACKWARD = Task(
    name="embed_backward",
    probes=probes,
    call=ask_backward,
    truth=lambda p: vjp(reference, p, p.dX, "E"),
    wrong=(
        wrong("last-occurrence-only", dE=lambda p: last_only(p, np.zeros(p.E.shape))),
        wrong("mean-instead-of-sum", dE=lambda p: strewn(p) / places(p)),
        wrong("missing-upstream", dE=lambda p: strewn(p, dX=np.ones((*p.windows.shape, p.E.shape[1])))),
        wrong("interleaves-the-vectors", dE=interleaved),
        wrong("mixes-the-windows", dE=mixed),
        wrong("forgets-unused-words", dE=lambda p: strewn(p)[np.unique(p.windows)]),
        wrong("forgets-unused-words", dE=lambda p: strewn(p)[:p.windows.max() + 1]),
        wrong("skips-the-padding", dE=without_padding),
        wrong("shares-its-memory", dE=lambda p: strewn(p, other(p))),
        wrong("transposed", dE=lambda p: strewn(p).T),
    ),
)

TASKS = (FORWARD, BACKWARD)
