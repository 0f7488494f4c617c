"""Scatter-add: every update of a row counts, whatever the numbers are made of."""

from itertools import product

import numpy as np
import pytest

from nnlib._scatter import add_rows

DTYPES = (np.float32, np.float64, np.int64)


@pytest.mark.parametrize(("of_table", "of_updates", "D"), [
    case for case in product(DTYPES, DTYPES, (1, 2, 3, 4)) if np.can_cast(case[1], case[0], "same_kind")])
def test_rows_named_twice_get_both_updates(of_table, of_updates, D):
    """Two numbers added as one complex number would go astray where the types differ or D is odd."""
    rng = np.random.default_rng(0)
    rows, updates = rng.integers(0, 3, (4, 2)), rng.integers(-9, 9, (4, 2, D)).astype(of_updates)
    A = rng.integers(-9, 9, (3, D)).astype(of_table)
    expected = A.copy()
    for row, update in zip(rows.ravel(), updates.reshape(-1, D)):
        expected[row] += update.astype(of_table)
    add_rows(A, rows, updates)
    np.testing.assert_array_equal(A, expected)


def test_updates_may_lie_apart_in_memory():
    """Of a slice, the wrong numbers would be added."""
    A, updates = np.zeros((2, 2)), np.arange(12.0).reshape(3, 4)[:, ::2]
    add_rows(A, np.array([0, 1, 1]), updates)
    np.testing.assert_array_equal(A, [[0, 2], [12, 16]])
