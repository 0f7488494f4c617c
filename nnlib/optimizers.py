"""Optimizers: how parameters follow their gradients downhill.

Each is made once, ``optimizer = SGD(learning_rate=0.1)``, and holds nothing but its hyper-parameters. What it
remembers between steps is a state that goes in and comes out:

- ``state = optimizer.init(params)``, then ``params, state = optimizer.update(params, grads, state)`` for every step.
  Parameters are arrays in nested dicts and lists. The arguments stay as they are.
- ``state = optimizer.init_in_place(params)``, then ``optimizer.update_in_place(params, grads, state)``: the same
  numbers for one flat vector, written over ``params`` and ``state``, because fresh memory costs more than arithmetic.

A schedule gives ``update`` the learning rate of its step: ``update(params, grads, state, learning_rate=0.01)``.
"""

from dataclasses import dataclass

import numpy as np

from nnlib._optimizer import Optimizer, zeros_like
from nnlib._trees import arrays, map_arrays
from nnlib.adaptive_optimizers import AdaGrad, Adam, AdamW, RMSProp

__all__ = ["SGD", "AdaGrad", "Adam", "AdamW", "Momentum", "Nesterov", "RMSProp", "clip_gradients"]


@dataclass(frozen=True)
class SGD(Optimizer):
    """Stochastic gradient descent: ``theta = theta - rate g``.

    Parameters
    ----------
    learning_rate : float, default 0.01
        Step in units of the gradient.

    References
    ----------
    Chapter 10, "How far to step": eq-opt-sgd.

    Examples
    --------
    >>> optimizer = SGD(learning_rate=0.1)
    >>> params = [{"W": np.array([[1.0, 2.0]])}]
    >>> state = optimizer.init(params)
    >>> params, state = optimizer.update(params, [{"W": np.array([[10.0, -10.0]])}], state)
    >>> params
    [{'W': array([[0., 3.]])}]
    """

    learning_rate: float = 0.01

    def update(self, params, grads, state, learning_rate=None):
        """One step: the new parameters and the new state."""
        rate = self.rate(learning_rate, params, grads)
        params = map_arrays(lambda theta, g: theta - rate * g, params, grads)
        return params, state

    def update_in_place(self, params, grads, state, learning_rate=None):
        """One step that overwrites ``params``."""
        rate = self.rate_in_place(learning_rate, params, grads)
        params -= np.multiply(grads, rate, out=state["step"])


@dataclass(frozen=True)
class Momentum(Optimizer):
    """A ball with friction: ``v = momentum v - rate g``, ``theta = theta + v``.

    Parameters
    ----------
    learning_rate : float, default 0.01
        Step in units of the gradient.
    momentum : float, default 0.9
        How much of the velocity survives a step, at least 0 and below 1.

    References
    ----------
    Chapter 10, "Momentum": eq-opt-momentum; Polyak (1964).
    """

    learning_rate: float = 0.01
    momentum: float = 0.9

    def init(self, params):
        """State before the first step: the velocity is 0."""
        return {"v": zeros_like(params)}

    def update(self, params, grads, state, learning_rate=None):
        """One step: the new parameters and the new state."""
        rate = self.rate(learning_rate, params, grads)
        v = map_arrays(lambda v, g: self.momentum * v - rate * g, state["v"], grads)
        params = map_arrays(lambda theta, v: theta + v, params, v)
        return params, {"v": v}

    def update_in_place(self, params, grads, state, learning_rate=None):
        """One step that overwrites ``params`` and ``state``."""
        rate = self.rate_in_place(learning_rate, params, grads)
        v = state["v"]
        v *= self.momentum
        v -= np.multiply(grads, rate, out=state["step"])
        params += v


@dataclass(frozen=True)
class Nesterov(Momentum):
    """Momentum that looks ahead: ``v = momentum v - rate g``, ``theta = theta + momentum v - rate g``.

    ``theta`` is the point ahead, where the velocity alone would lead; the gradient is taken there.

    Parameters
    ----------
    learning_rate : float, default 0.01
        Step in units of the gradient.
    momentum : float, default 0.9
        How much of the velocity survives a step, at least 0 and below 1.

    References
    ----------
    Chapter 10, "Look ahead": eq-opt-nesterov; Nesterov (1983); Sutskever, Martens, Dahl and Hinton (2013).
    """

    def update(self, params, grads, state, learning_rate=None):
        """One step: the new parameters and the new state."""
        rate = self.rate(learning_rate, params, grads)
        v = map_arrays(lambda v, g: self.momentum * v - rate * g, state["v"], grads)
        params = map_arrays(lambda theta, g, v: theta + self.momentum * v - rate * g, params, grads, v)
        return params, {"v": v}

    def update_in_place(self, params, grads, state, learning_rate=None):
        """One step that overwrites ``params`` and ``state``."""
        rate = self.rate_in_place(learning_rate, params, grads)
        v, step = state["v"], state["step"]
        np.multiply(grads, rate, out=step)
        v *= self.momentum
        v -= step
        params -= step
        params += np.multiply(v, self.momentum, out=step)


def clip_gradients(grads, max_norm):
    """Shorten gradients whose length exceeds ``max_norm``: ``g min(1, max_norm / norm)``.

    The norm is that of all arrays together, so that the direction stays what it was.

    Parameters
    ----------
    grads : dict, list or ndarray
        Gradients, a tree of arrays.
    max_norm : float
        Largest length that is left as it is.

    Returns
    -------
    clipped : dict, list or ndarray
        New arrays in the form of ``grads``.

    Raises
    ------
    ValueError
        If ``max_norm`` is not above 0, or a gradient is not finite.

    References
    ----------
    Chapter 10, "Gradients that explode": eq-opt-clip; Pascanu, Mikolov and Bengio (2013).

    Examples
    --------
    >>> clip_gradients({"W": np.array([30.0]), "b": np.array([40.0])}, max_norm=5)
    {'W': array([3.]), 'b': array([4.])}
    """
    if not max_norm > 0:
        raise ValueError(f"max_norm is {max_norm}, but should be above 0")
    largest = float(np.max([np.max(np.abs(g), initial=0) for g in arrays(grads)], initial=0))
    if not largest < np.inf:
        raise ValueError(f"grads holds {largest}, but should hold finite numbers")
    scale = largest or 1.0  # squares of gradients that explode overflow, squares of their ratios do not
    norm = scale * float(np.sqrt(sum(np.sum((g / scale) ** 2) for g in arrays(grads))))
    factor = max_norm / norm if norm > max_norm else 1.0
    return map_arrays(lambda g: factor * g, grads)
