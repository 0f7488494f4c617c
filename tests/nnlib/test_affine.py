"""The affine map, beyond what holds for every pair."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.affine import (
    affine_backward,
    affine_forward,
    layer_backward,
    layer_forward,
    neuron_backward,
    neuron_forward,
)
from pairs.affine import draw_affine


def test_worked_example():
    """If this fails, rows are not examples or columns are not units."""
    W = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]])
    Z, cache = affine_forward(np.array([[1.0, 2.0]]), W, np.array([5.0, 6.0, 7.0]))
    dX, dW, db = affine_backward(np.array([[1.0, 10.0, 100.0]]), cache)
    assert_array_equal(Z, [[6, 8, 7]])
    assert_array_equal(dX, [[201, -90]])
    assert_array_equal(dW, [[1, 10, 100], [2, 20, 200]])
    assert_array_equal(db, [1, 10, 100])


def test_every_copy_of_an_example_counts():
    """If this fails, a factor 1/N stands here and not in the loss."""
    rng = np.random.default_rng(0)
    X, W, b = draw_affine(rng, 4, 3, 2).values()
    dZ = rng.normal(size=(4, 2))
    once = affine_backward(dZ, affine_forward(X, W, b)[1])
    twice = affine_backward(np.tile(dZ, (2, 1)), affine_forward(np.tile(X, (2, 1)), W, b)[1])
    assert_allclose(twice[0], np.tile(once[0], (2, 1)))
    assert_allclose(twice[1], 2 * once[1])
    assert_allclose(twice[2], 2 * once[2])


def test_an_empty_batch_has_no_gradient():
    """If this fails, a layer cannot be given an empty selection of examples."""
    Z, cache = affine_forward(np.ones((0, 3)), np.ones((3, 2)), np.ones(2))
    dX, dW, db = affine_backward(Z, cache)
    assert dX.shape == (0, 3)
    assert_array_equal(dW, np.zeros((3, 2)))
    assert_array_equal(db, np.zeros(2))


@pytest.mark.parametrize(
    ("name", "shape", "message"),
    [
        ("X", (4,), "X has shape (4,), but should have shape (N, D)"),
        ("W", (2, 3), "W has shape (2, 3), but should have shape (D, M) = (3, ?)"),
        ("b", (1, 2), "b has shape (1, 2), but should have shape (M,) = (2,)"),
        ("b", (3,), "b has shape (3,), but should have shape (M,) = (2,)"),
        ("b", (), "b has shape (), but should have shape (M,) = (2,)"),
    ],
)
def test_a_wrong_shape_is_named(name, shape, message):
    """If this fails, broadcasting hides a wrong shape or the error does not say which."""
    with pytest.raises(ValueError) as error:
        affine_forward(**{**draw_affine(np.random.default_rng(0), 4, 3, 2), name: np.ones(shape)})
    assert str(error.value) == message


def test_a_transposed_upstream_gradient_is_named():
    """If this fails, backward does not say what its upstream gradient should have been."""
    _, cache = affine_forward(**draw_affine(np.random.default_rng(0), 4, 3, 2))
    with pytest.raises(ValueError, match=r"^dZ has shape \(2, 4\), but should have shape \(N, M\) = \(4, 2\)$"):
        affine_backward(np.ones((2, 4)), cache)


def test_a_neuron_worked_by_hand():
    """If this fails, the neuron of the notes, w = (2, -3), b = -3 at x = (-1, -2), has another value or gradient."""
    a, cache = neuron_forward(np.array([-1.0, -2.0]), np.array([2.0, -3.0]), -3.0)
    dx, dw, db = neuron_backward(1.0, cache)
    assert_allclose(a, 0.731, atol=5e-4)
    assert_allclose([*dx, *dw, db], [0.393, -0.590, -0.197, -0.393, 0.197], atol=5e-4)


def test_a_layer_is_neurons_side_by_side():
    """If this fails, column j of a layer is not neuron j, or its gradient not the sum over the batch."""
    rng = np.random.default_rng(0)
    X, W, b = draw_affine(rng, 4, 3, 2).values()
    dA = rng.normal(size=(4, 2))
    A, cache = layer_forward(X, W, b)
    dX, dW, db = layer_backward(dA, cache)
    neurons = [[neuron_forward(x, w, bias) for w, bias in zip(W.T, b)] for x in X]
    grads = [[neuron_backward(dA[n, m], neurons[n][m][1]) for m in range(2)] for n in range(4)]
    assert_allclose(A, [[a for a, _ in row] for row in neurons])
    assert_allclose(dX, [sum(dx for dx, _, _ in row) for row in grads])
    assert_allclose(dW, np.transpose([sum(row[m][1] for row in grads) for m in range(2)]))
    assert_allclose(db, [sum(row[m][2] for row in grads) for m in range(2)])


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((3, 1), (3,), ()), "x has shape (3, 1), but should have shape (D,)"),
        (((3,), (2,), ()), "w has shape (2,), but should have shape (D,) = (3,)"),
        (((3,), (3,), (1,)), "b has shape (1,), but should have shape ()"),
    ],
)
def test_a_neuron_has_one_example_and_one_bias(shapes, message):
    """If this fails, a neuron takes a batch or a row of biases, and returns something else than one number."""
    with pytest.raises(ValueError) as error:
        neuron_forward(*map(np.ones, shapes))
    assert str(error.value) == message


def test_a_neuron_names_its_upstream_gradient():
    """If this fails, the error speaks of the dA of the sigmoid, which the caller has never seen."""
    _, cache = neuron_forward(np.ones(3), np.ones(3), 1.0)
    with pytest.raises(ValueError, match=r"^da has shape \(1,\), but should have shape \(\)$"):
        neuron_backward(np.ones(1), cache)
