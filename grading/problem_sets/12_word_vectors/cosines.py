"""cosine_similarity: directions of vectors, whatever their lengths."""

import numpy as np

from grading.finite import finite, naive
from grading.task import Probe, Task, unpack, wrong

ANY, ZERO = "vectors", "a vector of zeros"
SIZES = ((5, 3), (4, 4), (1, 3), (7, 2))  # V, D


def probes(rng, group):
    """Vectors of many lengths; one of them, or the one that is compared, may be zero, but in the first question."""
    for i, (V, D) in enumerate(SIZES):
        a, B = rng.normal(size=D), rng.normal(size=(V, D)) * rng.uniform(0.2, 5, size=(V, 1))
        if group == ZERO and i > 0:
            if i == 2:
                a[:] = 0
            else:
                B[rng.integers(V)] = 0
        yield Probe(a=a, B=B)


def length(B):
    """Length of each row."""
    return np.sqrt(np.square(B).sum(axis=-1))


def cosines(p):
    """Cosine with each row, 0 where a vector has no direction."""
    lengths = length(p.B) * length(p.a)
    return np.divide(p.B @ p.a, lengths, out=np.zeros(len(p.B)), where=lengths > 0)


def over(lengths):
    """Scalar products over something; where that is 0, what is 0 over 0."""
    return naive(lambda p: (p.B @ p.a) / lengths(p))


def guarded(lengths):
    """The same, with 0 for a vector of zeros."""
    return lambda p: np.divide(p.B @ p.a, lengths(p), out=np.zeros(len(p.B)), where=lengths(p) > 0)


COSINE = Task(
    name="cosine_similarity",
    probes=probes,
    call=lambda p, function: finite(unpack(function(p.a, p.B), "cosine_similarity", "cosines")),
    truth=lambda p: {"cosines": cosines(p)},
    groups=(ANY, ZERO),
    wrong=(
        wrong("zero-over-zero", cosines=over(lambda p: length(p.B) * length(p.a))),
        wrong("lengths-left-in", cosines=lambda p: p.B @ p.a),
        wrong("one-length-only", cosines=over(lambda p: length(p.B))),
        wrong("one-length-only", cosines=over(lambda p: length(p.a) + 0 * length(p.B))),
        wrong("one-length-only", cosines=guarded(lambda p: length(p.B))),
        wrong("one-length-only", cosines=guarded(lambda p: length(p.a) + 0 * length(p.B))),
        wrong("forgot-the-root", cosines=over(lambda p: (length(p.B) * length(p.a)) ** 2)),
        wrong("forgot-the-root", cosines=guarded(lambda p: (length(p.B) * length(p.a)) ** 2)),
        wrong("one-length-for-all", cosines=over(lambda p: np.linalg.norm(p.B) * length(p.a) + 0 * length(p.B))),
        wrong("one-length-for-all", cosines=guarded(lambda p: np.linalg.norm(p.B) * length(p.a) + 0 * length(p.B))),
        wrong("distance-for-similarity", cosines=lambda p: 1 - cosines(p)),
        wrong("distance-for-similarity", cosines=lambda p: length(p.B - p.a)),
        wrong("sign-lost", cosines=lambda p: np.abs(cosines(p))),
        wrong("loses-the-batch-axis", cosines=lambda p: cosines(p).squeeze()),
    ),
)

TASKS = (COSINE,)
