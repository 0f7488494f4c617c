"""Trees: a function reaches every array, and two trees that do not fit are refused."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from nnlib._trees import arrays, map_arrays, require_same_form

TREE = [{"W": np.ones((3, 2)), "b": np.zeros(2)}, {"inner": [np.arange(4.0)]}]


def test_a_function_reaches_every_array():
    """If this fails, an optimizer leaves a parameter as it is, or pairs it with another one's gradient."""
    sums = map_arrays(lambda x, y: x + 2 * y, TREE, map_arrays(np.ones_like, TREE))
    assert list(sums[0]) == ["W", "b"]
    assert_array_equal(sums[0]["W"], np.full((3, 2), 3.0))
    assert_array_equal(sums[0]["b"], [2.0, 2.0])
    assert_array_equal(sums[1]["inner"][0], [2.0, 3.0, 4.0, 5.0])


def test_keys_pair_arrays_and_not_their_order():
    """If this fails, a gradient dict that was filled from the last layer on updates the wrong parameters."""
    assert map_arrays(lambda x, y: (x, y), {"W": 1, "b": 2}, {"b": 20, "W": 10}) == {"W": (1, 10), "b": (2, 20)}


def test_one_array_is_a_tree():
    """If this fails, optimizers do not take a single vector."""
    assert_array_equal(map_arrays(lambda x: 2 * x, np.arange(3)), [0, 2, 4])
    assert [leaf.tolist() for leaf in arrays(np.arange(2))] == [[0, 1]]


def test_tuples_stay_tuples():
    """If this fails, parameters come back in another form than they went in."""
    assert map_arrays(lambda x: x + 1, {"layers": (1, [2, 3])}) == {"layers": (2, [3, 4])}


def test_arrays_come_in_order():
    """If this fails, a flat vector of the parameters is scrambled."""
    assert [leaf.shape for leaf in arrays(TREE)] == [(3, 2), (2,), (4,)]
    assert arrays([]) == []


@pytest.mark.parametrize(
    ("grads", "message"),
    [
        ([{"W": np.ones((3, 2))}], "grads has length 1, but should have the length of params, 2"),
        ([{"W": np.ones((3, 2))}, 5], "grads[0] has keys ['W'], but should have the keys of params[0], ['W', 'b']"),
        (
            [{"W": np.ones((3, 2)), "b": np.ones((2, 1))}, 5],
            "grads[0]['b'] has shape (2, 1), but should have the shape of params[0]['b'], (2,)",
        ),
        (
            [{"W": np.ones((3, 2)), "b": [1, 2]}, 5],
            "grads[0]['b'] has length 2, but should have the shape of params[0]['b'], (2,)",
        ),
        (np.ones(2), "grads has shape (2,), but should have the length of params, 2"),
    ],
)
def test_what_does_not_fit_is_named(grads, message):
    """If this fails, broadcasting updates parameters with gradients that are not theirs."""
    params = [{"W": np.ones((3, 2)), "b": np.zeros(2)}, 5]
    with pytest.raises(ValueError) as error:
        require_same_form(params=params, grads=grads)
    assert str(error.value) == message


def test_trees_of_the_same_form_pass():
    """If this fails, right gradients are refused."""
    require_same_form(params=TREE, grads=map_arrays(np.zeros_like, TREE))
    require_same_form(params={"W": 1, "b": 2}, grads={"b": 3, "W": 4})


def test_the_first_tree_gives_the_form():
    """If this fails, parameters take the form of their gradients."""
    assert map_arrays(lambda x, y: x + y, (1, 2), [10, 20]) == (11, 22)


def test_a_missing_branch_is_no_end():
    """If this fails, the last layers of a network are dropped because another tree has fewer."""
    with pytest.raises(ValueError, match="shorter"):
        map_arrays(lambda x, y: x + y, [1, 2], [10])
