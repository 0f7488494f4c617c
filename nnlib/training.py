"""Training: go through the examples again and again, and follow the gradients downhill."""

from dataclasses import dataclass, field

import numpy as np

from nnlib.batches import minibatches
from nnlib.classifier import accuracy, mlp_accuracy, mlp_loss_and_gradients
from nnlib.regularization import EarlyStopping
from nnlib.schedules import constant

__all__ = ["History", "accuracy", "minibatches", "mlp_accuracy", "mlp_loss_and_gradients", "train"]


@dataclass
class History:
    """What happened in training: one entry in each list for every epoch.

    Parameters
    ----------
    train_loss : list of float
        Mean loss of the batches, each taken just before the update that it led to.
    validation_loss : list of float
        Loss on the validation set after the epoch; empty with a score, or without a validation set.
    validation_score : list of float
        Score on the validation set after the epoch; empty without a score.
    learning_rate : list of float
        Learning rate of the epoch.
    best_epoch : int, optional
        Index of the epoch whose parameters were returned; None without a validation set: then it was the last.

    References
    ----------
    Chapter 10, "Train on handwritten digits".
    """

    train_loss: list = field(default_factory=list)
    validation_loss: list = field(default_factory=list)
    validation_score: list = field(default_factory=list)
    learning_rate: list = field(default_factory=list)
    best_epoch: int | None = None


def train(
    loss_and_gradients,
    params,
    X,
    y,
    optimizer,
    rng,
    *,
    epochs=30,
    batch_size=32,
    schedule=None,
    validation=None,
    score=None,
    patience=None,
    in_place=False,
    progress=True,
):
    """Train with minibatches; with a validation set, return the parameters that did best on it.

    Parameters
    ----------
    loss_and_gradients : callable
        ``loss_and_gradients(params, X, y) -> loss, grads``, with ``grads`` in the form of ``params``.
    params : dict, list or ndarray, shape (...)
        Parameters to begin with.
    X : array_like
        Training set, one example in each row.
    y : array_like
        Its targets, one for each example.
    optimizer : object
        One of `nnlib.optimizers`.
    rng : numpy.random.Generator
        Shuffles the examples. From the same seed, training comes out the same to the last bit.
    epochs : int, default 30
        How often to go through the training set.
    batch_size : int, default 32
        Number of examples in a batch.
    schedule : callable, optional
        ``schedule(epoch)`` is the learning rate of an epoch (0, 1, 2, ...); without it, that of the optimizer.
    validation : tuple of (ndarray, ndarray), optional
        ``(X, y)`` of a validation set.
    score : callable, optional
        ``score(params, X, y)`` returns a number, of which more is better. It decides which parameters did best;
        without it, ``loss_and_gradients`` does, which then sees the validation set, too.
    patience : int, optional
        After how many epochs without improvement on the validation set to stop.
    in_place : bool, default False
        Whether to overwrite ``params``, which is then one flat vector: the same numbers, sooner.
    progress : bool, default True
        Whether to show a progress bar.

    Returns
    -------
    params : dict, list or ndarray, shape (...)
        The parameters of the best epoch on the validation set, or of the last epoch without one.
    history : History
        What happened.

    Raises
    ------
    ValueError
        If the examples and targets do not match, a number is below 1, or patience or a score has no validation set.
    FloatingPointError
        If the loss is no longer finite.

    References
    ----------
    Chapter 10, "Train on handwritten digits".
    """
    _require_sense(epochs, validation, score=score, patience=patience)
    init, update = _overwriting(optimizer) if in_place else (optimizer.init, optimizer.update)
    schedule = schedule or constant(optimizer.learning_rate)
    stopping = EarlyStopping(epochs if patience is None else patience)
    state, best, history = init(params), stopping.init(), History()
    for epoch in _progress_bar(epochs, progress):
        batches = minibatches(X, y, batch_size, rng)
        params, state = _one_epoch(loss_and_gradients, update, params, state, batches, schedule(epoch), history)
        if validation is not None:
            best = stopping.update(_validate(loss_and_gradients, score, params, validation, history), params, best)
            history.best_epoch = epoch - best["waited"]
        if stopping.is_over(best):
            break
    return _chosen(params, best["params"], in_place), history


def _one_epoch(loss_and_gradients, update, params, state, batches, rate, history):
    losses, sizes = [], []
    for X, y in batches:
        loss, grads = loss_and_gradients(params, X, y)
        losses.append(_finite(loss, len(history.train_loss), rate))
        sizes.append(len(X))
        params, state = update(params, grads, state, rate)
    history.train_loss.append(float(np.average(losses, weights=sizes)))
    history.learning_rate.append(rate)
    return params, state


def _validate(loss_and_gradients, score, params, validation, history):
    """The number that should fall: the loss on the validation set, or the score with a minus sign."""
    if score is None:
        loss, _ = loss_and_gradients(params, *validation)
        history.validation_loss.append(_finite(loss, len(history.validation_loss), history.learning_rate[-1]))
        return history.validation_loss[-1]
    history.validation_score.append(float(score(params, *validation)))
    return -history.validation_score[-1]


def _overwriting(optimizer):
    """An optimizer's functions that work in place, in the form of those that do not."""

    def update(params, grads, state, learning_rate):
        optimizer.update_in_place(params, grads, state, learning_rate)
        return params, state

    return optimizer.init_in_place, update


def _chosen(params, best, in_place):
    """The best parameters if there was something to judge them by, in place if that was asked for."""
    if best is None or not in_place:
        return params if best is None else best
    params[...] = best
    return params


def _progress_bar(epochs, progress):
    if not progress:
        return range(epochs)
    from tqdm import tqdm  # here, so that nothing else needs it

    return tqdm(range(epochs), unit="epoch")


def _finite(loss, epoch, rate):
    if not np.isfinite(loss):
        raise FloatingPointError(
            f"loss is {loss} in epoch {epoch} with learning rate {rate}, but should be finite: try a lower rate"
        )
    return float(loss)


def _require_sense(epochs, validation, **arguments):
    if epochs < 1:
        raise ValueError(f"epochs is {epochs}, but should be at least 1")
    for name, value in arguments.items():
        if value is not None and validation is None:
            raise ValueError(f"{name} is given, but should come with a validation set")
