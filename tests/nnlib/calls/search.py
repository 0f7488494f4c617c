"""Hyper-parameter search."""

import numpy as np

from nnlib import search


def calls():
    """Both searches, and what to draw from."""
    distributions = {"x": search.uniform(0, 1), "k": search.choice([1, 2])}
    yield search.grid_search, (lambda x: -x, {"x": [0, 1]})
    yield search.random_search, (lambda x, k: x * k, distributions, 3, np.random.default_rng(0))
    yield search.uniform, (0, 1)
    yield search.log_uniform, (0.1, 1)
    yield search.choice, ([1, 2],)
