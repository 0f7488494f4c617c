"""Problem set 9: chance refuses nobody, and a spread that is a little off is noticed."""

import numpy as np
import pytest

from grading.checks import check

NAME = "09_initialization"
RECIPES = {
    "xavier_uniform": lambda D, M, rng: rng.uniform(-1, 1, (D, M)) * np.sqrt(6 / (D + M)),
    "xavier_normal": lambda D, M, rng: rng.normal(size=(D, M)) * np.sqrt(2 / (D + M)),
    "he_normal": lambda D, M, rng: rng.normal(size=(D, M)) * np.sqrt(2 / D),
}


@pytest.mark.parametrize("name", RECIPES)
def test_chance_refuses_no_right_solution(name, capsys):
    """A student would lose points by bad luck: here a hundred questions of each kind come out right."""
    for seed in range(1, 26):
        assert check(f"{NAME}.{name}", RECIPES[name], np.random.default_rng, points=7, seed=seed) == 7


@pytest.mark.parametrize("factor", [0.95, 1.05])
@pytest.mark.parametrize("name", RECIPES)
def test_five_per_cent_are_noticed(name, factor, capsys):
    """The tolerance would be so wide that a wrong spread is right."""
    def off(D, M, rng):
        return factor * RECIPES[name](D, M, rng)

    for seed in range(1, 6):
        assert check(f"{NAME}.{name}", off, np.random.default_rng, points=7, seed=seed) < 2
