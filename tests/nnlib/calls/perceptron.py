"""The perceptron."""

import numpy as np

from calls._sizes import SIZES
from nnlib import perceptron


def calls():
    """Train."""
    X = np.random.default_rng(0).normal(size=(SIZES["N"], SIZES["D"]))
    yield perceptron.perceptron_train, (X, (X[:, 0] > 0).astype(int))
