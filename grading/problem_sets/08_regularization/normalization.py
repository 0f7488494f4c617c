"""batch_norm_forward, batch_norm_inference, batch_norm_backward."""

import numpy as np

from grading.task import Probe, Task, unpack, vjp, wrong
from nnlib.normalization import batch_norm_forward, batch_norm_inference

SIZES = ((5, 3), (4, 4), (3, 6), (2, 5))  # N, D; a batch of one has no spread
IN_USE = ((5, 3), (4, 4), (1, 6), (3, 2))  # where nothing is asked of the batch
EPSILONS = (0.0, 1e-8, 1e-5, 1e-3)  # that people write into the code, whatever was handed over


def probes(rng, sizes=SIZES):
    """Features of unlike means and spreads; eps is large enough for its place to count."""
    for N, D in sizes:
        X = rng.uniform(-3, 3, size=D) + rng.uniform(0.5, 2, size=D) * rng.normal(size=(N, D))
        signs = rng.choice([-1, 1], size=D)
        yield Probe(X=X, gamma=signs * rng.uniform(0.5, 2, size=D), beta=rng.normal(size=D), eps=rng.uniform(0.1, 0.5),
                    dY=rng.normal(size=(N, D)), mean=rng.uniform(-2, 2, size=D), var=rng.uniform(0.5, 3, size=D))


def learned(p):
    """What the functions are handed besides the batch."""
    return p.gamma, p.beta, p.eps


def statistics(p):
    """Of each feature over the batch."""
    return p.X.mean(axis=0), p.X.var(axis=0)


def normal(p, of=statistics, std=lambda var, eps: np.sqrt(var + eps), eps=None):
    """Normalised numbers, with one thing done differently."""
    mean, var = of(p)
    with np.errstate(all="ignore"):
        return (p.X - mean) / std(var, p.eps if eps is None else eps)


def out(p, X_hat):
    """With gain and shift."""
    return p.gamma * X_hat + p.beta


def over(axis):
    """Statistics over another axis."""
    return lambda p: (p.X.mean(axis=axis, keepdims=True), p.X.var(axis=axis, keepdims=True))


def mistakes(of):
    """What can go wrong whichever statistics are used."""
    def entry(name, **differently):
        return wrong(name, Y=lambda p: out(p, normal(p, **{"of": of, **differently})))

    return (
        entry("divides-by-the-variance", std=lambda var, eps: var + eps),
        entry("eps-outside-the-root", std=lambda var, eps: np.sqrt(var) + eps),
        entry("not-centred", of=lambda p: (0.0, of(p)[1])),
        *(entry("parameter-ignored", eps=e) for e in EPSILONS),
        wrong("gain-or-shift-missing", Y=lambda p: normal(p, of)),
        wrong("gain-or-shift-missing", Y=lambda p: p.gamma * normal(p, of)),
        wrong("gain-or-shift-missing", Y=lambda p: normal(p, of) + p.beta),
        wrong("loses-the-batch-axis", Y=lambda p: out(p, normal(p, of)).squeeze()),
        wrong("loses-the-batch-axis", Y=lambda p: out(p, normal(p, of))[0]),
    )


def ask_forward(p, forward):
    """The batch, normalised by its own statistics."""
    return {"Y": unpack(forward(p.X, *learned(p)), "batch_norm_forward", "Y", "cache")["Y"]}


def ask_backward(p, backward, forward):
    """The gradients from the student's own cache; another batch goes through in between."""
    cache = unpack(forward(p.X, *learned(p)), "batch_norm_forward", "Y", "cache")["cache"]
    forward(other(p).X, *learned(p))
    return unpack(backward(p.dY, cache), "batch_norm_backward", "dX", "dgamma", "dbeta")


def other(p):
    """Another batch of the same size."""
    return Probe(**{**vars(p), "X": 1 - 2 * p.X})


def reference(p):
    """Of training."""
    return batch_norm_forward(p.X, *learned(p))[0]


def in_use(p):
    """Reference with statistics from training."""
    return batch_norm_inference(p.X, p.gamma, p.beta, p.mean, p.var, p.eps)


def down(p, dX_hat=None, mean=1, var=1, power=1):
    """Gradient of X, with one thing done differently."""
    X_hat, std = normal(p), np.sqrt(p.X.var(axis=0) + p.eps)
    dX_hat = p.dY * p.gamma if dX_hat is None else dX_hat
    return (dX_hat - mean * dX_hat.mean(axis=0) - var * X_hat * (dX_hat * X_hat).mean(axis=0)) / std**power


FORWARD = Task(
    "batch_norm_forward", probes, ask_forward, lambda p: {"Y": reference(p)},
    wrong=(
        *mistakes(statistics)[:-2],
        wrong("sample-variance", Y=lambda p: out(p, normal(p, lambda p: (p.X.mean(axis=0), p.X.var(axis=0, ddof=1))))),
        wrong("summed-over-the-wrong-axis", Y=lambda p: out(p, normal(p, over(1)))),
        wrong("summed-over-the-wrong-axis", Y=lambda p: out(p, normal(p, over(None)))),
    ),
)

INFERENCE = Task(
    "batch_norm_inference", lambda rng: probes(rng, IN_USE),
    lambda p, inference: {"Y": inference(p.X, p.gamma, p.beta, p.mean, p.var, p.eps)}, lambda p: {"Y": in_use(p)},
    wrong=(
        *mistakes(lambda p: (p.mean, p.var)),
        wrong("batch-statistics-in-use", Y=reference),
        wrong("batch-statistics-in-use", Y=lambda p: out(p, normal(p, lambda p: (p.X.mean(axis=0), p.var)))),
        wrong("batch-statistics-in-use", Y=lambda p: out(p, normal(p, lambda p: (p.mean, p.X.var(axis=0))))),
    ),
)

BACKWARD = Task(
    "batch_norm_backward", probes, ask_backward, lambda p: vjp(reference, p, p.dY, "X", "gamma", "beta"),
    wrong=(
        wrong("statistics-as-constants", dX=lambda p: down(p, mean=0, var=0)),
        wrong("path-left-out", dX=lambda p: down(p, var=0)),
        wrong("path-left-out", dX=lambda p: down(p, mean=0)),
        wrong("gain-or-shift-missing", dX=lambda p: down(p, p.dY)),
        wrong("divides-by-the-variance", dX=lambda p: down(p, power=2)),
        wrong("forgot-local-derivative", dX=lambda p: down(p, power=0)),
        wrong("forgot-local-derivative", dX=lambda p: p.dY, dgamma=lambda p: p.dY.sum(axis=0)),
        wrong("missing-upstream", dX=lambda p: down(p, p.gamma * np.ones_like(p.dY)),
              dgamma=lambda p: normal(p).sum(axis=0), dbeta=lambda p: np.full(len(p.beta), float(len(p.X)))),
        wrong("derivative-at-the-wrong-variable", dgamma=lambda p: (p.dY * p.X).sum(axis=0)),
        wrong("derivative-at-the-wrong-variable", dgamma=lambda p: (p.dY * (p.X - p.X.mean(axis=0))).sum(axis=0)),
        wrong("derivative-at-the-wrong-variable", dgamma=lambda p: (p.dY * reference(p)).sum(axis=0)),
        wrong("mean-instead-of-sum", dgamma=lambda p: (p.dY * normal(p)).mean(axis=0),
              dbeta=lambda p: p.dY.mean(axis=0)),
        wrong("forgot-the-sum", dgamma=lambda p: p.dY * normal(p), dbeta=lambda p: p.dY),
        wrong("keeps-an-axis", dgamma=lambda p: (p.dY * normal(p)).sum(axis=0, keepdims=True),
              dbeta=lambda p: p.dY.sum(axis=0, keepdims=True)),
        wrong("summed-over-the-wrong-axis", dgamma=lambda p: (p.dY * normal(p)).sum(axis=1),
              dbeta=lambda p: p.dY.sum(axis=1)),
        wrong("shares-its-memory", dX=lambda p: down(other(p)), dgamma=lambda p: (p.dY * normal(other(p))).sum(axis=0)),
    ),
)

TASKS = (FORWARD, INFERENCE, BACKWARD)
