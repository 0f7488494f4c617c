"""Skip-gram with negative sampling, beyond what holds for every pair."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.sgns import sgns_backward, sgns_forward, sgns_pair_gradients
from pairs.word_vectors import draw_sgns


def test_a_loss_computed_by_hand():
    """If this fails, the sign of a score, the sum over negatives or the mean over pairs is wrong."""
    E = np.array([[1.0, 2.0], [0.0, 1.0]])
    F = np.array([[3.0, 0.0], [-1.0, 1.0]])
    loss, _ = sgns_forward(E, F, np.array([0, 1]), np.array([0, 1]), np.array([[1, 1], [0, 1]]))
    first = np.log1p(np.exp(-3)) + 2 * np.log1p(np.exp(1))  # scores 3; 1, 1
    second = np.log1p(np.exp(-1)) + np.log(2) + np.log1p(np.exp(1))  # scores 1; 0, 1
    assert_allclose(loss, (first + second) / 2)


def test_without_vectors_the_loss_is_that_of_guessing():
    """If this fails, training does not start at (1 + K) log 2."""
    words = np.array([0, 1, 2])
    loss, _ = sgns_forward(np.zeros((4, 3)), np.ones((4, 3)), words, words, np.zeros((3, 5), int))
    assert_allclose(loss, 6 * np.log(2))


def test_large_scores_do_not_overflow():
    """If this fails, a confident model has an infinite loss, or NaN for a gradient."""
    E, F = np.full((2, 1), 100.0), np.array([[-100.0], [100.0]])
    loss, cache = sgns_forward(E, F, np.array([0]), np.array([0]), np.array([[1]]))
    assert loss == 20_000
    dE, dF = sgns_backward(1.0, cache)
    assert_array_equal(dE, [[200], [0]])
    assert_array_equal(dF, [[-100], [100]])


def test_gradients_of_pairs_add_up_to_those_of_words():
    """If this fails, training and the gradient that is checked are not the same."""
    arguments = draw_sgns(np.random.default_rng(0), 6, 3, 4, 5)
    _, cache = sgns_forward(**arguments)
    dv, du = sgns_pair_gradients(2.0, cache)
    dE, dF = np.zeros((2, 4, 3))
    for n in range(6):
        dE[arguments["centres"][n]] += dv[n]
        for word, row in zip([arguments["contexts"][n], *arguments["negatives"][n]], du[n], strict=True):
            dF[word] += row
    for grad, expected in zip(sgns_backward(2.0, cache), (dE, dF), strict=True):
        assert_allclose(grad, expected)


def test_float32_stays_float32():
    """If this fails, training in single precision computes in double, at half the speed."""
    arguments = draw_sgns(np.random.default_rng(0), 6, 3, 4, 5)
    single = {name: x.astype(np.float32) if name in "EF" else x for name, x in arguments.items()}
    loss, cache = sgns_forward(**single)
    assert {x.dtype for x in (loss, *sgns_backward(1.0, cache))} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("name", "value", "error", "message"),
    [
        ("F", np.ones((4, 2)), ValueError, "F has shape (4, 2), but should have shape (V, D) = (4, 3)"),
        ("contexts", np.ones(5, int), ValueError, "contexts has shape (5,), but should have shape (N,) = (6,)"),
        ("negatives", np.ones(6, int), ValueError, "negatives has shape (6,), but should have shape (N, K) = (6, ?)"),
        ("centres", np.full(6, 4), IndexError, "centres holds 4, but should hold numbers from 0 to 3"),
        ("contexts", np.full(6, -1), IndexError, "contexts holds -1, but should hold numbers from 0 to 3"),
        ("negatives", np.full((6, 1), 9), IndexError, "negatives holds 9, but should hold numbers from 0 to 3"),
    ],
)
def test_wrong_arguments_are_named(name, value, error, message):
    """If this fails, a wrong index or shape gives a wrong gradient, or an error that does not name it."""
    arguments = draw_sgns(np.random.default_rng(0), 6, 3, 4, 5)
    with pytest.raises(error) as raised:
        sgns_forward(**{**arguments, name: value})
    assert str(raised.value) == message


def test_a_batch_without_pairs():
    """If this fails, the mean over no pairs is NaN."""
    none = np.zeros(0, int)
    with pytest.raises(ValueError, match=r"^centres has no entries, but a mean needs at least one pair$"):
        sgns_forward(np.ones((4, 3)), np.ones((4, 3)), none, none, np.zeros((0, 5), int))
