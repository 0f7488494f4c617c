"""Hyper-parameter search."""

import math

import numpy as np
import pytest

from nnlib.search import Trial, choice, grid_search, log_uniform, random_search, uniform

DISTRIBUTIONS = {"x": uniform(-1, 1), "k": choice("abc")}


def test_a_grid_is_every_combination():
    """If this fails, combinations are missing or tried twice."""
    best, trials = grid_search(lambda x, k: x * k, {"x": [1, 2, 3], "k": [10, -10]})
    assert [tuple(t.settings.values()) for t in trials] == [(1, 10), (1, -10), (2, 10), (2, -10), (3, 10), (3, -10)]
    assert [t.score for t in trials] == [10, -10, 20, -20, 30, -30]
    assert best == Trial({"x": 3, "k": 10}, 30)


def test_random_search_tries_n_settings():
    """If this fails, trials are lost, or the best is not the best."""
    best, trials = random_search(lambda x, k: -abs(x - 0.5), DISTRIBUTIONS, 50, np.random.default_rng(0))
    assert len(trials) == 50
    assert best.score == max(t.score for t in trials)
    assert all(t.score == -abs(t.settings["x"] - 0.5) for t in trials)


def test_random_search_is_reproducible():
    """If this fails, a search cannot be repeated, or a longer one tries other settings first."""

    def settings(n, seed=0):
        return [t.settings for t in random_search(lambda x, k: x, DISTRIBUTIONS, n, np.random.default_rng(seed))[1]]

    assert settings(5) == settings(8)[:5]
    assert settings(5) != settings(5, seed=1)


def test_the_picture_of_grid_and_random_search():
    """If this fails, random search has no advantage where only one hyper-parameter matters."""
    rng = np.random.default_rng(0)
    on_grid, at_random = [], []
    for best_x in rng.random(200):

        def score(x, y, best_x=best_x):
            return -abs(x - best_x)

        best_of_grid, grid_trials = grid_search(score, {"x": [0.0, 0.5, 1.0], "y": [0.0, 0.5, 1.0]})
        best_of_random, random_trials = random_search(score, {"x": uniform(0, 1), "y": uniform(0, 1)}, 9, rng)
        assert len(grid_trials) == len(random_trials) == 9
        assert len({t.settings["x"] for t in grid_trials}) == 3
        assert len({t.settings["x"] for t in random_trials}) == 9
        on_grid.append(best_of_grid.score)
        at_random.append(best_of_random.score)
    advantage = np.subtract(at_random, on_grid)
    assert advantage.mean() > 4 * advantage.std() / np.sqrt(200)


def test_of_equal_scores_the_first_is_best():
    """If this fails, the result of a search depends on more than its settings."""
    assert grid_search(lambda x: 0, {"x": [3, 1, 2]})[0].settings == {"x": 3}


def test_nan_is_never_best():
    """If this fails, a run that diverged wins the search."""
    scores = {1: math.nan, 2: -5.0, 3: math.nan}
    assert grid_search(lambda x: scores[x], {"x": [1, 2, 3]})[0].settings == {"x": 2}
    assert math.isnan(grid_search(lambda x: math.nan, {"x": [1]})[0].score)


@pytest.mark.parametrize(
    ("distribution", "cdf", "low", "high"),
    [
        (uniform, lambda x: (x + 2) / 5, -2, 3),
        (log_uniform, lambda x: (np.log10(x) + 4) / 5, 1e-4, 10),
    ],
)
def test_distributions(distribution, cdf, low, high):
    """If this fails, some values are tried more often than they should be."""
    rng, draw = np.random.default_rng(0), distribution(low, high)
    values = np.sort([draw(rng) for _ in range(4000)])
    assert low <= values[0] < values[-1] <= high
    kolmogorov = np.abs(cdf(values) - (np.arange(4000) + 0.5) / 4000).max()
    assert kolmogorov < 1.95 / np.sqrt(4000)  # the quantile for 1 in 1000


def test_choice_gives_every_value_as_often():
    """If this fails, a value is never tried, or comes back as something else."""
    rng, draw = np.random.default_rng(0), choice(["relu", None, 3])
    drawn = [draw(rng) for _ in range(3000)]
    for value in ("relu", None, 3):
        count = sum(d is value or d == value for d in drawn)
        assert abs(count - 1000) < 4 * np.sqrt(3000 * 1 / 3 * 2 / 3)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: uniform(1, 1), "a is 1, but should be below b, 1"),
        (lambda: log_uniform(2, 1), "a is 2, but should be below b, 1"),
        (lambda: log_uniform(0, 1), "a is 0, but should be above 0: it has no logarithm"),
        (lambda: choice([]), "values is empty, but should hold at least one"),
        (
            lambda: grid_search(lambda x: 0, {"x": []}),
            "grid leaves nothing to try, but should give at least one trial",
        ),
        (
            lambda: random_search(lambda x: 0, {"x": uniform(0, 1)}, 0, np.random.default_rng(0)),
            "n leaves nothing to try, but should give at least one trial",
        ),
    ],
)
def test_impossible_searches_are_named(make, message):
    """If this fails, a search without trials is an obscure error."""
    with pytest.raises(ValueError) as error:
        make()
    assert str(error.value) == message
