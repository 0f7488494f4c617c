"""Learning word vectors by skip-gram: `nnlib.sgns` is the model, `nnlib.skipgram_sampling` what it learns from."""

import numpy as np

from nnlib._scatter import add_rows
from nnlib._shapes import require_indices
from nnlib.batches import minibatches
from nnlib.sgns import sgns_backward, sgns_forward, sgns_pair_gradients
from nnlib.skipgram_sampling import (
    keep_probability,
    sample_negatives,
    skipgram_pairs,
    subsample,
    unigram_distribution,
)
from nnlib.training import _progress_bar

__all__ = [
    "keep_probability",
    "sample_negatives",
    "sgns_backward",
    "sgns_forward",
    "sgns_pair_gradients",
    "skipgram_pairs",
    "subsample",
    "train_word_vectors",
    "unigram_distribution",
]


def train_word_vectors(
    sentences,
    V,
    rng,
    D=32,
    *,
    window=4,
    K=5,
    epochs=10,
    learning_rate=0.1,
    batch_size=256,
    threshold=2e-3,
    progress=True,
):
    """Learn word vectors by skip-gram with negative sampling and plain SGD, with a rate that falls to 0.

    Parameters
    ----------
    sentences : list of ndarray
        The word indices of each sentence.
    V : int
        Number of words in the vocabulary.
    rng : numpy.random.Generator
        Draws the first vectors, the windows, the negatives and the order; the same seed gives the same vectors.
    D : int, default 32
        Length of a vector.
    window : int, default 4
        How far away a neighbour may be.
    K : int, default 5
        Negatives for each pair.
    epochs : int, default 10
        How often the text is read.
    learning_rate : float, default 0.1
        Rate of the first batch, for the *sum* over its pairs: it means the same for every size of a batch.
    batch_size : int, default 256
        Pairs whose gradients are taken at the same vectors, or V if there are fewer words: a word that stands in most
        pairs of a batch would jump too far.
    threshold : float, default 2e-3
        Words more frequent than this share of the text are dropped now and then, see `keep_probability`.
    progress : bool, default True
        Whether to show a bar.

    Returns
    -------
    E : ndarray, shape (V, D)
        Vectors of the words as centres: the word vectors.
    F : ndarray, shape (V, D)
        Vectors of the words as contexts.
    losses : list of float
        Mean loss of the batches of each epoch, in nats for each pair.

    Raises
    ------
    ValueError
        If no pair is left to learn from, or a number makes no sense.
    IndexError
        If a sentence names a word that is not there.
    FloatingPointError
        If the vectors grow without bounds: the loss of a batch is ten times that of vectors of zeros, or more.

    References
    ----------
    Chapter 12, "Training"; Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    sentences = [np.asarray(sentence) for sentence in sentences]
    counts = _count(sentences, V)
    keep, noise = keep_probability(counts, threshold), unigram_distribution(counts)
    E, F = ((rng.random((V, D), np.float32) - 0.5) / D for _ in range(2))
    batch_size = min(batch_size, V)
    losses = []
    for epoch in _progress_bar(epochs, progress):
        centres, contexts = _some_pairs(subsample(sentences, keep, rng), window, rng)
        of_batches = []
        for n, (c, o) in enumerate(minibatches(centres, contexts, batch_size, rng)):
            done = (epoch + n * batch_size / len(centres)) / epochs
            negatives = sample_negatives(rng, noise, (len(c), K))
            of_batches.append(_update(E, F, c, o, negatives, learning_rate * (1 - done)))
        losses.append(float(np.mean(of_batches)))
    return E, F, losses


def _count(sentences, V):
    words = np.concatenate([np.zeros(0, int), *sentences])
    require_indices(sentences=(words, V))
    return np.bincount(words, minlength=V)


def _some_pairs(sentences, window, rng):
    centres, contexts = skipgram_pairs(sentences, window, rng)
    if len(centres) == 0:
        raise ValueError(
            "sentences has no pair of words, after frequent words are dropped, but should have at least one: try a "
            "higher threshold"
        )
    return centres, contexts


def _update(E, F, centres, contexts, negatives, rate):
    """One step of SGD, written into the rows that it concerns; the loss before it."""
    loss, cache = sgns_forward(E, F, centres, contexts, negatives)
    _require_convergence(loss, negatives.shape[1], rate)
    dv, du = sgns_pair_gradients(-rate * len(centres), cache)
    add_rows(E, centres, dv)
    add_rows(F, np.column_stack([contexts, negatives]), du)
    return loss


def _require_convergence(loss, K, rate):
    at_zero = (1 + K) * np.log(2)  # the loss of vectors that are all 0, with which training begins
    if not loss < 10 * at_zero:
        raise FloatingPointError(
            f"loss is {loss:.3g} with learning rate {rate:.3g}, but should be about {at_zero:.3g} at first and then "
            "fall: try a lower learning_rate or a smaller batch_size"
        )
