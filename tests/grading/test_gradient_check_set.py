"""Problem set 7: what the notebook makes of numbers, the grader knows; a lazy checker earns nothing."""

import importlib

import numpy as np
import pytest

from grading.checks import check
from nnlib.gradcheck import relative_error
from tests.play import grade_ids, solution_notebook

NAME = "07_gradient_check"
SECRETS = range(1, 8)


def module(name):
    """A part of the problem set."""
    return importlib.import_module(f"grading.problem_sets.{NAME}.{name}")


@pytest.fixture(scope="module")
def given():
    """What the notebook's given cell defines."""
    namespace = {"np": np}
    exec(grade_ids(solution_notebook(NAME), "locked")["given-functions"].source, namespace)
    return namespace


def questions(part, task):
    """Questions of a task, of every group."""
    return [p for group in getattr(module(part), task).questions(3).values() for p in group]


def test_students_measure_the_function_that_the_grader_knows(given):
    """The grader would ask about one function and know the slopes of another."""
    asked = [*questions("numerical", "NUMERICAL"), *questions("steps", "BEST"), *questions("checker", "CHECK")]
    for p in asked:
        theirs, ours = given["make_function"](p.recipe), module("recipes").reference(p.recipe)
        assert theirs(p.x) == pytest.approx(ours(p.x), rel=1e-12, abs=0)


def test_right_gradients_are_those_of_the_function(given):
    """A right gradient would be wrong: a checker that sees it would lose points."""
    for p in questions("checker", "CHECK"):
        f, steps = given["make_function"](p.recipe), 1e-8 * np.eye(p.x.size).reshape(-1, *p.x.shape)
        measured = np.reshape([(f(p.x + e) - f(p.x - e)) / 2e-8 for e in steps], p.x.shape)
        noise = 1e-7 * (1 + abs(f(p.x)))
        assert relative_error(p.right, measured) < 1e-6 or np.abs(p.right - measured).max() < noise, p.about
        if not p.is_right:
            assert p.gradient.shape != p.right.shape or not relative_error(p.gradient, p.right) < 1e-4, p.about


def test_layers_are_those_that_the_grader_knows(given):
    """A pass would count as wrong that is right."""
    layers, rng = module("layers"), np.random.default_rng(0)
    for p in questions("hunt", "HUNT"):
        for name, recipe in p.recipes.items():
            forward, backward = given["make_layer"](recipe)
            A, cache = forward(**p.arguments[name])
            dA = rng.normal(size=A.shape)
            ours = layers.gradients(recipe, **p.arguments[name], dA=dA)
            assert all(np.allclose(a, b) for a, b in zip(backward(dA, cache), ours))
            assert module("hunt").differs(p, name, dA, slice(0, 3), 1e-4) == bool(p.faults[name]), p.faults[name]


@pytest.mark.parametrize("says", [True, False])
@pytest.mark.parametrize("seed", SECRETS)
def test_a_constant_verdict_earns_nothing(says, seed, given, capsys):
    """A checker that never alarms, or always, would earn points."""
    assert check(f"{NAME}.check_gradient", lambda *_: says, given["make_function"], points=17, seed=seed) == 0
    bugs = [] if says else list("abcde")
    assert check(f"{NAME}.find_the_bugs", lambda passes: bugs, given["make_layer"], points=12, seed=seed) == 0


def test_a_function_that_was_tampered_with_helps_nobody(capsys):
    """Points would be had for a simpler function than the one that was asked about."""
    def centred(f, x, h):
        steps = h * np.eye(x.size).reshape(-1, *x.shape)
        return np.reshape([(f(x + e) - f(x - e)) / (2 * h) for e in steps], x.shape)

    assert check(f"{NAME}.numerical_gradient", centred, lambda numbers: np.sum, points=12, seed=5) == 0
