"""Initialisers: how large weights are at the start decides what arrives at the other end of a deep network.

Each takes ``(fan_in, fan_out, rng)`` and returns ``W`` of shape (D, M) = (fan_in, fan_out). Biases start at 0;
`prior_bias` is for those of the output.
"""

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.affine import affine_backward, affine_forward
from nnlib.losses import one_hot

FLAT = 0.01  # below this derivative, next to nothing of a gradient passes


def zeros(fan_in, fan_out, rng=None):
    """All weights 0, to show why not: all units of a layer stay the same for ever.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator, optional
        Not used: it stands here so that all initialisers are called alike.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "All zeros".
    """
    _require_fans(fan_in, fan_out)
    return np.zeros((fan_in, fan_out))


def small_normal(fan_in, fan_out, rng, scale=0.01):
    """Normal weights of one size whatever the layer: ``std = scale``.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator
        Source of the weights.
    scale : float, default 0.01
        Standard deviation.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "The variance of a sum".
    """
    _require_fans(fan_in, fan_out)
    return rng.normal(0, scale, (fan_in, fan_out))


def lecun_normal(fan_in, fan_out, rng):
    """Normal weights of variance ``1 / fan_in``: a weighted sum varies as much as its inputs.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator
        Source of the weights.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "The variance of a sum": eq-init-sum, eq-init-lecun; LeCun, Bottou, Orr and Müller (1998).
    """
    _require_fans(fan_in, fan_out)
    return rng.normal(0, 1 / np.sqrt(fan_in), (fan_in, fan_out))


def xavier_uniform(fan_in, fan_out, rng):
    """Uniform weights between ``± sqrt(6 / (fan_in + fan_out))``: variance ``2 / (fan_in + fan_out)``.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator
        Source of the weights.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "Forwards and backwards": eq-init-xavier-uniform; Glorot and Bengio (2010).
    """
    _require_fans(fan_in, fan_out)
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))


def xavier_normal(fan_in, fan_out, rng):
    """Normal weights of variance ``2 / (fan_in + fan_out)``: between what forward and what backward asks for.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator
        Source of the weights.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "Forwards and backwards": eq-init-back, eq-init-xavier; Glorot and Bengio (2010).
    """
    _require_fans(fan_in, fan_out)
    return rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))


def he_uniform(fan_in, fan_out, rng):
    """Uniform weights between ``± sqrt(6 / fan_in)``: variance ``2 / fan_in``.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator
        Source of the weights.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "Half of it is lost": eq-init-he; He, Zhang, Ren and Sun (2015).
    """
    _require_fans(fan_in, fan_out)
    limit = np.sqrt(6 / fan_in)
    return rng.uniform(-limit, limit, (fan_in, fan_out))


def he_normal(fan_in, fan_out, rng):
    """Normal weights of variance ``2 / fan_in``: twice as much, as a ReLU lets half of it through.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator
        Source of the weights.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "Half of it is lost": eq-init-half, eq-init-he; He, Zhang, Ren and Sun (2015).
    """
    _require_fans(fan_in, fan_out)
    return rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def orthogonal(fan_in, fan_out, rng):
    """Weights with orthonormal columns, or rows if there are fewer of them, no direction being preferred.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer, D.
    fan_out : int
        Number of its units, M.
    rng : numpy.random.Generator
        Source of the weights.

    Returns
    -------
    W : ndarray, shape (D, M)
        Weights.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    Chapter 9, "Ten layers, looked at"; Saxe, McClelland and Ganguli (2014); Mezzadri (2007).
    """
    _require_fans(fan_in, fan_out)
    tall = rng.normal(size=(max(fan_in, fan_out), min(fan_in, fan_out)))
    Q, R = np.linalg.qr(tall)
    Q = Q * np.sign(np.diag(R))  # qr chooses signs as it likes; with R's diagonal positive, Q is uniform
    return Q if fan_in >= fan_out else Q.T


def prior_bias(y, C):
    """Output biases with which a network that knows nothing predicts the class frequencies: their logarithms.

    Parameters
    ----------
    y : ndarray of int, shape (N,)
        The class of each example, 0 to C - 1.
    C : int
        Number of classes.

    Returns
    -------
    b : ndarray, shape (C,)
        Biases of the output layer. The softmax of ``b`` is the share of each class in ``y``.

    Raises
    ------
    ValueError
        If ``y`` does not have one axis, or a class has no example.
    TypeError
        If ``y`` does not hold integers.
    IndexError
        If ``y`` names a class that is not there.

    References
    ----------
    Chapter 9, "Biases": eq-init-prior, eq-init-entropy.
    """
    counts = one_hot(y, C).sum(axis=0)
    if (counts == 0).any():
        raise ValueError(f"y has no example of class {counts.argmin()}, but should have one of each: log 0 is infinite")
    return np.log(counts / len(y))


def layer_statistics(X, params, activation, rng):
    """What arrives at each hidden layer: activations on the way forward, gradients on the way back.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    params : list of dict
        ``{"W", "b"}`` for each layer, as for `nnlib.mlp.mlp_forward`; the last one has no activation.
    activation : str
        A name in `nnlib.activations.ACTIVATIONS`.
    rng : numpy.random.Generator
        Draws the gradient that arrives at the output, standard normal.

    Returns
    -------
    statistics : list of dict
        For each hidden layer, in order: ``mean`` and ``std`` of its activations; ``flat``, the share of them
        where the derivative of the activation is below 0.01 (saturated, or at rest); ``dead``, the share of units
        where it is for every example; ``gradient_std``, of the gradients with respect to its pre-activations.

    Raises
    ------
    ValueError
        If the activation is unknown, the batch is empty, or the shapes do not fit.

    References
    ----------
    Chapter 9, "Ten layers, looked at"; Glorot and Bengio (2010).
    """
    if activation not in ACTIVATIONS:
        raise ValueError(f"activation is {activation!r}, but should be one of {', '.join(ACTIVATIONS)}")
    if len(X) == 0:
        raise ValueError("X has no rows, but a mean needs at least one example")
    activate, activate_backward = ACTIVATIONS[activation]
    hidden, scores, output_cache = _through_layers(X, params, activate)
    dA, _, _ = affine_backward(rng.normal(size=scores.shape), output_cache)
    statistics = []
    for A, affine_cache, activation_cache in reversed(hidden):
        dZ = activate_backward(dA, activation_cache)
        dA, _, _ = affine_backward(dZ, affine_cache)
        derivative = activate_backward(np.ones_like(A), activation_cache)
        statistics.insert(0, _statistics(A, derivative, dZ))
    return statistics


def _through_layers(X, params, activate):
    A, hidden = X, []
    for layer in params[:-1]:
        Z, affine_cache = affine_forward(A, layer["W"], layer["b"])
        A, activation_cache = activate(Z)
        hidden.append((A, affine_cache, activation_cache))
    scores, output_cache = affine_forward(A, params[-1]["W"], params[-1]["b"])
    return hidden, scores, output_cache


def _statistics(A, derivative, dZ):
    flat = np.abs(derivative) < FLAT
    numbers = {"mean": A.mean(), "std": A.std(), "flat": flat.mean(), "dead": flat.all(axis=0).mean()}
    return {name: float(number) for name, number in (numbers | {"gradient_std": dZ.std()}).items()}


def _require_fans(fan_in, fan_out):
    for name, fan in (("fan_in", fan_in), ("fan_out", fan_out)):
        if fan < 1:
            raise ValueError(f"{name} is {fan}, but should be at least 1")
