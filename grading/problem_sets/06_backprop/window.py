"""window_network_gradients: max-margin on a window and its corrupt twin, down to the word vectors."""

import numpy as np

from grading.task import Probe, Task, Wrong, unpack, vjp
from nnlib.losses import max_margin_forward
from nnlib.windows import window_score_forward

SIZES = ((4, 3, 7, 2, 5), (2, 3, 6, 2, 6), (1, 5, 9, 3, 4))  # N, L, V, D, M; in the second W is square
KINK = 1e-2  # finite differences must not step over the kink of the hinge
FLAT = 1e-3  # where no slope is larger, they say too little about it


def probes(rng):
    """Windows of few words, so that words stand in several places; active and inactive hinges."""
    for N, L, V, D, M in SIZES:
        while True:
            E, W, b, u = (rng.normal(size=s) for s in ((V, D), (L * D, M), (M,), (M,)))
            windows = rng.integers(V, size=(N, L))
            corrupt = windows.copy()
            corrupt[:, L // 2] = (windows[:, L // 2] + rng.integers(1, V, size=N)) % V
            p = Probe(E=E, windows=windows, corrupt=corrupt, W=W, b=b, u=u, margin=rng.uniform(0.5, 2))
            if telling(p):
                break
        yield p


def telling(p):
    """Whether the hinges are away from their kinks, some of them active, and of several, some not; all has a slope."""
    active = violation(p) > 0
    some = active.any() and (len(active) == 1 or not active.all())
    steep = min(np.abs(gradient).max() for gradient in with_gradients(p).values()) > FLAT
    return np.abs(violation(p)).min() > KINK and some and steep


def violation(p):
    """How far each corrupt window comes within the margin."""
    return p.margin + scores(p, p.corrupt) - scores(p, p.windows)


def scores(p, windows):
    """Reference scores."""
    return window_score_forward(p.E, windows, p.W, p.b, p.u)[0]


def loss(p):
    """Reference loss."""
    return max_margin_forward(scores(p, p.windows), scores(p, p.corrupt), p.margin)[0]


def ask(p, window_network_gradients):
    """The four gradients."""
    answer = window_network_gradients(p.E, p.windows, p.corrupt, p.W, p.b, p.u, p.margin)
    return unpack(answer, "window_network_gradients", "dE", "dW", "db", "du")


def with_gradients(p, hinge=lambda violation: violation > 0, signs=(-1, 1), mean=1.0, slope=lambda H: 1 - H**2,
                   scatter=np.add.at):
    """All gradients, with one thing done differently."""
    grads = {"dE": np.zeros_like(p.E), "dW": 0.0, "db": 0.0, "du": 0.0}
    for windows, sign in zip((p.windows, p.corrupt), signs):
        ds = sign * hinge(violation(p)) * mean / len(windows)
        X = p.E[windows].reshape(len(windows), -1)
        H = np.tanh(X @ p.W + p.b)
        dZ = np.outer(ds, p.u) * slope(H)
        scatter(grads["dE"], windows, (dZ @ p.W.T).reshape(*windows.shape, -1))
        grads = {"dE": grads["dE"], "dW": grads["dW"] + X.T @ dZ, "db": grads["db"] + dZ.sum(axis=0),
                 "du": grads["du"] + H.T @ ds}
    return grads


def scatter_by_assignment(dE, windows, dX):
    """Of a word that stands in several places, only the last place counts."""
    dE[windows] += dX


def scatter_by_overwriting(dE, windows, dX):
    """The last place counts, and nothing that was there before."""
    dE[windows] = dX


GRADIENTS = Task(
    name="window_network_gradients",
    probes=probes,
    call=ask,
    truth=lambda p: vjp(loss, p, 1.0, "E", "W", "b", "u"),
    wrong=(
        Wrong("ignores-the-margin", lambda p: with_gradients(p, hinge=np.ones_like)),
        Wrong("one-window-only", lambda p: with_gradients(p, signs=(-1, 0))),
        Wrong("one-window-only", lambda p: with_gradients(p, signs=(0, 1))),
        Wrong("same-sign-for-both", lambda p: with_gradients(p, signs=(1, 1))),
        Wrong("missing-mean", lambda p: with_gradients(p, mean=len(p.windows))),
        Wrong("mean-twice", lambda p: with_gradients(p, mean=1 / len(p.windows))),
        Wrong("forgot-local-derivative", lambda p: with_gradients(p, slope=lambda H: 1.0)),
        Wrong("derivative-at-the-wrong-variable", lambda p: with_gradients(p, slope=lambda H: 1 - np.tanh(H) ** 2)),
        Wrong("derivative-of-another-activation", lambda p: with_gradients(p, slope=lambda H: H * (1 - H))),
        Wrong("last-occurrence-only", lambda p: with_gradients(p, scatter=scatter_by_assignment)),
        Wrong("last-occurrence-only", lambda p: with_gradients(p, scatter=scatter_by_overwriting)),
        Wrong("transposed", lambda p: {"dW": with_gradients(p)["dW"].T}),
    ),
)

TASKS = (GRADIENTS,)
