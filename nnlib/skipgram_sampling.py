"""What skip-gram learns from: pairs of neighbours from the text, and words drawn at random."""

import numpy as np


def skipgram_pairs(sentences, window, rng=None):
    """Every word with each of its neighbours, at most ``window`` places away in the same sentence.

    Parameters
    ----------
    sentences : list of ndarray
        The word indices of each sentence.
    window : int
        How far away a neighbour may be, at least 1.
    rng : numpy.random.Generator, optional
        If given, every word draws a window of its own, from 1 to ``window``: near neighbours count more often.

    Returns
    -------
    centres : ndarray of int, shape (...)
        The first word of each pair, in the order of the text.
    contexts : ndarray of int, shape (...)
        Its neighbour.

    Raises
    ------
    ValueError
        If ``window`` is below 1.

    References
    ----------
    Chapter 12, "The company that words keep"; Mikolov, Chen, Corrado and Dean (2013).

    Examples
    --------
    >>> skipgram_pairs([np.array([7, 8, 9]), np.array([5, 6])], window=1)
    (array([7, 8, 8, 9, 5, 6]), array([8, 7, 9, 8, 6, 5]))
    """
    if window < 1:
        raise ValueError(f"window is {window}, but should be at least 1")
    words = np.pad(np.concatenate([np.zeros(0, int), *sentences]), window)
    sentence = np.pad(np.repeat(np.arange(len(sentences)), [len(s) for s in sentences]), window, constant_values=-1)
    places = np.arange(window, len(words) - window)[:, None]
    offsets = np.delete(np.arange(-window, window + 1), window)
    reach = window if rng is None else rng.integers(1, window + 1, places.shape)
    near = (sentence[places + offsets] == sentence[places]) & (np.abs(offsets) <= reach)
    centres = np.broadcast_to(words[places], near.shape)[near]
    contexts = words[places + offsets][near]
    return centres, contexts


def unigram_distribution(counts, power=0.75):
    """How often each word is drawn as a negative: ``counts**power``, as probabilities.

    Parameters
    ----------
    counts : ndarray of int, shape (V,)
        How often each word stands in the text.
    power : float, default 0.75
        1 draws words as often as they stand there, 0 all equally often; in between, rare words gain.

    Returns
    -------
    distribution : ndarray, shape (V,)
        Probabilities; a word that is not in the text has 0.

    Raises
    ------
    ValueError
        If a count is negative, or all are 0.

    References
    ----------
    Chapter 12, "Which words to draw": eq-words-noise; Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    _require_counts(counts)
    counts = np.asarray(counts)
    weights = np.where(counts > 0, counts**power, 0)  # 0**0 would be 1
    return weights / weights.sum()


def sample_negatives(rng, distribution, shape):
    """Draw words with given probabilities.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws.
    distribution : ndarray, shape (V,)
        Probability of each word.
    shape : tuple of int
        How many: (N, K) for K words for each of N pairs.

    Returns
    -------
    negatives : ndarray of int, shape (...)
        Word indices. One may be the pair's own context: in a large vocabulary this is rare, and does no harm.

    Raises
    ------
    ValueError
        If a probability is negative, or they do not sum to 1: to within 1e-6, for those of float32.

    References
    ----------
    Chapter 12, "Which words to draw"; Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    cumulative = np.cumsum(distribution)
    if np.min(distribution) < 0 or not abs(cumulative[-1] - 1) < 1e-6:
        raise ValueError(f"distribution sums to {cumulative[-1]}, but should be probabilities, which sum to 1")
    return np.searchsorted(cumulative, cumulative[-1] * rng.random(shape), side="right")


def keep_probability(counts, threshold):
    """How often a word is kept: ``min(1, sqrt(threshold / frequency))``.

    Parameters
    ----------
    counts : ndarray of int, shape (V,)
        How often each word stands in the text.
    threshold : float
        The frequency, as a share of the text, above which words are dropped.

    Returns
    -------
    keep : ndarray, shape (V,)
        Probabilities; 1 for a word that is not in the text.

    Raises
    ------
    ValueError
        If a count is negative, all are 0, or ``threshold`` is not above 0.

    References
    ----------
    Chapter 12, "Which words to draw": eq-words-keep; Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    _require_counts(counts)
    if not threshold > 0:
        raise ValueError(f"threshold is {threshold}, but should be above 0")
    frequency = counts / np.sum(counts)
    return np.sqrt(threshold / np.maximum(frequency, threshold))  # = 1 up to the threshold


def subsample(sentences, keep, rng):
    """Drop words at random, the frequent ones more often: they say little about their neighbours.

    Parameters
    ----------
    sentences : list of ndarray
        The word indices of each sentence.
    keep : ndarray, shape (V,)
        How likely each word is kept, such as `keep_probability`.
    rng : numpy.random.Generator
        Draws.

    Returns
    -------
    kept : list of ndarray
        Shorter sentences; neighbours of a dropped word become neighbours.

    References
    ----------
    Chapter 12, "Which words to draw"; Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    return [sentence[rng.random(len(sentence)) < keep[sentence]] for sentence in sentences]


def _require_counts(counts):
    if np.min(counts) < 0 or not np.sum(counts) > 0:
        raise ValueError(f"counts has minimum {np.min(counts)} and sum {np.sum(counts)}, but should be counts of words")
