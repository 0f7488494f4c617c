"""Layers as objects, as frameworks have them: the equations of the pairs, with all parameters in one vector.

The parameters of a network are one flat vector and their gradients another; ``W``, ``b``, ``dW`` and ``db`` of its
layers are views of them, so that an optimizer updates the whole network in a few operations. What the layers compute
is written over what they computed before. `training=True` hands out that memory itself: copy what should survive the
next ``forward``.
"""

from math import prod

import numpy as np

from nnlib._layer import Layer, require_shape
from nnlib.activation_layers import ReLU, Sigmoid, Tanh
from nnlib.initializers import he_normal
from nnlib.losses import softmax_cross_entropy_backward, softmax_cross_entropy_forward
from nnlib.training_layers import BatchNorm, Dropout

__all__ = ["Affine", "BatchNorm", "Dropout", "ReLU", "Sequential", "Sigmoid", "Tanh"]


class Affine(Layer):
    """Affine layer: ``Z = X W + b``.

    Parameters
    ----------
    D : int
        Number of inputs.
    M : int
        Number of units.
    initializer : callable
        ``initializer(D, M, rng)`` returns the first weights; the first biases are 0.

    References
    ----------
    Chapter 6.
    """

    def __init__(self, D, M, initializer=he_normal):
        self.shapes = (D, M), (M,)
        self.initializer = initializer

    def place(self, parameters, gradients):
        """Take the views, and write the first weights and biases."""
        self.W, self.b = parameters
        self.dW, self.db = gradients
        self.W[...], self.b[...] = self.initializer(*self.W.shape, self.rng), 0

    def forward(self, X, training=False):
        """Pre-activations ``Z = X W + b``."""
        require_shape("X", X, (len(X), len(self.W)), "shape (N, D)")
        self.X = X
        Z = X.dot(self.W, out=self.room("Z", (len(X), len(self.b))))
        Z += self.b
        return Z

    def backward_parameters(self, dZ):
        """``dW = X.T dZ`` and ``db = sum(dZ)`` over the batch."""
        require_shape("dZ", dZ, (len(self.X), len(self.b)), "the shape of Z")
        self.X.T.dot(dZ, out=self.dW)
        dZ.sum(axis=0, out=self.db)

    def backward(self, dZ):
        """Gradient ``dX = dZ W.T``."""
        self.backward_parameters(dZ)
        return dZ.dot(self.W.T, out=self.room("dX", self.X.shape))


class Sequential:
    """A network of layers in a chain.

    Parameters
    ----------
    *layers : Layer
        From the inputs to the scores, each a new one.
    rng : numpy.random.Generator
        Source of the weights and of dropout.
    dtype : {float64, float32}
        Of all numbers; float32 takes half the time, and is too coarse for a gradient check.
    loss : tuple of callable
        The pair, ``loss_forward(scores, y)`` and ``loss_backward(dloss, cache)``, for `loss_and_gradients`.

    References
    ----------
    Chapter 10.

    Examples
    --------
    >>> network = Sequential(Affine(64, 32), ReLU(), Affine(32, 10), rng=np.random.default_rng(0))
    >>> network.forward(np.zeros((5, 64))).shape
    (5, 10)
    >>> network.parameters.shape
    (2410,)
    """

    def __init__(
        self, *layers, rng, dtype=np.float64, loss=(softmax_cross_entropy_forward, softmax_cross_entropy_backward)
    ):
        if not layers or np.dtype(dtype) not in (np.float32, np.float64):
            raise ValueError(f"layers are {layers} of {dtype}, but should be at least one, of float32 or float64")
        self.layers, self.dtype, self.loss, self.shape = layers, np.dtype(dtype), loss, None
        shapes = [shape for layer in layers for shape in layer.shapes]
        size = sum(prod(shape) for shape in shapes)
        self.parameters, self.gradients = np.zeros(size, dtype), np.zeros(size, dtype)
        parameters, gradients = _cut(self.parameters, shapes), _cut(self.gradients, shapes)
        for layer in layers:
            layer.join(rng, self.dtype)
            layer.place([next(parameters) for _ in layer.shapes], [next(gradients) for _ in layer.shapes])

    def forward(self, X, training=False):
        """Scores of a batch: an array of your own, or in training the network's, which the next call overwrites."""
        A = np.asarray(X, self.dtype)
        for layer in self.layers:
            A = layer.forward(A, training)
        self.shape = A.shape if training else None
        return A if training else A.copy()

    def backward(self, dscores, input_gradient=False):
        """Write all gradients, after ``forward(X, training=True)``; return that of ``X`` only if asked for it."""
        if self.shape is None:
            raise ValueError("backward follows forward(X), but should follow forward(X, training=True)")
        dA = np.asarray(dscores, self.dtype)
        require_shape("dscores", dA, self.shape, "the shape of the scores")
        first, *others = self.layers
        for layer in reversed(others):
            dA = layer.backward(dA)
        return first.backward(dA) if input_gradient else first.backward_parameters(dA)

    def scores(self, params, X):
        """Scores in use, with these parameters."""
        self.take(params)
        return self.forward(X)

    def loss_and_gradients(self, params, X, y):
        """Loss of a batch and the vector of gradients, which the next call overwrites."""
        self.take(params)
        loss_forward, loss_backward = self.loss
        loss, cache = loss_forward(self.forward(X, training=True), y)
        self.backward(loss_backward(1.0, cache))
        return loss, self.gradients

    def take(self, params):
        """Make a vector the parameters of the network, by copying it."""
        if params is not self.parameters:
            require_shape("params", params, self.parameters.shape, "the shape of the network's parameters")
            self.parameters[...] = params


def _cut(vector, shapes):
    """Views of a vector, one after the other, in these shapes."""
    start = 0
    for shape in shapes:
        yield vector[start : start + prod(shape)].reshape(shape)
        start += prod(shape)
