"""The perceptron: a neuron with a threshold, that learns from its mistakes only."""

import numpy as np

from nnlib._shapes import require_shapes


def perceptron_train(X, y, epochs=100):
    """Add every example that is classified wrongly to the weights, or subtract it, until none is left.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Examples.
    y : ndarray of int, shape (N,)
        0 or 1 for each.
    epochs : int, default 100
        How often to go through the examples at most: if no hyperplane separates them, it never ends by itself.

    Returns
    -------
    w : ndarray, shape (D,)
        Weights.
    b : float, shape ()
        Bias; an example is of class 1 where ``w·x + b > 0``.
    mistakes : ndarray of int, shape (...)
        Number of wrong answers in each epoch; the last one is 0 if all examples are learnt.

    Raises
    ------
    ValueError
        If the shapes do not fit or ``y`` holds anything but 0 and 1.

    References
    ----------
    Chapter 1, "Learning from mistakes": eq-neuron-perceptron, eq-neuron-bound; Rosenblatt (1958), and
    Novikoff (1962) for why it ends.
    """
    require_shapes(X=(X, "N D"), y=(y, "N"))
    _require_zeros_and_ones(y)
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    while len(mistakes) < epochs and 0 not in mistakes:
        w, b, wrong = _one_epoch(X, y, w, b)
        mistakes.append(wrong)
    return w, b, np.array(mistakes, dtype=int)


def _one_epoch(X, y, w, b):
    wrong = 0
    for x, target in zip(X, y):
        error = target - float(w @ x + b > 0)  # 1 where the answer should be 1, -1 where it should be 0, or 0
        w, b = w + error * x, b + error
        wrong += error != 0
    return w, b, wrong


def _require_zeros_and_ones(y):
    others = y[(y != 0) & (y != 1)]
    if others.size:
        raise ValueError(f"y holds {others[0]}, but should hold 0 and 1 only")
