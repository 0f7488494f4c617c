"""Activations: values far out, at the kinks, and on arrays of any shape and type."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.activations import (
    ACTIVATIONS,
    elu_backward,
    elu_forward,
    gelu_forward,
    hard_tanh_backward,
    hard_tanh_forward,
    leaky_relu_backward,
    leaky_relu_forward,
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
    softsign_backward,
    softsign_forward,
    swish_forward,
    tanh_backward,
    tanh_forward,
)
from pairs import PAIRS

FAR = np.array([[-1e4, -800.0, 0.0, 800.0, 1e4]])
every_activation = pytest.mark.parametrize("pair", [p for p in PAIRS if p.name in ACTIVATIONS], ids=str)


def test_the_table_has_all_ten():
    """If this fails, an activation of Chapter 3 cannot be chosen by its name, or has another's backward pass."""
    names = "sigmoid tanh hard_tanh softsign relu leaky_relu elu softplus swish gelu".split()
    assert list(ACTIVATIONS) == names
    functions = [(f.__name__, g.__name__) for f, g in ACTIVATIONS.values()]
    assert functions == [(f"{name}_forward", f"{name}_backward") for name in names]


@every_activation
def test_far_out_nothing_overflows(pair):
    """If this fails, large pre-activations give warnings, inf or NaN."""
    for far in (FAR, FAR.astype(np.float32)):
        with np.errstate(all="raise", under="ignore"):
            A, cache = pair.forward(far)
            dZ = pair.backward(np.ones_like(far), cache)
        assert np.isfinite(A).all()
        assert np.isfinite(dZ).all()


@every_activation
@pytest.mark.parametrize("shape", [(), (3,), (0, 2), (2, 3, 4)])
def test_any_shape_goes(pair, shape):
    """If this fails, an activation is not applied entry by entry."""
    A, cache = pair.forward(np.full(shape, 0.5))
    dZ = pair.backward(np.ones(shape), cache)
    assert np.shape(A) == np.shape(dZ) == shape


@every_activation
def test_single_precision_stays_single(pair):
    """If this fails, one activation turns a whole network to double precision, and halves its speed."""
    Z = np.array([[-3.0, -0.5, 0.0, 0.5, 3.0]])
    A, cache = pair.forward(Z.astype(np.float32))
    dZ = pair.backward(np.ones_like(Z, np.float32), cache)
    assert A.dtype == dZ.dtype == np.float32
    assert_allclose(A, pair.forward(Z)[0], rtol=1e-5)
    assert_allclose(dZ, pair.backward(np.ones_like(Z), pair.forward(Z)[1]), rtol=1e-5)


@every_activation
def test_whole_numbers_are_numbers(pair):
    """If this fails, pre-activations that happen to be integers are computed in whole numbers."""
    Z = np.array([[-2, 0, 1]])
    A, cache = pair.forward(Z)
    dA = np.full(Z.shape, 0.5)
    assert A.dtype == float
    assert_array_equal(A, pair.forward(Z.astype(float))[0])
    assert_array_equal(pair.backward(dA, cache), pair.backward(dA, pair.forward(Z.astype(float))[1]))


@every_activation
def test_an_upstream_gradient_is_not_broadcast(pair):
    """If this fails, one row of upstream gradient silently serves for all."""
    _, cache = pair.forward(np.ones((3, 2)))
    with pytest.raises(ValueError, match=r"^dA has shape \(1, 2\), but should have the shape of A, \(3, 2\)$"):
        pair.backward(np.ones((1, 2)), cache)


def test_sigmoid_far_out():
    """If this fails, a saturated sigmoid does not reach 0 and 1, or lets a gradient through."""
    A, cache = sigmoid_forward(FAR)
    assert_array_equal(A, [[0, 0, 0.5, 1, 1]])
    assert_array_equal(sigmoid_backward(np.ones_like(FAR), cache), [[0, 0, 0.25, 0, 0]])


def test_sigmoid_keeps_a_gradient_where_it_rounds_to_1():
    """If this fails, a neuron that is sure of itself cannot change its mind."""
    A, cache = sigmoid_forward(np.array([40.0]))
    assert A == 1
    assert_allclose(sigmoid_backward(np.ones(1), cache), np.exp(-40), rtol=1e-12)


@pytest.mark.parametrize(
    "forward", [tanh_forward, hard_tanh_forward, softsign_forward], ids=["tanh", "hard_tanh", "softsign"]
)
def test_odd_functions(forward):
    """If this fails, an activation that should be zero-centred is not symmetric around 0."""
    Z = np.linspace(0, 5, 11)
    A, _ = forward(Z)
    assert_array_equal(forward(-Z)[0], -A)
    assert (np.abs(A) <= 1).all()


def test_tanh_is_a_sigmoid():
    """If this fails, tanh(z) = 2 sigmoid(2z) - 1 does not hold."""
    Z = np.linspace(-5, 5, 21)
    assert_allclose(tanh_forward(Z)[0], 2 * sigmoid_forward(2 * Z)[0] - 1, atol=1e-15)
    assert_array_equal(tanh_backward(np.full(1, 3.0), tanh_forward(np.zeros(1))[1]), [3])


def test_softsign_worked_example():
    """If this fails, softsign has the derivative that some notes print, -11.1 at z = -0.7."""
    A, cache = softsign_forward(np.array([-0.7, 0.0, 3.0]))
    assert_allclose(A, [-0.7 / 1.7, 0, 0.75])
    assert_allclose(softsign_backward(np.ones(3), cache), [1 / 1.7**2, 1, 1 / 16])


def test_hard_tanh_at_its_kinks():
    """If this fails, hard tanh is 0 between -1 and 1 (as some notes print), or its gradient at a kink is not 0."""
    A, cache = hard_tanh_forward(np.array([-3.0, -1.0, -0.5, 0.0, 0.99, 1.0, 2.0]))
    assert_array_equal(A, [-1, -1, -0.5, 0, 0.99, 1, 1])
    assert_array_equal(hard_tanh_backward(np.full(7, 7.0), cache), [0, 0, 7, 7, 7, 0, 0])


def test_relu_at_its_kink():
    """If this fails, the convention that the gradient is 0 at Z = 0 is broken, for 0.0 or for -0.0."""
    Z = np.array([[-1.0, -0.0, 0.0, 1.0]])
    A, cache = relu_forward(Z)
    assert_array_equal(A, [[0, 0, 0, 1]])
    assert_array_equal(relu_backward(np.full_like(Z, 7.0), cache), [[0, 0, 0, 7]])


def test_leaky_relu_at_its_kink():
    """If this fails, the leak is not 0.01 if nobody says so, or the gradient at Z = 0 is not the leak's."""
    Z = np.array([-2.0, -0.0, 0.0, 3.0])
    for slope, settings in ((0.01, {}), (0.5, {"slope": 0.5})):
        A, cache = leaky_relu_forward(Z, **settings)
        assert_array_equal(A, [-2 * slope, 0, 0, 3])
        assert_array_equal(leaky_relu_backward(np.full(4, 7.0), cache), [7 * slope, 7 * slope, 7 * slope, 7])


def test_elu_at_its_kink():
    """If this fails, ELU does not level off at -1 if nobody says so, or its gradient at Z = 0 is not alpha."""
    Z = np.array([-1e4, -0.0, 0.0, 3.0])
    for alpha, settings in ((1, {}), (2, {"alpha": 2.0})):
        A, cache = elu_forward(Z, **settings)
        assert_array_equal(A, [-alpha, 0, 0, 3])
        assert_array_equal(elu_backward(np.full(4, 7.0), cache), [0, 7 * alpha, 7 * alpha, 7])


@pytest.mark.parametrize(("forward", "z", "a"), [(swish_forward, -1.278, -0.278), (gelu_forward, -0.752, -0.170)])
def test_smallest_values(forward, z, a):
    """If this fails, the dip below 0 is not where the documentation says."""
    Z = np.linspace(-4, 4, 8001)
    A, _ = forward(Z)
    assert_allclose([Z[A.argmin()], A.min()], [z, a], atol=6e-4)
