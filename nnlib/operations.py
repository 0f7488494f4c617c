"""The operations of a computation graph: each knows its value and its local derivatives, nothing else.

``forward`` computes the value and keeps what ``backward`` needs; ``backward`` takes the upstream
gradient and returns one downstream gradient for each input: upstream times local.
"""

import numpy as np

from nnlib._shapes import require_shapes


class Add:
    """Sum; backward hands the upstream gradient to both sides."""

    def forward(self, x, y):
        self.shapes = x.shape, y.shape
        return x + y

    def backward(self, dout):
        return tuple(_unbroadcast(dout, shape) for shape in self.shapes)


class Multiply:
    """Product; backward scales the upstream gradient by the other side."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dx, dy = dout * self.y, dout * self.x
        return _unbroadcast(dx, self.x.shape), _unbroadcast(dy, self.y.shape)


class Max:
    """Entry-wise maximum; backward sends the gradient to the winner (the first one at a tie)."""

    def forward(self, x, y):
        self.first_wins = x >= y
        self.shapes = x.shape, y.shape
        return np.maximum(x, y)

    def backward(self, dout):
        dx, dy = dout * self.first_wins, dout * ~self.first_wins
        return _unbroadcast(dx, self.shapes[0]), _unbroadcast(dy, self.shapes[1])


class MatMul:
    """Matrix product of two matrices."""

    def forward(self, A, B):
        require_shapes(A=(A, "N D"), B=(B, "D M"))
        self.A, self.B = A, B
        return A @ B

    def backward(self, dout):
        return dout @ self.B.T, self.A.T @ dout


class Exp:
    """Exponential, its own derivative."""

    def forward(self, x):
        self.out = np.exp(x)
        return self.out

    def backward(self, dout):
        return (dout * self.out,)


class Log:
    """Natural logarithm."""

    def forward(self, x):
        self.x = x
        return np.log(x)

    def backward(self, dout):
        return (dout / self.x,)


class Reciprocal:
    """One over x."""

    def forward(self, x):
        self.out = 1 / x
        return self.out

    def backward(self, dout):
        return (-dout * self.out**2,)


class Sum:
    """Sum over one axis (kept, with length 1) or over all entries."""

    def forward(self, x, axis=None):
        self.shape = x.shape
        return x.sum(axis=axis, keepdims=axis is not None)

    def backward(self, dout):
        return (np.broadcast_to(dout, self.shape),)


class Take:
    """Entries ``x[index]``; an entry taken twice gets both gradients."""

    def forward(self, x, index):
        self.shape, self.index = x.shape, index
        return x[index]

    def backward(self, dout):
        dx = np.zeros(self.shape)
        np.add.at(dx, self.index, dout)
        return (dx,)


def _unbroadcast(dout, shape):
    """Sum over the axes along which forward repeated its input."""
    dout = dout.sum(axis=tuple(range(dout.ndim - len(shape))))
    repeated = tuple(i for i, n in enumerate(shape) if n == 1 and dout.shape[i] != 1)
    return dout.sum(axis=repeated, keepdims=True)
