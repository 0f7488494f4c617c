"""XOR with a 2-4-1 network: all four examples in every step, gradient descent, float64. Overhead is all there is."""

import numpy as np

from benchmarks import textbook
from benchmarks.harness import Row
from nnlib.layers import Affine, Sequential, Tanh
from nnlib.optimizers import SGD

STEPS, RATE = 500, 0.5
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])


def logistic_forward(scores, Y):
    """Binary cross-entropy of scores, without overflow."""
    return (np.logaddexp(0, scores).sum() - np.vdot(Y, scores)) / len(Y), (scores, Y)


def logistic_backward(dloss, cache):
    """Its gradient, ``dloss (p - Y) / N``."""
    scores, Y = cache
    return (1 / (1 + np.exp(-scores)) - Y) * (dloss / len(Y))


def with_layers():
    """Steps with `nnlib.layers`."""
    network = Sequential(
        Affine(2, 4), Tanh(), Affine(4, 1), rng=np.random.default_rng(0), loss=(logistic_forward, logistic_backward)
    )
    optimizer, params = SGD(RATE), network.parameters
    state = optimizer.init_in_place(params)

    def steps():
        for _ in range(STEPS):
            _, grads = network.loss_and_gradients(params, X, Y)
            optimizer.update_in_place(params, grads, state)

    return steps


def with_textbook():
    """Steps in NumPy as in an assignment."""
    net = textbook.FullyConnectedNet(
        (2, 4, 1), (textbook.tanh_forward, textbook.tanh_backward), textbook.logistic_loss,
        np.random.default_rng(0), np.float64,
    )
    configs = {name: {"learning_rate": RATE} for name in net.params}

    def steps():
        for _ in range(STEPS):
            _, grads = net.loss(X, Y)
            for name, w in net.params.items():
                net.params[name], configs[name] = textbook.sgd(w, grads[name], configs[name])

    return steps


def with_one_function():
    """Steps in NumPy written out for this network, no functions in between."""
    rng = np.random.default_rng(0)
    W1, b1, W2, b2 = rng.normal(size=(2, 4)), np.zeros(4), rng.normal(size=(4, 1)), np.zeros(1)

    def steps():
        for _ in range(STEPS):
            H = np.tanh(X @ W1 + b1)
            p = 1 / (1 + np.exp(-(H @ W2 + b2)))
            loss = -np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p))  # noqa: F841 - as the others have it
            dS = (p - Y) / len(X)
            dZ = dS @ W2.T * (1 - H**2)
            for w, dw in ((W2, H.T @ dS), (b2, dS.sum(axis=0)), (W1, X.T @ dZ), (b1, dZ.sum(axis=0))):
                w -= RATE * dw

    return steps


def with_torch():
    """Steps in PyTorch, eager."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    nn, X_torch, Y_torch = torch.nn, torch.tensor(X), torch.tensor(Y)
    net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1)).double()
    optimizer, loss = torch.optim.SGD(net.parameters(), lr=RATE), nn.BCEWithLogitsLoss()

    def steps():
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss(net(X_torch), Y_torch).backward()
            optimizer.step()

    return steps


def with_autograd():
    """Steps with HIPS autograd."""
    import autograd.numpy as anp
    from autograd import grad

    rng = np.random.default_rng(0)
    params = [rng.normal(size=(2, 4)), np.zeros(4), rng.normal(size=(4, 1)), np.zeros(1)]

    def loss(params):
        W1, b1, W2, b2 = params
        S = anp.dot(anp.tanh(anp.dot(X, W1) + b1), W2) + b2
        return anp.mean(anp.logaddexp(0, S) - Y * S)

    gradient = grad(loss)

    def steps():
        for _ in range(STEPS):
            for w, dw in zip(params, gradient(params)):
                w -= RATE * dw

    return steps


def with_micrograd():
    """Steps with micrograd, which takes every number for itself (squared error: it has no logarithm)."""
    import random

    from micrograd.nn import MLP

    random.seed(0)
    net = MLP(2, [4, 1])

    def steps():
        for _ in range(STEPS):
            loss = sum((net(list(x)) - float(y)) ** 2 for x, (y,) in zip(X, Y))
            net.zero_grad()
            loss.backward()
            for p in net.parameters():
                p.data -= RATE * p.grad / 4

    return steps


def rows():
    """XOR by everybody."""
    cases = {
        "nnlib.layers": with_layers(),
        "PyTorch": with_torch(),
        "textbook NumPy": with_textbook(),
        "NumPy written out": with_one_function(),
        "HIPS autograd": with_autograd(),
        "micrograd": with_micrograd(),
    }
    return [Row("XOR, 2-4-1, full batch: a step", cases, {"PyTorch": 0.15, "textbook NumPy": 0.5}, STEPS)]
