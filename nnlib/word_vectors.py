"""What word vectors know: which words are near, what is to what as what is to what, and a picture of them."""

import numpy as np

from nnlib._shapes import require_indices, require_shapes
from nnlib.skipgram_sampling import skipgram_pairs


def cosine_similarity(a, B):
    """Cosine of the angle between a vector and each of many: ``B·a / (|B| |a|)``.

    Parameters
    ----------
    a : ndarray, shape (D,)
        A vector.
    B : ndarray, shape (V, D)
        Vectors, one in each row.

    Returns
    -------
    cosines : ndarray, shape (V,)
        1 for the same direction, 0 for a right angle, -1 for the opposite; 0 where a vector is 0, which has none.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 12, "Near means: the same direction": eq-words-cosine.
    """
    require_shapes(a=(a, "D"), B=(B, "V D"))
    return _unit(B) @ _unit(a)


def nearest(word, E, n=10):
    """The words whose vectors point most nearly in the direction of a word's.

    Parameters
    ----------
    word : int
        Index of a word.
    E : ndarray, shape (V, D)
        Word vectors.
    n : int, default 10
        How many.

    Returns
    -------
    words : ndarray of int, shape (...)
        Indices of the n nearest words, the nearest first, without the word itself.

    Raises
    ------
    ValueError
        If ``E`` is not a matrix.
    IndexError
        If the word is not there.

    References
    ----------
    Chapter 12, "Near means: the same direction".
    """
    require_shapes(E=(E, "V D"))
    require_indices(word=(word, len(E)))
    return _most_similar(E[word], E, [word], n)


def analogy(E, a, b, c, n=1):
    """What is to ``c`` as ``b`` is to ``a``: the words nearest to ``x = E[b] - E[a] + E[c]``.

    Parameters
    ----------
    E : ndarray, shape (V, D)
        Word vectors.
    a : int
        Index of a word: "man" in man : king :: woman : ?
    b : int
        Index of what belongs to it: "king".
    c : int
        Index of a second word like ``a``: "woman".
    n : int, default 1
        How many answers.

    Returns
    -------
    words : ndarray of int, shape (...)
        Indices of the n nearest words, the nearest first. The three that were asked with are left out; they would
        often be the nearest.

    Raises
    ------
    ValueError
        If ``E`` is not a matrix.
    IndexError
        If a word is not there.

    References
    ----------
    Chapter 12, "Analogies": eq-words-analogy; Mikolov, Yih and Zweig (2013).
    """
    require_shapes(E=(E, "V D"))
    require_indices(a=(a, len(E)), b=(b, len(E)), c=(c, len(E)))
    x = E[b] - E[a] + E[c]
    return _most_similar(x, E, [a, b, c], n)


def pca_2d(E):
    """Project centred vectors onto the two directions in which they differ most.

    Parameters
    ----------
    E : ndarray, shape (V, D)
        Vectors, at least two, of at least two entries.

    Returns
    -------
    points : ndarray, shape (V, 2)
        Coordinates of each vector. A picture and its mirror image would be equally good: of the two, the one is taken
        in which the largest entry of each direction is positive.

    Raises
    ------
    ValueError
        If ``E`` is not a matrix, or there are fewer than two vectors or entries.

    References
    ----------
    Chapter 12, "A picture in two dimensions": eq-words-pca; Pearson (1901).
    """
    require_shapes(E=(E, "V D"))
    if min(E.shape) < 2:
        raise ValueError(f"E has shape {E.shape}, but should have at least two rows and two columns")
    centered = E - E.mean(axis=0)
    _, _, directions = np.linalg.svd(centered, full_matrices=False)
    first_two = directions[:2]
    largest = np.abs(first_two).argmax(axis=1)
    signs = np.sign(first_two[[0, 1], largest])
    return centered @ (signs[:, None] * first_two).T


def cooccurrence(sentences, V, window):
    """Count how often each word stands near each other word.

    Parameters
    ----------
    sentences : list of ndarray
        The word indices of each sentence.
    V : int
        Number of words in the vocabulary.
    window : int
        How far away, in words of the same sentence, "near" may be.

    Returns
    -------
    counts : ndarray of int, shape (V, V)
        Row: the word; column: its neighbour. Symmetric.

    Raises
    ------
    ValueError
        If ``window`` is below 1.
    IndexError
        If a sentence names a word that is not there.

    References
    ----------
    Chapter 12, "The company that words keep": eq-words-counts; Pennington, Socher and Manning (2014).
    """
    for sentence in sentences:
        require_indices(sentences=(sentence, V))
    centres, contexts = skipgram_pairs(sentences, window)
    return np.bincount(centres * V + contexts, minlength=V * V).reshape(V, V)


def probability_ratios(counts, i, j, words):
    """Compare two words by the company they keep: ``P(k | i) / P(k | j)`` for some words k.

    Parameters
    ----------
    counts : ndarray of int, shape (V, V)
        How often each word (row) stands near each word (column), see `cooccurrence`.
    i : int
        Index of a word: "ice".
    j : int
        Index of another: "steam".
    words : ndarray of int, shape (N,)
        Indices of the words k: "solid", "gas", "water", "fashion".

    Returns
    -------
    P_i : ndarray, shape (N,)
        Share of each k among the neighbours of i.
    P_j : ndarray, shape (N,)
        Share of each k among the neighbours of j.
    ratios : ndarray, shape (N,)
        Large where k goes with i, small where with j, near 1 where with both or neither. Infinite where k never stands
        near j, NaN where near neither.

    Raises
    ------
    ValueError
        If the shapes do not fit, or one of the two words has no neighbours.
    IndexError
        If a word is not there.

    References
    ----------
    Chapter 12, "Ratios tell more than counts": eq-words-share; Pennington, Socher and Manning (2014).
    """
    require_shapes(counts=(counts, "V V"), words=(words, "N"))
    require_indices(i=(i, len(counts)), j=(j, len(counts)), words=(words, len(counts)))
    P_i, P_j = (_shares(name, counts[word])[words] for name, word in (("i", i), ("j", j)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return P_i, P_j, P_i / P_j


def _unit(B):
    length = np.linalg.norm(B, axis=-1, keepdims=True)
    return B / np.where(length > 0, length, 1)


def _most_similar(x, E, without, n):
    cosines = cosine_similarity(x, E)
    cosines[without] = -np.inf
    return np.argsort(-cosines, kind="stable")[: min(n, len(E) - len(set(without)))]


def _shares(name, neighbours):
    if not neighbours.sum() > 0:
        raise ValueError(f"{name} has no neighbours, but should have at least one")
    return neighbours / neighbours.sum()
