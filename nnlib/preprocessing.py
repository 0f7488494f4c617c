"""Preparing data: centred, of unit variance, uncorrelated.

Whatever is prepared for a network is prepared with the statistics of the training set, its ``reference``:
a test set that is centred by its own mean is another data set.
"""

import numpy as np

from nnlib._shapes import require_shapes


def center(X, reference=None):
    """Subtract the mean of each feature: ``X - mean``.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Data, one example in each row.
    reference : array_like, optional
        The training set, with D columns, whose mean is subtracted; ``X`` itself if not given.

    Returns
    -------
    centered : ndarray, shape (N, D)
        In the units of ``X``.

    Raises
    ------
    ValueError
        If the shapes do not fit, or there is no example to take a mean of.

    References
    ----------
    Chapter 9, "Centre and scale": eq-init-standardize.
    """
    X, reference = _arrays(X, reference)
    return X - _mean(reference)


def standardize(X, reference=None):
    """Subtract the mean of each feature and divide by its standard deviation: ``(X - mean) / std``.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Data, one example in each row.
    reference : array_like, optional
        The training set, with D columns, whose statistics are used; ``X`` itself if not given.

    Returns
    -------
    standardized : ndarray, shape (N, D)
        In standard deviations. A feature that is constant in the reference is only centred.

    Raises
    ------
    ValueError
        If the shapes do not fit, or there is no example to take a mean of.

    References
    ----------
    Chapter 9, "Centre and scale": eq-init-standardize; LeCun, Bottou, Orr and Müller (1998).
    """
    X, reference = _arrays(X, reference)
    mean = _mean(reference)
    std = np.sqrt(((reference - mean) ** 2).mean(axis=0))
    return (X - mean) / np.where(std > 0, std, 1)


def whiten(X, reference=None, kind="pca", eps=0.0):
    """Rotate to the principal directions and divide by the standard deviation along each: covariance ``I``.

    With ``reference - mean = U S Vᵀ``, the variance along column j of V is ``S_j² / N``, and the whitened data
    is ``(X - mean) V / sqrt(S²/N + eps)``, times ``Vᵀ`` for ZCA, which rotates back. Directions without
    variance beyond rounding errors (constant or repeated features, fewer examples than features) have no scale: they
    become 0.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Data, one example in each row.
    reference : array_like, optional
        The training set, with D columns, whose statistics are used; ``X`` itself if not given.
    kind : {"pca", "zca"}, default "pca"
        Whether column j of the result belongs to the j-th principal direction, by falling variance, or to feature j.
    eps : float, default 0.0
        Added to the variances: damps directions that hold little but noise. In the square of the units of ``X``.

    Returns
    -------
    whitened : ndarray, shape (N, D)
        In standard deviations. The sign of a principal direction is such that its largest entry (the first of
        several that are equal to six digits) is positive.

    Raises
    ------
    ValueError
        If the shapes do not fit, there is no example to take a mean of, ``kind`` is unknown or ``eps`` negative.

    References
    ----------
    Chapter 9, "Whiten": eq-init-covariance, eq-init-whiten; Bell and Sejnowski (1997).
    """
    X, reference = _arrays(X, reference)
    _require_kind(kind)
    if not eps >= 0:
        raise ValueError(f"eps is {eps}, but should be 0 or more")
    mean = _mean(reference)
    V, gain = _principal_directions(reference, mean, eps)
    Z = (X - mean) @ V * gain
    return Z @ V.T if kind == "zca" else np.pad(Z, [(0, 0), (0, X.shape[1] - Z.shape[1])])


def _principal_directions(reference, mean, eps):
    """Directions as columns, by falling variance, and what to multiply with along each."""
    N = len(reference)
    _, S, Vt = np.linalg.svd(reference - mean, full_matrices=False)
    rounding = max(reference.shape) * np.finfo(S.dtype).eps * np.linalg.norm(reference)
    varies = S > rounding  # that of the data as they came: taking off a large mean leaves its rounding errors
    gain = np.zeros_like(S)
    gain[varies] = 1 / np.sqrt(S[varies] ** 2 / N + eps)
    largest = np.abs(Vt).round(6).argmax(axis=1)  # rounded: equal entries would be told apart by their last digit
    return (Vt * np.sign(Vt[np.arange(len(Vt)), largest])[:, None]).T, gain


def _mean(reference):
    """Mean, and the mean of what is left: a constant feature is then exactly its mean."""
    mean = reference.mean(axis=0)
    return mean + (reference - mean).mean(axis=0)


def _arrays(X, reference):
    name, reference = ("X", X) if reference is None else ("reference", reference)
    X, reference = np.asarray(X), np.asarray(reference)
    require_shapes(X=(X, "N D"), reference=(reference, "R D"))
    if len(reference) == 0:
        raise ValueError(f"{name} has no rows, but a mean needs at least one example")
    return X, reference


def _require_kind(kind):
    if kind not in ("pca", "zca"):
        raise ValueError(f"kind is {kind!r}, but should be one of pca, zca")
