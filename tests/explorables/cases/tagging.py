"""Cases for book/explorables/numerics/tagging.js."""

import numpy as np

from nnlib.tagging import build_vocabulary, encode, windows
from nnlib.windows import embed_backward

SENTENCES = ["the mayor of Rome met the mayor of Oslo", "b a B a <unk>", "one"]


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for sentence in SENTENCES:
        words = sentence.split()
        vocabulary = build_vocabulary([words])
        [indices] = encode([[*words, "nobody"]], vocabulary)
        yield "buildVocabulary", [words], list(vocabulary)
        yield "encode", [[*words, "nobody"], list(vocabulary)], indices
        for width in (1, 3, 5):
            yield "windows", [indices, width], windows(indices, width)
    window, gradients = np.array([4, 0, 2, 4, 4]), np.array([0.5, -1.0, 2.0, 0.25, 4.0])
    dE = embed_backward(gradients[None], ((6, 1), window[None]))
    yield "scatterAdd", [gradients, window, 6], dE[:, 0]
