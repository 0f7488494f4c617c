"""The multilayer perceptron by hand: affine, activation, affine, activation, ..., affine."""

from itertools import pairwise

import numpy as np

from nnlib.activations import (
    relu_backward,
    relu_forward,
    sigmoid_backward,
    sigmoid_forward,
    tanh_backward,
    tanh_forward,
)
from nnlib.affine import affine_backward, affine_forward

ACTIVATIONS = {
    "sigmoid": (sigmoid_forward, sigmoid_backward),
    "tanh": (tanh_forward, tanh_backward),
    "relu": (relu_forward, relu_backward),
}


def mlp_init(sizes, rng):
    """Parameters of a network: weights of variance 1/D, biases of zero.

    Parameters
    ----------
    sizes : sequence of int
        Number of inputs, of units in each hidden layer, of outputs.
    rng : numpy.random.Generator
        Source of the weights.

    Returns
    -------
    params : list of dict
        ``{"W": (D, M), "b": (M,)}`` for each layer, in order.

    References
    ----------
    Chapter 6, "Any number of layers".
    """
    return [{"W": rng.normal(0, 1 / np.sqrt(D), (D, M)), "b": np.zeros(M)} for D, M in pairwise(sizes)]


def mlp_forward(X, params, activation="tanh"):
    """Scores of a batch; the last layer has no activation.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    params : list of dict
        From `mlp_init`.
    activation : {"sigmoid", "tanh", "relu"}
        Between the layers.

    Returns
    -------
    scores : ndarray, shape (N, C)
        Outputs of the last layer.
    caches : list
        What `mlp_backward` needs.

    Raises
    ------
    ValueError
        If the activation is unknown, or the shapes do not fit.

    References
    ----------
    Chapter 6, "Any number of layers".
    """
    activate, activate_backward = _activation(activation)
    caches, A = [], X
    for layer in params[:-1]:
        Z, affine_cache = affine_forward(A, layer["W"], layer["b"])
        A, activation_cache = activate(Z)
        caches.append((affine_cache, activation_cache, activate_backward))
    scores, affine_cache = affine_forward(A, params[-1]["W"], params[-1]["b"])
    return scores, [*caches, affine_cache]


def mlp_backward(dscores, caches):
    """Gradients for the inputs and for every layer: the forward pass, read from its end.

    Parameters
    ----------
    dscores : ndarray, shape (N, C)
        Gradient of the loss with respect to the scores.
    caches : list
        From `mlp_forward`.

    Returns
    -------
    dX : ndarray, shape (N, D)
        Gradient of the loss with respect to ``X``.
    grads : list of dict
        Gradients in the form of ``params``.

    References
    ----------
    Chapter 6, "Any number of layers".
    """
    dA, dW, db = affine_backward(dscores, caches[-1])
    grads = [{"W": dW, "b": db}]
    for affine_cache, activation_cache, activate_backward in reversed(caches[:-1]):
        dZ = activate_backward(dA, activation_cache)
        dA, dW, db = affine_backward(dZ, affine_cache)
        grads.insert(0, {"W": dW, "b": db})
    return dA, grads


def _activation(name):
    if name not in ACTIVATIONS:
        raise ValueError(f"activation is {name!r}, but should be one of {', '.join(ACTIVATIONS)}")
    return ACTIVATIONS[name]
