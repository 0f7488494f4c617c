"""The perceptron: it learns what a line can separate, with no more mistakes than the theorem allows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from nnlib.perceptron import perceptron_train

TABLE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def answers(X, w, b):
    """The classes that weights and bias say."""
    return (X @ w + b > 0).astype(int)


def test_worked_by_hand():
    """If this fails, an example is added with the wrong sign, the bias stays behind, or a tie counts as class 1."""
    X, y = np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1, 0])
    w, b, mistakes = perceptron_train(X, y, epochs=1)
    # (2, 1): 0 is no 1, so add it: w = (2, 1), b = 1; (1, 3): 6 > 0 is no 0, so subtract it: w = (1, -2), b = 0
    assert_array_equal(w, [1, -2])
    assert b == 0
    assert_array_equal(mistakes, [2])
    w, b, mistakes = perceptron_train(X, y, epochs=3)
    # second epoch: (2, 1): 0 is no 1, so w = (3, -1), b = 1; (1, 3): 1 > 0 is no 0, so w = (2, -4), b = 0
    # third epoch: (2, 1): 0 is no 1, so w = (4, -3), b = 1; (1, 3): -4 is right
    assert_array_equal(w, [4, -3])
    assert b == 1
    assert_array_equal(mistakes, [2, 2, 1])


@pytest.mark.parametrize("truth", [[0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [0, 0, 0, 0], [1, 1, 1, 1]])
def test_gates_are_learnt(truth):
    """If this fails, the perceptron cannot learn AND, OR, NAND or a constant."""
    w, b, mistakes = perceptron_train(TABLE, np.array(truth))
    assert_array_equal(answers(TABLE, w, b), truth)
    assert (mistakes[:-1] > 0).all()
    assert mistakes[-1] == 0
    assert_array_equal(perceptron_train(TABLE, np.array(truth, dtype=bool))[0], w)


def test_xor_is_never_learnt():
    """If this fails, training ends before its time, or claims to have learnt what no line separates."""
    _, _, mistakes = perceptron_train(TABLE, np.array([0, 1, 1, 0]))
    assert len(mistakes) == 100
    assert (mistakes > 0).all()
    assert len(perceptron_train(TABLE, np.array([0, 1, 1, 0]), epochs=7)[2]) == 7


@given(seed=st.integers(0, 2**32 - 1), D=st.integers(1, 5))
def test_no_more_mistakes_than_the_theorem_allows(seed, D):
    """If this fails, learning takes more than (R / γ)² mistakes, so it is not the perceptron of the theorem."""
    rng = np.random.default_rng(seed)
    X, separator = rng.normal(size=(30, D)), rng.normal(size=D + 1)
    with_ones = np.column_stack([X, np.ones(30)])
    distance = with_ones @ separator / np.linalg.norm(separator)
    keep = np.abs(distance) > 0.2
    X, y, distance, with_ones = X[keep], (distance[keep] > 0).astype(int), np.abs(distance[keep]), with_ones[keep]
    if len(X) == 0:
        return
    bound = (np.linalg.norm(with_ones, axis=1).max() / distance.min()) ** 2
    w, b, mistakes = perceptron_train(X, y, epochs=10_000)
    assert_array_equal(answers(X, w, b), y)
    assert mistakes.sum() <= bound


def test_nothing_to_learn_from():
    """If this fails, no epochs or no examples end in an error or an endless loop."""
    w, b, mistakes = perceptron_train(TABLE, np.array([0, 0, 0, 1]), epochs=0)
    assert (w.tolist(), b, mistakes.tolist(), mistakes.dtype) == ([0, 0], 0, [], int)
    assert perceptron_train(np.ones((0, 2)), np.ones(0, int))[2].tolist() == [0]


@pytest.mark.parametrize("y", [np.array([1, -1, 1, -1]), np.array([0, 1, 2, 1]), np.array([0.5, -1, 1, 1])])
def test_labels_are_zeros_and_ones(y):
    """If this fails, labels of -1 and 1 are learnt wrongly without a word."""
    other = y[~np.isin(y, (0, 1))][0]
    with pytest.raises(ValueError, match=f"^y holds {other}, but should hold 0 and 1 only$"):
        perceptron_train(TABLE, y)


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((4, 2), (4, 1)), "y has shape (4, 1), but should have shape (N,) = (4,)"),
        (((4,), (4,)), "X has shape (4,), but should have shape (N, D)"),
    ],
)
def test_a_wrong_shape_is_named(shapes, message):
    """If this fails, labels are paired with the wrong examples, or a row is taken for a batch."""
    with pytest.raises(ValueError) as error:
        perceptron_train(*(np.zeros(shape) for shape in shapes))
    assert str(error.value) == message
