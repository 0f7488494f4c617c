"""Activations: one function applied to every entry, and its derivative beside it."""

import numpy as np


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
    cache : ndarray
        What `sigmoid_backward` needs: ``A``.

    References
    ----------
    Chapter 6, "One neuron as a graph".
    """
    A = np.exp(-np.logaddexp(0, -Z))  # = 1 / (1 + exp(-Z)), also where exp(-Z) overflows
    return A, A


def sigmoid_backward(dA, cache):
    """Gradient through the sigmoid, whose derivative is ``A (1 - A)``.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : ndarray
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
    Chapter 6, "One neuron as a graph".
    """
    A = cache
    _require_same_shape(dA, A)
    dZ = dA * A * (1 - A)
    return dZ


def tanh_forward(Z):
    """Hyperbolic tangent.

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
    Chapter 6, "Layers in a chain".
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
    Chapter 6, "Layers in a chain".
    """
    A = cache
    _require_same_shape(dA, A)
    dZ = dA * (1 - A**2)
    return dZ


def relu_forward(Z):
    """Rectified linear unit, ``max(0, Z)``.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, zero or positive.
    cache : ndarray
        What `relu_backward` needs: ``Z``.

    References
    ----------
    Chapter 6, "Layers in a chain".
    """
    A = np.maximum(0, Z)
    return A, Z


def relu_backward(dA, cache):
    """Gradient through the ReLU: passed on where ``Z > 0``, stopped elsewhere.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : ndarray
        From `relu_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``; at the kink, ``Z = 0``, it is 0.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 6, "Layers in a chain".
    """
    Z = cache
    _require_same_shape(dA, Z)
    dZ = dA * (Z > 0)
    return dZ


def _require_same_shape(dA, A):
    if np.shape(dA) != np.shape(A):
        raise ValueError(f"dA has shape {np.shape(dA)}, but should have the shape of A, {np.shape(A)}")
