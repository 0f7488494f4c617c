"""What word vectors know: similarity, analogies, pictures, counts."""

import tracemalloc
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.corpus import corpus
from nnlib.tagging import build_vocabulary, encode
from nnlib.word_vectors import analogy, cooccurrence, cosine_similarity, nearest, pca_2d, probability_ratios

PLANE = np.array([[1.0, 0.0], [2.0, 0.1], [0.0, 3.0], [-1.0, 0.0], [1.0, 1.0]])


def test_cosines_by_hand():
    """If this fails, a cosine depends on lengths, or is not one."""
    assert_allclose(cosine_similarity(np.array([5.0, 0.0]), PLANE), [1, 2 / np.hypot(2, 0.1), 0, -1, np.sqrt(0.5)])


def test_a_vector_of_zeros_has_no_direction():
    """If this fails, a word that was never seen has a similarity of NaN."""
    assert_array_equal(cosine_similarity(np.zeros(2), PLANE), 0)
    assert_array_equal(cosine_similarity(np.ones(2), np.zeros((3, 2))), 0)


@given(st.integers(0, 2**32 - 1))
def test_cosines_agree_with_scikit_learn(seed):
    """If this fails, a similarity is not what everybody calls by this name."""
    pairwise = pytest.importorskip("sklearn.metrics.pairwise")
    E = np.random.default_rng(seed).normal(size=(6, 4))
    assert_allclose(cosine_similarity(E[0], E), pairwise.cosine_similarity(E[:1], E)[0])


def test_nearest_words_in_their_order():
    """If this fails, a word is its own neighbour, or neighbours come in the wrong order."""
    assert_array_equal(nearest(0, PLANE, 3), [1, 4, 2])
    assert_array_equal(nearest(0, PLANE, 99), [1, 4, 2, 3])
    assert_array_equal(nearest(0, np.tile([[1.0, 0.0], [-1.0, 0.0]], (50, 1)), 49), np.arange(2, 100, 2))


def test_an_analogy_is_a_parallelogram():
    """If this fails, x is not b - a + c, or one of the words asked with is the answer."""
    rng = np.random.default_rng(0)
    countries, to_capital = rng.normal(size=(5, 8)), rng.normal(size=8)
    E = np.concatenate([countries, countries + to_capital + 0.01 * rng.normal(size=(5, 8))])
    for a in range(5):
        for c in set(range(5)) - {a}:
            assert analogy(E, a, a + 5, c)[0] == c + 5
            assert analogy(E, a + 5, a, c + 5)[0] == c
            assert set(analogy(E, a, a + 5, c, n=10)) == set(range(10)) - {a, a + 5, c}


@pytest.mark.parametrize("place", range(3))
def test_a_word_that_is_not_there_is_named(place):
    """If this fails, an index of -1 stands for the last word."""
    words = [0, 1, 2]
    words[place] = -1
    with pytest.raises(IndexError, match=f"^{'abc'[place]} holds -1, but should hold numbers from 0 to 4$"):
        analogy(PLANE, *words)
    with pytest.raises(IndexError, match=r"^word holds 5, but should hold numbers from 0 to 4$"):
        nearest(5, PLANE)


@pytest.mark.parametrize("function", [partial(nearest, 0), partial(analogy, a=0, b=1, c=2), pca_2d])
def test_word_vectors_are_the_rows_of_a_matrix(function):
    """If this fails, one vector in place of a matrix is taken apart, or an error speaks of something inside."""
    with pytest.raises(ValueError, match=r"^E has shape \(5,\), but should have shape \(V, D\)$"):
        function(E=np.ones(5))


@pytest.mark.parametrize(
    ("a", "B", "message"),
    [
        (PLANE[:1], PLANE, "a has shape (1, 2), but should have shape (D,)"),
        (np.ones(2), np.ones((5, 3)), "B has shape (5, 3), but should have shape (V, D) = (?, 2)"),
        (np.ones(2), np.ones(2), "B has shape (2,), but should have shape (V, D) = (?, 2)"),
    ],
)
def test_a_cosine_of_wrong_shapes_is_named(a, B, message):
    """If this fails, a row of a matrix or a single other vector gives something of another shape than documented."""
    with pytest.raises(ValueError) as error:
        cosine_similarity(a, B)
    assert str(error.value) == message


@given(st.integers(0, 2**32 - 1), st.integers(2, 9), st.integers(2, 6))
def test_pictures_agree_with_scikit_learn(seed, V, D):
    """If this fails, a picture does not show the two directions in which the vectors differ most."""
    decomposition = pytest.importorskip("sklearn.decomposition")
    E = np.random.default_rng(seed).normal(size=(V, D)) + 5
    points, expected = pca_2d(E), decomposition.PCA(2).fit_transform(E)
    signs = np.sign((points * expected).sum(axis=0))
    assert_allclose(points, signs * expected, atol=1e-9)


@given(st.integers(0, 2**32 - 1))
def test_a_picture_is_not_mirrored(seed):
    """If this fails, the same vectors look different on another machine, or when they are in another order."""
    rng = np.random.default_rng(seed)
    E, order = rng.normal(size=(7, 4)), rng.permutation(7)
    assert_allclose(pca_2d(E[order]), pca_2d(E)[order], atol=1e-9)
    directions = np.linalg.lstsq(pca_2d(E), E - E.mean(axis=0), rcond=None)[0]
    assert (np.take_along_axis(directions, np.abs(directions).argmax(axis=1)[:, None], axis=1) > 0).all()


@pytest.mark.parametrize("shape", [(1, 3), (3, 1)])
def test_a_picture_needs_two_directions(shape):
    """If this fails, one vector, or vectors of one number, give an error of something inside."""
    with pytest.raises(ValueError, match=r"^E has shape .*, but should have at least two rows and two columns$"):
        pca_2d(np.ones(shape))


def test_equal_vectors_have_a_picture():
    """If this fails, vectors that are all the same give NaN."""
    assert_array_equal(pca_2d(np.ones((3, 4))), np.zeros((3, 2)))


@given(
    st.lists(st.lists(st.integers(0, 5)).map(lambda words: np.array(words, dtype=int)), max_size=4), st.integers(1, 4)
)
def test_cooccurrences_are_counted(sentences, window):
    """If this fails, a count differs from one by loops."""
    expected = np.zeros((6, 6), int)
    for sentence in sentences:
        for i, word in enumerate(sentence):
            for j, other in enumerate(sentence):
                expected[word, other] += 0 < abs(i - j) <= window
    assert_array_equal(cooccurrence(sentences, 6, window), expected)


def test_a_picture_of_many_words_fits_in_memory():
    """If this fails, a picture takes memory, and time, for the square of the number of words."""
    E = np.random.default_rng(0).normal(size=(1000, 4))
    tracemalloc.start()
    pca_2d(E)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * E.nbytes < 1000 * E.nbytes / 4


@pytest.mark.parametrize("word", [-1, 6])
@pytest.mark.parametrize("others", [[0, 1], []])
def test_a_counted_word_that_is_not_there_is_named(word, others):
    """If this fails, pairs are counted for other words, or a word counts as known as long as it stands alone."""
    with pytest.raises(IndexError, match=f"^sentences holds {word}, but should hold numbers from 0 to 5$"):
        cooccurrence([np.array([0, 1]), np.array([*others, word])], 6, 2)


def test_ratios_by_hand():
    """If this fails, a ratio is one of counts, or is turned upside down."""
    counts = np.zeros((4, 4), int)
    counts[0], counts[1] = [0, 0, 3, 1], [2, 4, 2, 0]
    with np.errstate(all="raise"):  # an infinite ratio is an answer, and comes without a warning
        P_i, P_j, ratios = probability_ratios(counts, 0, 1, np.array([2, 3, 0]))
        of_nothing = probability_ratios(counts, 0, 0, np.array([1]))[2]
    assert_allclose(P_i, [3 / 4, 1 / 4, 0])
    assert_allclose(P_j, [2 / 8, 0, 2 / 8])
    assert_array_equal(ratios, [3, np.inf, 0])
    assert np.isnan(of_nothing).all()


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"counts": np.ones((3, 2))}, ValueError, "counts has shape (3, 2), but should have shape (V, V)"),
        ({"words": np.zeros((1, 1), int)}, ValueError, "words has shape (1, 1), but should have shape (N,)"),
        ({"i": -1}, IndexError, "i holds -1, but should hold numbers from 0 to 2"),
        ({"j": 3}, IndexError, "j holds 3, but should hold numbers from 0 to 2"),
        ({"words": np.array([0, -1])}, IndexError, "words holds -1, but should hold numbers from 0 to 2"),
    ],
)
def test_ratios_of_what_is_not_there(arguments, error, message):
    """If this fails, -1 stands for the last word, or an error does not say which argument is wrong."""
    right = {"counts": np.ones((3, 3)), "i": 0, "j": 1, "words": np.array([0, 2])}
    with pytest.raises(error) as raised:
        probability_ratios(**(right | arguments))
    assert str(raised.value) == message


@pytest.mark.parametrize(("i", "j", "name"), [(2, 0, "i"), (0, 2, "j")])
def test_a_word_without_neighbours_is_named(i, j, name):
    """If this fails, a word that never occurs has probabilities of NaN."""
    counts = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    with pytest.raises(ValueError, match=f"^{name} has no neighbours, but should have at least one$"):
        probability_ratios(counts, i, j, np.array([0]))


def test_ice_and_steam():
    """If this fails, the corpus does not show what GloVe was made from: solid goes with ice, gas with steam."""
    tokens, _ = corpus(np.random.default_rng(0))
    sentences = [[word.lower() for word in sentence] for sentence in tokens]
    vocabulary = build_vocabulary(sentences)
    counts = cooccurrence(encode(sentences, vocabulary), len(vocabulary), window=5)
    ice, steam, *words = (vocabulary[word] for word in ("ice", "steam", "solid", "gas", "water", "fashion"))
    _, _, (solid, gas, water, fashion) = probability_ratios(counts, ice, steam, np.array(words))
    assert solid == np.inf
    assert gas == 0
    assert 0.5 < water < 2
    assert 0.5 < fashion < 2
