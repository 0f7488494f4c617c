"""What skip-gram learns from."""

from contextlib import nullcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.skipgram_sampling import (
    keep_probability,
    sample_negatives,
    skipgram_pairs,
    subsample,
    unigram_distribution,
)

SENTENCES = st.lists(st.lists(st.integers(0, 9), max_size=8).map(lambda words: np.array(words, dtype=int)), max_size=4)
COUNTS = st.lists(st.integers(0, 100), min_size=1).filter(any).map(np.array)


class Always(float):
    """A generator whose numbers are all the same."""

    def random(self, shape):
        """The number."""
        return np.full(shape, float(self))


def pairs_by_hand(sentences, window):
    """All pairs, by two loops."""
    return [
        (sentence[i], sentence[j])
        for sentence in sentences
        for i in range(len(sentence))
        for j in range(max(i - window, 0), min(i + window + 1, len(sentence)))
        if i != j
    ]


@given(SENTENCES, st.integers(1, 5))
def test_pairs_are_all_neighbours(sentences, window):
    """If this fails, a neighbour is missed, counted twice, too far away or in the next sentence."""
    assert list(zip(*skipgram_pairs(sentences, window), strict=True)) == pairs_by_hand(sentences, window)


def test_windows_of_random_size_favour_near_neighbours():
    """If this fails, a neighbour at distance d of a window of 3 is not paired with probability (4 - d) / 3."""
    text = np.arange(30_000)
    centres, contexts = skipgram_pairs([text], 3, np.random.default_rng(0))
    distances = np.bincount(np.abs(centres - contexts), minlength=5)
    assert_allclose(distances[1:4] / (2 * len(text)), [1, 2 / 3, 1 / 3], atol=0.01)
    assert distances[0] == distances[4] == 0
    first = {context - centre for centre, context in zip(centres, contexts) if centre % 2}
    assert first == {-3, -2, -1, 1, 2, 3}


def test_a_window_reaches_somewhere():
    """If this fails, a window of 0 gives no pairs, and no word why."""
    with pytest.raises(ValueError, match=r"^window is 0, but should be at least 1$"):
        skipgram_pairs([np.array([1, 2])], 0)


@given(COUNTS, st.sampled_from([0, 0.5, 0.75, 1]))
def test_unigram_distribution_follows_its_formula(counts, power):
    """If this fails, rare words are drawn too seldom or too often, or words that are not there at all."""
    distribution = unigram_distribution(counts, power)
    assert_allclose(distribution.sum(), 1)
    assert_array_equal(distribution > 0, counts > 0)
    there = counts[counts > 0]
    assert_allclose(distribution[counts > 0], there**power / (there**power).sum())


def test_unigram_distribution_by_hand():
    """If this fails, the power is not 3/4 where nobody says otherwise, or 0 to the power of 0 is a word."""
    assert_allclose(unigram_distribution(np.array([16, 1, 0])), [8 / 9, 1 / 9, 0])
    assert_array_equal(unigram_distribution(np.array([5, 0, 7]), power=0), [0.5, 0, 0.5])


def test_counts_may_be_a_list():
    """If this fails, counts that are written down have to be converted first."""
    assert_allclose(unigram_distribution([16, 1, 0]), [8 / 9, 1 / 9, 0])


@pytest.mark.parametrize("function", [unigram_distribution, lambda counts: keep_probability(counts, 0.1)])
@pytest.mark.parametrize(("counts", "said"), [([0, 0], "minimum 0 and sum 0"), ([2, -1], "minimum -1 and sum 1")])
def test_counts_that_count_nothing_are_refused(function, counts, said):
    """If this fails, probabilities are NaN or negative, without a word."""
    with pytest.raises(ValueError, match=f"^counts has {said}, but should be counts of words$"):
        function(np.array(counts))


def test_negatives_are_drawn_as_often_as_their_probability_says():
    """If this fails, negatives come from another distribution."""
    distribution = np.array([0, 0.5, 0, 0.3, 0.2, 0])
    negatives = sample_negatives(np.random.default_rng(0), distribution, (20_000, 5))
    assert negatives.shape == (20_000, 5)
    shares = np.bincount(negatives.ravel(), minlength=6) / 100_000
    assert_array_equal(shares[distribution == 0], 0)
    assert_allclose(shares, distribution, atol=0.01)


def test_negatives_exist_in_spite_of_rounding():
    """If this fails, one draw in very many is a word after the last one, or a word of probability 0."""
    largest = Always(np.nextafter(1, 0))
    assert (sample_negatives(largest, np.full(10, 0.1), (3,)) == 9).all()
    assert (sample_negatives(largest, np.append(np.full(49, 1 / 49), 0), (3,)) == 48).all()
    assert (sample_negatives(Always(0), np.array([0, 1.0]), (3,)) == 1).all()


@pytest.mark.parametrize("distribution", [[0.5, 0.4], [1.5, -0.5], [np.nan, 1]])
def test_what_is_no_distribution_is_refused(distribution):
    """If this fails, counts can be taken for probabilities."""
    with pytest.raises(ValueError, match=r"^distribution sums to .*, but should be probabilities, which sum to 1$"):
        sample_negatives(np.random.default_rng(0), np.array(distribution), (2,))


@pytest.mark.parametrize(("total", "accepted"), [(1 - 0.9e-6, True), (1 + 0.9e-6, True), (1 + 1.1e-6, False)])
def test_probabilities_may_be_rounded(total, accepted):
    """If this fails, probabilities in single precision are refused, or some that are wrong in single precision pass."""
    distribution = np.array([0.25, 0.75]) * total
    with nullcontext() if accepted else pytest.raises(ValueError, match=r"^distribution sums to 1\.0000011"):
        assert sample_negatives(np.random.default_rng(0), distribution, (2,)).shape == (2,)


def test_frequent_words_are_dropped_as_often_as_the_formula_says():
    """If this fails, subsampling drops rare words, or the wrong share of frequent ones."""
    keep = keep_probability(np.array([900, 90, 10, 0]), threshold=0.09)
    assert_allclose(keep, [np.sqrt(0.1), 1, 1, 1])
    text = np.repeat([0, 1, 2], [9000, 900, 100])
    (kept,) = subsample([text], keep, np.random.default_rng(0))
    assert_allclose(np.bincount(kept)[0] / 9000, np.sqrt(0.1), atol=0.02)
    assert_array_equal(np.bincount(kept)[1:], [900, 100])


def test_subsampling_keeps_the_order_of_words_and_sentences():
    """If this fails, neighbours after subsampling were none before, nor words of one sentence."""
    sentences = [np.arange(0, 50), np.zeros(0, int), np.arange(50, 80)]
    kept = subsample(sentences, np.full(80, 0.5), np.random.default_rng(0))
    assert [len(sentence) for sentence in kept][1] == 0
    assert all((np.diff(sentence) > 0).all() for sentence in kept)
    assert kept[0].max() < 50 <= kept[2].min()


def test_a_word_that_is_never_kept():
    """If this fails, one draw in very many keeps a word whose probability is 0."""
    assert subsample([np.array([1, 0, 1])], np.array([0.0, 0.5]), Always(0))[0].tolist() == [1, 1]


def test_a_threshold_above_zero():
    """If this fails, a threshold of 0 drops the whole text, without a word."""
    with pytest.raises(ValueError, match=r"^threshold is 0, but should be above 0$"):
        keep_probability(np.array([1, 2]), 0)
