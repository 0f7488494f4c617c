"""Layers: the numbers of the pairs, out of one vector and memory that is used again."""

import ast
import inspect
import sys
import tracemalloc
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnlib import layers as layers_module
from nnlib.activations import ACTIVATIONS
from nnlib.affine import affine_backward, affine_forward
from nnlib.gradcheck import check_backward
from nnlib.layers import Affine, BatchNorm, Dropout, ReLU, Sequential, Sigmoid, Tanh
from nnlib.losses import (
    mean_squared_error_backward,
    mean_squared_error_forward,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)
from nnlib.mlp import mlp_backward, mlp_forward
from nnlib.normalization import batch_norm_backward, batch_norm_forward, batch_norm_inference, init_running
from nnlib.normalization import update_running as update_running_statistics
from nnlib.optimizers import Adam
from nnlib.regularization import dropout_backward, dropout_forward

agree = partial(assert_allclose, rtol=1e-12, atol=1e-12)
ACTIVATION_LAYERS = {"relu": ReLU, "tanh": Tanh, "sigmoid": Sigmoid}
LAYERS = {"Affine": lambda D: Affine(D, D + 1), **{c.__name__: lambda D, c=c: c() for c in ACTIVATION_LAYERS.values()}}
LAYERS |= {"Dropout": lambda D: Dropout(0.7), "BatchNorm": BatchNorm}
sizes = st.integers(2, 9)
seeds = st.integers(0, 2**32 - 1)


def network(*layers, seed=0, **options):
    """A network whose parameters are all different from 0 and from their start."""
    net = Sequential(*layers, rng=np.random.default_rng(seed), **options)
    net.parameters[...] = np.random.default_rng(seed + 1).normal(size=net.parameters.shape)
    return net


def perceptron(*widths, activation="relu", **options):
    """Affine layers with activations between them."""
    chain = [layer for D, M in pairwise(widths) for layer in (ACTIVATION_LAYERS[activation](), Affine(D, M))]
    return network(*chain[1:], **options)


def batch(N, D, seed=2):
    """A batch of inputs that nobody may write to."""
    X = np.random.default_rng(seed).normal(size=(N, D))
    X.setflags(write=False)
    return X


def through(net, X, dout):
    """What a network returns in training, and the gradient of its input, both copied."""
    Y = net.forward(X, training=True).copy()
    return Y, net.backward(dout, input_gradient=True).copy()


@given(N=sizes, D=sizes, M=sizes, seed=seeds)
def test_affine_is_the_pair(N, D, M, seed):
    """If this fails, the affine layer computes something else than the equations of chapter 6."""
    net, X, dZ = network(Affine(D, M), seed=seed), batch(N, D), batch(N, M, seed=3)
    (layer,) = net.layers
    Z, cache = affine_forward(X, layer.W, layer.b)
    expected = affine_backward(dZ, cache)
    found, dX = through(net, X, dZ)
    agree(found, Z)
    for gradient, other in zip((dX, layer.dW, layer.db), expected, strict=True):
        agree(gradient, other)


@pytest.mark.parametrize("name", ACTIVATION_LAYERS)
@given(N=sizes, M=sizes, scale=st.sampled_from([0.1, 1, 10, 1e4]))
def test_activations_are_the_pairs(name, N, M, scale):
    """If this fails, an activation as a layer is another function than by hand."""
    Z, dA = scale * batch(N, M), batch(N, M, seed=3)
    forward, backward = ACTIVATIONS[name]
    A, cache = forward(Z)
    found, dZ = through(network(ACTIVATION_LAYERS[name]()), Z, dA)
    agree(found, A)
    agree(dZ, backward(dA, cache))


@given(N=sizes, D=sizes, keep=st.floats(0.1, 1), seed=seeds)
def test_dropout_is_the_pair(N, D, keep, seed):
    """If this fails, the same generator drops other entries in a layer than by hand, or scales them otherwise."""
    X, dY = batch(N, D), batch(N, D, seed=3)
    Y, cache = dropout_forward(X, keep, np.random.default_rng(seed))
    found, dX = through(network(Dropout(keep), seed=seed), X, dY)
    agree(found, Y)
    agree(dX, dropout_backward(dY, cache))


@given(N=sizes, D=sizes, eps=st.sampled_from([1e-5, 0.1]), steps=st.integers(1, 4))
def test_batch_norm_is_the_pair(N, D, eps, steps):
    """If this fails, a layer normalises otherwise than by hand, in training or in use."""
    net = network(BatchNorm(D, eps=eps, momentum=0.3))
    (layer,) = net.layers
    running = init_running(D)
    for step in range(steps):
        X, dY = 3 + batch(N, D, seed=step), batch(N, D, seed=step + 10)
        Y, cache = batch_norm_forward(X, layer.gamma, layer.beta, eps)
        running = update_running_statistics(running, cache, momentum=0.3)
        found, dX = through(net, X, dY)
        agree(found, Y, atol=1e-11)
        for gradient, other in zip((dX, layer.dgamma, layer.dbeta), batch_norm_backward(dY, cache), strict=True):
            agree(gradient, other, rtol=1e-10, atol=1e-11 / np.sqrt(eps))  # features that hardly vary
        agree(net.forward(X), batch_norm_inference(X, layer.gamma, layer.beta, **running, eps=eps))


@pytest.mark.parametrize("activation", ACTIVATION_LAYERS)
@given(N=sizes, widths=st.lists(sizes, min_size=2, max_size=4), seed=seeds)
def test_a_network_is_the_perceptron_by_hand(activation, N, widths, seed):
    """If this fails, objects and pairs are two different networks."""
    net = perceptron(*widths, activation=activation, seed=seed)
    affine = [layer for layer in net.layers if isinstance(layer, Affine)]
    X, y = batch(N, widths[0]), np.arange(N) % widths[-1]
    scores, caches = mlp_forward(X, [{"W": layer.W, "b": layer.b} for layer in affine], activation)
    loss, cache = softmax_cross_entropy_forward(scores, y)
    dscores = softmax_cross_entropy_backward(1.0, cache)
    dX, grads = mlp_backward(dscores, caches)
    found, gradients = net.loss_and_gradients(net.parameters, X, y)
    agree(found, loss)
    agree(gradients, np.concatenate([np.ravel(layer[name]) for layer in grads for name in ("W", "b")]))
    agree(net.backward(dscores, input_gradient=True), dX)
    agree(net.forward(X), scores)


@pytest.mark.parametrize("name", LAYERS)
def test_gradients_agree_with_differences(name):
    """If this fails, backward of a layer in a chain is not the derivative of forward."""
    def layers():
        return Affine(3, 4), LAYERS[name](4), Affine(5 if name == "Affine" else 4, 2)

    def forward(X, params):
        net = network(*layers())  # a new generator: dropout drops the same entries
        net.take(params)
        return net.forward(X, training=True), net

    def backward(dscores, net):
        return net.backward(dscores, input_gradient=True), net.gradients

    report = check_backward(
        forward, backward, {"X": batch(6, 3), "params": network(*layers()).parameters}, np.random.default_rng(0)
    )
    assert report, repr(report)


@pytest.mark.parametrize("name", LAYERS)
def test_batches_of_any_length_follow_each_other(name):
    """If this fails, the short batch at the end of an epoch is computed with what the last one left in memory."""
    used = network(LAYERS[name](3), Affine(4 if name == "Affine" else 3, 2))
    for N in (5, 2, 5, 8, 3, 8, 2):
        fresh = network(LAYERS[name](3), Affine(4 if name == "Affine" else 3, 2))
        for layer in used.layers + fresh.layers:
            layer.rng = np.random.default_rng(N)  # dropout drops the same entries
        X, dscores = batch(N, 3, seed=N), batch(N, 2, seed=N + 1)
        for found, expected in zip(through(used, X, dscores), through(fresh, X, dscores), strict=True):
            assert_array_equal(found, expected)
        assert_array_equal(used.gradients, fresh.gradients)


def test_parameters_and_gradients_are_one_vector_each():
    """If this fails, an optimizer that updates the vector leaves a layer as it was."""
    net = network(Affine(3, 4), BatchNorm(4), ReLU(), Affine(4, 2))
    first, norm, _, last = net.layers
    parameters = [first.W, first.b, norm.gamma, norm.beta, last.W, last.b]
    gradients = [first.dW, first.db, norm.dgamma, norm.dbeta, last.dW, last.db]
    net.loss_and_gradients(net.parameters, batch(5, 3), np.array([0, 1, 1, 0, 1]))
    for views, vector in ((parameters, net.parameters), (gradients, net.gradients)):
        assert all(np.shares_memory(view, vector) for view in views)
        assert_array_equal(np.concatenate([view.ravel() for view in views]), vector)
    assert np.abs(net.gradients).min() > 0
    net.parameters[...] = 7
    assert {float(x) for view in parameters for x in view.ravel()} == {7.0}


def test_a_network_starts_as_its_seed_says():
    """If this fails, a seed does not reproduce a network, or the start of a layer is not what is documented."""
    one, same = (Sequential(Affine(50, 40), BatchNorm(40), rng=np.random.default_rng(3)) for _ in range(2))
    assert_array_equal(one.parameters, same.parameters)
    affine, norm = one.layers
    assert affine.W.std() == pytest.approx(np.sqrt(2 / 50), rel=0.1)
    for array, value in ((affine.b, 0), (norm.gamma, 1), (norm.beta, 0)):
        assert_array_equal(array, np.full(40, value))
    own = Sequential(Affine(2, 3, initializer=lambda D, M, rng: np.full((D, M), 9.0)), rng=np.random.default_rng(0))
    assert_array_equal(own.layers[0].W, np.full((2, 3), 9.0))


def test_scores_in_use_belong_to_the_caller():
    """If this fails, predictions that were kept change when the network predicts again."""
    for last in (Affine(3, 3), Dropout(0.5)):
        net, X = network(Affine(3, 3), last), batch(5, 3)
        kept = net.forward(X)
        before = kept.copy()
        net.forward(2 * X, training=True)
        net.forward(3 * X)
        assert_array_equal(kept, before)


def test_scores_in_training_are_memory_of_the_network():
    """If this fails, the documentation is wrong: it says that the next call overwrites what training handed out."""
    net = perceptron(3, 4, 2)
    first = net.forward(batch(5, 3), training=True)
    assert first is net.forward(2 * batch(5, 3), training=True)


def test_backward_belongs_to_the_last_forward():
    """If this fails, gradients mix two batches."""
    net, fresh, dscores = perceptron(3, 4, 2), perceptron(3, 4, 2), batch(5, 2)
    net.forward(batch(5, 3), training=True)
    net.forward(batch(5, 3, seed=8), training=True)
    net.backward(dscores)
    through(fresh, batch(5, 3, seed=8), dscores)
    assert_array_equal(net.gradients, fresh.gradients)


def test_evaluation_between_steps_changes_nothing():
    """If this fails, looking at the validation set changes the training."""
    chain = lambda: network(Affine(3, 4), BatchNorm(4), ReLU(), Dropout(0.5), Affine(4, 2))  # noqa: E731
    watched, alone, y = chain(), chain(), np.array([0, 1, 1, 0, 1])
    for step in range(3):
        watched.forward(batch(9, 3))
        losses = [net.loss_and_gradients(net.parameters, batch(5, 3, seed=step), y)[0] for net in (watched, alone)]
        assert losses[0] == losses[1]
        assert_array_equal(watched.gradients, alone.gradients)


def test_nothing_is_left_out_or_made_up_in_use():
    """If this fails, dropout is active when the network is used, or an example depends on its batch."""
    net, X = network(BatchNorm(3), Dropout(0.5), Affine(3, 2)), batch(6, 3)
    net.forward(X, training=True)
    assert_array_equal(net.forward(X), net.forward(X))
    assert_allclose(net.forward(X)[:1], net.forward(X[:1]), rtol=1e-14)


def test_parameters_can_be_given():
    """If this fails, an optimizer that returns new parameters trains a network that never learns of them."""
    net, X, y = perceptron(3, 4, 2), batch(5, 3), np.array([0, 1, 1, 0, 1])
    params = net.parameters + 0.1
    given = net.loss_and_gradients(params, X, y)[0]
    assert_array_equal(net.parameters, params)
    assert given == net.loss_and_gradients(net.parameters, X, y)[0]
    scores = net.scores(params - 0.2, X)
    assert_array_equal(scores, net.forward(X))
    assert_array_equal(net.parameters, params - 0.2)


@pytest.mark.parametrize("in_place", [True, False])
def test_training_takes_the_steps_of_the_pairs(in_place):
    """If this fails, fifty steps with layers end elsewhere than fifty steps by hand."""
    net, optimizer = perceptron(3, 5, 2), Adam(0.01)
    first, _, last = net.layers
    by_hand = [{"W": layer.W.copy(), "b": layer.b.copy()} for layer in (first, last)]
    hand_state = optimizer.init(by_hand)
    params = net.parameters
    state = optimizer.init_in_place(params) if in_place else optimizer.init(params)
    for step in range(50):
        X, y = batch(6 - step % 3, 3, seed=step), np.arange(6 - step % 3) % 2
        _, grads = net.loss_and_gradients(params, X, y)
        if in_place:
            optimizer.update_in_place(params, grads, state)
        else:
            params, state = optimizer.update(params, grads, state)
        scores, caches = mlp_forward(X, by_hand, "relu")
        dscores = softmax_cross_entropy_backward(1.0, softmax_cross_entropy_forward(scores, y)[1])
        by_hand, hand_state = optimizer.update(by_hand, mlp_backward(dscores, caches)[1], hand_state)
    agree(params, np.concatenate([x.ravel() for layer in by_hand for x in layer.values()]))


def test_another_loss_can_be_given():
    """If this fails, a network can do nothing but classify."""
    net = perceptron(3, 4, 2, loss=(mean_squared_error_forward, mean_squared_error_backward))
    X, Y = batch(5, 3), batch(5, 2, seed=7)
    loss, gradients = net.loss_and_gradients(net.parameters, X, Y)
    assert loss == pytest.approx(((net.forward(X) - Y) ** 2).mean())
    assert np.abs(gradients).max() > 0


@pytest.mark.parametrize("name", LAYERS)
def test_float32_stays_float32(name):
    """If this fails, a network of float32 computes half of its numbers in float64."""
    net = network(LAYERS[name](3), dtype=np.float32)
    Y = net.forward(batch(5, 3), training=True)
    dX = net.backward(np.ones(Y.shape), input_gradient=True)
    held = [x for layer in net.layers for x in [*vars(layer).values(), *layer.memory.values()]]
    arrays = [Y, dX, net.parameters, net.gradients, net.forward(batch(5, 3)), *held]
    assert {x.dtype for x in arrays if isinstance(x, np.ndarray)} == {np.dtype(np.float32)}


@pytest.mark.parametrize("make", [Dropout, lambda x: BatchNorm(3, eps=x), lambda x: BatchNorm(3, momentum=x)])
def test_numbers_of_numpy_do_as_plain_ones(make):
    """If this fails, a setting out of np.linspace makes a layer of float32 compute in float64."""
    X, dY = batch(50, 3).astype(np.float32), batch(50, 3, seed=3).astype(np.float32)
    for x in np.linspace(0.05, 0.95, 19):  # some of them round otherwise, such as 0.85
        plain, numpys = (network(make(value), dtype=np.float32) for value in (float(x), x))
        for net in (plain, numpys):
            net.forward(X, training=True)
            net.forward(2 * X, training=True)
        assert_array_equal(numpys.backward(dY, input_gradient=True), plain.backward(dY, input_gradient=True))
        assert_array_equal(numpys.forward(X), plain.forward(X))


def test_batch_norm_agrees_with_pytorch():
    """If this fails, a framework that shares no line with nnlib normalises otherwise, in training or in use."""
    torch = pytest.importorskip("torch")
    net, other = network(BatchNorm(3)), torch.nn.BatchNorm1d(3, dtype=torch.float64)
    with torch.no_grad():
        other.weight[...], other.bias[...] = torch.tensor(net.layers[0].gamma), torch.tensor(net.layers[0].beta)
    for step in range(3):
        X, dY = 2 + batch(5, 3, seed=step), batch(5, 3, seed=9)
        Z = torch.tensor(np.array(X), requires_grad=True)
        out = other(Z)
        other.zero_grad()
        out.backward(torch.tensor(np.array(dY)))
        Y, dX = through(net, X, dY)
        agree(Y, out.detach().numpy())
        agree(dX, Z.grad.numpy())
        agree(net.gradients, np.concatenate([other.weight.grad.numpy(), other.bias.grad.numpy()]))
    other.eval()
    agree(net.forward(X), other(Z).detach().numpy())


def training(net):
    """A function that trains some steps on random examples."""
    rng, optimizer = np.random.default_rng(0), Adam()
    X, y = rng.normal(size=(128, len(net.layers[0].W))).astype(net.dtype), rng.integers(0, 10, 128)
    state = optimizer.init_in_place(net.parameters)

    def steps(n):
        for _ in range(n):
            _, grads = net.loss_and_gradients(net.parameters, X, y)
            optimizer.update_in_place(net.parameters, grads, state)

    return steps


def calls_of_numpy(f):
    """Names of the methods of arrays, and of all else written in C, that are called while a function runs."""
    called, previous = [], sys.getprofile()
    sys.setprofile(lambda frame, event, function: event == "c_call" and called.append(function.__name__))
    try:
        f()
    finally:
        sys.setprofile(previous)
    return called


def test_a_step_takes_eight_matrix_products():
    """If this fails, three affine layers compute a product that nobody needs: a gradient of the inputs, for one."""
    steps = training(perceptron(20, 16, 12, 10))
    assert calls_of_numpy(lambda: steps(3)).count("dot") == 3 * 8
    modules = [module for name, module in sys.modules.items() if name.startswith("nnlib.") and "layer" in name]
    trees = [ast.parse(inspect.getsource(module)) for module in modules]
    assert layers_module in modules
    assert not [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.MatMult)]
    assert not [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "matmul"]


def test_a_step_makes_no_large_arrays():
    """If this fails, a layer or an optimizer does not use its memory again."""
    steps = training(perceptron(784, 256, 128, 10, dtype=np.float32))
    steps(1)
    tracemalloc.start()
    steps(1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 128 * 128 * 4  # the smaller of the hidden layers


def test_a_step_takes_no_fresh_pages():
    """If this fails, every step asks the system for memory again, which costs as much as its arithmetic."""
    resource = pytest.importorskip("resource")
    steps = training(perceptron(784, 256, 128, 10, dtype=np.float32))
    steps(5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    steps(50)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < 50  # textbook NumPy: 100 for each step


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: network(), r"^layers are \(\) of"),
        (lambda: network(ReLU(), dtype=int), "but should be at least one, of float32 or float64$"),
        (lambda: network(*[ReLU()] * 2), "^ReLU is in a network already, but each place should have its own layer$"),
        (lambda: network(network(ReLU()).layers[0]), "^ReLU is in a network already"),
        (lambda: Dropout(0), "^keep is 0, but should be above 0 and at most 1$"),
        (lambda: Dropout(1.1), r"^keep is 1\.1, but should be above 0 and at most 1$"),
        (lambda: Dropout(np.nan), "^keep is nan, but should be above 0 and at most 1$"),
        (lambda: BatchNorm(3, eps=0), "^eps is 0 and momentum 0.1, but should be above 0 and from 0 to 1$"),
        (lambda: BatchNorm(3, momentum=2), "^eps is 1e-05 and momentum 2, but should be above 0 and from 0 to 1$"),
        (lambda: BatchNorm(3, momentum=-0.1), r"^eps is 1e-05 and momentum -0\.1, but should be above 0 and from 0"),
        (lambda: network(BatchNorm(3)).forward(batch(1, 3), training=True), "^X has 1 rows, but the variance of a"),
        (lambda: network(BatchNorm(3)).forward(batch(4, 2)), r"^X has shape \(4, 2\), but should .* \(4, 3\)$"),
        (lambda: perceptron(3, 2).forward(batch(5, 4)), r"^X has shape \(5, 4\), but should .* \(5, 3\)$"),
        (lambda: perceptron(3, 2).forward(np.ones(3)), r"^X has shape \(3,\), but should have .* \(N, D\)"),
        (lambda: perceptron(3, 2).scores(np.ones(7), batch(5, 3)), r"^params has shape \(7,\), but should have"),
        (lambda: perceptron(3, 2).backward(np.ones((5, 2))), r"should follow forward\(X, training=True\)$"),
    ],
)
def test_what_cannot_work_is_named(make, message):
    """If this fails, a mistake is computed with, or reported from deep inside NumPy."""
    with pytest.raises(ValueError, match=message):
        make()


def test_no_gradient_follows_an_evaluation():
    """If this fails, gradients are those of the evaluated batch, without dropout and with other statistics."""
    net = perceptron(3, 2)
    net.forward(batch(5, 3), training=True)
    net.forward(batch(5, 3))
    with pytest.raises(ValueError, match=r"^backward follows forward\(X\), but should follow forward"):
        net.backward(np.ones((5, 2)))


@pytest.mark.parametrize("name", LAYERS)
def test_an_upstream_gradient_of_the_wrong_shape_is_refused(name):
    """If this fails, broadcasting turns a wrong upstream gradient into a wrong answer."""
    net = network(LAYERS[name](3))
    Y = net.forward(batch(5, 3), training=True)
    for wrong in (Y[0], Y[:, :1], Y[:1], Y[..., None]):
        with pytest.raises(ValueError, match=r"^dscores has shape .* but should have the shape of the scores"):
            net.backward(wrong)
        with pytest.raises(ValueError, match=r"^d[AYZ] has shape .* but should have the shape of [AYZ], \(5, "):
            net.layers[0].backward(wrong)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_is_in_use_unless_it_trains(name):
    """If this fails, a layer that is called without a word about training behaves as in training."""
    layer, X = network(LAYERS[name](3)).layers[0], batch(5, 3)
    agree(layer.forward(X).copy(), layer.forward(X, training=False))
    assert inspect.signature(layer.forward).parameters["training"].default is False


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_uses_its_memory_again(name):
    """If this fails, a layer makes an array as large as a batch at every step."""
    net, X = network(LAYERS[name](64)), batch(1024, 64)
    dY = np.ones_like(through(net, X, np.ones(net.forward(X).shape))[0])
    tracemalloc.start()
    net.forward(X, training=True)
    net.backward(dY, input_gradient=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < X.nbytes / 4


def test_a_new_network_has_no_gradients():
    """If this fails, a step before the first backward pass moves the weights."""
    assert_array_equal(perceptron(3, 4, 2).gradients, np.zeros(26))
