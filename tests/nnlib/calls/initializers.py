"""First weights, and what becomes of them."""

import numpy as np

from calls._sizes import SIZES
from nnlib import initializers
from nnlib.mlp import mlp_init


def calls():
    """All initialisers, one network."""
    rng = np.random.default_rng(0)
    N, D, M, C = (SIZES[letter] for letter in "NDMC")
    for name in (
        "zeros",
        "small_normal",
        "lecun_normal",
        "xavier_uniform",
        "xavier_normal",
        "he_uniform",
        "he_normal",
        "orthogonal",
    ):
        yield getattr(initializers, name), (D, M, rng)
    yield initializers.prior_bias, (np.array([0, 1, 2, 3, 3]), C)
    yield initializers.layer_statistics, (rng.normal(size=(N, D)), mlp_init((D, M, C), rng), "tanh", rng)
