"""softmax_forward and softmax_backward: not entry by entry, but row by row."""

import numpy as np

from grading.task import Probe, Task, unpack, vjp
from nnlib.softmax import softmax_forward

from .asking import HUGE, ORDINARY, SIZES, heard, with_overflow
from .pair import overflows, spoilt, truth

APART = 800.0  # rows further apart than this cannot share one shift


def probes(rng, group):
    """Rows of scores; huge ones lie far from 0, each at a height of its own, by turns above and below."""
    for N, C in SIZES:
        Z, dP = rng.normal(size=(N, C)), rng.normal(size=(N, C))
        if group == HUGE:
            Z = Z + (np.where(np.arange(N) % 2, -1, 1) * 10 ** rng.uniform(3, 4, size=N))[:, None]
        yield Probe(Z=Z, dP=dP, huge=group == HUGE)


def P(p, Z=None):
    """Reference."""
    return softmax_forward(p.Z if Z is None else Z)[0]


def ask_forward(p, softmax_forward):
    """P, as the student computes it."""
    with heard() as said:
        P = unpack(softmax_forward(p.Z), "softmax_forward", "P", "cache")["P"]
    return with_overflow(p, "P", P, said)


def ask_backward(p, softmax_backward, softmax_forward):
    """The gradient from the student's own cache, while another layer uses the softmax too."""
    cache = unpack(softmax_forward(p.Z), "softmax_forward", "P", "cache")["cache"]
    softmax_forward(1 - p.Z)
    with heard() as said:
        dZ = softmax_backward(p.dP, cache)
    return with_overflow(p, "dZ", dZ, said)


def backward(p, P, minus=lambda P, dP: (P * dP).sum(axis=1, keepdims=True)):
    """Gradient ``P ∘ (dP - minus)``, with one thing done differently."""
    return P * (p.dP - minus(P, p.dP))


def normalised(p, axis):
    """The softmax with its sum over another axis."""
    e = np.exp(p.Z - (p.Z.max() if axis is None else p.Z.max(axis=axis, keepdims=True)))
    return e / e.sum(axis=axis, keepdims=True)


FORWARD = Task(
    "softmax_forward", probes, ask_forward, lambda p: truth(p, P=P(p)), groups=(ORDINARY, HUGE),
    wrong=(
        spoilt("summed-over-the-wrong-axis", "P", lambda p: normalised(p, axis=0)),
        spoilt("summed-over-the-wrong-axis", "P", lambda p: normalised(p, axis=None)),
        spoilt("no-exponential", "P", lambda p: p.Z / p.Z.sum(axis=1, keepdims=True)),
        spoilt("wrong-activation", "P", lambda p: 1 / (1 + np.exp(-p.Z))),
        spoilt("not-normalised", "P", lambda p: np.exp(p.Z - p.Z.max(axis=1, keepdims=True))),
        spoilt("not-normalised", "P", lambda p: P(p) if p.huge else np.exp(p.Z)),  # huge ones overflow
        spoilt("wrong-sign", "P", lambda p: P(p, -p.Z)),
        spoilt("wrong-sign", "P", lambda p: -P(p)),
        spoilt("loses-the-batch-axis", "P", lambda p: P(p).squeeze()),
        spoilt("gives-the-logarithm", "P", lambda p: np.log(P(p))),
        overflows(),
        overflows("one-shift-for-all-rows", when=lambda p: np.ptp(p.Z) > APART),
    ),
)

BACKWARD = Task(
    "softmax_backward", probes, ask_backward, lambda p: truth(p, dZ=vjp(P, p, p.dP, "Z")["dZ"]),
    groups=(ORDINARY, HUGE),
    wrong=(
        spoilt("diagonal-only", "dZ", lambda p: p.dP * P(p) * (1 - P(p))),
        spoilt("diagonal-only", "dZ", lambda p: p.dP * P(p)),
        spoilt("forgot-local-derivative", "dZ", lambda p: p.dP),
        spoilt("forgot-local-derivative", "dZ", lambda p: p.dP - (P(p) * p.dP).sum(axis=1, keepdims=True)),
        spoilt("missing-upstream", "dZ", lambda p: P(p) * (1 - P(p))),
        spoilt("missing-upstream", "dZ", lambda p: backward(p, P(p), lambda P, dP: P)),
        spoilt("summed-over-the-wrong-axis", "dZ",
               lambda p: backward(p, P(p), lambda P, dP: (P * dP).sum(axis=0))),
        spoilt("summed-over-the-wrong-axis", "dZ", lambda p: backward(p, P(p), lambda P, dP: (P * dP).sum())),
        spoilt("not-weighted", "dZ", lambda p: backward(p, P(p), lambda P, dP: dP.sum(axis=1, keepdims=True))),
        spoilt("not-weighted", "dZ", lambda p: backward(p, P(p), lambda P, dP: dP.mean(axis=1, keepdims=True))),
        spoilt("shares-its-memory", "dZ", lambda p: backward(p, P(p, 1 - p.Z))),
        spoilt("loses-the-batch-axis", "dZ", lambda p: backward(p, P(p)).squeeze()),
        overflows(),
    ),
)

TASKS = (FORWARD, BACKWARD)
