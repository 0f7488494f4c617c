"""The window network, beyond what holds for every pair."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.windows import (
    embed_backward,
    embed_forward,
    window_score_backward,
    window_score_forward,
    window_softmax_backward,
    window_softmax_forward,
)
from pairs.windows import draw_window_score, draw_window_softmax

E = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


def test_words_lie_side_by_side_in_their_order():
    """If this fails, the vectors of a window are mixed up or out of order."""
    X, _ = embed_forward(E, np.array([[2, 0], [1, 1]]))
    assert_array_equal(X, [[5, 6, 1, 2], [3, 4, 3, 4]])


def test_a_word_gets_the_gradients_of_all_its_places():
    """If this fails, a repeated word keeps only one of its gradients."""
    _, cache = embed_forward(E, np.array([[2, 0], [2, 2]]))
    dE = embed_backward(np.array([[1.0, 2.0, 10.0, 20.0], [100.0, 200.0, 1000.0, 2000.0]]), cache)
    assert_array_equal(dE, [[10, 20], [0, 0], [1101, 2202]])


def test_every_copy_of_a_window_counts():
    """If this fails, a factor 1/N stands here and not in the loss."""
    arguments = draw_window_score(np.random.default_rng(0), 4, 3, 2, 6, 5)
    copied = {**arguments, "windows": np.tile(arguments["windows"], (2, 1))}
    once = window_score_backward(np.arange(4.0), window_score_forward(**arguments)[1])
    twice = window_score_backward(np.tile(np.arange(4.0), 2), window_score_forward(**copied)[1])
    for grad, doubled in zip(once, twice):
        assert_allclose(doubled, 2 * grad)


@pytest.mark.parametrize("word", [-1, 3])
def test_a_word_that_is_not_there(word):
    """If this fails, a word of -1 (padding, or off by one) is the last word."""
    with pytest.raises(IndexError, match=f"^windows holds {word}, but should hold numbers from 0 to 2$"):
        embed_forward(E, np.array([[0, word]]))


def test_a_permuted_upstream_gradient_is_refused():
    """If this fails, reshaping makes a wrong gradient out of one that only has the right size."""
    _, cache = embed_forward(E, np.array([[2, 0], [1, 1], [0, 1]]))
    with pytest.raises(ValueError, match=r"^dX has shape \(6, 2\), but should have shape \(N, LD\) = \(3, 4\)$"):
        embed_backward(np.ones((6, 2)), cache)


@pytest.mark.parametrize(
    ("name", "shape", "message"),
    [
        ("E", (6,), "E has shape (6,), but should have shape (V, D)"),
        ("windows", (4,), "windows has shape (4,), but should have shape (N, L)"),
        ("W", (3, 2), "W has shape (3, 2), but should have shape (LD, M) = (15, ?)"),
        ("b", (3,), "b has shape (3,), but should have shape (M,) = (2,)"),
        ("u", (2, 1), "u has shape (2, 1), but should have shape (M,) = (2,)"),
    ],
)
def test_a_wrong_shape_is_named(name, shape, message):
    """If this fails, an error does not say which argument of the network is wrong, and how."""
    arguments = draw_window_score(np.random.default_rng(0), 4, 3, 2, 6, 5)
    with pytest.raises(ValueError) as error:
        window_score_forward(**{**arguments, name: np.zeros(shape, int)})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("E", "windows", "message"),
    [
        (np.ones(6), np.zeros((4, 5), int), "E has shape (6,), but should have shape (V, D)"),
        (E, np.array([0, 1]), "windows has shape (2,), but should have shape (N, L)"),
    ],
)
def test_a_wrong_shape_is_named_by_the_look_up(E, windows, message):
    """If this fails, the vectors of a single window, or of words of one number each, are looked up in disorder."""
    with pytest.raises(ValueError) as error:
        embed_forward(E, windows)
    assert str(error.value) == message


def test_one_class_without_bias_is_one_score():
    """If this fails, the two window networks have different hidden layers, or different gradients of them."""
    arguments = draw_window_score(np.random.default_rng(0), 4, 3, 2, 6, 5)
    u = arguments.pop("u")
    s, score_cache = window_score_forward(**arguments, u=u)
    S, softmax_cache = window_softmax_forward(**arguments, U=u[:, None], c=np.zeros(1))
    assert_allclose(S[:, 0], s)
    *grads, du = window_score_backward(np.arange(4.0), score_cache)
    *others, dU, _ = window_softmax_backward(np.arange(4.0)[:, None], softmax_cache)
    for grad, other in zip([*grads, du], [*others, dU[:, 0]], strict=True):
        assert_allclose(other, grad)


@pytest.mark.parametrize(
    ("name", "shape", "message"),
    [
        ("W", (3, 2), "W has shape (3, 2), but should have shape (LD, M) = (15, ?)"),
        ("U", (3, 7), "U has shape (3, 7), but should have shape (M, C) = (2, ?)"),
        ("c", (2,), "c has shape (2,), but should have shape (C,) = (7,)"),
    ],
)
def test_a_wrong_shape_of_the_classifier_is_named(name, shape, message):
    """If this fails, an error speaks of a layer inside, not of the argument that is wrong."""
    arguments = draw_window_softmax(np.random.default_rng(0), 4, 3, 2, 7, 6, 5)
    with pytest.raises(ValueError) as error:
        window_softmax_forward(**{**arguments, name: np.zeros(shape)})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("network", "draw", "sizes", "scores"),
    [
        (window_score_forward, draw_window_score, (4, 3, 2, 6, 5), {"u": np.ones(3)}),
        (window_softmax_forward, draw_window_softmax, (4, 3, 2, 7, 6, 5), {"U": np.ones((3, 7))}),
    ],
)
def test_of_several_wrong_shapes_the_first_is_named(network, draw, sizes, scores):
    """If this fails, biases that do not fit put the blame on what comes behind them."""
    arguments = draw(np.random.default_rng(0), *sizes)
    with pytest.raises(ValueError, match=r"^b has shape \(3,\), but should have shape \(M,\) = \(2,\)$"):
        network(**{**arguments, "b": np.ones(3), **scores})


def test_an_upstream_gradient_of_the_wrong_shape_is_named():
    """If this fails, an error speaks of the affine map inside, or broadcasting makes a gradient out of a wrong one."""
    arguments = draw_window_softmax(np.random.default_rng(0), 4, 3, 2, 7, 6, 5)
    _, cache = window_softmax_forward(**arguments)
    for shape in ((4, 1), (1, 7), (7, 4)):
        with pytest.raises(ValueError) as error:
            window_softmax_backward(np.ones(shape), cache)
        assert str(error.value) == f"dS has shape {shape}, but should have shape (N, C) = (4, 7)"


def test_float32_stays_float32():
    """If this fails, a network in single precision gets gradients in double precision, at half the speed."""
    arguments = draw_window_softmax(np.random.default_rng(0), 4, 3, 2, 7, 6, 5)
    single = {name: x if name == "windows" else x.astype(np.float32) for name, x in arguments.items()}
    S, cache = window_softmax_forward(**single)
    assert {grad.dtype for grad in (S, *window_softmax_backward(S, cache))} == {np.dtype(np.float32)}
