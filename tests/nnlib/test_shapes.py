"""Shape checks: what is wrong is found, and named."""

import numpy as np
import pytest

from nnlib._shapes import require_indices, require_shapes


@pytest.mark.parametrize(
    "arguments",
    [
        {"X": (np.ones((4, 3)), "N D"), "W": (np.ones((3, 2)), "D M"), "b": (np.ones(2), "M")},
        {"A": (np.ones((3, 3)), "D D")},
        {"loss": (1.0, "")},
        {"X": (np.ones((4, 1)), "N 1")},
        {"X": ([[1, 2]], "N D")},
        {"X": (np.ones((0, 3)), "N D"), "y": (np.ones(0), "N")},
        {"E": (np.ones((7, 3)), "V D"), "windows": (np.ones((4, 5)), "N L"), "X": (np.ones((4, 15)), "N LD")},
        {"X": (np.ones((4, 15)), "N LD"), "W": (np.ones((15, 2)), "LD M")},
    ],
)
def test_right_shapes_pass(arguments):
    """If this fails, a right call is refused."""
    require_shapes(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"X": (np.ones(3), "N D")}, "X has shape (3,), but should have shape (N, D)"),
        ({"A": (np.ones((2, 3)), "D D")}, "A has shape (2, 3), but should have shape (D, D)"),
        ({"loss": (np.ones(1), "")}, "loss has shape (1,), but should have shape ()"),
        ({"X": (np.ones((4, 2)), "N 1")}, "X has shape (4, 2), but should have shape (N, 1) = (?, 1)"),
        (
            {"X": (np.ones((4, 3)), "N D"), "y": (np.ones((4, 1)), "N")},
            "y has shape (4, 1), but should have shape (N,) = (4,)",
        ),
        (
            {"X": (np.ones((4, 3)), "N D"), "W": (np.ones((2, 3)), "D M")},
            "W has shape (2, 3), but should have shape (D, M) = (3, ?)",
        ),
        (
            {"E": (np.ones((7, 3)), "V D"), "w": (np.ones((4, 5)), "N L"), "X": (np.ones((4, 3)), "N LD")},
            "X has shape (4, 3), but should have shape (N, LD) = (4, 15)",
        ),
        (
            {"X": (np.ones((4, 15)), "N LD"), "W": (np.ones((14, 2)), "LD M")},
            "W has shape (14, 2), but should have shape (LD, M) = (15, ?)",
        ),
    ],
)
def test_a_wrong_shape_is_named(arguments, message):
    """If this fails, an error does not say which argument, what it was and what it should be."""
    with pytest.raises(ValueError) as error:
        require_shapes(**arguments)
    assert str(error.value) == message


@pytest.mark.parametrize("y", [[0, 1, 2], [], [[2, 2]], 0])
def test_right_indices_pass(y):
    """If this fails, a right index is refused."""
    require_indices(y=(np.array(y, dtype=int), 3))


@pytest.mark.parametrize("index", [-1, 3])
def test_a_wrong_index_is_named(index):
    """If this fails, -1 is silently the last, or the error does not say which index is wrong."""
    with pytest.raises(IndexError, match=f"^y holds {index}, but should hold numbers from 0 to 2$"):
        require_indices(y=(np.array([[0, 1], [index, 2]]), 3))
