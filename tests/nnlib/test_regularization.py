"""Regularisation, beyond what holds for every pair."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.gradcheck import numerical_gradient
from nnlib.regularization import (
    EarlyStopping,
    dropout_backward,
    dropout_forward,
    l1_penalty_backward,
    l1_penalty_forward,
    l2_penalty_backward,
    l2_penalty_forward,
    l2_penalty_of_weights,
)

W = np.array([[3.0, -4.0], [0.0, 1.0]])


def network():
    """Parameters of two layers, with a bias that would show in a penalty."""
    return [{"W": W, "b": np.array([10.0, 20.0])}, {"W": np.array([[2.0]]), "b": np.array([30.0])}]


def test_l2_has_no_hidden_half():
    """If this fails, the strength does not mean what the chapter's equation says."""
    penalty, cache = l2_penalty_forward(W, 0.5)
    assert penalty == 0.5 * (9 + 16 + 0 + 1)
    assert_array_equal(l2_penalty_backward(1.0, cache), W)


def test_l1_pulls_all_weights_alike_and_leaves_zeros_at_zero():
    """If this fails, the penalty does not make weights sparse, or moves those that are."""
    penalty, cache = l1_penalty_forward(W, 0.5)
    assert penalty == 0.5 * (3 + 4 + 0 + 1)
    assert_array_equal(l1_penalty_backward(1.0, cache), [[0.5, -0.5], [0, 0.5]])


@pytest.mark.parametrize("penalty", [l1_penalty_forward, l2_penalty_forward, l2_penalty_of_weights])
@pytest.mark.parametrize("strength", [-0.1, np.nan])
def test_a_negative_strength_is_named(penalty, strength):
    """If this fails, a penalty rewards large weights."""
    with pytest.raises(ValueError, match=rf"^strength is {strength}, but should be 0 or more$"):
        penalty(np.ones((2, 2)), strength)


def test_strength_may_be_zero():
    """If this fails, a search over strengths cannot include none."""
    assert l2_penalty_forward(W, 0)[0] == l1_penalty_forward(W, 0)[0] == l2_penalty_of_weights(W, 0)[0] == 0


def test_biases_are_not_punished():
    """If this fails, regularisation shifts the outputs of a network."""
    penalty, grads = l2_penalty_of_weights(network(), 0.5)
    assert penalty == 0.5 * (26 + 4)
    assert_array_equal(grads[0]["W"], W)
    assert_array_equal(grads[1]["W"], [[2]])
    assert_array_equal(grads[0]["b"], [0, 0])
    assert_array_equal(grads[1]["b"], [0])


def test_the_gradients_of_a_network_belong_to_its_penalty():
    """If this fails, training with an L2 penalty minimises something else."""
    params = network()

    def penalty_with(W):
        return l2_penalty_of_weights([{**params[0], "W": W}, params[1]], 0.3)[0]

    _, grads = l2_penalty_of_weights(params, 0.3)
    assert_allclose(grads[0]["W"], numerical_gradient(penalty_with, W), atol=1e-8)


def test_a_penalty_without_weights_is_refused():
    """If this fails, the flat vector of a network is taken for biases, and nothing is regularised."""
    with pytest.raises(ValueError, match=r"^params has no array with two axes, but the penalty is for weight"):
        l2_penalty_of_weights(np.ones(10), 0.1)


def test_dropout_keeps_expected_values():
    """If this fails, activations are larger or smaller in use than in training."""
    X, keep = np.full(100_000, 3.0), 0.3
    Y, _ = dropout_forward(X, keep, np.random.default_rng(0))
    assert_allclose(np.unique(Y), [0, 10])
    standard_error = 3 * np.sqrt((1 - keep) / keep / X.size)
    assert abs(Y.mean() - 3) < 4 * standard_error
    assert abs((Y > 0).mean() - keep) < 4 * np.sqrt(keep * (1 - keep) / X.size)


def test_dropout_sends_gradients_where_activations_went():
    """If this fails, forward and backward drop different entries."""
    X = np.ones((20, 30))
    Y, cache = dropout_forward(X, 0.6, np.random.default_rng(0))
    assert_array_equal(dropout_backward(X, cache), Y)


def test_dropout_draws_a_new_mask_every_time():
    """If this fails, the same entries are dropped in every step, or a seed does not reproduce them."""
    X, rng = np.ones((20, 30)), np.random.default_rng(0)
    first, second = (dropout_forward(X, 0.5, rng)[0] for _ in range(2))
    again, _ = dropout_forward(X, 0.5, np.random.default_rng(0))
    assert (first != second).any()
    assert_array_equal(first, again)


def test_dropout_does_nothing_in_use():
    """If this fails, a trained network gives random answers, or using it changes what is drawn next."""
    X = np.random.default_rng(0).normal(size=(4, 3))
    Y, cache = dropout_forward(X, 0.5, rng=None, training=False)
    assert_array_equal(Y, X)
    assert not np.shares_memory(Y, X)
    assert_array_equal(dropout_backward(X, cache), X)


def test_dropout_that_keeps_all_does_nothing():
    """If this fails, ``keep`` is the probability to drop."""
    X = np.random.default_rng(0).normal(size=(40, 30))
    assert_array_equal(dropout_forward(X, 1, np.random.default_rng(0))[0], X)


def test_dropout_keeps_the_type():
    """If this fails, dropout turns float32 into float64, and training takes twice as long."""
    X = np.ones((2, 3), np.float32)
    for training in (True, False):
        Y, cache = dropout_forward(X, np.float64(0.5), np.random.default_rng(0), training)
        assert Y.dtype == dropout_backward(X, cache).dtype == np.float32


@pytest.mark.parametrize("keep", [0, -0.1, 1.5, np.nan])
@pytest.mark.parametrize("training", [True, False])
def test_an_impossible_keep_is_named(keep, training):
    """If this fails, dropout divides by 0, or a percentage is taken for a probability."""
    with pytest.raises(ValueError, match=rf"^keep is {keep}, but should be above 0 and at most 1$"):
        dropout_forward(np.ones((2, 2)), keep, np.random.default_rng(0), training)


def stopped(stopping, values):
    """After which value a run stops, and the state then; the parameters are the number of the value."""
    state = stopping.init()
    for i, value in enumerate(values):
        state = stopping.update(value, np.array([i]), state)
        if stopping.is_over(state):
            return i, state
    return None, state


def test_early_stopping_waits_and_goes_back_to_the_best():
    """If this fails, training stops too soon or too late, or returns other than the best parameters."""
    i, state = stopped(EarlyStopping(patience=3), [5, 4, 6, 3, 4, 4, 3, 1])
    assert (i, state["value"], state["waited"]) == (6, 3, 3)
    assert_array_equal(state["params"], [3])


def test_early_stopping_goes_on_while_things_get_better():
    """If this fails, patience counts all epochs, not those without improvement."""
    i, state = stopped(EarlyStopping(patience=1), range(10, 0, -1))
    assert (i, state["value"], state["waited"]) == (None, 1, 0)


def test_an_improvement_must_exceed_min_delta():
    """If this fails, noise counts as an improvement."""
    i, state = stopped(EarlyStopping(patience=2, min_delta=0.5), [5, 4.75, 4.5, 1])
    assert (i, state["value"]) == (2, 5)
    i, state = stopped(EarlyStopping(patience=2, min_delta=0.5), [5, 4.75, 4.25, 4, 1])
    assert (i, state["value"]) == (None, 1)


def test_the_first_value_counts_whatever_it_is():
    """If this fails, a run whose first loss is infinite has no parameters to go back to."""
    _, state = stopped(EarlyStopping(patience=3), [np.inf, np.inf])
    assert_array_equal(state["params"], [0])


def test_the_best_parameters_are_a_copy():
    """If this fails, training that overwrites its parameters overwrites the best ones, too."""
    params = [{"W": np.ones((2, 2))}]
    stopping = EarlyStopping(patience=1)
    state = stopping.update(1.0, params, stopping.init())
    params[0]["W"][...] = 7
    assert_array_equal(state["params"][0]["W"], np.ones((2, 2)))


def test_a_state_is_not_written_to():
    """If this fails, a run cannot be continued from a state that was kept."""
    stopping = EarlyStopping(patience=2)
    state = stopping.update(1.0, np.ones(2), stopping.init())
    before = dict(state)
    stopping.update(2.0, np.ones(2), state)
    assert state == before


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"patience": 0}, "patience is 0, but should be at least 1"),
        ({"patience": 1, "min_delta": -1.0}, "min_delta is -1.0, but should be 0 or more"),
    ],
)
def test_impossible_settings_are_named(settings, message):
    """If this fails, training stops before it starts, or takes getting worse for getting better."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        EarlyStopping(**settings)


def test_nan_is_refused():
    """If this fails, everything after a first NaN counts as worse."""
    stopping = EarlyStopping(patience=1)
    with pytest.raises(ValueError, match=r"^value is nan, but should be a number"):
        stopping.update(np.nan, np.ones(2), stopping.init())


def test_nothing_is_over_before_it_begins():
    """If this fails, a patience of 1 stops a training before its first epoch."""
    stopping = EarlyStopping(patience=1)
    assert not stopping.is_over(stopping.init())
