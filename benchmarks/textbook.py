"""Networks in NumPy as an assignment has them: functions with caches, dicts of parameters, an update for each.

In the style of the CS231n assignments, in our own words. Nothing is done to make it slow, nothing to make it fast.
"""

import numpy as np


def affine_forward(x, w, b):
    """Scores of a batch of any shape."""
    out = x.reshape(x.shape[0], -1).dot(w) + b
    return out, (x, w, b)


def affine_backward(dout, cache):
    """Gradients of input, weights and bias."""
    x, w, _ = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db


def relu_forward(x):
    """Positive part."""
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    """Gradient where the input was positive."""
    return dout * (cache > 0)


def tanh_forward(x):
    """Hyperbolic tangent."""
    out = np.tanh(x)
    return out, out


def tanh_backward(dout, cache):
    """Gradient of the hyperbolic tangent."""
    return dout * (1 - cache**2)


def softmax_loss(x, y):
    """Cross-entropy and its gradient."""
    shifted = x - np.max(x, axis=1, keepdims=True)
    log_probs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    probs, N = np.exp(log_probs), x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx


def logistic_loss(x, y):
    """Binary cross-entropy and its gradient."""
    p = 1 / (1 + np.exp(-x))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, (p - y) / x.shape[0]


def sgd(w, dw, config):
    """One step downhill."""
    w = w - config["learning_rate"] * dw
    return w, config


def adam(w, dw, config):
    """One step of Adam."""
    config["t"] += 1
    config["m"] = config["beta1"] * config["m"] + (1 - config["beta1"]) * dw
    config["v"] = config["beta2"] * config["v"] + (1 - config["beta2"]) * dw**2
    m_hat = config["m"] / (1 - config["beta1"] ** config["t"])
    v_hat = config["v"] / (1 - config["beta2"] ** config["t"])
    w = w - config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"])
    return w, config


class FullyConnectedNet:
    """Affine layers with an activation between them."""

    def __init__(self, sizes, activation, loss, rng, dtype):
        self.activation, self.criterion, self.depth = activation, loss, len(sizes) - 1
        self.params = {}
        for i in range(self.depth):
            self.params[f"W{i}"] = rng.normal(0, (2 / sizes[i]) ** 0.5, sizes[i : i + 2]).astype(dtype)
            self.params[f"b{i}"] = np.zeros(sizes[i + 1], dtype)

    def loss(self, X, y):
        """Loss and gradients of a batch."""
        forward, backward = self.activation
        out, caches, grads = X, [], {}
        for i in range(self.depth):
            out, affine_cache = affine_forward(out, self.params[f"W{i}"], self.params[f"b{i}"])
            activation_cache = None
            if i < self.depth - 1:
                out, activation_cache = forward(out)
            caches.append((affine_cache, activation_cache))
        loss, dout = self.criterion(out, y)
        for i in reversed(range(self.depth)):
            affine_cache, activation_cache = caches[i]
            if i < self.depth - 1:
                dout = backward(dout, activation_cache)
            dout, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(dout, affine_cache)
        return loss, grads


def adam_configs(params, learning_rate):
    """What Adam remembers of each parameter."""
    return {
        name: {
            "learning_rate": learning_rate, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "t": 0,
            "m": np.zeros_like(w), "v": np.zeros_like(w),
        }
        for name, w in params.items()
    }
