"""From sentences to windows and from predictions to a score; and a tagger that learns the course's corpus."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.batches import minibatches
from nnlib.corpus import corpus
from nnlib.losses import softmax_cross_entropy_backward, softmax_cross_entropy_forward
from nnlib.optimizers import Adam
from nnlib.tagging import build_vocabulary, confusion_matrix, corrupt, encode, f1_score, windows
from nnlib.windows import window_softmax_backward, window_softmax_forward

SENTENCES = st.lists(st.lists(st.text("abc<>unkpd", min_size=1, max_size=5) | st.sampled_from(["<unk>", "<pad>"])))
TAGS = {"O": 0, "PER": 1, "LOC": 2, "ORG": 3}


@given(SENTENCES, st.integers(1, 3))
def test_a_vocabulary_numbers_its_words(sentences, min_count):
    """If this fails, a word is missing, has two numbers or shares one, or rare words are kept."""
    vocabulary = build_vocabulary(sentences, min_count)
    counts = Counter(word for sentence in sentences for word in sentence)
    assert list(vocabulary.values()) == list(range(len(vocabulary)))
    assert set(vocabulary) == {"<pad>", "<unk>"} | {word for word in counts if counts[word] >= min_count}
    assert (vocabulary["<pad>"], vocabulary["<unk>"]) == (0, 1)
    ordered = [(-counts[word], word) for word in list(vocabulary)[2:]]
    assert ordered == sorted(ordered)


@given(SENTENCES, st.randoms(use_true_random=False))
def test_a_vocabulary_does_not_depend_on_the_order(sentences, random):
    """If this fails, two readers of the same text have different numbers for the same word."""
    shuffled = [random.sample(sentence, len(sentence)) for sentence in random.sample(sentences, len(sentences))]
    assert list(build_vocabulary(shuffled)) == list(build_vocabulary(sentences))


@given(SENTENCES)
def test_known_words_can_be_decoded(sentences):
    """If this fails, an index does not stand for its word."""
    vocabulary = build_vocabulary(sentences)
    words, indices = list(vocabulary), encode(sentences, vocabulary)
    assert [[words[i] for i in sentence] for sentence in indices] == sentences
    assert all(np.issubdtype(sentence.dtype, np.integer) for sentence in indices)


def test_unknown_words():
    """If this fails, a word that nobody knows stops a tagger, or is taken for another word than <unk>."""
    vocabulary = build_vocabulary([["a", "b", "a"]], min_count=2)
    assert_array_equal(encode([["a", "b", "c"]], vocabulary)[0], [2, 1, 1])
    with pytest.raises(ValueError, match=r"^sentences has 'MISC', but should have words .*, which has no <unk>$"):
        encode([["O", "MISC"]], TAGS)


@given(st.lists(st.integers(1, 9)), st.integers(0, 4))
def test_every_word_has_its_window(indices, half):
    """If this fails, a window is shifted, or the ends of a sentence are not padded."""
    width = 2 * half + 1
    expected = [
        [indices[j] if 0 <= j < len(indices) else 0 for j in range(i - half, i + half + 1)] for i in range(len(indices))
    ]
    cut = windows(np.array(indices, dtype=int), width)
    assert cut.shape == (len(indices), width)
    assert cut.tolist() == expected


@pytest.mark.parametrize("width", [-1, 0, 4])
def test_a_window_has_a_middle(width):
    """If this fails, the word that is tagged does not stand in the middle of its window."""
    with pytest.raises(ValueError, match=f"^width is {width}, but should be odd and positive$"):
        windows(np.array([1, 2]), width)


def test_the_words_of_a_sentence_stand_in_a_row():
    """If this fails, a sentence of no words has windows of another type, or a matrix is cut like a sentence."""
    cut = windows([], 3)
    assert cut.shape == (0, 3)
    assert np.issubdtype(cut.dtype, np.integer)  # so that it can be joined with others, and they remain indices
    with pytest.raises(ValueError, match=r"^indices has shape \(1, 2\), but should have shape \(N,\)$"):
        windows(np.array([[1, 2]]), 3)


def test_corrupt_changes_the_middle_only_and_always():
    """If this fails, a corrupt window may be a true one, or differs in more than the word to be scored."""
    rng = np.random.default_rng(0)
    true = rng.integers(0, 4, (4000, 5))
    before = true.copy()
    corrupted = corrupt(true, 4, rng)
    assert_array_equal(true, before)
    assert_array_equal(np.delete(corrupted, 2, axis=1), np.delete(true, 2, axis=1))
    pairs = confusion_matrix(true[:, 2], corrupted[:, 2], 4)
    assert_array_equal(pairs.diagonal(), 0)
    assert pairs[~np.eye(4, dtype=bool)].min() > 250  # of 333: every other word is equally likely


def test_a_vocabulary_of_one_word_cannot_be_corrupted():
    """If this fails, a corrupt window is the true one."""
    with pytest.raises(ValueError, match=r"^V is 1, but should be at least 2: there is no other word$"):
        corrupt(np.zeros((2, 3), int), 1, np.random.default_rng(0))
    assert_array_equal(corrupt(np.array([[1, 0, 1], [0, 1, 0]]), 2, np.random.default_rng(0)), [[1, 1, 1], [0, 0, 0]])


@pytest.mark.parametrize(
    ("true", "error", "message"),
    [
        (np.array([1, 2, 3]), ValueError, "windows has shape (3,), but should have shape (N, L)"),
        (np.array([[1, 4, 3]]), IndexError, "windows holds 4, but should hold numbers from 0 to 3"),
    ],
)
def test_windows_that_cannot_be_corrupted_are_named(true, error, message):
    """If this fails, a word that is not there becomes one that is, or an error speaks of something inside."""
    with pytest.raises(error) as raised:
        corrupt(true, 4, np.random.default_rng(0))
    assert str(raised.value) == message


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1), st.sampled_from([None, 0, 2]))
def test_scores_agree_with_scikit_learn(pairs, ignore):
    """If this fails, a score cannot be compared with anybody else's."""
    metrics = pytest.importorskip("sklearn.metrics")
    y, predicted = np.array(pairs).T
    classes = [c for c in range(4) if c != ignore]
    *per_class, micro, macro = f1_score(y, predicted, 4, ignore)
    expected = metrics.precision_recall_fscore_support(y, predicted, labels=range(4), zero_division=0)
    for score, other in zip(per_class, expected):
        assert_allclose(score, other)
    for score, average in ((micro, "micro"), (macro, "macro")):
        assert_allclose(score, metrics.f1_score(y, predicted, labels=classes, average=average, zero_division=0))
    assert_array_equal(confusion_matrix(y, predicted, 4), metrics.confusion_matrix(y, predicted, labels=range(4)))


def test_classes_may_be_lists():
    """If this fails, classes that are written down as lists are counted wrongly."""
    assert_array_equal(confusion_matrix([0, 1, 1], [1, 1, 0], 2), [[0, 1], [1, 1]])


def test_nothing_to_score():
    """If this fails, a class that never occurs gives a NaN, or a warning."""
    *per_class, micro, macro = f1_score(np.zeros(0, int), np.zeros(0, int), 3)
    assert all((score == 0).all() for score in per_class)
    assert micro == macro == 0


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (([0, 1], [0], 2), ValueError, "predicted has shape (1,), but should have shape (N,) = (2,)"),
        (([0, 2], [0, 1], 2), IndexError, "y holds 2, but should hold numbers from 0 to 1"),
        (([0, 1], [0, -1], 2), IndexError, "predicted holds -1, but should hold numbers from 0 to 1"),
        (([0, 1], [0, 1], 2, 5), IndexError, "ignore holds 5, but should hold numbers from 0 to 1"),
        (([0], [0], 1), ValueError, "C is 1, but should leave a class to average over besides ignore"),
    ],
)
def test_wrong_classes_are_named(arguments, error, message):
    """If this fails, a class that is not there is counted as another one."""
    y, predicted, *rest = arguments
    with pytest.raises(error) as raised:
        f1_score(np.array(y), np.array(predicted), *rest)
    assert str(raised.value) == message


def test_a_tagger_learns_the_corpus():
    """If this fails, chapter 11 does not work: vocabulary, windows, network, loss and score do not fit together."""
    rng = np.random.default_rng(0)
    tokens, tags = corpus(rng, 2500)
    vocabulary = build_vocabulary(tokens[:2000], min_count=2)
    X = [windows(sentence, 5) for sentence in encode(tokens, vocabulary)]
    y = encode(tags, TAGS)
    X_train, X_test = np.concatenate(X[:2000]), np.concatenate(X[2000:])
    y_train, y_test = np.concatenate(y[:2000]), np.concatenate(y[2000:])
    shapes = {"E": (len(vocabulary), 16), "W": (80, 32), "b": (32,), "U": (32, 4), "c": (4,)}
    params = {name: rng.normal(size=shape) / np.sqrt(shape[0]) for name, shape in shapes.items()}
    optimizer = Adam(learning_rate=5e-3)
    state = optimizer.init(params)
    for _ in range(4):
        for windows_, classes in minibatches(X_train, y_train, 64, rng):
            S, cache = window_softmax_forward(windows=windows_, **params)
            _, loss_cache = softmax_cross_entropy_forward(S, classes)
            grads = window_softmax_backward(softmax_cross_entropy_backward(1.0, loss_cache), cache)
            params, state = optimizer.update(params, dict(zip(params, grads)), state)
    S, _ = window_softmax_forward(windows=X_test, **params)
    _, _, f1, micro, macro = f1_score(y_test, S.argmax(axis=1), 4)
    assert min(micro, macro, *f1) >= 0.9
