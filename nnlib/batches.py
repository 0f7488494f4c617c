"""Minibatches: a few examples at a time, drawn without replacement until all have been seen."""

import numpy as np


def minibatches(X, y, batch_size, rng):
    """Shuffle the examples and cut them into batches; the last one holds what is left.

    Parameters
    ----------
    X : array_like
        Examples, one in each row.
    y : array_like
        Targets, one for each example.
    batch_size : int
        Number of examples in a batch, at least 1.
    rng : numpy.random.Generator
        Shuffles, once for every call.

    Returns
    -------
    batches : iterator of tuple
        ``(X, y)`` of each batch; every example stands in one of them, beside its target.

    Raises
    ------
    ValueError
        If examples and targets are not of the same number, there are none, or the batch size is below 1.

    References
    ----------
    Chapter 4, "Mini-batches".

    Examples
    --------
    >>> X, y = np.array([[1.0], [2.0], [3.0]]), np.array([10, 20, 30])
    >>> for X_batch, y_batch in minibatches(X, y, batch_size=2, rng=np.random.default_rng(0)):
    ...     print(X_batch.tolist(), y_batch.tolist())
    [[3.0], [1.0]] [30, 10]
    [[2.0]] [20]
    """
    X, y = np.asarray(X), np.asarray(y)
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}, but should be at least 1")
    if len(X) == 0:
        raise ValueError("X has no rows, but should have at least one")
    if len(y) != len(X):
        raise ValueError(f"y has length {len(y)}, but should have one entry for each row of X, {len(X)}")
    order = rng.permutation(len(X))
    batches = np.split(order, range(batch_size, len(X), batch_size))
    return ((X[batch], y[batch]) for batch in batches)
