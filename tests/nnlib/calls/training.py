"""Training."""

import numpy as np

from calls._sizes import SIZES
from nnlib import batches, classifier, training
from nnlib.mlp import mlp_init
from nnlib.optimizers import SGD


def calls():
    """Batches, a network, its accuracy."""
    rng = np.random.default_rng(0)
    N, D, M, C = (SIZES[letter] for letter in "NDMC")
    X, y = rng.normal(size=(N, D)), rng.integers(0, C, N)
    loss_and_gradients = classifier.mlp_loss_and_gradients()
    yield batches.minibatches, (X, y, 2, rng)
    yield classifier.accuracy, (rng.normal(size=(N, C)), y)
    yield classifier.mlp_loss_and_gradients, ("relu", 0.1)
    yield classifier.mlp_accuracy, ("relu",)
    yield training.train, (loss_and_gradients, mlp_init((D, M, C), rng), X, y, SGD(0.1), rng)
