"""Jacobians and gradients in closed form."""

import numpy as np

from calls._sizes import SIZES
from nnlib import calculus


def calls():
    """Differentiate by differences, by formula, along a chain, for one example and for a batch."""
    rng = np.random.default_rng(0)
    N, D, M, C = (SIZES[letter] for letter in "NDMC")
    X, W, b, u = (rng.normal(size=shape) for shape in ((N, D), (M, D), M, M))
    yield calculus.numerical_jacobian, (lambda x: W @ x, X[0])
    yield calculus.affine_jacobians, (W, X[0])
    yield calculus.elementwise_jacobian, (np.cos, b)
    yield calculus.softmax_jacobian, (rng.normal(size=C),)
    yield calculus.score_gradients, (X[0], W, b, u)
    yield calculus.batch_gradients, (X, W.T, b, u)
    yield calculus.chain, (rng.normal(size=(C, M)), W)
