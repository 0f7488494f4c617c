"""Normalisation, beyond what holds for every pair."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.normalization import (
    batch_norm_backward,
    batch_norm_forward,
    batch_norm_inference,
    init_running,
    layer_norm_backward,
    layer_norm_forward,
    update_running,
)
from pairs.normalization import draw_norm

BOTH = pytest.mark.parametrize("forward", [batch_norm_forward, layer_norm_forward])


def arguments(N=6, D=4):
    """Arguments of a forward pass, without eps."""
    return list(draw_norm(np.random.default_rng(0), N, D).values())[:3]


@pytest.mark.parametrize(("forward", "axis"), [(batch_norm_forward, 0), (layer_norm_forward, 1)])
def test_normalized_numbers_have_mean_0_and_variance_1(forward, axis):
    """If this fails, statistics are taken over the wrong axis."""
    X, _, _ = arguments()
    Y, _ = forward(X, np.ones(4), np.zeros(4), eps=1e-12)
    assert_allclose(Y.mean(axis), 0, atol=1e-12)
    assert_allclose((Y**2).mean(axis), 1, rtol=1e-9)


@pytest.mark.parametrize(
    ("forward", "backward", "axis"),
    [(batch_norm_forward, batch_norm_backward, 0), (layer_norm_forward, layer_norm_backward, 1)],
)
def test_what_does_not_vary_becomes_beta(forward, backward, axis):
    """If this fails, a pixel that is always black makes NaN or a warning of the whole network."""
    X, gamma, beta = arguments()
    X = np.full(X.shape, 0.1)
    dY = np.random.default_rng(1).normal(size=X.shape)
    with np.errstate(all="raise"):
        Y, cache = forward(X, gamma, beta)
        dX, dgamma, dbeta = backward(dY, cache)
    assert_allclose(Y, np.tile(beta, (6, 1)), atol=1e-12)
    dX_hat = dY * gamma
    assert_allclose(dX, (dX_hat - dX_hat.mean(axis, keepdims=True)) / np.sqrt(1e-5), rtol=1e-9)
    assert_allclose(dgamma, 0, atol=1e-12)
    assert_allclose(dbeta, dY.sum(axis=0))


def test_a_batch_of_one_becomes_beta():
    """If this fails, a last batch of one example spoils training."""
    X, gamma, beta = arguments(N=1)
    with np.errstate(all="raise"):
        Y, cache = batch_norm_forward(X, gamma, beta)
        dX, dgamma, dbeta = batch_norm_backward(np.ones((1, 4)), cache)
    assert_array_equal(Y[0], beta)
    assert_array_equal(dX, np.zeros((1, 4)))
    assert_array_equal(dgamma, np.zeros(4))
    assert_array_equal(dbeta, np.ones(4))


@pytest.mark.parametrize(
    ("forward", "shape", "message"),
    [
        (batch_norm_forward, (0, 4), "X has no rows, but a mean needs at least one"),
        (layer_norm_forward, (3, 0), "X has no columns, but a mean needs at least one"),
    ],
)
def test_a_mean_of_nothing_is_refused(forward, shape, message):
    """If this fails, an empty batch becomes NaN."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        forward(np.ones(shape), np.ones(shape[1]), np.ones(shape[1]))


def test_layer_norm_takes_no_examples():
    """If this fails, a layer that treats each example apart cannot be given none."""
    assert layer_norm_forward(np.ones((0, 4)), np.ones(4), np.ones(4))[0].shape == (0, 4)


@BOTH
@pytest.mark.parametrize("name", ["gamma", "beta"])
def test_a_wrong_shape_is_named(forward, name):
    """If this fails, a gain for each example is taken for one for each feature."""
    X, gamma, beta = arguments()
    with pytest.raises(ValueError, match=rf"^{name} has shape \(6,\), but should have shape \(D,\) = \(4,\)$"):
        forward(**{"X": X, "gamma": gamma, "beta": beta, name: np.ones(6)})


@pytest.mark.parametrize("eps", [0, -1e-5, np.nan])
def test_an_eps_that_protects_from_nothing_is_named(eps):
    """If this fails, a constant feature is divided by 0."""
    X, gamma, beta = arguments()
    for forward, statistics in (
        (batch_norm_forward, ()),
        (layer_norm_forward, ()),
        (batch_norm_inference, (np.zeros(4), np.ones(4))),
    ):
        with pytest.raises(ValueError, match=rf"^eps is {eps}, but should be above 0$"):
            forward(X, gamma, beta, *statistics, eps=eps)


def test_training_and_use_agree_with_pytorch():
    """If this fails, running statistics are updated otherwise than by the framework that a reader comes from."""
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    _, gamma, beta = arguments()
    module = torch.nn.BatchNorm1d(4, momentum=0.3, dtype=torch.float64)
    with torch.no_grad():
        module.weight[:], module.bias[:] = torch.tensor(gamma), torch.tensor(beta)
    running = init_running(4)
    for N in (5, 2, 9):
        X = rng.normal(loc=3, scale=2, size=(N, 4))
        Y, cache = batch_norm_forward(X, gamma, beta)
        running = update_running(running, cache, momentum=0.3)
        assert_allclose(Y, module.train()(torch.tensor(X)).detach().numpy(), rtol=1e-9)
        assert_allclose(running["mean"], module.running_mean.numpy(), rtol=1e-9)
        assert_allclose(running["var"], module.running_var.numpy(), rtol=1e-9)
        in_use = batch_norm_inference(X, gamma, beta, running["mean"], running["var"])
        assert_allclose(in_use, module.eval()(torch.tensor(X)).detach().numpy(), rtol=1e-9)


def test_momentum_is_that_of_pytorch_if_none_is_given():
    """If this fails, the default differs from what readers know."""
    running = update_running(init_running(1), batch_norm_forward(np.array([[1.0], [3.0]]), np.ones(1), np.ones(1))[1])
    assert_allclose([running["mean"][0], running["var"][0]], [0.2, 0.9 + 0.1 * 2])


def test_in_use_an_example_does_not_depend_on_its_batch():
    """If this fails, the answer of a network depends on who else asks."""
    X, gamma, beta = arguments()
    mean, var = np.ones(4), np.full(4, 2.0)
    together = batch_norm_inference(X, gamma, beta, mean, var)
    alone = batch_norm_inference(X[2:3], gamma, beta, mean, var)
    assert_array_equal(together[2:3], alone)


@pytest.mark.parametrize("momentum", [-0.1, 1.1])
def test_an_impossible_momentum_is_named(momentum):
    """If this fails, running statistics grow without limit."""
    _, batch = batch_norm_forward(*arguments())
    with pytest.raises(ValueError, match=rf"^momentum is {momentum}, but should be from 0 to 1$"):
        update_running(init_running(4), batch, momentum)


@pytest.mark.parametrize("momentum", [0, 1])
def test_the_limits_of_momentum(momentum):
    """If this fails, nothing can be frozen, or taken from the last batch alone."""
    X, gamma, beta = arguments()
    _, batch = batch_norm_forward(X, gamma, beta)
    expected = {"mean": X.mean(axis=0), "var": X.var(axis=0, ddof=1)} if momentum else init_running(4)
    running = update_running(init_running(4), batch, momentum)
    for name in ("mean", "var"):
        assert_allclose(running[name], expected[name])


def test_the_variance_of_one_example_is_refused():
    """If this fails, running statistics become NaN."""
    _, batch = batch_norm_forward(*arguments(N=1))
    with pytest.raises(ValueError, match=r"^batch has 1 example, but an unbiased variance needs at least 2$"):
        update_running(init_running(4), batch)


def test_running_statistics_are_not_written_to():
    """If this fails, statistics that were kept change under their keeper."""
    running = init_running(4)
    update_running(running, batch_norm_forward(*arguments())[1])
    assert_array_equal(running["mean"], np.zeros(4))
    assert_array_equal(running["var"], np.ones(4))


@pytest.mark.parametrize("name", ["X", "gamma", "beta", "mean", "var"])
def test_statistics_in_use_are_not_broadcast(name):
    """If this fails, one number silently serves for all features, or one example for a batch."""
    X, gamma, beta = arguments()
    right = {"X": X, "gamma": gamma, "beta": beta, "mean": np.zeros(4), "var": np.ones(4)}
    wrong = right | {name: right[name][0] if name == "X" else right[name][:1]}
    with pytest.raises(ValueError, match=f"^{'X' if name == 'X' else '(X|gamma|beta|mean|var)'} has shape"):
        batch_norm_inference(**wrong)
