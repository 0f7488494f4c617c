"""Data of the interactive figures that takes seconds to compute: ``python -m tools.figure_data`` writes it anew.

The word vectors are those of the first run in section 12.6. Each number is kept as one byte: a step is 1/127 of the
largest number in the table.
"""

import base64
import json
from pathlib import Path

import numpy as np

from nnlib.corpus import corpus
from nnlib.skipgram import train_word_vectors
from nnlib.tagging import build_vocabulary, encode

VECTORS = Path(__file__).resolve().parents[1] / "book" / "explorables" / "data" / "vectors.js"
D, K = 32, 5
TEXT = """\
// Written by tools/figure_data.py: the words of the course's own text, and a vector of {D} bytes for each.

export const WORDS = {words}.split(" ");
export const DIMENSIONS = {D};
export const BYTES = "{bytes}";
"""


def trained():
    """The words of the corpus and their vectors, as chapter 12 trains them first.

    Returns
    -------
    words : list of str
        By index.
    E : ndarray, shape (V, D)
        A vector in each row.
    """
    tokens, _ = corpus(np.random.default_rng(12))
    text = [[word.lower() for word in sentence] for sentence in tokens]
    index = build_vocabulary(text)
    E, _, _ = train_word_vectors(encode(text, index), len(index), np.random.default_rng(0), D, K=K, progress=False)
    return list(index), E


def as_bytes(E):
    """Round to 255 steps.

    Parameters
    ----------
    E : ndarray, shape (V, D)
        Vectors.

    Returns
    -------
    steps : ndarray of int, shape (V, D)
        Between -127 and 127.
    """
    return np.round(127 * E / np.abs(E).max()).astype(np.int8)


def main():
    """Train and write."""
    words, E = trained()
    encoded = base64.b64encode(as_bytes(E).tobytes()).decode()
    VECTORS.write_text(TEXT.format(D=D, words=json.dumps(" ".join(words)), bytes=encoded), "utf-8")


if __name__ == "__main__":
    main()
