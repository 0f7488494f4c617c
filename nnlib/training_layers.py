"""Layers that do one thing in training and another in use: dropout and batch normalisation."""

import numpy as np

from nnlib._layer import Layer, require_shape


class Dropout(Layer):
    """Inverted dropout: in training each entry is kept, and divided by ``keep``, or set to 0; in use nothing happens.

    Parameters
    ----------
    keep : float
        Probability that an entry is kept, above 0 and at most 1.

    References
    ----------
    Chapter 8, "Dropout": eq-reg-dropout; Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014).
    """

    def __init__(self, keep):
        if not 0 < keep <= 1:
            raise ValueError(f"keep is {keep}, but should be above 0 and at most 1")
        self.keep = float(keep)

    def forward(self, X, training=False):
        """``Y = mask X / keep`` in training, ``X`` itself in use."""
        if not training:
            return X
        self.mask = mask = self.room("mask", X.shape)
        self.rng.random(out=mask, dtype=self.dtype)
        np.less(mask, self.keep, out=mask)
        mask /= self.keep
        return np.multiply(X, mask, out=self.room("Y", X.shape))

    def backward(self, dY):
        """Gradient ``dX = mask dY / keep``: through the entries that were kept."""
        require_shape("dY", dY, self.mask.shape, "the shape of Y")
        return np.multiply(dY, self.mask, out=self.room("dX", dY.shape))


class BatchNorm(Layer):
    """Batch normalisation: ``Y = gamma X_hat + beta`` with ``X_hat = (X - mean) / sqrt(var + eps)``.

    In training mean and variance are those of the batch, in use the running averages of what training saw.

    Parameters
    ----------
    D : int
        Number of features.
    eps : float, default 1e-5
        Added to the variance, so that a constant feature is not divided by 0.
    momentum : float, default 0.1
        Weight of the newest batch in the running averages.

    References
    ----------
    Chapter 8, "Batch normalisation": eq-reg-batch-norm; Ioffe and Szegedy (2015).
    """

    def __init__(self, D, eps=1e-5, momentum=0.1):
        if not eps > 0 or not 0 <= momentum <= 1:
            raise ValueError(f"eps is {eps} and momentum {momentum}, but should be above 0 and from 0 to 1")
        self.shapes = (D,), (D,)
        self.eps, self.momentum = float(eps), float(momentum)

    def place(self, parameters, gradients):
        """At first ``gamma = 1`` and ``beta = 0``: no more than the normalisation."""
        self.gamma, self.beta = parameters
        self.dgamma, self.dbeta = gradients
        self.gamma[...], self.beta[...] = 1, 0
        self.running_mean, self.running_var = np.zeros_like(self.beta), np.ones_like(self.gamma)

    def forward(self, X, training=False):
        """``Y = gamma X_hat + beta``."""
        require_shape("X", X, (len(X), len(self.gamma)), "shape (N, D)")
        mean, var = self.statistics(X) if training else (self.running_mean, self.running_var)
        self.inverse_std = 1 / np.sqrt(var + self.eps)
        self.X_hat = X_hat = np.subtract(X, mean, out=self.room("X_hat", X.shape))
        X_hat *= self.inverse_std
        Y = np.multiply(X_hat, self.gamma, out=self.room("Y", X.shape))
        Y += self.beta
        return Y

    def statistics(self, X):
        """Mean and variance of a batch, towards which the running averages move (there with N - 1, as of a sample)."""
        N = len(X)
        if N < 2:
            raise ValueError(f"X has {N} rows, but the variance of a batch needs at least 2")
        mean = X.mean(axis=0)
        squares = np.subtract(X, mean, out=self.room("Y", X.shape))
        squares *= squares
        var = squares.mean(axis=0)
        self.running_mean += self.momentum * (mean - self.running_mean)
        self.running_var += self.momentum * (var * (N / (N - 1)) - self.running_var)
        return mean, var

    def backward_parameters(self, dY):
        """``dgamma = sum(dY X_hat)`` and ``dbeta = sum(dY)`` over the batch."""
        require_shape("dY", dY, self.X_hat.shape, "the shape of Y")
        np.multiply(dY, self.X_hat, out=self.room("dX", dY.shape)).sum(axis=0, out=self.dgamma)
        dY.sum(axis=0, out=self.dbeta)

    def backward(self, dY):
        """Gradient ``dX = gamma / std (dY - dbeta / N - X_hat dgamma / N)``."""
        self.backward_parameters(dY)
        N = len(dY)
        dX = np.multiply(self.X_hat, self.dgamma / -N, out=self.room("dX", dY.shape))
        dX += dY
        dX -= self.dbeta / N
        dX *= self.gamma * self.inverse_std
        return dX
