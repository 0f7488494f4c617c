"""The affine map: every output is a weighted sum of every input, plus a bias. With a sigmoid behind it: a neuron."""

import numpy as np

from nnlib._shapes import require_shapes
from nnlib.saturating import sigmoid_backward, sigmoid_forward


def affine_forward(X, W, b):
    """Affine map of a batch: ``Z = X W + b``, one example in each row.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    W : ndarray, shape (D, M)
        Weights; column j holds the weights of unit j.
    b : ndarray, shape (M,)
        Biases.

    Returns
    -------
    Z : ndarray, shape (N, M)
        Pre-activations.
    cache : tuple
        What `affine_backward` needs: ``(X, W)``.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 6, "The affine layer, backwards": eq-affine.
    """
    require_shapes(X=(X, "N D"), W=(W, "D M"), b=(b, "M"))
    Z = X @ W + b
    return Z, (X, W)


def affine_backward(dZ, cache):
    """Gradients of the loss with respect to the arguments of `affine_forward`.

    Parameters
    ----------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.
    cache : tuple
        From `affine_forward`.

    Returns
    -------
    dX : ndarray, shape (N, D)
        Each row: the upstream gradient sent back through the weights.
    dW : ndarray, shape (D, M)
        Sum over the batch of the outer products of input and upstream gradient.
    db : ndarray, shape (M,)
        Sum of the upstream gradients over the batch.

    Raises
    ------
    ValueError
        If ``dZ`` does not have the shape of ``Z``.

    References
    ----------
    Chapter 6, "The affine layer, backwards": eq-affine-w, eq-affine-x, eq-affine-b.
    """
    X, W = cache
    require_shapes(X=(X, "N D"), W=(W, "D M"), dZ=(dZ, "N M"))
    dX = dZ @ W.T
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    return dX, dW, db


def neuron_forward(x, w, b):
    """One neuron and one example: ``a = sigmoid(w·x + b)``.

    Parameters
    ----------
    x : ndarray, shape (D,)
        Inputs.
    w : ndarray, shape (D,)
        Weights, one for each input.
    b : float, shape ()
        Bias.

    Returns
    -------
    a : float, shape ()
        Activation, between 0 and 1.
    cache : tuple
        What `neuron_backward` needs: ``x``, ``w`` and the cache of the sigmoid.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 1, "One neuron": eq-neuron.
    """
    require_shapes(x=(x, "D"), w=(w, "D"), b=(b, ""))
    z = w @ x + b
    a, sigmoid_cache = sigmoid_forward(z)
    return a, (x, w, sigmoid_cache)


def neuron_backward(da, cache):
    """Gradients of the loss with respect to the arguments of `neuron_forward`.

    Parameters
    ----------
    da : float, shape ()
        Gradient of the loss with respect to ``a``.
    cache : tuple
        From `neuron_forward`.

    Returns
    -------
    dx : ndarray, shape (D,)
        The weights, times the gradient of the loss with respect to ``z = w·x + b``.
    dw : ndarray, shape (D,)
        The inputs, times the same.
    db : ndarray, shape ()
        The same, times 1: the bias is the weight of a constant input 1.

    Raises
    ------
    ValueError
        If ``da`` is not a single number.

    References
    ----------
    Chapter 1, "Which way to move": eq-neuron-gradient.
    """
    x, w, sigmoid_cache = cache
    require_shapes(da=(da, ""))
    dz = sigmoid_backward(da, sigmoid_cache)
    dx = dz * w
    dw = dz * x
    db = np.array(dz)  # an array like the other gradients, though of one number
    return dx, dw, db


def layer_forward(X, W, b):
    """A layer of neurons and a batch: ``A = sigmoid(X W + b)``.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    W : ndarray, shape (D, M)
        Weights; column j holds the weights of neuron j.
    b : ndarray, shape (M,)
        Biases.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, between 0 and 1.
    cache : tuple
        What `layer_backward` needs: the caches of the affine map and of the sigmoid.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 1, "A layer": eq-neuron-layer.
    """
    Z, affine_cache = affine_forward(X, W, b)
    A, sigmoid_cache = sigmoid_forward(Z)
    return A, (affine_cache, sigmoid_cache)


def layer_backward(dA, cache):
    """Gradients of the loss with respect to the arguments of `layer_forward`.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : tuple
        From `layer_forward`.

    Returns
    -------
    dX : ndarray, shape (N, D)
        Gradient of the loss with respect to ``X``.
    dW : ndarray, shape (D, M)
        Gradient of the loss with respect to ``W``, summed over the batch.
    db : ndarray, shape (M,)
        Gradient of the loss with respect to ``b``, summed over the batch.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 1, "A layer"; the gradients: Chapter 6, "The affine layer, backwards".
    """
    affine_cache, sigmoid_cache = cache
    dZ = sigmoid_backward(dA, sigmoid_cache)
    return affine_backward(dZ, affine_cache)
