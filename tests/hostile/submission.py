"""What a hostile submission is: a right and a wrong function, and something that tries to make more of it.

The course of these tests is small: `affine_forward` and `MatMul`, which every submission has right unless it says
otherwise, and `affine_backward`, which returns zeros and earns nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

FORWARD = """def affine_forward(X, W, b):
    return X @ W + b, (X, W)
"""
ZEROS = """def affine_backward(dZ, cache):
    X, W = cache
    return np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
"""
RIGHT = """def affine_backward(dZ, cache):
    X, W = cache
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)
"""
MATMUL = """class MatMul:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x @ y

    def backward(self, dout):
        return dout @ self.y.T, self.x.T @ dout
"""
HONEST = ("affine_forward", "MatMul")


@dataclass(frozen=True)
class Submission:
    """A submission that tries something.

    Parameters
    ----------
    tries : str
        What, in a sentence.
    first, last : str
        Cells of its own before and after all others.
    forward, backward, matmul : str
        Sources of the solution cells.
    after : str
        A cell of its own behind `affine_backward`.
    earns : tuple of str
        Functions that get all their points; the others get none.
    files : dict of str to (str | bytes | Path)
        Beside the notebook; a Path is a symbolic link to it.
    change : callable
        ``change(nb)`` edits the notebook in any way.
    raw : callable
        ``raw(text) -> bytes``: what is handed in in place of the notebook's text.
    name : str
        Of the notebook's file.
    """

    tries: str
    first: str = ""
    last: str = ""
    forward: str = FORWARD
    backward: str = ZEROS
    matmul: str = MATMUL
    after: str = ""
    earns: tuple = HONEST
    files: dict = field(default_factory=dict)
    change: Callable = lambda nb: None
    raw: Callable = lambda text: text.encode()
    name: str = "backprop.ipynb"
