"""From tagged sentences to windows of numbers, and from predictions to a score."""

from collections import Counter

import numpy as np

from nnlib._shapes import require_indices, require_shapes

PAD, UNK = "<pad>", "<unk>"  # what stands beyond the ends of a sentence, and for words that nobody knows


def build_vocabulary(sentences, min_count=1):
    """Number the words of a text: ``<pad>`` is 0, ``<unk>`` is 1, then the most frequent word, and so on.

    Parameters
    ----------
    sentences : list of list of str
        The words of each sentence.
    min_count : int, default 1
        Words with fewer occurrences are left out: they will be ``<unk>``.

    Returns
    -------
    vocabulary : dict of str to int
        Index of each word. Equally frequent words stand in alphabetical order.

    References
    ----------
    Chapter 11, "Words become numbers".

    Examples
    --------
    >>> build_vocabulary([["a", "rose", "is", "a", "rose"]])
    {'<pad>': 0, '<unk>': 1, 'a': 2, 'rose': 3, 'is': 4}
    """
    counts = Counter(word for sentence in sentences for word in sentence)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    frequent = [word for word in ordered if counts[word] >= min_count]
    return {word: index for index, word in enumerate(dict.fromkeys([PAD, UNK, *frequent]))}


def encode(sentences, vocabulary):
    """Replace words by their indices, unknown ones by that of ``<unk>``.

    Parameters
    ----------
    sentences : list of list of str
        The words of each sentence; or their tags, with a vocabulary of tags.
    vocabulary : dict of str to int
        Index of each word.

    Returns
    -------
    indices : list of ndarray
        One array of integers for each sentence.

    Raises
    ------
    ValueError
        If a word is unknown and the vocabulary has no ``<unk>``.

    References
    ----------
    Chapter 11, "Words become numbers".
    """
    unknown = {word for sentence in sentences for word in sentence} - vocabulary.keys()
    if unknown and UNK not in vocabulary:
        raise ValueError(f"sentences has {min(unknown)!r}, but should have words of the vocabulary, which has no {UNK}")
    return [np.array([vocabulary.get(word, vocabulary.get(UNK)) for word in s], dtype=int) for s in sentences]


def windows(indices, width):
    """Cut a sentence into windows, one around each of its words.

    Parameters
    ----------
    indices : ndarray of int, shape (N,)
        The words of one sentence.
    width : int
        Words in a window; odd, so that one of them is in the middle.

    Returns
    -------
    windows : ndarray of int, shape (...)
        One window in each of N rows, ``width`` words long; beyond the ends of the sentence stands 0, the padding.

    Raises
    ------
    ValueError
        If ``width`` is not odd and positive, or ``indices`` does not have one axis.

    References
    ----------
    Chapter 11, "A window for every word"; Collobert et al. (2011).

    Examples
    --------
    >>> windows(np.array([7, 8, 9]), width=3)
    array([[0, 7, 8],
           [7, 8, 9],
           [8, 9, 0]])
    """
    require_shapes(indices=(indices, "N"))
    if width < 1 or width % 2 == 0:
        raise ValueError(f"width is {width}, but should be odd and positive")
    padded = np.pad(np.asarray(indices, dtype=int), width // 2)
    return padded[np.arange(len(indices))[:, None] + np.arange(width)]


def corrupt(windows, V, rng):
    """Put another word into the middle of each window, drawn from all others.

    Parameters
    ----------
    windows : ndarray of int, shape (N, L)
        Word indices, one window in each row.
    V : int
        Number of words in the vocabulary, at least 2.
    rng : numpy.random.Generator
        Draws the words.

    Returns
    -------
    corrupted : ndarray of int, shape (N, L)
        New windows; none has its own word in the middle.

    Raises
    ------
    ValueError
        If ``windows`` is not a matrix, or there is no other word.
    IndexError
        If a window names a word that is not there.

    References
    ----------
    Chapter 11, "Text without tags": eq-names-corrupt; Collobert et al. (2011).
    """
    require_shapes(windows=(windows, "N L"))
    require_indices(windows=(windows, V))
    if V < 2:
        raise ValueError(f"V is {V}, but should be at least 2: there is no other word")
    N, L = np.shape(windows)
    corrupted = np.array(windows)
    steps = rng.integers(1, V, N)  # from 1 to V - 1 words further, and after the last word comes the first
    corrupted[:, L // 2] = (corrupted[:, L // 2] + steps) % V
    return corrupted


def confusion_matrix(y, predicted, C):
    """Count which class was taken for which.

    Parameters
    ----------
    y : ndarray of int, shape (N,)
        The right classes, 0 to C - 1.
    predicted : ndarray of int, shape (N,)
        The predicted ones.
    C : int
        Number of classes.

    Returns
    -------
    counts : ndarray of int, shape (C, C)
        Row: the right class; column: the predicted one.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    IndexError
        If a class is not there.

    References
    ----------
    Chapter 11, "Errors, one by one".
    """
    require_shapes(y=(y, "N"), predicted=(predicted, "N"))
    require_indices(y=(y, C), predicted=(predicted, C))
    return np.bincount(np.asarray(y) * C + predicted, minlength=C * C).reshape(C, C)


def f1_score(y, predicted, C, ignore=0):
    """Precision, recall, and their harmonic mean, ``F1 = 2 P R / (P + R)``; 0/0 counts as 0.

    Parameters
    ----------
    y : ndarray of int, shape (N,)
        The right classes, 0 to C - 1.
    predicted : ndarray of int, shape (N,)
        The predicted ones.
    C : int
        Number of classes.
    ignore : int or None, default 0
        A class that the two averages leave out: "not an entity", which is nearly always right. None for none.

    Returns
    -------
    precision : ndarray, shape (C,)
        Of what was predicted as each class, the share that is.
    recall : ndarray, shape (C,)
        Of what is each class, the share that was predicted as it.
    f1 : ndarray, shape (C,)
        For each class.
    micro : float, shape ()
        F1 of all classes, but ``ignore``, counted together: every entity weighs the same.
    macro : float, shape ()
        Mean of ``f1`` over all classes but ``ignore``: every class weighs the same.

    Raises
    ------
    ValueError
        If the shapes do not fit, or no class is left for the averages.
    IndexError
        If a class is not there.

    References
    ----------
    Chapter 11, "How good is a tagger?": eq-names-f1; van Rijsbergen (1979).
    """
    if ignore is not None:
        require_indices(ignore=(ignore, C))
    counts = confusion_matrix(y, predicted, C)
    hits, guesses, truths = counts.diagonal(), counts.sum(axis=0), counts.sum(axis=1)
    averaged = np.arange(C) != ignore
    if not averaged.any():
        raise ValueError(f"C is {C}, but should leave a class to average over besides ignore")
    precision = _ratio(hits, guesses)
    recall = _ratio(hits, truths)
    f1 = _ratio(2 * hits, guesses + truths)  # the same as 2 P R / (P + R)
    micro = _ratio(2 * hits[averaged].sum(), (guesses + truths)[averaged].sum())
    macro = f1[averaged].mean()
    return precision, recall, f1, micro, macro


def _ratio(part, whole):
    return part / np.maximum(whole, 1)  # a whole of 0 has parts of 0
