"""What all layers share: which parameters they have, and memory that they use again."""

import numpy as np


class Layer:
    """Base of all layers: ``forward(X, training)`` keeps what ``backward(dout)`` needs.

    A layer works when it is part of a `Sequential`, which gives it its parameters.

    References
    ----------
    Chapter 10.
    """

    shapes = ()  # of the parameters

    def join(self, rng, dtype):
        """Become part of a network, which has the generator and the type of all numbers."""
        if hasattr(self, "dtype"):
            raise ValueError(f"{type(self).__name__} is in a network already, but each place should have its own layer")
        self.rng, self.dtype, self.memory = rng, dtype, {}

    def place(self, parameters, gradients):
        """Take views of the network's two vectors, one for each of ``shapes``, and write the first parameters."""

    def backward_parameters(self, dout):
        """Write the gradients of the parameters only: a first layer need not know that of its input."""

    def room(self, name, shape):
        """An array to write to. It is the same memory at every call: fresh memory costs more than arithmetic."""
        array = self.memory.get(name)
        if array is None or len(array) < shape[0]:
            array = self.memory[name] = np.empty(shape, self.dtype)
        return array if array.shape == shape else array[: shape[0]]


def require_shape(name, array, shape, what):
    """Check the shape of one array, in less time than the arithmetic of a small layer takes.

    Parameters
    ----------
    name : str
        What the array is called.
    array : ndarray, shape (...)
        The array.
    shape : tuple of int
        The shape that it should have.
    what : str
        The same in words or letters.

    Raises
    ------
    ValueError
        If it has another one.

    References
    ----------
    Chapter 10.
    """
    if array.shape != shape:
        raise ValueError(f"{name} has shape {array.shape}, but should have {what}, {shape}")
