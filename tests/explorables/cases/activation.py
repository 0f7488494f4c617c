"""Cases for book/explorables/numerics/activation.js."""

from math import sqrt

import numpy as np

from nnlib._erfc import erfc
from nnlib.activations import ACTIVATIONS

POINTS = [-40.0, *np.linspace(-8, 8, 65), 0.3, 1e-9, -1e-9, 40.0]  # with the corners at -1, 0 and 1


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for z in POINTS:
        yield "normalShare", [z], float(erfc(np.array(-z / sqrt(2)))) / 2
        for name, (forward, backward) in ACTIVATIONS.items():
            a, cache = forward(np.array(z))
            yield "value", [name, z], float(a)
            yield "slope", [name, z], float(backward(np.array(1.0), cache))
