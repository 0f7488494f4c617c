"""Optimizers that give every parameter its own step: the gradient is divided by the size it usually has."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from nnlib._optimizer import Optimizer, zeros_like
from nnlib._trees import map_arrays


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """Divide by the root of the sum of all squared gradients: ``h = h + g**2``, ``theta = theta - rate g / sqrt(h)``.

    Parameters
    ----------
    learning_rate : float, default 0.01
        Size of the first step in every direction.
    epsilon : float, default 1e-8
        Added to the root, so that a gradient of 0 is not divided by 0.

    References
    ----------
    Chapter 10, "A rate for every parameter": eq-opt-adagrad; Duchi, Hazan and Singer (2011).
    """

    learning_rate: float = 0.01
    epsilon: float = 1e-8

    def init(self, params):
        """State before the first step: the sum of squares is 0."""
        return {"h": zeros_like(params)}

    def update(self, params, grads, state, learning_rate=None):
        """One step: the new parameters and the new state."""
        rate = self.rate(learning_rate, params, grads)
        h = map_arrays(lambda h, g: h + g**2, state["h"], grads)
        params = map_arrays(lambda theta, g, h: theta - rate * g / (np.sqrt(h) + self.epsilon), params, grads, h)
        return params, {"h": h}

    def update_in_place(self, params, grads, state, learning_rate=None):
        """One step that overwrites ``params`` and ``state``."""
        rate = self.rate_in_place(learning_rate, params, grads)
        h, step = state["h"], state["step"]
        h += np.multiply(grads, grads, out=step)
        _divide_by_root(grads, h, self.epsilon, out=step)
        step *= rate
        params -= step


@dataclass(frozen=True)
class RMSProp(Optimizer):
    """AdaGrad that forgets: ``v = decay v + (1 - decay) g**2``, ``theta = theta - rate g / sqrt(v)``.

    Parameters
    ----------
    learning_rate : float, default 0.001
        Size of a step while the gradient stays the same.
    decay : float, default 0.9
        How much of the mean square survives a step, at least 0 and below 1.
    epsilon : float, default 1e-8
        Added to the root, so that a gradient of 0 is not divided by 0.

    References
    ----------
    Chapter 10, "A rate for every parameter": eq-opt-rmsprop; Hinton, Srivastava and Swersky (2012).
    """

    learning_rate: float = 0.001
    decay: float = 0.9
    epsilon: float = 1e-8

    def init(self, params):
        """State before the first step: the mean square is 0."""
        return {"v": zeros_like(params)}

    def update(self, params, grads, state, learning_rate=None):
        """One step: the new parameters and the new state."""
        rate = self.rate(learning_rate, params, grads)
        v = map_arrays(lambda v, g: self.decay * v + (1 - self.decay) * g**2, state["v"], grads)
        params = map_arrays(lambda theta, g, v: theta - rate * g / (np.sqrt(v) + self.epsilon), params, grads, v)
        return params, {"v": v}

    def update_in_place(self, params, grads, state, learning_rate=None):
        """One step that overwrites ``params`` and ``state``."""
        rate = self.rate_in_place(learning_rate, params, grads)
        v, step = state["v"], state["step"]
        v *= self.decay
        np.multiply(grads, grads, out=step)
        step *= 1 - self.decay
        v += step
        _divide_by_root(grads, v, self.epsilon, out=step)
        step *= rate
        params -= step


@dataclass(frozen=True)
class Adam(Optimizer):
    """Momentum over root mean square, both corrected for their start at 0.

    ``m = beta1 m + (1 - beta1) g``, ``v = beta2 v + (1 - beta2) g**2``, ``m_hat = m / (1 - beta1**t)``,
    ``v_hat = v / (1 - beta2**t)``, ``theta = theta - rate m_hat / (sqrt(v_hat) + epsilon)``.

    Parameters
    ----------
    learning_rate : float, default 0.001
        About the size of a step, in units of the parameters.
    beta1 : float, default 0.9
        How much of the mean gradient survives a step, at least 0 and below 1.
    beta2 : float, default 0.999
        How much of the mean square survives a step, at least 0 and below 1.
    epsilon : float, default 1e-8
        Added to the root, so that a gradient of 0 is not divided by 0.

    References
    ----------
    Chapter 10, "Adam": eq-opt-adam-means, eq-opt-adam; Kingma and Ba (2015).
    """

    learning_rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def init(self, params):
        """State before the first step: no steps, both means are 0."""
        return {"t": 0, "m": zeros_like(params), "v": zeros_like(params)}

    def update(self, params, grads, state, learning_rate=None):
        """One step: the new parameters and the new state."""
        rate = self.rate(learning_rate, params, grads)
        t = state["t"] + 1
        m = map_arrays(lambda m, g: self.beta1 * m + (1 - self.beta1) * g, state["m"], grads)
        v = map_arrays(lambda v, g: self.beta2 * v + (1 - self.beta2) * g**2, state["v"], grads)
        m_hat = map_arrays(lambda m: m / (1 - self.beta1**t), m)
        v_hat = map_arrays(lambda v: v / (1 - self.beta2**t), v)
        params = map_arrays(lambda theta, m, v: theta - rate * m / (np.sqrt(v) + self.epsilon), params, m_hat, v_hat)
        return params, {"t": t, "m": m, "v": v}

    def update_in_place(self, params, grads, state, learning_rate=None):
        """One step that overwrites ``params`` and ``state``."""
        rate = self.rate_in_place(learning_rate, params, grads)
        state["t"] += 1
        t, m, v, step = state["t"], state["m"], state["v"], state["step"]
        root = sqrt((1 - self.beta2) / (1 - self.beta2**t))
        m *= self.beta1
        m += grads  # here m is m / (1 - beta1), and v is v / (1 - beta2): two passes over memory less
        v *= self.beta2
        v += np.multiply(grads, grads, out=step)
        _divide_by_root(m, v, self.epsilon / root, out=step)  # sqrt(v_hat) + epsilon = root (sqrt(v) + epsilon / root)
        step *= rate * (1 - self.beta1) / (1 - self.beta1**t) / root
        params -= step


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam after every parameter has shrunk: ``theta = (1 - rate weight_decay) theta``.

    Parameters
    ----------
    learning_rate : float, default 0.001
        About the size of a step, in units of the parameters.
    beta1 : float, default 0.9
        How much of the mean gradient survives a step, at least 0 and below 1.
    beta2 : float, default 0.999
        How much of the mean square survives a step, at least 0 and below 1.
    epsilon : float, default 1e-8
        Added to the root, so that a gradient of 0 is not divided by 0.
    weight_decay : float, default 0.01
        How fast parameters shrink; unlike an L2 penalty it is not divided by the root.

    References
    ----------
    Chapter 10, "Weight decay": eq-opt-adamw; Loshchilov and Hutter (2019).
    """

    weight_decay: float = 0.01

    def update(self, params, grads, state, learning_rate=None):
        """One step: the new parameters and the new state."""
        rate = self.rate(learning_rate, params, grads)
        params = map_arrays(lambda theta: theta - rate * self.weight_decay * theta, params)
        return super().update(params, grads, state, rate)

    def update_in_place(self, params, grads, state, learning_rate=None):
        """One step that overwrites ``params`` and ``state``."""
        rate = self.rate_in_place(learning_rate, params, grads)
        params *= 1 - rate * self.weight_decay
        super().update_in_place(params, grads, state, rate)


def _divide_by_root(g, v, epsilon, out):
    np.sqrt(v, out=out)
    out += epsilon
    np.divide(g, out, out=out)
