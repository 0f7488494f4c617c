"""Cases for book/explorables/numerics/dropout.js."""

from itertools import product

import numpy as np

from nnlib.activations import sigmoid_forward
from nnlib.regularization import dropout_forward

X = np.array([2.0, -1.0, 0.5, 3.0])  # as in section 8.6
SEED = 8
OUTPUTS = {"sum": lambda z: z, "sigmoid": lambda z: sigmoid_forward(z)[0]}


class Drawn:
    """A generator whose numbers make dropout draw a given mask."""

    def __init__(self, mask):
        self.mask = mask

    def random(self, shape):
        """Below every keep probability where the mask is true, and above elsewhere."""
        return np.broadcast_to(np.where(self.mask, 0.0, 1.0), shape)


def dropped(X, keep, rng, inverted):
    """Activations behind dropout, and the mask; without the division if it is not inverted."""
    Y, (mask, _) = dropout_forward(X, keep, rng)
    return Y if inverted else X * mask, mask


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    many = np.tile(X, (50, 1))
    for keep, inverted in product((0.5, 0.7, 1.0), (True, False)):
        Y, mask = dropped(many, keep, np.random.default_rng(SEED), inverted)
        yield "masks", [len(many), keep], mask
        yield "dropout", [X, mask[7], keep, inverted], Y[7]
        every = [np.array(mask) for mask in product((False, True), repeat=len(X))]
        chances = [np.prod(np.where(mask, keep, 1 - keep)) for mask in every]
        for kind, f in OUTPUTS.items():
            yield "output", [Y[7], kind], f(Y[7].sum())
            found = f(Y.sum(axis=1))
            yield "outputs", [len(many), keep, inverted, kind], found
            yield "runningMeans", [found], np.cumsum(found) / np.arange(1, len(many) + 1)
            sums = np.array([dropped(X, keep, Drawn(mask), inverted)[0].sum() for mask in every])
            yield "expectation", [keep, inverted, kind], np.average(f(sums), weights=chances)
