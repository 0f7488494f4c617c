"""Data for the course: points in the plane, handwritten digits, and text."""

import numpy as np

from nnlib.corpus import WORDS, analogies, corpus
from nnlib.corpus_files import read_conll, read_text

__all__ = [
    "GATES",
    "WORDS",
    "analogies",
    "corpus",
    "digits",
    "logic_gate",
    "moons",
    "read_conll",
    "read_text",
    "rings",
    "spirals",
]

GATES = {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "nand": (1, 1, 1, 0), "xor": (0, 1, 1, 0)}


def logic_gate(name):
    """Truth table of a logic gate.

    Parameters
    ----------
    name : str
        "and", "or", "nand" or "xor".

    Returns
    -------
    X : ndarray, shape (4, 2)
        The four inputs: 00, 01, 10, 11.
    y : ndarray of int, shape (4,)
        The output for each.

    Raises
    ------
    ValueError
        If there is no such gate.

    References
    ----------
    Chapter 1, "Gates", and Chapter 2.
    """
    if name not in GATES:
        raise ValueError(f"name is {name!r}, but should be one of {', '.join(GATES)}")
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array(GATES[name])


def moons(N, noise, rng):
    """Two half circles, each of which reaches into the other.

    Parameters
    ----------
    N : int
        Number of points.
    noise : float
        Standard deviation of what is added to each coordinate; the circles have radius 1.
    rng : numpy.random.Generator
        Draws the points.

    Returns
    -------
    X : ndarray, shape (N, 2)
        Coordinates.
    y : ndarray of int, shape (N,)
        Which moon, 0 or 1, in turns.

    Raises
    ------
    ValueError
        If ``N`` or ``noise`` is negative.

    References
    ----------
    Chapter 2, "How many units?".
    """
    y = _classes(N, 2)
    angle = rng.uniform(0, np.pi, N)
    turned = np.where(y == 0, 1, -1)  # the second moon is the first one upside down, moved right and up
    X = _polar(turned, angle) + y[:, None] * [1, 0.5]
    return _noisy(X, noise, rng), y


def spirals(N, arms, noise, rng):
    """Arms that wind around the origin once, each a turned copy of the first.

    Parameters
    ----------
    N : int
        Number of points.
    arms : int
        Number of arms, at least 1.
    noise : float
        Standard deviation of what is added to each coordinate; the arms end at radius 1.
    rng : numpy.random.Generator
        Draws the points.

    Returns
    -------
    X : ndarray, shape (N, 2)
        Coordinates.
    y : ndarray of int, shape (N,)
        Which arm, 0 to ``arms`` - 1, in turns.

    Raises
    ------
    ValueError
        If ``N`` or ``noise`` is negative, or ``arms`` below 1.

    References
    ----------
    Chapter 2.
    """
    y = _classes(N, arms, "arms")
    radius = rng.uniform(0, 1, N)
    angle = 2 * np.pi * (radius + y / arms)
    return _noisy(_polar(radius, angle), noise, rng), y


def rings(N, count, noise, rng):
    """Circles around the origin, of radius 1, 2, and so on.

    Parameters
    ----------
    N : int
        Number of points.
    count : int
        Number of rings, at least 1.
    noise : float
        Standard deviation of what is added to each coordinate.
    rng : numpy.random.Generator
        Draws the points.

    Returns
    -------
    X : ndarray, shape (N, 2)
        Coordinates.
    y : ndarray of int, shape (N,)
        Which ring, 0 to ``count`` - 1, in turns; the radius is ``y + 1``.

    Raises
    ------
    ValueError
        If ``N`` or ``noise`` is negative, or ``count`` below 1.

    References
    ----------
    Chapter 2.
    """
    y = _classes(N, count, "count")
    angle = rng.uniform(0, 2 * np.pi, N)
    return _noisy(_polar(y + 1, angle), noise, rng), y


def digits(rng, test_share=0.2):
    """Handwritten digits: 1,797 images of 8 × 8 pixels, which come with scikit-learn, split at random.

    Parameters
    ----------
    rng : numpy.random.Generator
        Shuffles the images; the same seed splits them in the same way.
    test_share : float, default 0.2
        Share of the images that are kept for testing, between 0 and 1.

    Returns
    -------
    X_train : ndarray, shape (...)
        Images, one in each row, of 64 grey levels between 0 (white) and 1 (black).
    y_train : ndarray of int, shape (...)
        The digit on each, 0 to 9.
    X_test : ndarray, shape (...)
        Images for testing.
    y_test : ndarray of int, shape (...)
        Their digits.

    Raises
    ------
    ValueError
        If ``test_share`` is not between 0 and 1.
    ModuleNotFoundError
        If scikit-learn is not installed.

    References
    ----------
    Chapter 10, "How far to step"; Alpaydin and Kaynak (1998).
    """
    if not 0 <= test_share <= 1:
        raise ValueError(f"test_share is {test_share}, but should be between 0 and 1")
    X, y = _load_digits()
    shuffled = rng.permutation(len(X))
    test, train = np.split(shuffled, [round(test_share * len(X))])
    return X[train] / 16, y[train], X[test] / 16, y[test]


def _load_digits():
    try:
        from sklearn.datasets import load_digits  # here, so that nothing else needs it
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("digits needs scikit-learn: pip install scikit-learn") from error
    return load_digits(return_X_y=True)


def _classes(N, count, name="count"):
    if N < 0:
        raise ValueError(f"N is {N}, but should be at least 0")
    if count < 1:
        raise ValueError(f"{name} is {count}, but should be at least 1")
    return np.arange(N) % count


def _polar(radius, angle):
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _noisy(X, noise, rng):
    if not noise >= 0:
        raise ValueError(f"noise is {noise}, but should be at least 0")
    return X + noise * rng.normal(size=X.shape)
