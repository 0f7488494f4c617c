"""Batch normalisation in use."""

import numpy as np

from calls._sizes import SIZES
from nnlib import normalization


def calls():
    """Begin, take in a batch, use."""
    N, D = SIZES["N"], SIZES["D"]
    X = np.random.default_rng(0).normal(size=(N, D))
    running = normalization.init_running(D)
    _, batch = normalization.batch_norm_forward(X, np.ones(D), np.zeros(D))
    yield normalization.init_running, (D,)
    yield normalization.update_running, (running, batch)
    yield normalization.batch_norm_inference, (X, np.ones(D), np.zeros(D), running["mean"], running["var"])
