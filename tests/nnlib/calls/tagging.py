"""From sentences to windows, from predictions to a score."""

import numpy as np

from calls._sizes import SIZES
from nnlib import tagging


def calls():
    """Number words, cut windows, corrupt them, score predictions."""
    rng = np.random.default_rng(0)
    N, C, V, L = (SIZES[letter] for letter in "NCVL")
    sentences = [["a", "rose", "is", "a", "rose"]]
    y, predicted = rng.integers(0, C, N), rng.integers(0, C, N)
    yield tagging.build_vocabulary, (sentences,)
    yield tagging.encode, (sentences, {"<unk>": 0, "a": 1})
    yield tagging.windows, (rng.integers(0, V, N), 3)
    yield tagging.corrupt, (rng.integers(0, V, (N, L)), V, rng)
    yield tagging.confusion_matrix, (y, predicted, C)
    yield tagging.f1_score, (y, predicted, C)
