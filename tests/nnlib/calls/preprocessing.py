"""Preparing data."""

import numpy as np

from calls._sizes import SIZES
from nnlib import preprocessing


def calls():
    """Centre, scale, whiten."""
    X = np.random.default_rng(0).normal(size=(SIZES["N"], SIZES["D"]))
    reference = np.random.default_rng(1).normal(size=(SIZES["V"], SIZES["D"]))
    yield preprocessing.center, (X, reference)
    yield preprocessing.standardize, (X, reference)
    yield preprocessing.whiten, (X, reference, "zca", 0.1)
