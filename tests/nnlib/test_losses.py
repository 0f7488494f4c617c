"""Losses: values known in closed form, scores far out, the factor 1/N."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.losses import (
    binary_cross_entropy_backward,
    binary_cross_entropy_forward,
    max_margin_backward,
    max_margin_forward,
    mean_squared_error_backward,
    mean_squared_error_forward,
    one_hot,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)
from pairs import PAIRS

NAMES = ("mean_squared_error", "binary_cross_entropy", "softmax_cross_entropy", "max_margin")
LOSSES = [pair for pair in PAIRS if pair.name in NAMES]
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


def test_one_hot():
    """If this fails, a target names another class, or is not a distribution."""
    assert_array_equal(one_hot(np.array([2, 0, 2]), 4), [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0]])
    assert one_hot(np.array([0, 1]), 2).dtype == float


def test_softmax_cross_entropy_against_one_hot():
    """If this fails, the loss is not the cross-entropy of one-hot targets, or its gradient not (p - y) / N."""
    scores, y = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5]]), np.array([0, 2])
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    loss, cache = softmax_cross_entropy_forward(scores, y)
    assert_allclose(loss, -(one_hot(y, 3) * np.log(p)).sum() / 2)
    assert_allclose(softmax_cross_entropy_backward(1.0, cache), (p - one_hot(y, 3)) / 2)


def test_mean_squared_error_worked_example():
    """If this fails, the mean is over the examples only, or a factor 1/2 has crept in."""
    loss, cache = mean_squared_error_forward(np.array([[1.0, 2.0, 3.0]]), np.array([[1.0, 0.0, 4.0]]))
    assert_allclose(loss, 5 / 3)
    assert_allclose(mean_squared_error_backward(3.0, cache), [[0, 4, -2]])


def test_binary_cross_entropy_worked_example():
    """If this fails, the loss is not in nats, or takes a 0 for a 1."""
    logits = np.log(np.array([1.0, 3.0, 3.0, 3.0]))  # p = 1/2, 3/4, 3/4, 3/4
    y = np.array([1.0, 1.0, 0.0, 0.25])
    loss, cache = binary_cross_entropy_forward(logits, y)
    by_hand = [np.log(2), np.log(4 / 3), np.log(4), 0.25 * np.log(4 / 3) + 0.75 * np.log(4)]
    assert_allclose(loss, np.mean(by_hand))
    assert_allclose(binary_cross_entropy_backward(8.0, cache), [-1, -0.5, 1.5, 1])


def test_binary_cross_entropy_is_that_of_two_classes():
    """If this fails, a sigmoid and a softmax over (0, z) do not have the same loss."""
    z, y = np.array([-3.0, 0.5, 2.0]), np.array([1, 0, 1])
    loss, _ = softmax_cross_entropy_forward(np.stack([np.zeros(3), z], axis=1), y)
    assert_allclose(binary_cross_entropy_forward(z, y)[0], loss, rtol=1e-12)


@pytest.mark.parametrize("y", [-0.5, 1.5, 2, np.nan])
def test_a_target_that_is_no_probability(y):
    """If this fails, labels such as -1 and 1 are taken for probabilities, and the loss has no lower bound."""
    with pytest.raises(ValueError, match=rf"^y holds {float(y)}, but should hold numbers from 0 to 1$"):
        binary_cross_entropy_forward(np.ones(3), np.array([0.0, y, 1.0]))


@pytest.mark.parametrize("y", [np.array([0.0, 1.0]), np.array([False, True])])
def test_classes_are_integers(y):
    """If this fails, the error for float labels does not say what is wrong, or booleans choose the wrong entries."""
    message = f"^y holds {y.dtype} numbers, but should hold integers, one class for each example$"
    for f in (lambda: softmax_cross_entropy_forward(np.ones((2, 2)), y), lambda: one_hot(y, 2)):
        with pytest.raises(TypeError, match=message):
            f()


@pytest.mark.parametrize("pair", [pair for pair in LOSSES if pair.name != "max_margin"], ids=str)
def test_single_precision_stays_single(pair):
    """If this fails, a loss turns all gradients of a network to double precision."""
    sizes = range(2, 1 + len(inspect.signature(pair.draw).parameters))
    arguments = pair.draw(np.random.default_rng(0), *sizes)
    single = {n: x.astype(np.float32) if np.ndim(x) and x.dtype == float else x for n, x in arguments.items()}
    loss, cache = pair.forward(**single)
    assert loss.dtype == np.float32
    assert all(grad.dtype == np.float32 for grad in pair.gradients(1.0, cache))


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
        (mean_squared_error_forward, [(3, 2), (3, 1)], "Y has shape (3, 1), but should have shape (N, M) = (3, 2)"),
        (mean_squared_error_forward, [(3,), (3,)], "Y_hat has shape (3,), but should have shape (N, M)"),
        (binary_cross_entropy_forward, [(3,), (3, 1)], "y has shape (3, 1), but should have shape (N,) = (3,)"),
        (binary_cross_entropy_forward, [(3, 1), (3,)], "logits has shape (3, 1), but should have shape (N,)"),
        (lambda y: one_hot(y, 2), [(3, 1)], "y has shape (3, 1), but should have shape (N,)"),
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
        (mean_squared_error_forward, (np.ones((0, 2)), np.ones((0, 2))), "Y_hat"),
        (binary_cross_entropy_forward, (np.ones(0), np.ones(0)), "logits"),
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
    with pytest.raises(IndexError, match=f"^y holds {y}, but should hold numbers from 0 to 1$"):
        one_hot(np.array([0, y, 1]), 2)
