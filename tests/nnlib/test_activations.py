"""Activations: values far out, at the kink, and on arrays of any shape."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.activations import relu_backward, relu_forward, sigmoid_backward, sigmoid_forward, tanh_forward
from pairs import PAIRS

FAR = np.array([[-1e4, -800.0, 0.0, 800.0, 1e4]])
every_activation = pytest.mark.parametrize("pair", [p for p in PAIRS if p.name in ("sigmoid", "tanh", "relu")], ids=str)


@every_activation
def test_far_out_nothing_overflows(pair):
    """If this fails, large pre-activations give warnings, inf or NaN."""
    with np.errstate(all="raise", under="ignore"):
        A, cache = pair.forward(FAR)
        dZ = pair.backward(np.ones_like(FAR), cache)
    assert np.isfinite(A).all()
    assert np.isfinite(dZ).all()


@every_activation
@pytest.mark.parametrize("shape", [(), (3,), (0, 2), (2, 3, 4)])
def test_any_shape_goes(pair, shape):
    """If this fails, an activation is not applied entry by entry."""
    A, cache = pair.forward(np.full(shape, 0.5))
    dZ = pair.backward(np.ones(shape), cache)
    assert np.shape(A) == np.shape(dZ) == shape


def test_sigmoid_is_precise_in_both_tails():
    """If this fails, small probabilities are rounded to 0, and their logarithm to -inf."""
    A, _ = sigmoid_forward(np.array([-700.0, -30.0, 0.0, 30.0]))
    assert_allclose(A, [np.exp(-700), 1 / (1 + np.exp(30)), 0.5, 1 / (1 + np.exp(-30))], rtol=1e-12)


def test_sigmoid_saturates_without_a_gradient():
    """If this fails, a saturated sigmoid lets a gradient through."""
    A, cache = sigmoid_forward(FAR)
    assert_array_equal(A, [[0, 0, 0.5, 1, 1]])
    assert_array_equal(sigmoid_backward(np.ones_like(FAR), cache), [[0, 0, 0.25, 0, 0]])


def test_tanh_is_odd():
    """If this fails, tanh is not symmetric around 0."""
    Z = np.linspace(0, 5, 11)
    assert_array_equal(tanh_forward(-Z)[0], -tanh_forward(Z)[0])


def test_relu_at_its_kink():
    """If this fails, the convention that the gradient is 0 at Z = 0 is broken, for 0.0 or for -0.0."""
    Z = np.array([[-1.0, -0.0, 0.0, 1.0]])
    A, cache = relu_forward(Z)
    assert_array_equal(A, [[0, 0, 0, 1]])
    assert_array_equal(relu_backward(np.full_like(Z, 7.0), cache), [[0, 0, 0, 7]])


@every_activation
def test_an_upstream_gradient_is_not_broadcast(pair):
    """If this fails, one row of upstream gradient silently serves for all."""
    _, cache = pair.forward(np.ones((3, 2)))
    with pytest.raises(ValueError, match=r"^dA has shape \(1, 2\), but should have the shape of A, \(3, 2\)$"):
        pair.backward(np.ones((1, 2)), cache)
