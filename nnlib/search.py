"""Hyper-parameter search: try settings, keep the best.

With two hyper-parameters of which one matters, a grid of nine trials tries three values of it, a random search nine.
"""

from itertools import product
from math import isnan
from typing import NamedTuple


class Trial(NamedTuple):
    """Settings that were tried, and how well they did.

    Parameters
    ----------
    settings : dict of str to object
        One value for each hyper-parameter.
    score : float
        More is better.

    References
    ----------
    Chapter 8, "Looking for good settings".
    """

    settings: dict
    score: float


def grid_search(score, grid):
    """Try every combination of the values listed for each hyper-parameter.

    Parameters
    ----------
    score : callable
        ``score(**settings)`` returns a number, of which more is better, such as the accuracy on a validation set;
        NaN is worse than any other.
    grid : dict of str to sequence
        The values to try, by name.

    Returns
    -------
    best : Trial
        The one with the highest score; the first of several.
    trials : list of Trial
        All of them, in the order of the grid; the last hyper-parameter changes fastest.

    Raises
    ------
    ValueError
        If there is nothing to try.

    References
    ----------
    Chapter 8, "Looking for good settings"; Bergstra and Bengio (2012).

    Examples
    --------
    >>> best, trials = grid_search(lambda x, y: -(x**2) - y, {"x": [-1, 0, 2], "y": [1, 5]})
    >>> best, len(trials)
    (Trial(settings={'x': 0, 'y': 1}, score=-1), 6)
    """
    settings = (dict(zip(grid, values)) for values in product(*grid.values()))
    return _try(score, settings, "grid")


def random_search(score, distributions, n, rng):
    """Try ``n`` settings, every hyper-parameter drawn from its distribution, independently of the others.

    Parameters
    ----------
    score : callable
        As for `grid_search`.
    distributions : dict of str to callable
        By name; each takes a `numpy.random.Generator` and returns a value: `uniform`, `log_uniform`, `choice`.
    n : int
        Number of trials, at least 1.
    rng : numpy.random.Generator
        Draws the settings. Fewer trials from the same seed are the first of more.

    Returns
    -------
    best : Trial
        The one with the highest score; the first of several.
    trials : list of Trial
        All of them, in the order in which they were drawn.

    Raises
    ------
    ValueError
        If there is nothing to try.

    References
    ----------
    Chapter 8, "Looking for good settings"; Bergstra and Bengio (2012).
    """
    settings = ({name: draw(rng) for name, draw in distributions.items()} for _ in range(n))
    return _try(score, settings, "n")


def uniform(a, b):
    """Every number from a to b equally likely.

    Parameters
    ----------
    a : float
        Lower end.
    b : float
        Upper end.

    Returns
    -------
    draw : callable
        ``draw(rng)`` returns a number.

    Raises
    ------
    ValueError
        If a is not below b.

    References
    ----------
    Chapter 8, "Looking for good settings"; Bergstra and Bengio (2012).
    """
    _require_below(a, b)
    return lambda rng: a + (b - a) * rng.random()


def log_uniform(a, b):
    """Every power from a to b equally likely: 0.001 to 0.01 as often as 0.1 to 1.

    Parameters
    ----------
    a : float
        Lower end, above 0.
    b : float
        Upper end.

    Returns
    -------
    draw : callable
        ``draw(rng)`` returns a number.

    Raises
    ------
    ValueError
        If a is not above 0 or not below b.

    References
    ----------
    Chapter 8, "Looking for good settings": eq-reg-log-uniform; Bergstra and Bengio (2012).
    """
    _require_below(a, b)
    if not a > 0:
        raise ValueError(f"a is {a}, but should be above 0: it has no logarithm")
    return lambda rng: a * (b / a) ** rng.random()


def choice(values):
    """Every value of a list equally likely.

    Parameters
    ----------
    values : sequence
        Of anything.

    Returns
    -------
    draw : callable
        ``draw(rng)`` returns one of the values.

    Raises
    ------
    ValueError
        If there is none.

    References
    ----------
    Chapter 8, "Looking for good settings"; Bergstra and Bengio (2012).
    """
    values = list(values)
    if not values:
        raise ValueError("values is empty, but should hold at least one")
    return lambda rng: values[rng.integers(len(values))]


def _try(score, settings, name):
    trials = [Trial(s, score(**s)) for s in settings]
    if not trials:
        raise ValueError(f"{name} leaves nothing to try, but should give at least one trial")
    best = max(trials, key=lambda trial: float("-inf") if isnan(trial.score) else trial.score)
    return best, trials


def _require_below(a, b):
    if not a < b:
        raise ValueError(f"a is {a}, but should be below b, {b}")
