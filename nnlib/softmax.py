"""The softmax: each row of scores becomes probabilities, which are positive and sum to 1."""

import numpy as np

from nnlib._shapes import require_shapes


def softmax_forward(Z):
    """Softmax of each row, ``exp(Z) / sum(exp(Z))``, without overflow.

    Parameters
    ----------
    Z : ndarray, shape (N, C)
        Scores (logits), one example in each row.

    Returns
    -------
    P : ndarray, shape (N, C)
        Probabilities; every row sums to 1.
    cache : ndarray
        What `softmax_backward` needs: ``P``.

    Raises
    ------
    ValueError
        If ``Z`` is not a matrix.

    References
    ----------
    Chapter 3, "The last layer": eq-act-softmax, eq-act-shift; Bridle (1990).
    """
    require_shapes(Z=(Z, "N C"))
    e = np.exp(Z - Z.max(axis=1, keepdims=True))  # softmax is unchanged, exp cannot overflow
    P = e / e.sum(axis=1, keepdims=True)
    return P, P


def softmax_backward(dP, cache):
    """Gradient through the softmax: of each row, ``P ∘ (dP - sum(P ∘ dP))``.

    Parameters
    ----------
    dP : ndarray, shape (N, C)
        Gradient of the loss with respect to ``P``.
    cache : ndarray
        From `softmax_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, C)
        Gradient of the loss with respect to ``Z``; every row sums to 0.

    Raises
    ------
    ValueError
        If ``dP`` does not have the shape of ``P``.

    References
    ----------
    Chapter 3, "The last layer": eq-act-softmax-slopes, eq-act-softmax-back;
    Chapter 5, "The softmax, where everything touches everything": eq-jac-softmax-backward.
    """
    P = cache
    require_shapes(P=(P, "N C"), dP=(dP, "N C"))
    largest = P.argmax(axis=1, keepdims=True)
    dP = dP - np.take_along_axis(dP, largest, axis=1)  # changes nothing, but where P is near 1, the next line is exact
    dZ = P * (dP - (P * dP).sum(axis=1, keepdims=True))
    return dZ


def log_softmax_forward(Z):
    """Logarithm of the softmax of each row, ``Z - log(sum(exp(Z)))``, without overflow.

    Parameters
    ----------
    Z : ndarray, shape (N, C)
        Scores (logits), one example in each row.

    Returns
    -------
    log_P : ndarray, shape (N, C)
        Logarithms of the probabilities, in nats: zero or negative.
    cache : ndarray
        What `log_softmax_backward` needs: ``log_P``.

    Raises
    ------
    ValueError
        If ``Z`` is not a matrix.

    References
    ----------
    Chapter 3, "Numbers that overflow": eq-act-lse (the log-sum-exp trick); Chapter 4, "The loss of a classifier":
    eq-loss-log-softmax.
    """
    require_shapes(Z=(Z, "N C"))
    rows, largest = np.arange(len(Z)), Z.argmax(axis=1)
    shifted = Z - Z.max(axis=1, keepdims=True)  # the result is unchanged, exp cannot overflow
    e = np.exp(shifted)
    e[rows, largest] = 0  # exp(0) of the largest is the 1 in log(1 + ...)
    log_P = shifted - np.log1p(e.sum(axis=1, keepdims=True))
    return log_P, log_P


def log_softmax_backward(dlog_P, cache):
    """Gradient through the log-softmax: of each row, ``dlog_P - P sum(dlog_P)``.

    Parameters
    ----------
    dlog_P : ndarray, shape (N, C)
        Gradient of the loss with respect to ``log_P``.
    cache : ndarray
        From `log_softmax_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, C)
        Gradient of the loss with respect to ``Z``; every row sums to 0.

    Raises
    ------
    ValueError
        If ``dlog_P`` does not have the shape of ``log_P``.

    References
    ----------
    Chapter 3, "Numbers that overflow": eq-act-lse.
    """
    log_P = cache
    require_shapes(log_P=(log_P, "N C"), dlog_P=(dlog_P, "N C"))
    P, one_minus_P = np.exp(log_P), -np.expm1(log_P)  # 1 - P would cancel where P is near 1
    other_dlog_P = dlog_P.sum(axis=1, keepdims=True) - dlog_P
    dZ = one_minus_P * dlog_P - P * other_dlog_P
    return dZ
