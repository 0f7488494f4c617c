"""A multilayer perceptron that tells classes apart: what `nnlib.training.train` needs of it."""

import numpy as np

from nnlib._shapes import require_shapes
from nnlib._trees import map_arrays
from nnlib.losses import softmax_cross_entropy_backward, softmax_cross_entropy_forward
from nnlib.mlp import mlp_backward, mlp_forward
from nnlib.regularization import l2_penalty_of_weights


def accuracy(scores, y):
    """Share of the examples whose highest score is that of the right class.

    Parameters
    ----------
    scores : ndarray, shape (N, C)
        Scores or probabilities.
    y : ndarray of int, shape (N,)
        The right class of each example, 0 to C - 1.

    Returns
    -------
    accuracy : float, shape ()
        Between 0 and 1.

    Raises
    ------
    ValueError
        If the shapes do not fit or the batch is empty.

    References
    ----------
    Chapter 10, "Train on handwritten digits".
    """
    require_shapes(scores=(scores, "N C"), y=(y, "N"))
    if len(y) == 0:
        raise ValueError("scores has no rows, but a mean needs at least one example")
    return float((scores.argmax(axis=1) == y).mean())


def mlp_loss_and_gradients(activation="relu", l2=0.0):
    """Make the function that `nnlib.training.train` needs for a multilayer perceptron with class scores.

    Parameters
    ----------
    activation : str, default "relu"
        A name in `nnlib.activations.ACTIVATIONS`.
    l2 : float, default 0.0
        Strength of the L2 penalty of the weights; biases have none.

    Returns
    -------
    loss_and_gradients : callable
        ``loss_and_gradients(params, X, y) -> loss, grads``, with the softmax cross-entropy and the penalty.

    References
    ----------
    Chapter 10, "How far to step".
    """

    def loss_and_gradients(params, X, y):
        scores, caches = mlp_forward(X, params, activation)
        loss, loss_cache = softmax_cross_entropy_forward(scores, y)
        dscores = softmax_cross_entropy_backward(1.0, loss_cache)
        _, grads = mlp_backward(dscores, caches)
        penalty, penalty_grads = l2_penalty_of_weights(params, l2)
        return loss + penalty, map_arrays(np.add, grads, penalty_grads)

    return loss_and_gradients


def mlp_accuracy(activation="relu"):
    """Make the score that `nnlib.training.train` needs for a multilayer perceptron: its accuracy.

    Parameters
    ----------
    activation : str, default "relu"
        A name in `nnlib.activations.ACTIVATIONS`.

    Returns
    -------
    score : callable
        ``score(params, X, y)`` is the share of the examples that are classified right.

    References
    ----------
    Chapter 10, "How far to step".
    """
    return lambda params, X, y: accuracy(mlp_forward(X, params, activation)[0], y)
