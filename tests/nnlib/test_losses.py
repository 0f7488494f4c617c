"""Losses: values known in closed form, scores far out, the factor 1/N."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.losses import (
    max_margin_backward,
    max_margin_forward,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)
from pairs import PAIRS

LOSSES = [pair for pair in PAIRS if pair.name in ("softmax_cross_entropy", "max_margin")]
every_loss = pytest.mark.parametrize("pair", LOSSES, ids=str)


@every_loss
@given(data=st.data())
def test_the_mean_does_not_count_copies(pair, data):
    """If this fails, the factor 1/N is missing, from the loss or from its gradient."""
    arguments = data.draw(pair.arguments())
    copied = {name: np.concatenate([x, x]) if np.ndim(x) else x for name, x in arguments.items()}
    (loss, cache), (same, copied_cache) = pair.forward(**arguments), pair.forward(**copied)
    assert_allclose(same, loss, rtol=1e-12, atol=1e-15)
    for grad, halves in zip(pair.gradients(1.0, cache), pair.gradients(1.0, copied_cache)):
        assert_allclose(halves, np.concatenate([grad, grad]) / 2, rtol=1e-12)


@every_loss
@given(data=st.data())
def test_a_loss_is_one_number_and_not_negative(pair, data):
    """If this fails, a loss has the wrong sign, or is an array."""
    loss, _ = pair.forward(**data.draw(pair.arguments()))
    assert isinstance(loss, float)
    assert loss >= 0


@pytest.mark.parametrize("C", [1, 2, 10])
def test_uniform_scores_cost_ln_C(C):
    """If this fails, the loss is not in nats, or the softmax is not normalised."""
    loss, _ = softmax_cross_entropy_forward(np.full((3, C), 4.2), np.zeros(3, dtype=int))
    assert_allclose(loss, np.log(C), atol=1e-15)


@given(scores=st.lists(st.floats(-1e4, 1e4), min_size=3, max_size=3), y=st.integers(0, 2))
def test_softmax_cross_entropy_far_out(scores, y):
    """If this fails, large scores give warnings, inf, NaN, or a gradient that does not sum to 0."""
    with np.errstate(all="raise", under="ignore"):
        loss, cache = softmax_cross_entropy_forward(np.array([scores]), np.array([y]))
        dscores = softmax_cross_entropy_backward(1.0, cache)
    assert np.isfinite(loss)
    assert_allclose(dscores.sum(axis=1), 0, atol=1e-15)
    assert (np.sign(dscores[0, y]) <= 0) and (np.delete(dscores[0], y) >= 0).all()


def test_softmax_cross_entropy_of_a_sure_mistake():
    """If this fails, a loss beyond the range of exp is clipped."""
    loss, cache = softmax_cross_entropy_forward(np.array([[1e4, -1e4]]), np.array([1]))
    assert loss == 2e4
    assert_array_equal(softmax_cross_entropy_backward(1.0, cache), [[1, -1]])


def test_softmax_cross_entropy_does_not_see_a_shift():
    """If this fails, adding one number to all scores of an example changes its loss."""
    scores, y = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 5.0]]), np.array([0, 2])
    shifted = softmax_cross_entropy_forward(scores + np.array([[1000.0], [-1000.0]]), y)[0]
    assert_allclose(shifted, softmax_cross_entropy_forward(scores, y)[0], rtol=1e-12)


def test_max_margin_worked_example():
    """If this fails, the margin is on the wrong side, or an example at the margin has a gradient."""
    s, s_corrupt = np.array([3.0, 1.0, 0.0, 2.0]), np.array([0.0, 0.0, 1.0, 1.5])
    loss, cache = max_margin_forward(s, s_corrupt)  # violations: -2, 0 (at the kink), 2, 0.5
    ds, ds_corrupt = max_margin_backward(1.0, cache)
    assert loss == 2.5 / 4
    assert_array_equal(ds, [0, 0, -0.25, -0.25])
    assert_array_equal(ds_corrupt, [0, 0, 0.25, 0.25])


@pytest.mark.parametrize(
    ("forward", "shapes", "message"),
    [
        (softmax_cross_entropy_forward, [(3, 2), (3, 1)], "y has shape (3, 1), but should have shape (N,) = (3,)"),
        (softmax_cross_entropy_forward, [(3,), (3,)], "scores has shape (3,), but should have shape (N, C)"),
        (max_margin_forward, [(3,), (3, 1)], "s_corrupt has shape (3, 1), but should have shape (N,) = (3,)"),
        (max_margin_forward, [(3, 1), (3,)], "s has shape (3, 1), but should have shape (N,)"),
    ],
)
def test_a_wrong_shape_is_named(forward, shapes, message):
    """If this fails, a column broadcast against a row gives a number that looks like a loss."""
    with pytest.raises(ValueError) as error:
        forward(*(np.zeros(shape, int) for shape in shapes))
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("forward", "arguments", "name"),
    [
        (softmax_cross_entropy_forward, (np.ones((0, 2)), np.zeros(0, int)), "scores"),
        (max_margin_forward, (np.ones(0), np.ones(0)), "s"),
    ],
)
def test_an_empty_batch_has_no_mean(forward, arguments, name):
    """If this fails, the mean of nothing is NaN, or a warning, instead of an error."""
    with pytest.raises(ValueError, match=f"^{name} has no rows, but a mean needs at least one example$"):
        forward(*arguments)


@pytest.mark.parametrize("y", [-1, 2])
def test_a_class_that_is_not_there(y):
    """If this fails, a class of -1 (padding, or off by one) counts as the last class."""
    with pytest.raises(IndexError, match=f"^y holds {y}, but should hold numbers from 0 to 1$"):
        softmax_cross_entropy_forward(np.ones((3, 2)), np.array([0, y, 1]))
