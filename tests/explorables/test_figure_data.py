"""The committed word vectors of the interactive figure are those that nnlib trains today."""

import base64
import re

import numpy as np
import pytest

from nnlib.corpus import analogies
from nnlib.word_vectors import analogy, nearest
from tools.figure_data import VECTORS, as_bytes, trained


@pytest.fixture(scope="module")
def today():
    """Words and vectors, trained now."""
    return trained()


@pytest.fixture(scope="module")
def committed():
    """Words and vectors of the file."""
    text = VECTORS.read_text("utf-8")
    words = re.search(r'WORDS = "(.+)"\.split', text)[1].split()
    data = base64.b64decode(re.search(r'BYTES = "(.+)"', text)[1])
    return words, np.frombuffer(data, np.int8).reshape(len(words), -1).astype(float)


def test_words_are_those_of_the_corpus(today, committed):
    """If this fails, run python -m tools.figure_data."""
    assert committed[0] == today[0]


def test_vectors_are_those_of_nnlib(today, committed):
    """If this fails, run python -m tools.figure_data. Other processors round otherwise, so neighbours are compared."""
    E, kept = today[1], committed[1]
    same = [len(set(nearest(word, E, 5)) & set(nearest(word, kept, 5))) / 5 for word in range(len(E))]
    assert np.mean(same) > 0.9


def test_a_byte_is_enough(today):
    """If this fails, rounding changes what the chapter says about capitals."""
    words, E = today
    index = {word: i for i, word in enumerate(words)}
    asked = [[index[word] for word in question] for question in analogies()["capital"] if set(question) <= set(index)]
    for table in (E, as_bytes(E).astype(float)):
        assert np.mean([analogy(table, a, b, c)[0] == d for a, b, c, d in asked]) > 0.75
