"""count_parameters: weights and biases of a network, from its sizes."""

from itertools import pairwise

import numpy as np

from grading.task import Probe, Task, unpack, wrong

DEPTHS = (2, 3, 1, 5)  # layers, the inputs not counted


def probes(rng):
    """Networks of several depths; no two sizes are alike, and last a network of one width."""
    for depth in DEPTHS:
        yield Probe(sizes=rng.permutation(np.arange(2, 40))[: depth + 1].tolist())
    yield Probe(sizes=[int(rng.integers(5, 20))] * 4)


def truth(p):
    """By making the arrays."""
    arrays = [(np.zeros((below, above)), np.zeros(above)) for below, above in pairwise(p.sizes)]
    return {"count": sum(W.size + b.size for W, b in arrays)}


def ask(p, count_parameters):
    """The count, as the student gets it."""
    return unpack(count_parameters(p.sizes), "count_parameters", "count")


def weights(sizes):
    """Connections only."""
    return sum(below * above for below, above in pairwise(sizes))


COUNT = Task(
    name="count_parameters",
    probes=probes,
    call=ask,
    truth=truth,
    tolerance=1e-12,
    wrong=(
        wrong("counts-weights-only", count=lambda p: weights(p.sizes)),
        wrong("counts-the-input-layer", count=lambda p: weights(p.sizes) + sum(p.sizes)),
        wrong("bias-for-every-input", count=lambda p: weights(p.sizes) + sum(p.sizes[:-1])),
        wrong("one-bias-per-layer", count=lambda p: weights(p.sizes) + len(p.sizes) - 1),
        wrong("misses-a-layer", count=lambda p: truth(Probe(sizes=p.sizes[:-1]))["count"]),
        wrong("misses-a-layer", count=lambda p: truth(Probe(sizes=p.sizes[1:]))["count"]),
        wrong("counts-units", count=lambda p: sum(p.sizes)),
        wrong("counts-units", count=lambda p: sum(p.sizes[1:])),
    ),
)

TASKS = (COUNT,)
