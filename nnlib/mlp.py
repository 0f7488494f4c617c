"""The multilayer perceptron by hand: affine, activation, affine, activation, ..., affine."""

from itertools import pairwise

import numpy as np

from nnlib._shapes import require_shapes
from nnlib.activations import ACTIVATIONS
from nnlib.affine import affine_backward, affine_forward
from nnlib.initializers import lecun_normal


def count_parameters(sizes):
    """Number of weights and biases of a network: the sum of ``M (D + 1)`` over its layers.

    Parameters
    ----------
    sizes : sequence of int
        Number of inputs, of units in each hidden layer, of outputs.

    Returns
    -------
    count : int
        ``3·4 + 4 + 4·2 + 2 = 26`` for sizes (3, 4, 2).

    References
    ----------
    Chapter 1, "A layer": eq-neuron-count; Chapter 2, "A network of any size": eq-mlp-count.
    """
    return sum(M * (D + 1) for D, M in pairwise(sizes))


def mlp_init(sizes, rng, init=lecun_normal):
    """Parameters of a network: weights of variance 1/D unless you choose another `init`, biases of zero.

    Parameters
    ----------
    sizes : sequence of int
        Number of inputs, of units in each hidden layer, of outputs.
    rng : numpy.random.Generator
        Source of the weights.
    init : callable
        ``init(fan_in, fan_out, rng) -> W``: one of `nnlib.initializers`.

    Returns
    -------
    params : list of dict
        ``{"W": (D, M), "b": (M,)}`` for each layer, in order.

    References
    ----------
    Chapter 6, "Any number of layers".
    """
    return [{"W": init(D, M, rng), "b": np.zeros(M)} for D, M in pairwise(sizes)]


def mlp_forward(X, params, activation="tanh"):
    """Scores of a batch; the last layer has no activation.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    params : list of dict
        From `mlp_init`.
    activation : str, default "tanh"
        Between the layers: a name of `nnlib.activations.ACTIVATIONS`.

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
    Chapter 2, "A network of any size": eq-mlp-nested, eq-mlp-layer; Chapter 6, "Any number of layers".
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


def collapse_linear_layers(params):
    """The one affine map that a network without activations is, however deep: ``W = W1 W2 ...``.

    Parameters
    ----------
    params : list of dict
        From `mlp_init`.

    Returns
    -------
    W : ndarray, shape (D, C)
        Product of the weights.
    b : ndarray, shape (C,)
        Each bias, sent through the layers behind it, and all of them summed.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 2, "Without a bend, depth is nothing": eq-mlp-collapse.
    """
    D = len(params[0]["W"])
    W, b = np.eye(D), np.zeros(D)
    for layer in params:
        require_shapes(b_before=(b, "D"), W=(layer["W"], "D M"), b=(layer["b"], "M"))
        W, b = W @ layer["W"], b @ layer["W"] + layer["b"]
    return W, b


def _activation(name):
    if name not in ACTIVATIONS:
        raise ValueError(f"activation is {name!r}, but should be one of {', '.join(ACTIVATIONS)}")
    return ACTIVATIONS[name]
