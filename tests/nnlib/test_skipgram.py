"""Training on the course's corpus finds what was planted there."""

import re
from contextlib import nullcontext

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.corpus import WORDS, analogies, corpus
from nnlib.sgns import sgns_forward
from nnlib.skipgram import train_word_vectors
from nnlib.tagging import build_vocabulary, encode
from nnlib.word_vectors import analogy, cosine_similarity, nearest

PLANTED = ("capital", "gender", "plural", "past")
CYCLE = [np.arange(20)] * 30


@pytest.fixture(scope="module")
def trained():
    """Vocabulary, vectors and losses."""
    tokens, _ = corpus(np.random.default_rng(0))
    sentences = [[word.lower() for word in sentence] for sentence in tokens]
    vocabulary = build_vocabulary(sentences)
    indices = encode(sentences, vocabulary)
    E, _, losses = train_word_vectors(indices, len(vocabulary), np.random.default_rng(1), progress=False)
    return vocabulary, E, losses


@pytest.fixture(scope="module")
def found(trained):
    """Share of the analogies of each family that are answered right."""
    vocabulary, E, _ = trained
    return {name: np.mean([answers(vocabulary, E, *words) for words in all_]) for name, all_ in analogies().items()}


def answers(vocabulary, E, *words):
    """Whether the last word is the first answer to "a is to b as c is to ...?"; never, if a word is not in the text."""
    if not vocabulary.keys() >= set(words):
        return False
    *asked, d = (vocabulary[word] for word in words)
    return analogy(E, *asked)[0] == d


def test_the_loss_falls(trained):
    """If this fails, training does not learn."""
    *_, losses = trained
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.3 * 6 * np.log(2)  # of what it is before training


@pytest.mark.parametrize("family", PLANTED)
def test_planted_analogies_are_found(found, family):
    """If this fails, Paris - France + Italy is not Rome: chapter 12 does not work."""
    assert found[family] >= 0.8


def test_analogies_that_are_meant_to_fail(found):
    """If this fails, chapter 12 cannot show why analogies fail."""
    assert max(found["rare"], found["clothes"]) <= 0.5
    assert found["polysemous"] < np.mean([found[family] for family in PLANTED])


@pytest.mark.parametrize(("column", "kin"), [("capital", "city"), ("animal", "animals"), ("country", "capital")])
def test_words_of_a_kind_are_near_each_other(trained, column, kin):
    """If this fails, the nearest words of a city are no cities, those of an animal no animals."""
    vocabulary, E, _ = trained
    words, kind = list(vocabulary), {*WORDS[column], *WORDS[kin]}
    odd = {"iceland", "reykjavik", "latvia", "riga", "bhutan", "thimphu", "turkey", "falcon", "jordan", "georgia"}
    near = [words[i] in kind for word in set(WORDS[column]) - odd for i in nearest(vocabulary[word], E, 5)]
    assert np.mean(near) >= 0.6


def test_the_bias_of_the_corpus_is_the_bias_of_its_vectors(trained):
    """If this fails, chapter 12 cannot show that vectors learn what people write about nurses and engineers."""
    vocabulary, E, _ = trained
    he, she = (cosine_similarity(E[vocabulary[pronoun]], E) for pronoun in ("his", "her"))
    his, her = (np.mean([(he - she)[vocabulary[job]] for job in WORDS[jobs]]) for jobs in ("his_job", "her_job"))
    assert his > her + 0.05


def test_the_seed_decides():
    """If this fails, the numbers of chapter 12 change from run to run."""
    first, again, other = (
        train_word_vectors(CYCLE, 20, np.random.default_rng(s), 4, epochs=2, threshold=1, progress=False)
        for s in (1, 1, 2)
    )
    for one, two, three in zip(first[:2], again[:2], other[:2]):
        assert_array_equal(one, two)
        assert (one != three).any()


def test_the_last_batch_is_used():
    """If this fails, pairs that do not fill a batch are dropped."""
    one_batch, _, _ = train_word_vectors(CYCLE, 20, np.random.default_rng(0), 4, batch_size=10**6, progress=False)
    assert np.abs(one_batch).max() > 0.5 / 4  # further out than any vector begins


def test_a_bar_is_shown_if_wanted(capsys):
    """If this fails, training is silent when it should not be, or the other way round."""
    for progress in (True, False):
        train_word_vectors(CYCLE, 20, np.random.default_rng(0), 4, threshold=1, progress=progress)
        assert ("epoch" in capsys.readouterr().err) == progress


def test_vectors_that_explode():
    """If this fails, a learning rate that is too high gives vectors of NaN, and warnings."""
    with pytest.raises(FloatingPointError, match=r": try a lower learning_rate or a smaller batch_size$") as error:
        train_word_vectors(CYCLE, 20, np.random.default_rng(0), 4, threshold=1, learning_rate=3, progress=False)
    numbers = re.match(r"loss is (\S+) with learning rate (\S+), but should be about (\S+) at first", str(error.value))
    loss, rate, at_first = map(float, numbers.groups())
    assert at_first == pytest.approx(6 * np.log(2), rel=1e-2)
    assert 10 * at_first <= loss * 1.01 < 1e6
    assert 0 < rate <= 3


@pytest.mark.parametrize(("times", "stops"), [(9.9, False), (10, True), (np.nan, True)])
def test_ten_times_the_loss_of_the_beginning_is_too_much(monkeypatch, times, stops):
    """If this fails, training stops at a bad batch, or goes on for as long as the numbers last."""
    loss = times * ((1 + 5) * np.log(2))
    monkeypatch.setattr("nnlib.skipgram.sgns_forward", lambda *arguments: (loss, sgns_forward(*arguments)[1]))
    with pytest.raises(FloatingPointError, match=r"^loss is .* a smaller batch_size$") if stops else nullcontext():
        *_, losses = train_word_vectors(CYCLE, 20, np.random.default_rng(0), 4, threshold=1, progress=False)
        assert_allclose(losses, loss)


@pytest.mark.parametrize(
    ("sentences", "error", "message"),
    [
        ([np.array([3])], ValueError, "sentences has no pair of words, after frequent words are dropped"),
        ([np.array([0, 20])], IndexError, "sentences holds 20, but should hold numbers from 0 to 19"),
        ([], ValueError, "counts has minimum 0 and sum 0, but should be counts of words"),
    ],
)
def test_text_to_learn_nothing_from(sentences, error, message):
    """If this fails, a text without pairs gives vectors that mean nothing."""
    with pytest.raises(error, match=f"^{message}"):
        train_word_vectors(sentences, 20, np.random.default_rng(0), threshold=1, progress=False)


def test_sentences_may_be_lists():
    """If this fails, a text of indices has to be converted first."""
    arrays, lists = (
        train_word_vectors(sentences, 20, np.random.default_rng(0), 4, epochs=1, threshold=0.1, progress=False)
        for sentences in (CYCLE, [list(range(20))] * 30)
    )
    for one, two in zip(arrays, lists, strict=True):
        assert_array_equal(one, two)


def test_vectors_begin_small_and_around_zero():
    """If this fails, all words are alike at first, and training has to take that back."""
    rng = np.random.default_rng(0)
    E, F, _ = train_word_vectors(CYCLE, 20, rng, 50, epochs=1, threshold=1, learning_rate=0, progress=False)
    for start in (E, F):
        assert 0.4 / 50 < -start.min() < 0.5 / 50
        assert 0.4 / 50 < start.max() < 0.5 / 50


def test_the_learning_rate_falls_to_zero_in_a_line(monkeypatch):
    """If this fails, training does not settle, or stops learning too early."""
    rates = []
    monkeypatch.setattr("nnlib.skipgram._update", lambda *arguments: rates.append(arguments[-1]) or 1.0)
    train_word_vectors(CYCLE, 20, np.random.default_rng(0), 4, window=1, epochs=3, threshold=1, progress=False)
    assert_allclose(rates, np.linspace(0.1, 0, len(rates), endpoint=False))


def test_centres_are_in_the_first_table():
    """If this fails, the vectors that are returned as those of the words are those of the contexts."""
    sentences = [*CYCLE, *[np.array([20])] * 30]  # the last word has no neighbours, so that it is only drawn at random
    E, F, losses = train_word_vectors(sentences, 21, np.random.default_rng(0), 4, threshold=1, progress=False)
    assert np.abs(E[20]).max() <= 0.5 / 4 < np.abs(F[20]).max()
    assert {type(loss) for loss in losses} == {float}
