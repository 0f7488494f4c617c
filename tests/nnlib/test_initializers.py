"""Initialisers: moments, against their sampling error; and what becomes of activations in a deep network."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.activations import ACTIVATIONS
from nnlib.gradcheck import numerical_gradient
from nnlib.initializers import (
    he_normal,
    he_uniform,
    layer_statistics,
    lecun_normal,
    orthogonal,
    prior_bias,
    small_normal,
    xavier_normal,
    xavier_uniform,
    zeros,
)
from nnlib.losses import softmax_cross_entropy_forward
from nnlib.mlp import mlp_backward, mlp_forward, mlp_init
from nnlib.softmax import softmax_forward

D, M = 300, 500
VARIANCES = {
    small_normal: 1e-4,
    lecun_normal: 1 / D,
    xavier_normal: 2 / (D + M),
    xavier_uniform: 2 / (D + M),
    he_normal: 2 / D,
    he_uniform: 2 / D,
}
random_weights = pytest.mark.parametrize("initializer", [*VARIANCES, orthogonal])
with_moments = pytest.mark.parametrize(("initializer", "variance"), VARIANCES.items())


def z_score(sample, expected):
    """Distance of a sample's mean from its expected value, in standard errors."""
    return abs(sample.mean() - expected) / (sample.std() / np.sqrt(sample.size))


@with_moments
def test_mean_and_variance(initializer, variance):
    """If this fails, activations grow or shrink from layer to layer."""
    W = initializer(D, M, np.random.default_rng(0))
    assert W.shape == (D, M)
    assert z_score(W, 0) < 4
    assert z_score(W**2, variance) < 4


@with_moments
def test_normal_is_normal_and_uniform_is_uniform(initializer, variance):
    """If this fails, the distribution is not the one in the name."""
    W = initializer(D, M, np.random.default_rng(0))
    fourth_moment = {"normal": 3, "uniform": 9 / 5}[initializer.__name__.split("_")[1]]
    assert z_score(W**4, fourth_moment * variance**2) < 4


@pytest.mark.parametrize(
    ("initializer", "limit"), [(xavier_uniform, np.sqrt(6 / (D + M))), (he_uniform, np.sqrt(6 / D))]
)
def test_limits_of_uniform_weights(initializer, limit):
    """If this fails, weights are drawn from another interval than the paper's."""
    W = initializer(D, M, np.random.default_rng(0))
    assert 0.999 * limit < W.max() <= limit
    assert -limit <= W.min() < -0.999 * limit


@random_weights
def test_weights_depend_only_on_the_generator(initializer):
    """If this fails, a seed does not reproduce a network."""
    one, same, other = (initializer(3, 4, np.random.default_rng(seed)) for seed in (0, 0, 1))
    assert_array_equal(one, same)
    assert (one != other).all()


def test_lecun_normal_is_what_a_network_begins_with():
    """If this fails, naming the default initialiser gives another network."""
    params = mlp_init((3, 4), np.random.default_rng(0))
    assert_array_equal(params[0]["W"], lecun_normal(3, 4, np.random.default_rng(0)))


def test_small_normal_has_the_scale_asked_for():
    """If this fails, the scale is ignored."""
    small, large = (small_normal(3, 4, np.random.default_rng(0), scale) for scale in (0.01, 2.0))
    assert_allclose(large, 200 * small)


def test_zeros_teach_why_not():
    """If this fails, the symmetry that the chapter shows is not there."""
    assert_array_equal(zeros(3, 4), np.zeros((3, 4)))
    assert_array_equal(zeros(3, 4, np.random.default_rng(0)), np.zeros((3, 4)))


@pytest.mark.parametrize(("fan_in", "fan_out"), [(6, 4), (4, 6), (5, 5), (1, 3), (1, 1)])
def test_orthogonal_weights_are_orthonormal(fan_in, fan_out):
    """If this fails, a deep linear network changes the length of what passes."""
    W = orthogonal(fan_in, fan_out, np.random.default_rng(0))
    assert W.shape == (fan_in, fan_out)
    assert_allclose(W.T @ W if fan_in >= fan_out else W @ W.T, np.eye(min(fan_in, fan_out)), atol=1e-12)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(3, 3), (4, 3), (3, 4)])
def test_orthogonal_weights_prefer_no_direction(fan_in, fan_out):
    """If this fails, the signs that QR happens to choose are left in."""
    rng = np.random.default_rng(0)
    W = np.array([orthogonal(fan_in, fan_out, rng) for _ in range(2000)])
    longer = max(fan_in, fan_out)
    assert max(z_score(entries, 0) for entries in W.reshape(2000, -1).T) < 4
    assert max(z_score(entries**2, 1 / longer) for entries in W.reshape(2000, -1).T) < 4


@pytest.mark.parametrize("initializer", [*VARIANCES, orthogonal, zeros])
@pytest.mark.parametrize(("name", "fans"), [("fan_in", (0, 3)), ("fan_out", (3, 0))])
def test_a_layer_of_nothing_is_named(initializer, name, fans):
    """If this fails, an empty layer is a division by 0."""
    with pytest.raises(ValueError, match=f"^{name} is 0, but should be at least 1$"):
        initializer(*fans, np.random.default_rng(0))


def test_the_prior_bias_predicts_the_class_frequencies():
    """If this fails, the first steps of training are spent on learning which classes are frequent."""
    y = np.array([0, 2, 2, 1, 2, 0])
    b = prior_bias(y, 3)
    assert_allclose(b, np.log([2 / 6, 1 / 6, 3 / 6]))
    assert_allclose(softmax_forward(b[None])[0], [[2 / 6, 1 / 6, 3 / 6]])

    def loss(b):
        return softmax_cross_entropy_forward(np.tile(b, (6, 1)), y)[0]

    assert_allclose(numerical_gradient(loss, b), 0, atol=1e-9)


@pytest.mark.parametrize(
    ("y", "error", "message"),
    [
        (np.array([0, 2, 2]), ValueError, "y has no example of class 1, but should have one of each"),
        (np.array([], int), ValueError, "y has no example of class 0, but should have one of each"),
        (np.array([0, 1, 2, 3]), IndexError, "y holds 3, but should hold numbers from 0 to 2"),
        (np.array([0.0, 1, 2]), TypeError, "y holds float64 numbers, but should hold integers"),
    ],
)
def test_impossible_classes_are_named(y, error, message):
    """If this fails, the bias of a class without examples is minus infinity, or classes are miscounted."""
    with pytest.raises(error, match=f"^{message}"):
        prior_bias(y, 3)


def deep(initializer, depth=10, width=100, N=200):
    """Inputs, and parameters of a deep network with biases of zero."""
    rng = np.random.default_rng(0)
    return rng.normal(size=(N, width)), mlp_init([width] * (depth + 1), rng, initializer)


def statistic(name, initializer, activation):
    """One number for each hidden layer of a deep network."""
    X, params = deep(initializer)
    return np.array([layer[name] for layer in layer_statistics(X, params, activation, np.random.default_rng(1))])


def test_statistics_by_hand():
    """If this fails, the histograms of the chapter show something else than their captions say."""
    X = np.array([[1.0], [-1.0]])
    params = [
        {"W": np.array([[3.0, -3.0, 0.0]]), "b": np.array([0.0, 0.0, -1.0])},
        {"W": np.array([[1.0], [2.0], [5.0]]), "b": np.zeros(1)},
    ]
    (layer,) = layer_statistics(X, params, "relu", np.random.default_rng(0))
    dscores = np.random.default_rng(0).normal(size=(2, 1))
    dZ = dscores * [[1.0, 0.0, 0.0], [0.0, 2.0, 0.0]]
    expected = {"mean": 1, "std": np.sqrt(2), "flat": 4 / 6, "dead": 1 / 3, "gradient_std": dZ.std()}
    assert layer == pytest.approx(expected)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_are_those_of_backpropagation(activation):
    """If this fails, what is drawn as a gradient is not what a layer receives in training."""
    rng = np.random.default_rng(0)
    x, params = rng.normal(size=(1, 3)), mlp_init((3, 4, 5, 2), rng)
    statistics = layer_statistics(x, params, activation, np.random.default_rng(1))
    dscores = np.random.default_rng(1).normal(size=(1, 2))
    _, grads = mlp_backward(dscores, mlp_forward(x, params, activation)[1])
    expected = [layer["b"].std() for layer in grads[:-1]]  # with one example, the gradient of b is that of Z
    assert_allclose([layer["gradient_std"] for layer in statistics], expected)


def test_saturation_is_a_small_derivative():
    """If this fails, saturated units are not counted."""
    params = [{"W": np.array([[1.0, 1.0]]), "b": np.array([0.0, 10.0])}, {"W": np.ones((2, 1)), "b": np.zeros(1)}]
    (layer,) = layer_statistics(np.array([[0.0], [4.0]]), params, "tanh", np.random.default_rng(0))
    assert (layer["flat"], layer["dead"]) == (3 / 4, 1 / 2)


def test_good_scales_survive_ten_layers_and_bad_ones_do_not():
    """If this fails, the figure that the chapter is about shows nothing."""
    assert statistic("std", small_normal, "tanh")[-1] < 1e-6
    assert statistic("gradient_std", small_normal, "tanh")[0] < 1e-6
    assert statistic("std", xavier_normal, "tanh")[-1] > 0.2
    he, xavier = (statistic("std", initializer, "relu") for initializer in (he_normal, xavier_normal))
    assert 0.5 < he[-1] / he[0] < 2
    assert xavier[-1] / xavier[0] < 0.1


def test_large_weights_saturate():
    """If this fails, saturation is not to be seen."""
    assert statistic("flat", lambda *fans: small_normal(*fans, scale=1.0), "tanh").min() > 0.7
    assert statistic("flat", xavier_normal, "tanh").max() < 0.1


@pytest.mark.parametrize(
    ("X", "activation", "message"),
    [
        (np.ones((2, 3)), "gelo", "activation is 'gelo', but should be one of sigmoid, tanh"),
        (np.ones((0, 3)), "tanh", "X has no rows, but a mean needs at least one example"),
    ],
)
def test_what_has_no_statistics_is_refused(X, activation, message):
    """If this fails, an empty batch becomes NaN, or the error does not list the right names."""
    with pytest.raises(ValueError, match=f"^{message}"):
        layer_statistics(X, mlp_init((3, 4, 2), np.random.default_rng(0)), activation, np.random.default_rng(0))


def test_flat_is_below_a_hundredth():
    """If this fails, a leak of 0.01 counts as flat, or a slope that falls does, or what is a little below does not."""

    def flat(pre_activation, activation):
        params = [{"W": np.zeros((1, 1)), "b": np.array([pre_activation])}, {"W": np.ones((1, 1)), "b": np.zeros(1)}]
        (layer,) = layer_statistics(np.zeros((1, 1)), params, activation, np.random.default_rng(0))
        return layer["flat"]

    assert flat(-1.0, "leaky_relu") == 0  # its derivative is 0.01
    assert flat(-3.0, "swish") == 0  # -0.09
    assert flat(np.arctanh(np.sqrt(1 - 0.008)), "tanh") == 1  # 0.008


def test_statistics_are_plain_numbers():
    """If this fails, a table of them prints as np.float64(0.5)."""
    X, params = deep(he_normal, depth=2, width=3, N=4)
    (layer,) = layer_statistics(X, params, "tanh", np.random.default_rng(0))
    assert {type(number) for number in layer.values()} == {float}
