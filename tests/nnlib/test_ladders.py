"""The steps of the checker, one by one. Who changes one has to run benchmarks/gradient_check_detection.py again."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib._ladders import along_directions, by_complex_step, by_entry, nearest


def test_steps_along_an_entry():
    """If this fails, a step is missing, or they are not tried in the order of the committed table."""
    seen = []
    list(by_entry(lambda x: seen.append(float(x)) or 0.0, np.array(0.0)))
    assert seen == [1e-5, -1e-5, 1e-6, -1e-6, 1e-4, -1e-4, 0.0, 1e-8, 0.0, -1e-8]


def test_the_complex_step_is_one_rung():
    """If this fails, a slope that is exact is measured again."""
    assert_array_equal(list(by_complex_step(lambda x: x * x, np.array(3.0))), [6.0])


def never(a, n):
    """Accept nothing."""
    return False


def test_the_ladder_ends_with_the_first_rung_that_agrees():
    """If this fails, steps are tried that are not needed, or one that is needed is not."""
    a, seen = np.zeros(1), []

    def accepts(a, n):
        seen.append((a[0], n[0]))
        return n[0] == 2

    assert nearest(np.array([[3.0], [2.0], [1.0]]), a, accepts) == [2]
    assert seen == [(0, 3), (0, 2)]


@pytest.mark.parametrize(
    ("rungs", "a", "expected"),
    [
        ([1.0, 4.0], 2.0, 1.0),
        ([1.0, -4.0], -2.0, -4.0),
        ([-1.0, 2.0], 3.0, 2.0),
        ([4.0, 1.0, 2.5], 2.0, 2.5),
        ([1.0, 3.0], 2.0, 1.0),
        ([np.nan, 9.0], 2.0, 9.0),
        ([9.0, np.nan], 2.0, 9.0),
    ],
)
def test_of_all_rungs_the_nearest_counts(rungs, a, expected):
    """If this fails, a later step takes the place of a better one, or does not take that of a worse one or of NaN."""
    assert nearest(np.reshape(rungs, (-1, 1)), np.array([a]), never) == [expected]


def test_each_entry_has_its_own_nearest_rung():
    """If this fails, an entry that only a short step gets right and one that only a long step does fail together."""
    assert_array_equal(nearest(np.array([[1.0, 9.0], [9.0, 2.0]]), np.array([1.0, 2.0]), never), [1, 2])


def test_a_wrong_shape_is_measured_once():
    """If this fails, a gradient of the wrong shape is broadcast."""
    assert_array_equal(nearest(np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros(1), never), [1, 2])


def test_steps_along_directions():
    """If this fails, a step along directions is missing, or they are not tried in the order of the committed table."""
    seen = []
    x = {"x": np.zeros(())}
    along_directions(lambda x: seen.append(abs(float(x["x"]))) or 0.0, x, x, np.random.default_rng(0), 1, never)
    assert_allclose(seen[::2], [1e-6, 1e-5, 1e-7, 1e-8, 1e-9], rtol=1e-15)
    assert seen[::2] == seen[1::2]


@pytest.mark.parametrize("complex_step", [False, True])
def test_slopes_along_directions_are_analytic_first(complex_step):
    """If this fails, measured slopes are taken for those of the gradient, or slopes of some arrays are left out."""
    x = {"W": np.ones((2, 3)), "b": np.ones(2)}
    twice, rng = {"W": np.full((2, 3), 4.0), "b": np.full(2, 2.0)}, np.random.default_rng(0)
    a, n = along_directions(
        lambda x: np.sum(2 * x["W"]) + np.sum(x["b"]), twice, x, rng, 5, never, complex_step=complex_step
    )
    assert a.shape == n.shape == (5,)
    assert a.any()
    assert_allclose(a, 2 * n, rtol=1e-6)


def test_directions_follow_the_generator():
    """If this fails, the table of the benchmark no longer follows from its seeds."""
    one = {"x": np.ones(())}
    a, _ = along_directions(lambda x: x["x"], one, one, np.random.default_rng(0), 8, never)
    assert_array_equal(a, [1, 1, 1, 1, 1, -1, 1, -1])
