"""Losses: one number for a batch. The factor 1/N of the mean stands here and nowhere else."""

import numpy as np

from nnlib._shapes import require_indices, require_shapes
from nnlib.saturating import sigmoid_forward
from nnlib.smooth_rectifiers import softplus_forward
from nnlib.softmax import log_softmax_forward


def one_hot(y, C):
    """Targets as distributions: row i is 1 at class ``y[i]`` and 0 elsewhere.

    Parameters
    ----------
    y : ndarray of int, shape (N,)
        The class of each example, 0 to C - 1.
    C : int
        Number of classes.

    Returns
    -------
    Y : ndarray, shape (N, C)
        One row for each example.

    Raises
    ------
    ValueError
        If ``y`` does not have one axis.
    TypeError
        If ``y`` does not hold integers.
    IndexError
        If ``y`` names a class that is not there.

    References
    ----------
    Chapter 4, "Cross-entropy": eq-loss-one-hot.
    """
    require_shapes(y=(y, "N"))
    _require_classes(y, C)
    return np.eye(C)[y]


def mean_squared_error_forward(Y_hat, Y):
    """Mean of ``(Y_hat - Y)²`` over all N·M entries: over the examples *and* over their outputs.

    Parameters
    ----------
    Y_hat : ndarray, shape (N, M)
        Predictions.
    Y : ndarray, shape (N, M)
        What they should have been.

    Returns
    -------
    loss : float, shape ()
        Mean squared error, in the square of the units of ``Y``.
    cache : ndarray
        What `mean_squared_error_backward` needs: ``Y_hat - Y``.

    Raises
    ------
    ValueError
        If the shapes do not fit or the batch is empty.

    References
    ----------
    Chapter 4, "Numbers instead of classes": eq-loss-squares.
    """
    require_shapes(Y_hat=(Y_hat, "N M"), Y=(Y, "N M"))
    _require_examples("Y_hat", Y_hat)
    error = Y_hat - Y
    loss = (error**2).mean()
    return loss, error


def mean_squared_error_backward(dloss, cache):
    """Gradient with respect to the predictions, ``2 (Y_hat - Y) / (N M)``.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : ndarray
        From `mean_squared_error_forward`.

    Returns
    -------
    dY_hat : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Y_hat``.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 4, "Losses return their gradient".
    """
    error = cache
    require_shapes(dloss=(dloss, ""))
    return 2 * dloss * error / error.size


def binary_cross_entropy_forward(logits, y):
    """Mean of ``-y log p - (1 - y) log(1 - p)`` over the batch, with ``p = sigmoid(logits)``.

    Parameters
    ----------
    logits : ndarray, shape (N,)
        One score for each example: the pre-activation of the sigmoid.
    y : ndarray, shape (N,)
        Targets: 0 or 1, or a probability in between.

    Returns
    -------
    loss : float, shape ()
        Mean cross-entropy, in nats.
    cache : tuple
        What `binary_cross_entropy_backward` needs: ``(p, 1 - p, y)``.

    Raises
    ------
    ValueError
        If the shapes do not fit, the batch is empty, or a target is not between 0 and 1.

    References
    ----------
    Chapter 1, "A probability": eq-neuron-log-loss; Chapter 4, "Two classes": eq-loss-binary.
    """
    require_shapes(logits=(logits, "N"), y=(y, "N"))
    _require_examples("logits", logits)
    _require_probabilities("y", y)
    minus_log_p, _ = softplus_forward(-logits)
    minus_log_one_minus_p, _ = softplus_forward(logits)
    loss = (y * minus_log_p + (1 - y) * minus_log_one_minus_p).mean()
    _, (p, one_minus_p) = sigmoid_forward(logits)
    return loss, (p, one_minus_p, y)


def binary_cross_entropy_backward(dloss, cache):
    """Gradient with respect to the logits, ``(p - y) / N``.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : tuple
        From `binary_cross_entropy_forward`.

    Returns
    -------
    dlogits : ndarray, shape (N,)
        Gradient of the loss with respect to ``logits``.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 1, "Which way to move": eq-neuron-error; Chapter 4, "Losses return their gradient".
    """
    p, one_minus_p, y = cache
    require_shapes(dloss=(dloss, ""))
    dlogits = (1 - y) * p - y * one_minus_p  # = p - y, which would cancel where p is near y = 1
    return dloss * dlogits / len(y)


def softmax_cross_entropy_forward(scores, y):
    """Mean of ``-log softmax(scores)[y]`` over the batch.

    Parameters
    ----------
    scores : ndarray, shape (N, C)
        Logits.
    y : ndarray of int, shape (N,)
        The right class of each example, 0 to C - 1.

    Returns
    -------
    loss : float, shape ()
        Mean cross-entropy, in nats.
    cache : tuple
        What `softmax_cross_entropy_backward` needs: ``(log_p, y)``, with the logarithms of the probabilities.

    Raises
    ------
    ValueError
        If the shapes do not fit or the batch is empty.
    TypeError
        If ``y`` does not hold integers.
    IndexError
        If ``y`` names a class that is not there.

    References
    ----------
    Chapter 4, "The loss of a classifier": eq-loss-softmax; Chapter 6, "Two layers and a loss": eq-softmax.
    """
    require_shapes(scores=(scores, "N C"), y=(y, "N"))
    _require_examples("scores", scores)
    _require_classes(y, scores.shape[1])
    log_p, _ = log_softmax_forward(scores)
    loss = -log_p[np.arange(len(y)), y].mean()
    return loss, (log_p, y)


def softmax_cross_entropy_backward(dloss, cache):
    """Gradient with respect to the scores, ``(p - onehot(y)) / N``.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : tuple
        From `softmax_cross_entropy_forward`.

    Returns
    -------
    dscores : ndarray, shape (N, C)
        Gradient of the loss with respect to ``scores``.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 4, "Losses return their gradient": eq-loss-p-minus-y; Chapter 6, "Two layers and a loss": eq-p-minus-y.
    """
    log_p, y = cache
    require_shapes(dloss=(dloss, ""))
    N, rows = len(y), np.arange(len(y))
    dscores = np.exp(log_p)
    dscores[rows, y] = np.expm1(log_p[rows, y])  # = p - 1, which would cancel where p is near 1
    return dloss * dscores / N


def max_margin_forward(s, s_corrupt, margin=1.0):
    """Mean of ``max(0, margin + s_corrupt - s)`` over the batch.

    Parameters
    ----------
    s : ndarray, shape (N,)
        Scores of the true examples.
    s_corrupt : ndarray, shape (N,)
        Scores of their corrupt counterparts.
    margin : float, default 1.0
        By how much a true example must win before its loss is zero.

    Returns
    -------
    loss : float, shape ()
        Mean loss.
    cache : ndarray
        What `max_margin_backward` needs: which examples have a loss.

    Raises
    ------
    ValueError
        If the shapes do not fit or the batch is empty.

    References
    ----------
    Chapter 4, "Winning by a margin": eq-loss-margin.
    """
    require_shapes(s=(s, "N"), s_corrupt=(s_corrupt, "N"))
    _require_examples("s", s)
    violation = margin + s_corrupt - s
    loss = np.maximum(0, violation).mean()
    return loss, violation > 0


def max_margin_backward(dloss, cache):
    """Gradients with respect to both scores: -1/N and +1/N where the margin is violated, else 0.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : ndarray
        From `max_margin_forward`.

    Returns
    -------
    ds : ndarray, shape (N,)
        Gradient of the loss with respect to ``s``.
    ds_corrupt : ndarray, shape (N,)
        Gradient of the loss with respect to ``s_corrupt``.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 4, "Losses return their gradient"; Chapter 6, "A whole network for named entities": eq-max-margin.
    """
    active = cache
    require_shapes(dloss=(dloss, ""))
    ds_corrupt = np.where(active, dloss / len(active), 0.0)
    ds = np.where(active, -dloss / len(active), 0.0)
    return ds, ds_corrupt


def _require_examples(name, array):
    if len(array) == 0:
        raise ValueError(f"{name} has no rows, but a mean needs at least one example")


def _require_classes(y, C):
    if not np.issubdtype(y.dtype, np.integer):
        raise TypeError(f"y holds {y.dtype} numbers, but should hold integers, one class for each example")
    require_indices(y=(y, C))


def _require_probabilities(name, array):
    outside = array[~((array >= 0) & (array <= 1))]  # NaN is outside, too
    if outside.size:
        raise ValueError(f"{name} holds {outside[0]}, but should hold numbers from 0 to 1")
