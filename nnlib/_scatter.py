"""Scatter-add: what a lookup of rows is, backwards."""

import numpy as np

PAIRS = {np.dtype("float32"): "complex64", np.dtype("float64"): "complex128"}


def add_rows(A, rows, updates):
    """Write ``A[rows] += updates`` into ``A``, except that a row that is named twice gets both its updates.

    Parameters
    ----------
    A : ndarray, shape (V, D)
        What is added to; contiguous.
    rows : ndarray of int, shape (...)
        Where to.
    updates : ndarray, shape (...)
        One row of length D for each entry of ``rows``.
    """
    if A.dtype == updates.dtype and A.dtype in PAIRS and A.shape[1] % 2 == 0:  # two numbers in one addition
        A, updates = A.view(PAIRS[A.dtype]), np.ascontiguousarray(updates).view(PAIRS[A.dtype])
    D = A.shape[1]
    entries = rows.reshape(-1, 1) * D + np.arange(D)  # np.add.at is five times as fast on entries as on rows
    np.add.at(A.reshape(-1), entries.ravel(), updates.reshape(-1))
