"""Training: batches, the loop, what it returns; and that it learns."""

import sys
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib._trees import arrays
from nnlib.gradcheck import numerical_gradient
from nnlib.initializers import he_normal
from nnlib.losses import softmax_cross_entropy_forward
from nnlib.mlp import mlp_forward, mlp_init
from nnlib.optimizers import SGD, Adam
from nnlib.training import accuracy, minibatches, mlp_accuracy, mlp_loss_and_gradients, train

X = np.random.default_rng(0).normal(size=(7, 3))
Y = np.arange(7) % 2


@dataclass(frozen=True)
class Counter:
    """An optimizer that counts its updates in the parameters, and notes the learning rates."""

    rates: list
    learning_rate: float = 0.25

    def init(self, params):
        """Nothing to remember."""
        return {}

    def update(self, params, grads, state, learning_rate=None):
        """One more."""
        self.rates.append(learning_rate)
        return params + 1, state


def mean_of_y(params, X, y):
    """A loss that shows which examples it has seen."""
    return y.mean(), params


def fit(**settings):
    """Train a small network without a sound."""
    params = mlp_init((3, 4, 2), np.random.default_rng(1))
    arguments = {"optimizer": SGD(0.5), "rng": np.random.default_rng(2), "epochs": 3, "batch_size": 2} | settings
    return train(mlp_loss_and_gradients("tanh"), params, X, Y, progress=False, **arguments)


def count(values, **settings):
    """Train for as many epochs as there are scores, of two updates each; the parameters count the updates."""
    scores, rates = iter(values), []
    settings = {"validation": (X, Y), "score": lambda params, X, y: next(scores)} | settings
    arguments = (mean_of_y, np.zeros(1), X, Y, Counter(rates), np.random.default_rng(0))
    params, history = train(*arguments, epochs=len(values), batch_size=4, progress=False, **settings)
    return params, history, rates


@pytest.mark.parametrize("batch_size", [1, 2, 3, 7, 100])
def test_every_example_comes_once_with_its_target(batch_size):
    """If this fails, examples are lost, seen twice, or given the target of another."""
    batches = list(minibatches(X, X.sum(axis=1), batch_size, np.random.default_rng(0)))
    sizes = [len(X_batch) for X_batch, _ in batches]
    assert sizes[:-1] == [batch_size] * (len(sizes) - 1)
    assert 1 <= sizes[-1] <= batch_size
    assert_array_equal(np.sort(np.vstack([X_batch for X_batch, _ in batches]), axis=0), np.sort(X, axis=0))
    for X_batch, y_batch in batches:
        assert_array_equal(X_batch.sum(axis=1), y_batch)


def test_examples_are_shuffled_anew_every_time():
    """If this fails, batches are always the same, or a seed does not reproduce them."""

    def order(rng):
        return np.concatenate([y for _, y in minibatches(X, np.arange(7), 2, rng)]).tolist()

    rng = np.random.default_rng(0)
    first, second, again = order(rng), order(rng), order(np.random.default_rng(0))
    assert first != second
    assert first == again
    assert first != list(range(7))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((X, Y[:5], 2), "y has length 5, but should have one entry for each row of X, 7"),
        ((X, Y, 0), "batch_size is 0, but should be at least 1"),
        ((X[:0], Y[:0], 2), "X has no rows, but should have at least one"),
    ],
)
def test_impossible_batches_are_named(arguments, message):
    """If this fails, an error comes late, when the first batch is asked for, or not at all."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        minibatches(*arguments, np.random.default_rng(0))


def test_accuracy():
    """If this fails, the share of right answers is miscounted."""
    assert accuracy(np.array([[1.0, 2.0], [3.0, 0.0], [0.0, 1.0]]), np.array([1, 0, 0])) == 2 / 3


@pytest.mark.parametrize(
    ("scores", "y", "message"),
    [
        (np.ones((0, 2)), np.ones(0, int), r"scores has no rows, but a mean needs at least one example"),
        (np.ones((3, 2)), np.ones((3, 1), int), r"y has shape \(3, 1\), but should have shape \(N,\) = \(3,\)"),
    ],
)
def test_an_accuracy_of_nothing_is_refused(scores, y, message):
    """If this fails, broadcasting compares every example with every target."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        accuracy(scores, y)


@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_gradients_for_training_belong_to_the_loss(l2):
    """If this fails, training minimises something else than the loss that it reports."""
    params = mlp_init((3, 4, 2), np.random.default_rng(0))
    loss_and_gradients = mlp_loss_and_gradients("tanh", l2)
    loss, grads = loss_and_gradients(params, X, Y)
    cross_entropy, _ = softmax_cross_entropy_forward(mlp_forward(X, params, "tanh")[0], Y)
    assert_allclose(loss, cross_entropy + l2 * sum((layer["W"] ** 2).sum() for layer in params))
    for i, layer in enumerate(params):
        for name in ("W", "b"):

            def loss_with(x, i=i, name=name):
                return loss_and_gradients([{**p, name: x} if i == j else p for j, p in enumerate(params)], X, Y)[0]

            assert_allclose(grads[i][name], numerical_gradient(loss_with, layer[name]), atol=1e-8)


def test_one_epoch_of_one_batch_is_one_update():
    """If this fails, training does not do what its equation says."""
    loss_and_gradients, params = mlp_loss_and_gradients("tanh"), mlp_init((3, 4, 2), np.random.default_rng(1))
    loss, grads = loss_and_gradients(params, X, Y)
    trained, history = fit(epochs=1, batch_size=7)
    for theta, before, g in zip(arrays(trained), arrays(params), arrays(grads)):
        assert_allclose(theta, before - 0.5 * g)
    assert_allclose(history.train_loss, [loss])


def test_training_is_reproducible_to_the_last_bit():
    """If this fails, a result in the book cannot be computed again."""
    one, same, other = (fit(rng=np.random.default_rng(seed)) for seed in (0, 0, 1))
    for a, b, c in zip(arrays(one[0]), arrays(same[0]), arrays(other[0])):
        assert_array_equal(a, b)
        assert (a != c).all()
    assert one[1] == same[1]


def test_training_leaves_its_arguments_alone():
    """If this fails, a second run begins where the first one ended."""
    params = mlp_init((3, 4, 2), np.random.default_rng(1))
    before = [theta.copy() for theta in arrays(params)]
    train(mlp_loss_and_gradients(), params, X, Y, SGD(), np.random.default_rng(0), epochs=2, progress=False)
    for theta, copy in zip(arrays(params), before):
        assert_array_equal(theta, copy)


def test_every_example_counts_the_same_in_the_loss_of_an_epoch():
    """If this fails, the examples of a short last batch count more."""
    _, history, _ = count([1, 2])
    assert_allclose(history.train_loss, [Y.mean(), Y.mean()])


def test_the_schedule_gives_the_learning_rate_of_every_epoch():
    """If this fails, annealing counts something else than epochs, or is not recorded."""
    _, history, rates = count([1, 2, 3], schedule=lambda epoch: 10.0 ** -epoch)
    assert rates == [1, 1, 0.1, 0.1, 0.01, 0.01]
    assert history.learning_rate == [1, 0.1, 0.01]


def test_without_a_schedule_the_learning_rate_is_that_of_the_optimizer():
    """If this fails, the history does not say how fast training went."""
    _, history, rates = count([1, 2])
    assert (rates, history.learning_rate) == ([0.25] * 4, [0.25] * 2)


def test_without_a_validation_set_the_last_parameters_are_returned():
    """If this fails, parameters are chosen by something nobody asked for."""
    params, history, _ = count([1, 2, 3], validation=None, score=None)
    assert_array_equal(params, [6])
    assert (history.best_epoch, history.validation_loss, history.validation_score) == (None, [], [])


def test_the_parameters_of_the_best_epoch_are_returned():
    """If this fails, training goes on after the best epoch and forgets it."""
    params, history, _ = count([0.5, 0.8, 0.6, 0.8, 0.7])
    assert_array_equal(params, [4])
    assert history.best_epoch == 1
    assert history.validation_score == [0.5, 0.8, 0.6, 0.8, 0.7]


def test_patience_runs_out():
    """If this fails, training does not stop early, or too early."""
    params, history, _ = count([0.5, 0.4, 0.8, 0.6, 0.7, 0.9], patience=2)
    assert_array_equal(params, [6])
    assert history.best_epoch == 2
    assert len(history.train_loss) == len(history.validation_score) == 5


def test_without_a_score_the_validation_loss_decides():
    """If this fails, a falling loss counts as getting worse."""
    params, history = fit(validation=(X[:4], Y[:4]), epochs=5)
    loss_and_gradients = mlp_loss_and_gradients("tanh")
    assert history.best_epoch == int(np.argmin(history.validation_loss))
    assert_allclose(loss_and_gradients(params, X[:4], Y[:4])[0], min(history.validation_loss))
    assert history.validation_score == []


def test_the_score_is_that_of_the_validation_set():
    """If this fails, parameters are chosen by how well they do on something else."""
    score = mlp_accuracy("tanh")
    params, history = fit(validation=(X[:4], Y[:4]), score=score, epochs=5)
    assert history.validation_score[history.best_epoch] == score(params, X[:4], Y[:4])
    assert history.validation_loss == []


def test_a_history_is_of_plain_numbers():
    """If this fails, a history prints as np.float32(0.5), or cannot be written to a JSON file."""
    settings = {"schedule": lambda epoch: 0.1, "validation": (X, Y)}
    _, by_loss = see(*np.ones(6, np.float32), epochs=2, **settings)
    _, by_score = see(*np.ones(4, np.float32), epochs=2, score=lambda params, X, y: np.float32(0.5), **settings)
    for history, name in ((by_loss, "validation_loss"), (by_score, "validation_score")):
        values = [*history.train_loss, *getattr(history, name), *history.learning_rate]
        assert [type(value) for value in values] == [float] * 6
        assert type(history.best_epoch) is int


def flat_loss_and_gradients(theta, X, y):
    """A linear classifier whose parameters are one vector."""
    loss, grads = mlp_loss_and_gradients()([{"W": theta.reshape(3, 2), "b": np.zeros(2)}], X, y)
    return loss, grads[0]["W"].ravel()


@pytest.mark.parametrize("validation", [None, (X, Y)])
@pytest.mark.parametrize("optimizer", [SGD(0.5), Adam(0.1)])
def test_training_in_place_gives_the_same_numbers(validation, optimizer):
    """If this fails, the fast way is another way, or layers that view the parameters do not see the result."""
    theta = np.random.default_rng(0).normal(size=6)
    before = theta.copy()

    def run(in_place):
        scores = iter([1, 3, 2, 0])
        score = None if validation is None else lambda params, X, y: next(scores)
        settings = {"validation": validation, "score": score, "in_place": in_place, "progress": False}
        rng = np.random.default_rng(1)
        return train(flat_loss_and_gradients, theta, X, Y, optimizer, rng, epochs=4, batch_size=3, **settings)

    params, history = run(in_place=False)
    assert_array_equal(theta, before)
    params_in_place, history_in_place = run(in_place=True)
    assert params_in_place is theta
    assert_allclose(theta, params, rtol=1e-12)
    assert_allclose(history_in_place.train_loss, history.train_loss, rtol=1e-12)
    assert history_in_place.best_epoch == history.best_epoch == (None if validation is None else 1)


def see(*losses, **settings):
    """Train with losses that are known in advance, in two batches for each epoch."""
    losses, rng = iter(losses), np.random.default_rng(0)
    arguments = (lambda params, X, y: (next(losses), params), np.zeros(1), X, Y, Counter([]), rng)
    return train(*arguments, batch_size=4, progress=False, **settings)


@pytest.mark.parametrize("loss", [np.nan, np.inf])
def test_a_loss_that_is_not_finite_is_named(loss):
    """If this fails, training goes on with NaN for as long as it was told to."""
    with pytest.raises(FloatingPointError) as error:
        see(1.0, 1.0, 1.0, loss)
    assert str(error.value).startswith(f"loss is {loss} in epoch 1 with learning rate 0.25, but should be finite")


def test_a_validation_loss_that_is_not_finite_is_named():
    """If this fails, the parameters that are returned may be NaN."""
    with pytest.raises(FloatingPointError, match=r"^loss is nan in epoch 0 with learning rate 0.25, but should be"):
        see(1.0, 1.0, np.nan, validation=(X, Y))
    with pytest.raises(FloatingPointError, match=r"^loss is nan in epoch 1 with learning rate 0.5, but should be"):
        see(1.0, 1.0, 1.0, 1.0, 1.0, np.nan, validation=(X, Y), schedule=lambda epoch: 1 / (1 + epoch))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"epochs": 0}, "epochs is 0, but should be at least 1"),
        ({"batch_size": 0}, "batch_size is 0, but should be at least 1"),
        ({"patience": 3}, "patience is given, but should come with a validation set"),
        ({"score": mlp_accuracy()}, "score is given, but should come with a validation set"),
        ({"patience": 0, "validation": (X, Y)}, "patience is 0, but should be at least 1"),
    ],
)
def test_impossible_settings_are_named(settings, message):
    """If this fails, early stopping is asked for and silently does not happen."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        fit(**settings)


def test_progress_is_shown_unless_it_is_not_wanted(capsys):
    """If this fails, a long run says nothing, or a cell of the book shows a progress bar."""
    arguments = (mean_of_y, np.zeros(1), X, Y, Counter([]), np.random.default_rng(0))
    train(*arguments, epochs=2, progress=False)
    assert capsys.readouterr() == ("", "")
    train(*arguments, epochs=2)
    out, err = capsys.readouterr()
    assert out == ""
    assert "2/2" in err


def test_training_in_silence_needs_no_tqdm(monkeypatch):
    """If this fails, a student who has only NumPy cannot train."""
    monkeypatch.setitem(sys.modules, "tqdm", None)
    params, _ = fit()
    assert np.isfinite(params[0]["W"]).all()


def test_a_network_learns_the_digits():
    """If this fails, the course's network no longer reads 97 of 100 handwritten digits with the defaults of `train`."""
    digits = pytest.importorskip("sklearn.datasets").load_digits()
    order = np.random.default_rng(0).permutation(1797)
    test, training = order[:360], order[360:]
    images, y = digits.data / 16, digits.target
    rng = np.random.default_rng(0)
    params = mlp_init((64, 128, 10), rng, he_normal)
    params, history = train(
        mlp_loss_and_gradients(), params, images[training], y[training], Adam(), rng, progress=False
    )
    assert mlp_accuracy()(params, images[test], y[test]) >= 0.97
    assert history.train_loss[0] > 5 * history.train_loss[-1]


def test_examples_may_be_lists():
    """If this fails, a data set that is written down as lists has to be converted first."""
    rng = np.random.default_rng(0)
    found = [(*x, int(t)) for X, y in minibatches([[1, 2], [3, 4], [5, 6]], [0, 1, 2], 2, rng) for x, t in zip(X, y)]
    assert sorted(found) == [(1, 2, 0), (3, 4, 1), (5, 6, 2)]


def test_an_accuracy_is_a_plain_number():
    """If this fails, an accuracy prints as np.float64(0.5), or cannot be written to a JSON file."""
    assert type(accuracy(np.eye(2), np.array([0, 0]))) is float
