"""Jacobians: closed forms against differences and against PyTorch."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.calculus import (
    affine_jacobians,
    batch_gradients,
    chain,
    elementwise_jacobian,
    numerical_jacobian,
    score_gradients,
    softmax_jacobian,
)
from nnlib.softmax import softmax_backward, softmax_forward

D, M, C, N = 3, 2, 4, 5
rng = np.random.default_rng(0)
x, W, b, u, z = (rng.normal(size=shape) for shape in (D, (M, D), M, M, C))
X = rng.normal(size=(N, D))
for array in (x, W, b, u, z, X):
    array.setflags(write=False)  # what a function must not write to


def softmax(z):
    """By its definition."""
    return np.exp(z) / np.exp(z).sum()


def score(x, W, b, u):
    """Of a column vector."""
    return u @ np.tanh(W @ x + b)


def sum_of_scores(X, W, b, u):
    """Of a batch, one example at a time."""
    return sum(score(row, W.T, b, u) for row in X)


def by_pytorch(f, *arguments):
    """The Jacobians of a function of tensors, one for each argument."""
    torch = pytest.importorskip("torch")
    jacobians = torch.autograd.functional.jacobian(lambda *t: f(torch, *t), tuple(torch.tensor(a) for a in arguments))
    return [jacobian.numpy() for jacobian in jacobians]


def test_numerical_jacobian_of_a_polynomial():
    """If this fails, rows are not outputs, columns are not inputs, or the quotient is not (f+ - f-) / 2h."""
    def f(x):
        return np.array([x[0] * x[1], x[1] ** 2, 3 * x[2], x.sum()])

    J = numerical_jacobian(f, np.array([2.0, 5.0, -1.0]))
    assert_allclose(J, [[5, 2, 0], [0, 10, 0], [0, 0, 3], [1, 1, 1]], atol=1e-8)


def test_the_error_of_the_numerical_jacobian_goes_down_with_the_square_of_the_step():
    """If this fails, the differences are one-sided, or the step is not the one that was asked for."""
    errors = [numerical_jacobian(np.exp, np.zeros(1), h=h)[0, 0] - 1 for h in (1e-2, 2e-2)]
    assert_allclose(errors, [1e-4 / 6, 4e-4 / 6], rtol=1e-3)


def test_numerical_jacobian_at_whole_numbers():
    """If this fails, a step of 1e-5 is lost because the numbers are integers."""
    assert_allclose(numerical_jacobian(np.square, np.array([1, 3])), [[2, 0], [0, 6]], atol=1e-8)


def test_numerical_jacobian_of_matrices():
    """If this fails, matrices are not read row by row, or a function with one number as its value has no Jacobian."""
    J = numerical_jacobian(np.transpose, rng.normal(size=(2, 3)))
    assert_allclose(J @ np.arange(6), np.arange(6).reshape(2, 3).T.ravel(), atol=1e-8)
    assert_allclose(numerical_jacobian(lambda x: x @ x, x), 2 * x[None], atol=1e-8)


def test_affine_jacobians():
    """If this fails, a Jacobian of z = W x + b is wrong, or W is not read row by row."""
    found = affine_jacobians(W, x)
    numerical = [
        numerical_jacobian(lambda x: W @ x + b, x),
        numerical_jacobian(lambda W: W @ x + b, W),
        numerical_jacobian(lambda b: W @ x + b, b),
    ]
    exact = by_pytorch(lambda torch, x, W, b: W @ x + b, x, W, b)
    for jacobian, other, third in zip(found, numerical, exact, strict=True):
        assert_allclose(jacobian, other, atol=1e-8)
        assert_array_equal(jacobian, third.reshape(M, -1))


def test_one_weight_touches_one_output():
    """If this fails, W_23 changes something else than z_2, or not by x_3."""
    _, dz_dW, _ = affine_jacobians(W, x)
    assert_array_equal(dz_dW.reshape(M, M, D)[:, 1, 2], [0, x[2]])


def test_jacobians_belong_to_the_caller():
    """If this fails, writing to a Jacobian changes the weights."""
    before = np.array(W)
    dz_dx, _, _ = affine_jacobians(before, x)
    dz_dx[...] = np.nan
    assert_array_equal(before, W)


def test_elementwise_jacobian():
    """If this fails, entries of an activation depend on each other."""
    found = elementwise_jacobian(np.cos, z)
    assert_allclose(found, numerical_jacobian(np.sin, z), atol=1e-8)
    assert_allclose(found, by_pytorch(lambda torch, z: torch.sin(z), z)[0], rtol=1e-12)


def test_softmax_jacobian():
    """If this fails, the Jacobian of the softmax is wrong, or says something else than softmax_backward."""
    found = softmax_jacobian(z)
    assert_allclose(found, numerical_jacobian(softmax, z), atol=1e-8)
    assert_allclose(found, by_pytorch(lambda torch, z: torch.softmax(z, dim=0), z)[0], rtol=1e-12)
    upstream = rng.normal(size=C)
    assert_allclose(softmax_backward(upstream[None], softmax_forward(z[None])[1])[0], upstream @ found, rtol=1e-12)


def test_softmax_jacobian_far_out():
    """If this fails, scores of 1e4 overflow."""
    with np.errstate(all="raise", under="ignore"):
        assert_array_equal(softmax_jacobian(np.array([1e4, -1e4])), np.zeros((2, 2)))


def test_score_gradients():
    """If this fails, a gradient of s = u·tanh(Wx + b) is wrong, or does not have the shape of what it belongs to."""
    arguments = {"x": x, "W": W, "b": b, "u": u}
    exact = by_pytorch(lambda torch, x, W, b, u: u @ torch.tanh(W @ x + b), x, W, b, u)
    for name, grad, other in zip(arguments, score_gradients(x, W, b, u), exact, strict=True):
        numerical = numerical_jacobian(lambda value, name=name: score(**{**arguments, name: value}), arguments[name])
        assert_allclose(grad.ravel(), numerical[0], atol=1e-8)
        assert_allclose(grad, other, rtol=1e-12)


def test_batch_gradients():
    """If this fails, a gradient of a batch is wrong: a transpose, or a sum over the batch, is missing."""
    arguments = {"X": X, "W": W.T, "b": b, "u": u}
    exact = by_pytorch(lambda torch, X, W, b, u: (torch.tanh(X @ W + b) @ u).sum(), *arguments.values())
    for name, grad, other in zip(arguments, batch_gradients(*arguments.values()), exact, strict=True):
        numerical = numerical_jacobian(
            lambda value, name=name: sum_of_scores(**{**arguments, name: value}), arguments[name]
        )
        assert_allclose(grad.ravel(), numerical[0], atol=1e-8)
        assert_allclose(grad, other, rtol=1e-12)


def test_a_batch_of_one_in_the_other_convention():
    """If this fails, rows and columns are not translated by a transpose."""
    dx, dW, db, du = score_gradients(x, W, b, u)
    for grad, other in zip(batch_gradients(x[None], W.T, b, u), (dx[None], dW.T, db, du)):
        assert_allclose(grad, other, rtol=1e-12)


def test_the_chain_rule_is_a_product():
    """If this fails, Jacobians are multiplied in the wrong order."""
    def f(x):
        return softmax(np.tanh(W.T @ np.tanh(W @ x + b)))

    h = np.tanh(W @ x + b)
    y = np.tanh(W.T @ h)
    inner = elementwise_jacobian(lambda z: 1 - np.tanh(z) ** 2, W @ x + b)
    outer = elementwise_jacobian(lambda z: 1 - np.tanh(z) ** 2, W.T @ h)
    found = chain(softmax_jacobian(y), outer, W.T, inner, W)
    assert_allclose(found, numerical_jacobian(f, x), atol=1e-8)
    assert_array_equal(chain(W), W)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: chain(W, W), "jacobians[1] has shape (2, 3), but should have shape (D, C) = (3, ?)"),
        (lambda: chain(W.T, W, b), "jacobians[2] has shape (2,), but should have shape (D, C) = (3, ?)"),
        (lambda: affine_jacobians(W, b), "x has shape (2,), but should have shape (D,) = (3,)"),
        (lambda: elementwise_jacobian(np.cos, W), "z has shape (2, 3), but should have shape (M,)"),
        (lambda: softmax_jacobian(W), "z has shape (2, 3), but should have shape (C,)"),
        (lambda: score_gradients(x, W, b[:1], u), "b has shape (1,), but should have shape (M,) = (2,)"),
        (lambda: score_gradients(x, W, b, u[:1]), "u has shape (1,), but should have shape (M,) = (2,)"),
        (lambda: score_gradients(x, W.T, b, u), "W has shape (3, 2), but should have shape (M, D) = (?, 3)"),
        (lambda: batch_gradients(X, W, b, u), "W has shape (2, 3), but should have shape (D, M) = (3, ?)"),
        (lambda: batch_gradients(X, W.T, b[:1], u), "b has shape (1,), but should have shape (M,) = (2,)"),
        (lambda: batch_gradients(X, W.T, b, u[:1]), "u has shape (1,), but should have shape (M,) = (2,)"),
    ],
)
def test_a_wrong_shape_is_named(call, message):
    """If this fails, broadcasting hides a wrong shape, or a transposed W is not noticed."""
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message
