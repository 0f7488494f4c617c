"""The multilayer perceptron, beyond what holds for every pair."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.affine import affine_forward
from nnlib.mlp import (
    ACTIVATIONS,
    collapse_linear_layers,
    count_parameters,
    mlp_backward,
    mlp_forward,
    mlp_init,
)

X = np.random.default_rng(1).normal(size=(5, 3))


def network(*sizes, seed=0):
    """Parameters with biases that are not zero."""
    rng = np.random.default_rng(seed)
    return [{**layer, "b": rng.normal(size=layer["b"].shape)} for layer in mlp_init(sizes, rng)]


def test_initial_weights_have_variance_one_over_D():
    """If this fails, activations grow or shrink from layer to layer."""
    params = mlp_init((400, 300, 200), np.random.default_rng(0))
    assert [layer["W"].shape for layer in params] == [(400, 300), (300, 200)]
    assert_allclose([layer["W"].var() for layer in params], [1 / 400, 1 / 300], rtol=0.02)
    for layer, M in zip(params, (300, 200)):
        assert_array_equal(layer["b"], np.zeros(M))


def test_initial_weights_depend_only_on_the_generator():
    """If this fails, a seed does not reproduce a network, or layers repeat each other."""
    one, same, other = (mlp_init((3, 3, 3), np.random.default_rng(seed)) for seed in (0, 0, 1))
    assert_array_equal(one[0]["W"], same[0]["W"])
    assert (one[0]["W"] != other[0]["W"]).all()
    assert (one[0]["W"] != one[1]["W"]).all()


def test_initial_weights_are_those_of_the_book():
    """If this fails, the numbers printed in the chapters are no longer those of the library."""
    rng = np.random.default_rng(0)
    expected = [rng.normal(0, 1 / np.sqrt(D), (D, M)) for D, M in ((3, 4), (4, 2))]
    params = mlp_init((3, 4, 2), np.random.default_rng(0))
    for layer, W in zip(params, expected, strict=True):
        assert_array_equal(layer["W"], W)


def test_an_initialiser_can_be_given():
    """If this fails, a network cannot be initialised in another way, layer by layer, from the same generator."""
    asked = []

    def init(fan_in, fan_out, rng):
        asked.append((fan_in, fan_out, rng))
        return np.full((fan_in, fan_out), 7.0)

    rng = np.random.default_rng(0)
    params = mlp_init((3, 4, 2), rng, init=init)
    assert asked == [(3, 4, rng), (4, 2, rng)]
    for layer, D, M in zip(params, (3, 4), (4, 2), strict=True):
        assert_array_equal(layer["W"], np.full((D, M), 7.0), strict=True)
        assert_array_equal(layer["b"], np.zeros(M), strict=True)


@pytest.mark.parametrize(("sizes", "count"), [((3, 4, 2), 26), ((2, 1), 3), ((20, 8, 1), 177), ((5,), 0)])
def test_count_parameters(sizes, count):
    """If this fails, biases are not counted, or the input layer is."""
    assert count_parameters(sizes) == count
    params = mlp_init(sizes, np.random.default_rng(0))
    assert count_parameters(sizes) == sum(array.size for layer in params for array in layer.values())


@pytest.mark.parametrize("sizes", [(3, 2), (3, 4, 2), (3, 6, 5, 2)])
def test_linear_layers_collapse(sizes):
    """If this fails, a deep network without activations is not the one affine map that it is said to be."""
    params = network(*sizes)
    Z = X
    for layer in params:
        Z = Z @ layer["W"] + layer["b"]
    W, b = collapse_linear_layers(params)
    assert W.shape == (3, 2)
    assert_allclose(X @ W + b, Z, rtol=1e-12)
    W[...], b[...] = np.nan, np.nan
    assert all(np.isfinite(array).all() for layer in params for array in layer.values())


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ({"W": np.ones((3, 2)), "b": np.ones(2)}, "W has shape (3, 2), but should have shape (D, M) = (4, ?)"),
        ({"W": np.ones((4, 2)), "b": np.ones(1)}, "b has shape (1,), but should have shape (M,) = (2,)"),
    ],
)
def test_layers_that_do_not_fit_do_not_collapse(layer, message):
    """If this fails, broadcasting makes a map of layers that have none."""
    with pytest.raises(ValueError) as error:
        collapse_linear_layers([*network(3, 4), layer])
    assert str(error.value) == message


def test_the_last_layer_has_no_activation():
    """If this fails, scores are squashed."""
    params = network(3, 2)
    assert_array_equal(mlp_forward(X, params)[0], affine_forward(X, params[0]["W"], params[0]["b"])[0])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activations_stand_between_the_layers(activation):
    """If this fails, a layer has the wrong activation or none."""
    params = network(3, 4, 2)
    A, _ = ACTIVATIONS[activation][0](X @ params[0]["W"] + params[0]["b"])
    assert_allclose(mlp_forward(X, params, activation)[0], A @ params[1]["W"] + params[1]["b"])


def test_gradients_have_the_form_of_the_parameters():
    """If this fails, an optimizer cannot pair gradients with parameters."""
    params = network(3, 4, 6, 2)
    scores, caches = mlp_forward(X, params)
    dX, grads = mlp_backward(np.ones_like(scores), caches)
    assert dX.shape == X.shape
    assert [{k: v.shape for k, v in layer.items()} for layer in grads] == [
        {k: v.shape for k, v in layer.items()} for layer in params
    ]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_copy_of_an_example_counts(activation):
    """If this fails, a factor 1/N stands here and not in the loss."""
    params, dscores = network(3, 4, 2), np.random.default_rng(2).normal(size=(5, 2))
    _, once = mlp_backward(dscores, mlp_forward(X, params, activation)[1])
    twice_caches = mlp_forward(np.tile(X, (2, 1)), params, activation)[1]
    _, twice = mlp_backward(np.tile(dscores, (2, 1)), twice_caches)
    for layer, doubled in zip(once, twice):
        assert_allclose(doubled["W"], 2 * layer["W"])
        assert_allclose(doubled["b"], 2 * layer["b"])


@pytest.mark.parametrize("sizes", [(3, 2), (3, 4, 2)])
def test_an_unknown_activation_is_named(sizes):
    """If this fails, a misspelt activation is ignored, or the error does not list the right ones."""
    names = "sigmoid, tanh, hard_tanh, softsign, relu, leaky_relu, elu, softplus, swish, gelu"
    with pytest.raises(ValueError, match=f"^activation is 'gelo', but should be one of {names}$"):
        mlp_forward(X, network(*sizes), "gelo")


def test_a_wrong_shape_is_named():
    """If this fails, inputs of the wrong length are not reported at the first layer."""
    with pytest.raises(ValueError, match=r"^W has shape \(4, 2\), but should have shape \(D, M\) = \(3, \?\)$"):
        mlp_forward(X, network(4, 2))
