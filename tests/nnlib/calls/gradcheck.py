"""Differences, the checker and its report."""

import numpy as np

from calls._sizes import SIZES
from nnlib import differences, gradcheck, gradient_report
from nnlib.affine import affine_backward, affine_forward


def calls():
    """Differentiate by differences, compare."""
    rng = np.random.default_rng(0)
    N, D, M = (SIZES[letter] for letter in "NDM")
    X, W, b = rng.normal(size=(N, D)), rng.normal(size=(D, M)), rng.normal(size=M)
    yield differences.numerical_gradient, (squares, X)
    yield differences.numerical_gradient_batched, (lambda X: (X**2).sum(axis=(1, 2)), X)
    yield differences.numerical_vjp, (lambda X: X**2, X, X)
    yield differences.forward_difference, (squares, X)
    yield differences.directional_derivative, (squares, X, X)
    yield differences.complex_step_gradient, (squares, X)
    yield differences.best_step, (squares, X, 2 * X)
    yield gradcheck.check_backward, (affine_forward, affine_backward, {"X": X, "W": W, "b": b}, rng)
    yield gradcheck.check_gradient, (squares, 2 * X, X, rng)
    yield gradcheck.check_parameters, (lambda X: (squares(X), 2 * X), X, rng)
    yield gradcheck.directional_check, (squares, 2 * X, X, rng)
    yield gradient_report.relative_error, (X, X)


def squares(X):
    """A function whose gradient is ``2 X``."""
    return (X**2).sum()
