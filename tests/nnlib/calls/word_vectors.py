"""Skip-gram, and what word vectors know."""

import numpy as np

from calls._sizes import SIZES
from nnlib import sgns, skipgram, skipgram_sampling, word_vectors


def calls():
    """Count, sample, train, compare."""
    rng = np.random.default_rng(0)
    N, D, V, K = (SIZES[letter] for letter in "NDVK")
    sentences = [np.arange(V), np.arange(V)[::2]]
    counts, E = rng.integers(1, 9, V), rng.normal(size=(V, D))
    yield skipgram_sampling.skipgram_pairs, (sentences, 2)
    yield skipgram_sampling.unigram_distribution, (counts,)
    yield skipgram_sampling.sample_negatives, (rng, counts / counts.sum(), (N, K))
    yield skipgram_sampling.keep_probability, (counts, 0.1)
    yield skipgram_sampling.subsample, (sentences, np.ones(V), rng)
    yield word_vectors.cosine_similarity, (E[0], E)
    yield word_vectors.nearest, (0, E, 2)
    yield word_vectors.analogy, (E, 0, 1, 2)
    yield word_vectors.pca_2d, (E,)
    yield word_vectors.cooccurrence, (sentences, V, 2)
    yield word_vectors.probability_ratios, (np.ones((V, V), int), 0, 1, np.arange(N))
    yield sgns.sgns_pair_gradients, (1.0, _cache(rng, E))
    yield skipgram.train_word_vectors, (100 * sentences, V, rng, D)


def _cache(rng, E):
    N, V, K = (SIZES[letter] for letter in "NVK")
    return sgns.sgns_forward(E, E, *(rng.integers(0, V, shape) for shape in (N, N, (N, K))))[1]
