"""Cases for book/explorables/numerics/word_vectors.js."""

import base64

import numpy as np

from nnlib.word_vectors import analogy, cosine_similarity, nearest


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    steps = np.random.default_rng(3).integers(-127, 128, (30, 4)).astype(np.int8)
    yield "decode", [base64.b64encode(steps.tobytes()).decode(), 4], steps
    E = steps.astype(float)
    yield "cosineSimilarity", [E[3], E], cosine_similarity(E[3], E)
    for word in (0, 7, 29):
        words = nearest(word, E, 6)
        yield "nearest", [word, E, 6], with_cosines(words, E[word], E)
    for a, b, c in [(0, 1, 2), (5, 5, 9), (28, 3, 14)]:
        words = analogy(E, a, b, c, 5)
        yield "analogy", [E, a, b, c, 5], with_cosines(words, E[b] - E[a] + E[c], E)


def with_cosines(words, x, E):
    """Each word with its cosine to x."""
    return [[int(word), float(cosine_similarity(x, E)[word])] for word in words]
