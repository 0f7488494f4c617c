"""random_search: settings from random numbers that are handed over, and which of them is best."""

from itertools import product

import numpy as np

from grading.task import Probe, Task, Wrong, WrongForm, unpack

SIZES = ((5, 3, 0), (3, 3, 0), (1, 2, 0), (6, 2, 2))  # trials, hyper-parameters, trials that diverge
NAMES = ("rate", "l2", "units")
LOG, LINEAR = "log", "linear"
BEST, SCORES = "best", "scores"
DIVERGED = 7.0  # stands for NaN, which equals nothing


def probes(rng):
    """Hyper-parameters on both scales, and a score with one peak; in the last question some trials diverge."""
    for size in SIZES:
        while True:
            p = probe(rng, *size)
            if is_telling(scores_of(p, p.U)):
                break
        yield p


def probe(rng, n, d, diverging):
    """A question; the first trial diverges if any does."""
    ranges = {name: drawn_range(rng, name) for name in rng.permutation(NAMES)[:d].tolist()}
    U = rng.random((n, d))
    U[:, 0] = np.r_[np.sort(U[:, 0])[::-1][:diverging], rng.permutation(np.sort(U[:, 0])[::-1][diverging:])]
    numbers = {"names": list(ranges), "ends": np.array([ends[:2] for ends in ranges.values()]), "limit": np.inf,
               "peak": rng.uniform(0.2, 0.8, size=d), "weight": rng.uniform(0.5, 2, size=d)}
    p = Probe(numbers=numbers, ranges=ranges, U=U)
    if diverging:
        first = [settings(p, u)[0] for u in U]
        p.numbers["limit"] = (min(first[:diverging]) + max(first[diverging:])) / 2
    return p


def drawn_range(rng, name):
    """Ends and scale of a hyper-parameter."""
    if name == "units":
        low = rng.uniform(4, 9)
        return low, low + rng.uniform(20, 60), LINEAR
    low = 10.0 ** rng.uniform(-5, -3)
    return low, low * 10.0 ** rng.uniform(2, 4), LOG


def is_telling(scores):
    """Whether the best is neither the first nor the last of several."""
    return len(scores) == 1 or 0 < np.nanargmax(scores) < len(scores) - 1


def settings(p, u, scale=None):
    """Values from one row of random numbers, on another scale if one is given."""
    ends = [(low, high, scale or own) for low, high, own in p.ranges.values()]
    return np.array([low * (high / low) ** x if scale == LOG else low + (high - low) * x
                     for (low, high, scale), x in zip(ends, u)])


def scores_of(p, rows, scale=None):
    """What the notebook's score says of every row."""
    low, high = p.numbers["ends"].T
    values = np.array([settings(p, u, scale) for u in rows])
    place = np.log(values / low) / np.log(high / low)
    total = -np.sum(p.numbers["weight"] * (place - p.numbers["peak"]) ** 2, axis=1)
    return np.where(values[:, 0] > p.numbers["limit"], np.nan, total)


def searched(p, rows=lambda U: U, scale=None, choose=np.nanargmax):
    """A search, with one thing done differently."""
    scores = scores_of(p, rows(p.U), scale)
    return {BEST: settings(p, rows(p.U)[choose(scores)], scale), SCORES: np.nan_to_num(scores, nan=DIVERGED)}


def ask(p, random_search, make_score):
    """The student's best settings as a row of numbers, and all scores."""
    answer = unpack(random_search(make_score(p.numbers), p.ranges, p.U), "random_search", BEST, SCORES)
    best = answer[BEST]
    if not isinstance(best, dict) or set(best) != set(p.ranges):
        raise WrongForm("best should be a dict with a value for each name in ranges")
    try:
        scores = np.nan_to_num(np.array(answer[SCORES], dtype=float), nan=DIVERGED)
    except (TypeError, ValueError):
        raise WrongForm("scores should be a list of numbers") from None
    return {BEST: [best[name] for name in p.ranges], SCORES: scores}


def entry(name, **differently):
    """Misconception about one step of the search."""
    return Wrong(name, lambda p: searched(p, **differently))


SEARCH = Task(
    "random_search", probes, ask, searched,
    wrong=(
        entry("wrong-end", choose=np.nanargmin),
        entry("nan-wins", choose=np.argmax),
        entry("best-not-kept", choose=lambda scores: -1),
        entry("wrong-scale", scale=LINEAR),
        entry("wrong-scale", scale=LOG),
        entry("same-draw-for-all", rows=lambda U: np.repeat(U[:, :1], U.shape[1], axis=1)),
        entry("tries-a-grid", rows=lambda U: np.array(list(product(*U.T)))),
    ),
)

TASKS = (SEARCH,)
