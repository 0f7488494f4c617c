"""Cases for book/explorables/numerics/softplus.js."""

import numpy as np

from nnlib.activations import ACTIVATIONS


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for z in (-800.0, -40.0, -3.2, -1e-9, 0.0, 0.7, 40.0, 800.0):
        yield "softplus", [z], ACTIVATIONS["softplus"][0](np.array(z))[0]
