"""noise_distribution and sample_negatives: how likely each word is drawn as a negative, and the drawing."""

import numpy as np

from grading.task import Probe, Task, unpack, wrong

SIZES = ((7, 4, 3), (5, 5, 5), (3, 1, 2), (9, 6, 1))  # V, N, K
ANY, ENDS = "draws", "draws at the ends"
POWER = 0.75


def counted(rng):
    """Counts of words; in the second text one word does not occur."""
    for i, (V, _, _) in enumerate(SIZES):
        counts = rng.integers(2, 60, size=V)
        counts[rng.integers(V)] = 500
        if i == 1:
            counts[(np.argmax(counts) + 1) % V] = 0
        yield Probe(counts=counts)


def shares(p, weigh=lambda c: c**POWER, total=np.sum):
    """Weights over their sum."""
    weights = weigh(p.counts.astype(float))
    return weights / total(weights)


NOISE = Task(
    name="noise_distribution",
    probes=counted,
    call=lambda p, function: unpack(function(p.counts), "noise_distribution", "distribution"),
    truth=lambda p: {"distribution": shares(p)},
    wrong=(
        wrong("as-often-as-they-stand-there", distribution=lambda p: shares(p, lambda c: c)),
        wrong("all-words-alike", distribution=lambda p: shares(p, np.ones_like)),
        wrong("all-words-alike", distribution=lambda p: shares(p, lambda c: (c > 0).astype(float))),
        wrong("another-power", distribution=lambda p: shares(p, lambda c: c ** (1 / POWER))),
        wrong("another-power", distribution=lambda p: shares(p, lambda c: c**0.5)),
        wrong("another-power", distribution=lambda p: shares(p, lambda c: c**0.25)),
        wrong("does-not-add-up-to-one", distribution=lambda p: shares(p, lambda c: c) ** POWER),
        wrong("does-not-add-up-to-one", distribution=lambda p: p.counts**POWER / p.counts.sum()),
        wrong("does-not-add-up-to-one", distribution=lambda p: p.counts**POWER),
        wrong("does-not-add-up-to-one", distribution=lambda p: shares(p, total=np.max)),
    ),
)


def probes(rng, group):
    """Draws well inside the stretches; or 0 and the largest number below 1, with a first word that cannot come."""
    for V, N, K in SIZES:
        if group == ENDS:
            distribution, draws = at_the_ends(rng)
        else:
            distribution = rng.dirichlet(np.ones(V))
            while True:
                draws = rng.random((N, K))
                edges = np.cumsum(distribution)
                if np.abs(draws[..., None] - edges).min() > 1e-6 and (N == 1 or (draws > distribution[0]).any()):
                    break
        yield Probe(distribution=distribution, draws=draws)


def at_the_ends(rng):
    """Probabilities whose sum is rounded down a little, behind a word that is never drawn."""
    while True:
        distribution = np.append(0.0, rng.dirichlet(np.ones(6)))
        if np.cumsum(distribution)[-1] < 1:
            break
    draws = rng.uniform(0.1, 0.9, size=(3, 2))
    draws[0, 0], draws[2, 1] = 0.0, np.nextafter(1.0, 0.0)
    return distribution, draws


def drawn(p, first=0):
    """Which stretch of the unit interval each draw falls into, counted from some number."""
    edges = np.cumsum(p.distribution)
    inside = (p.draws[..., None] * edges[-1] >= edges).sum(axis=-1)
    return inside + first


def as_numpy_finds_them(p, side):
    """The edges searched as they are, without a look at the ends."""
    return np.searchsorted(np.cumsum(p.distribution), p.draws, side=side)


SAMPLE = Task(
    name="sample_negatives",
    probes=probes,
    call=lambda p, function: unpack(function(p.distribution, p.draws), "sample_negatives", "negatives"),
    truth=lambda p: {"negatives": drawn(p)},
    groups=(ANY, ENDS),
    wrong=(
        wrong("falls-off-the-end", negatives=lambda p: as_numpy_finds_them(p, "right")),
        wrong("draws-the-impossible", negatives=lambda p: as_numpy_finds_them(p, "left")),
        wrong("draws-the-impossible",
              negatives=lambda p: np.minimum(as_numpy_finds_them(p, "left"), len(p.distribution) - 1)),
        wrong("one-word-too-far", negatives=lambda p: drawn(p, first=1)),
        wrong("one-word-too-far", negatives=lambda p: drawn(p, first=-1)),
        wrong("probabilities-not-added-up", negatives=lambda p: np.searchsorted(p.distribution, p.draws)),
        wrong("probabilities-not-added-up",
              negatives=lambda p: np.searchsorted(p.distribution, p.draws, side="right")),
        wrong("ignores-the-probabilities", negatives=lambda p: (p.draws * len(p.distribution)).astype(int)),
        wrong("always-the-most-likely", negatives=lambda p: np.full(p.draws.shape, np.argmax(p.distribution))),
        wrong("one-row-for-all-pairs", negatives=lambda p: np.tile(drawn(p)[:1], (len(p.draws), 1))),
        wrong("loses-the-shape", negatives=lambda p: drawn(p).ravel()),
    ),
)

TASKS = (NOISE, SAMPLE)
