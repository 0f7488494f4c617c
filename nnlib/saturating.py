"""Activations that saturate: far out they level off, and their derivative goes to 0."""

import numpy as np

from nnlib._shapes import require_shape_of


def sigmoid_forward(Z):
    """Logistic sigmoid, ``1 / (1 + exp(-Z))``, without overflow.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, between 0 and 1.
    cache : tuple
        What `sigmoid_backward` needs: ``(A, 1 - A)``, both to the last digits.

    References
    ----------
    Chapter 1, "One neuron": eq-neuron; Chapter 3, "Functions that saturate": eq-act-sigmoid;
    Chapter 6, "One neuron as a graph".
    """
    e = np.exp(-np.abs(Z))  # at most 1: it cannot overflow
    larger, smaller = 1 / (1 + e), e / (1 + e)  # of A and 1 - A; a difference would round a tiny 1 - A to 0
    A = np.where(Z >= 0, larger, smaller)
    one_minus_A = np.where(Z >= 0, smaller, larger)
    return A, (A, one_minus_A)


def sigmoid_backward(dA, cache):
    """Gradient through the sigmoid, whose derivative is ``A (1 - A)``.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : tuple
        From `sigmoid_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 1, "Which way to move": eq-neuron-slope; Chapter 3, "Functions that saturate": eq-act-sigmoid; Chapter 6,
    "One neuron as a graph": eq-sigmoid, eq-activation.
    """
    A, one_minus_A = cache
    require_shape_of(A, dA=dA)
    dZ = dA * A * one_minus_A
    return dZ


def tanh_forward(Z):
    """Hyperbolic tangent, ``2 sigmoid(2Z) - 1``.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, between -1 and 1.
    cache : ndarray
        What `tanh_backward` needs: ``A``.

    References
    ----------
    Chapter 3, "Functions that saturate": eq-act-tanh; Chapter 6, "Layers in a chain".
    """
    A = np.tanh(Z)
    return A, A


def tanh_backward(dA, cache):
    """Gradient through the hyperbolic tangent, whose derivative is ``1 - A**2``.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : ndarray
        From `tanh_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Functions that saturate": eq-act-tanh; Chapter 6, "Layers in a chain": eq-activation.
    """
    A = cache
    require_shape_of(A, dA=dA)
    dZ = dA * (1 - A**2)
    return dZ


def hard_tanh_forward(Z):
    """Hard tanh: ``Z`` between -1 and 1, and the nearer of the two outside.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, between -1 and 1.
    cache : ndarray
        What `hard_tanh_backward` needs: ``Z``.

    References
    ----------
    Chapter 3, "Functions that saturate": eq-act-hard-tanh; Collobert et al. (2011).
    """
    A = np.clip(Z, -1.0, 1.0)
    return A, Z


def hard_tanh_backward(dA, cache):
    """Gradient through the hard tanh: passed on where ``-1 < Z < 1``, stopped elsewhere.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : ndarray
        From `hard_tanh_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``; at the kinks, ``Z = -1`` and ``Z = 1``, it is 0.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Functions that saturate": eq-act-hard-tanh; Collobert et al. (2011).
    """
    Z = cache
    require_shape_of(Z, dA=dA)
    dZ = dA * (np.abs(Z) < 1)
    return dZ


def softsign_forward(Z):
    """Softsign, ``Z / (1 + |Z|)``.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, between -1 and 1, which they approach more slowly than tanh.
    cache : ndarray
        What `softsign_backward` needs: ``Z``.

    References
    ----------
    Chapter 3, "Functions that saturate": eq-act-softsign; Glorot and Bengio (2010).
    """
    A = Z / (1 + np.abs(Z))
    return A, Z


def softsign_backward(dA, cache):
    """Gradient through the softsign, whose derivative is ``1 / (1 + |Z|)**2``.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : ndarray
        From `softsign_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Functions that saturate": eq-act-softsign; Glorot and Bengio (2010).
    """
    Z = cache
    require_shape_of(Z, dA=dA)
    dZ = dA / (1 + np.abs(Z)) ** 2
    return dZ
