"""The softmax, beyond what holds for every pair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.activations import sigmoid_backward, sigmoid_forward
from nnlib.softmax import log_softmax_backward, log_softmax_forward, softmax_backward, softmax_forward

BOTH = [(softmax_forward, softmax_backward, "P"), (log_softmax_forward, log_softmax_backward, "log_P")]
both = pytest.mark.parametrize(("forward", "backward", "name"), BOTH, ids=["softmax", "log_softmax"])
scores = st.lists(st.floats(-1e4, 1e4), min_size=3, max_size=3)


@given(Z=scores)
def test_probabilities(Z):
    """If this fails, the softmax of some scores is not a distribution, or its gradient moves the sum."""
    with np.errstate(all="raise", under="ignore"):
        P, cache = softmax_forward(np.array([Z]))
        dZ = softmax_backward(np.array([[1.0, -2.0, 0.5]]), cache)
    assert (P >= 0).all()
    assert_allclose(P.sum(axis=1), 1, rtol=1e-14)
    assert_allclose(dZ.sum(axis=1), 0, atol=1e-14)


@given(Z=scores)
def test_log_softmax_is_the_logarithm(Z):
    """If this fails, the two softmaxes disagree, or far out the logarithm is not the scores' distance."""
    with np.errstate(all="raise", under="ignore"):
        log_P, cache = log_softmax_forward(np.array([Z]))
        dZ = log_softmax_backward(np.array([[1.0, -2.0, 0.5]]), cache)
    assert_allclose(np.exp(log_P), softmax_forward(np.array([Z]))[0], rtol=1e-12, atol=1e-300)
    assert_allclose(log_P - log_P[:, :1], np.array([Z]) - Z[0], rtol=1e-12, atol=1e-11)
    assert_allclose(dZ.sum(axis=1), 0, atol=1e-14)


def test_two_classes_are_a_sigmoid():
    """If this fails, the softmax over (z, 0) is not the sigmoid of z, or has another derivative."""
    z = np.linspace(-50, 50, 41)
    P, cache = softmax_forward(np.stack([z, np.zeros_like(z)], axis=1))
    A, sigmoid_cache = sigmoid_forward(z)
    assert_allclose(P[:, 0], A, rtol=1e-12)
    dZ = softmax_backward(np.stack([np.ones_like(z), np.zeros_like(z)], axis=1), cache)
    assert_allclose(dZ[:, 0], sigmoid_backward(np.ones_like(z), sigmoid_cache), rtol=1e-12)


@both
def test_rows_do_not_mix(forward, backward, name):
    """If this fails, one example changes the probabilities or the gradient of another."""
    rng = np.random.default_rng(0)
    Z, upstream = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    out, cache = forward(Z)
    dZ = backward(upstream, cache)
    for n in range(4):
        row, row_cache = forward(Z[[n]])
        assert_array_equal(row[0], out[n])
        assert_array_equal(backward(upstream[[n]], row_cache)[0], dZ[n])


@both
def test_equal_scores(forward, backward, name):
    """If this fails, a tie for the largest score gives one class more than the others, or one is counted twice."""
    out, cache = forward(np.full((2, 4), 700.0))
    assert_allclose(out, np.full((2, 4), 0.25 if name == "P" else -np.log(4)), rtol=1e-14)
    assert_allclose(backward(np.ones((2, 4)), cache), np.zeros((2, 4)), atol=1e-15)


@both
def test_single_precision_stays_single(forward, backward, name):
    """If this fails, the softmax turns a whole network to double precision."""
    Z = np.array([[1, 2, 3]], np.float32)
    out, cache = forward(Z)
    assert out.dtype == backward(Z, cache).dtype == np.float32


@both
def test_one_class_and_no_examples(forward, backward, name):
    """If this fails, the softmax breaks where there is nothing to choose, or nothing to choose for."""
    out, cache = forward(np.array([[3.0], [-2.0]]))
    assert_array_equal(out, [[1], [1]] if name == "P" else [[0], [0]])
    assert_array_equal(backward(np.ones((2, 1)), cache), [[0], [0]])
    out, cache = forward(np.ones((0, 3)))
    assert out.shape == backward(out, cache).shape == (0, 3)


@both
def test_a_wrong_shape_is_named(forward, backward, name):
    """If this fails, a single row is taken for a batch, or broadcasting hides a wrong upstream gradient."""
    with pytest.raises(ValueError, match=r"^Z has shape \(3,\), but should have shape \(N, C\)$"):
        forward(np.ones(3))
    with pytest.raises(ValueError, match=rf"^d{name} has shape \(1, 3\), but should have shape \(N, C\) = \(2, 3\)$"):
        backward(np.ones((1, 3)), forward(np.ones((2, 3)))[1])
