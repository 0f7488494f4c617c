"""Regularisation: what keeps a network from learning its training set by heart."""

from dataclasses import dataclass

import numpy as np

from nnlib._shapes import require_shape_of, require_shapes
from nnlib._trees import arrays, map_arrays


def l2_penalty_forward(W, strength):
    """Strength times the squared Frobenius norm: ``strength ‖W‖²``, without a hidden factor 1/2.

    Parameters
    ----------
    W : ndarray, shape (D, M)
        Weights; an array of any shape will do.
    strength : float
        The factor λ, 0 or more.

    Returns
    -------
    penalty : float, shape ()
        To be added to the loss.
    cache : tuple
        What `l2_penalty_backward` needs: ``(W, strength)``.

    Raises
    ------
    ValueError
        If ``strength`` is negative.

    References
    ----------
    Chapter 8, "A price on large weights": eq-reg-l2.
    """
    _require_strength(strength)
    penalty = strength * (W**2).sum()
    return penalty, (W, strength)


def l2_penalty_backward(dpenalty, cache):
    """Gradient of the penalty, ``2 strength W``: each weight is pulled back in proportion to its size.

    Parameters
    ----------
    dpenalty : float, shape ()
        Upstream gradient; 1.0 where the penalty is added to the loss.
    cache : tuple
        From `l2_penalty_forward`.

    Returns
    -------
    dW : ndarray, shape (D, M)
        Gradient of the loss with respect to ``W``.

    Raises
    ------
    ValueError
        If ``dpenalty`` is not a single number.

    References
    ----------
    Chapter 8, "A price on large weights": eq-reg-l2-gradient.
    """
    W, strength = cache
    require_shapes(dpenalty=(dpenalty, ""))
    return dpenalty * 2 * strength * W


def l1_penalty_forward(W, strength):
    """Strength times the sum of the absolute values, ``strength Σ|W|``.

    Parameters
    ----------
    W : ndarray, shape (D, M)
        Weights; an array of any shape will do.
    strength : float
        The factor λ, 0 or more.

    Returns
    -------
    penalty : float, shape ()
        To be added to the loss.
    cache : tuple
        What `l1_penalty_backward` needs: ``(W, strength)``.

    Raises
    ------
    ValueError
        If ``strength`` is negative.

    References
    ----------
    Chapter 8, "A price that makes zeros": eq-reg-l1; Tibshirani (1996).
    """
    _require_strength(strength)
    penalty = strength * np.abs(W).sum()
    return penalty, (W, strength)


def l1_penalty_backward(dpenalty, cache):
    """Gradient of the penalty, ``strength sign(W)``: the same pull on all weights, and none on those at 0.

    Parameters
    ----------
    dpenalty : float, shape ()
        Upstream gradient; 1.0 where the penalty is added to the loss.
    cache : tuple
        From `l1_penalty_forward`.

    Returns
    -------
    dW : ndarray, shape (D, M)
        Gradient of the loss with respect to ``W``. At 0, where there is none, the subgradient 0.

    Raises
    ------
    ValueError
        If ``dpenalty`` is not a single number.

    References
    ----------
    Chapter 8, "A price that makes zeros": eq-reg-l1; Tibshirani (1996).
    """
    W, strength = cache
    require_shapes(dpenalty=(dpenalty, ""))
    return dpenalty * strength * np.sign(W)


def l2_penalty_of_weights(params, strength):
    """L2 penalty of a whole network, ``strength Σ‖W‖²`` over its weight matrices, and its gradients.

    Arrays with one axis are left out: a bias (or the gain of a normalisation) only moves the output, and
    does not make it wiggle.

    Parameters
    ----------
    params : dict, list or tuple
        Parameters of a network, a tree of arrays.
    strength : float
        The factor λ, 0 or more.

    Returns
    -------
    penalty : float, shape ()
        To be added to the loss.
    grads : dict, list or tuple
        Gradients of the penalty in the form of ``params``, to be added to those of the loss.

    Raises
    ------
    ValueError
        If ``strength`` is negative, or no array of ``params`` has two axes.

    References
    ----------
    Chapter 8, "A price on large weights": eq-reg-l2; Krogh and Hertz (1992).

    Examples
    --------
    >>> penalty, grads = l2_penalty_of_weights([{"W": np.array([[3.0]]), "b": np.array([7.0])}], strength=0.1)
    >>> round(float(penalty), 2), grads
    (0.9, [{'W': array([[0.6]]), 'b': array([0.])}])
    """
    weights = [W for W in arrays(params) if _is_weight(W)]
    if not weights:
        raise ValueError("params has no array with two axes, but the penalty is for weight matrices")
    penalty = sum(l2_penalty_forward(W, strength)[0] for W in weights)
    grads = map_arrays(lambda W: 2 * strength * W if _is_weight(W) else np.zeros_like(W), params)
    return penalty, grads


def dropout_forward(X, keep, rng, training=True):
    """Inverted dropout: each entry is kept with probability ``keep`` and then divided by it, or set to 0.

    The expected value of every entry stays what it was, so that nothing is left to do when the network is used.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Activations; an array of any shape will do.
    keep : float
        Probability that an entry is kept, above 0 and at most 1.
    rng : numpy.random.Generator
        Draws the mask.
    training : bool, default True
        False hands on ``X`` as it is, and draws nothing.

    Returns
    -------
    Y : ndarray, shape (N, D)
        What is left of ``X``.
    cache : tuple
        What `dropout_backward` needs: the mask, and what was divided by.

    Raises
    ------
    ValueError
        If ``keep`` is not a probability, or 0.

    References
    ----------
    Chapter 8, "Dropout": eq-reg-dropout; Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014).
    """
    if not 0 < keep <= 1:
        raise ValueError(f"keep is {keep}, but should be above 0 and at most 1")
    mask, divisor = (rng.random(X.shape) < keep, float(keep)) if training else (np.ones(X.shape, bool), 1.0)
    Y = X * mask / divisor
    return Y, (mask, divisor)


def dropout_backward(dY, cache):
    """Gradient through dropout: the same mask and the same factor.

    Parameters
    ----------
    dY : ndarray, shape (N, D)
        Gradient of the loss with respect to ``Y``.
    cache : tuple
        From `dropout_forward`.

    Returns
    -------
    dX : ndarray, shape (N, D)
        Gradient of the loss with respect to ``X``.

    Raises
    ------
    ValueError
        If ``dY`` does not have the shape of ``Y``.

    References
    ----------
    Chapter 8, "Dropout": eq-reg-dropout; Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014).
    """
    mask, divisor = cache
    require_shape_of(mask, dY=dY)
    return dY * mask / divisor


@dataclass(frozen=True)
class EarlyStopping:
    """Stop when nothing has got better for a while, and go back to the best parameters.

    What it remembers is a state that goes in and comes out, ``{"value", "params", "waited"}``: the best value,
    a copy of the parameters that reached it, and the number of values since then.

    Parameters
    ----------
    patience : int
        After how many values without improvement to stop, at least 1.
    min_delta : float, default 0.0
        By how much a value must be below the best one to count as an improvement; 0 or more.

    References
    ----------
    Chapter 8, "Stop in time": eq-reg-stopping; Prechelt (1998).

    Examples
    --------
    >>> stopping = EarlyStopping(patience=2)
    >>> state = stopping.init()
    >>> for theta, loss in enumerate([0.5, 0.3, 0.4, 0.6]):
    ...     state = stopping.update(loss, np.array(theta), state)
    >>> stopping.is_over(state), state["value"], state["params"]
    (True, 0.3, array(1))
    """

    patience: int
    min_delta: float = 0.0

    def __post_init__(self):
        if self.patience < 1:
            raise ValueError(f"patience is {self.patience}, but should be at least 1")
        if not self.min_delta >= 0:
            raise ValueError(f"min_delta is {self.min_delta}, but should be 0 or more")

    def init(self):
        """State before the first value."""
        return {"value": np.inf, "params": None, "waited": 0}

    def update(self, value, params, state):
        """State after one more value, of which less is better, such as the loss on the validation set."""
        if np.isnan(value):
            raise ValueError("value is nan, but should be a number that can be compared")
        if state["params"] is None or value < state["value"] - self.min_delta:
            return {"value": value, "params": map_arrays(np.array, params), "waited": 0}
        return {**state, "waited": state["waited"] + 1}

    def is_over(self, state):
        """Whether patience has run out."""
        return state["waited"] >= self.patience


def _is_weight(array):
    return np.ndim(array) > 1


def _require_strength(strength):
    if not strength >= 0:
        raise ValueError(f"strength is {strength}, but should be 0 or more")
