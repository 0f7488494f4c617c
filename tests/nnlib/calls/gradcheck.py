"""Gradient checking."""

import numpy as np

from calls._sizes import SIZES
from nnlib import gradcheck, gradient_report
from nnlib.affine import affine_backward, affine_forward


def calls():
    """Differentiate by differences, compare."""
    rng = np.random.default_rng(0)
    N, D, M = (SIZES[letter] for letter in "NDM")
    X, W, b = rng.normal(size=(N, D)), rng.normal(size=(D, M)), rng.normal(size=M)
    yield gradcheck.numerical_gradient, (lambda X: (X**2).sum(), X)
    yield gradcheck.numerical_vjp, (lambda X: X**2, X, X)
    yield gradcheck.check_backward, (affine_forward, affine_backward, {"X": X, "W": W, "b": b}, rng)
    yield gradient_report.relative_error, (X, X)
