"""Penalties and dropout."""

import numpy as np

from calls._sizes import SIZES
from nnlib import regularization


def calls():
    """Punish the weights of a network, drop activations."""
    N, D, M = (SIZES[letter] for letter in "NDM")
    params = [{"W": np.ones((D, M)), "b": np.ones(M)}]
    yield regularization.l2_penalty_of_weights, (params, 0.1)
    yield regularization.dropout_forward, (np.ones((N, D)), 0.5, np.random.default_rng(0))
