"""Activations as layers: one function of every entry, and its derivative below it."""

import numpy as np

from nnlib._layer import Layer, require_shape


class ReLU(Layer):
    """Rectified linear unit: ``A = max(Z, 0)``.

    References
    ----------
    Chapter 3.
    """

    def forward(self, Z, training=False):
        """Activations ``A``."""
        self.A = np.maximum(Z, 0, out=self.room("A", Z.shape))
        return self.A

    def backward(self, dA):
        """Gradient ``dZ``: passed on where ``Z > 0``, which is where ``A > 0``."""
        require_shape("dA", dA, self.A.shape, "the shape of A")
        dZ = np.greater(self.A, 0, out=self.room("dZ", dA.shape))
        dZ *= dA
        return dZ


class Tanh(Layer):
    """Hyperbolic tangent: ``A = tanh(Z)``.

    References
    ----------
    Chapter 3.
    """

    def forward(self, Z, training=False):
        """Activations ``A``."""
        self.A = np.tanh(Z, out=self.room("A", Z.shape))
        return self.A

    def backward(self, dA):
        """Gradient ``dZ = dA (1 - A**2) = dA - dA A**2``."""
        require_shape("dA", dA, self.A.shape, "the shape of A")
        dZ = np.multiply(self.A, self.A, out=self.room("dZ", dA.shape))
        dZ *= dA
        return np.subtract(dA, dZ, out=dZ)


class Sigmoid(Layer):
    """Logistic sigmoid: ``A = 1 / (1 + exp(-Z)) = (tanh(Z / 2) + 1) / 2``, which cannot overflow.

    Its error is the round-off of 1: an activation below 1e-16 is 0. The logarithm of a probability belongs into the
    loss, which takes the scores.

    References
    ----------
    Chapter 3.
    """

    def forward(self, Z, training=False):
        """Activations ``A``."""
        self.A = A = np.multiply(Z, 0.5, out=self.room("A", Z.shape))
        np.tanh(A, out=A)
        A += 1
        A *= 0.5
        return A

    def backward(self, dA):
        """Gradient ``dZ = dA A (1 - A) = dA (A - A**2)``."""
        require_shape("dA", dA, self.A.shape, "the shape of A")
        dZ = np.multiply(self.A, self.A, out=self.room("dZ", dA.shape))
        np.subtract(self.A, dZ, out=dZ)
        dZ *= dA
        return dZ
