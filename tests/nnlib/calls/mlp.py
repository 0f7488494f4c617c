"""The multilayer perceptron."""

import numpy as np

from calls._sizes import SIZES
from nnlib import mlp


def calls():
    """Count, initialise, forward, backward, collapse."""
    rng = np.random.default_rng(0)
    N, D, M, C = (SIZES[letter] for letter in "NDMC")
    params = mlp.mlp_init((D, M, C), rng)
    X = rng.normal(size=(N, D))
    scores, caches = mlp.mlp_forward(X, params)
    yield mlp.count_parameters, ((D, M, C),)
    yield mlp.mlp_init, ((D, M, C), rng)
    yield mlp.mlp_forward, (X, params, "tanh")
    yield mlp.mlp_backward, (scores, caches)
    yield mlp.collapse_linear_layers, (params,)
