"""Cases for book/explorables/numerics/neuron.js."""

import numpy as np

from nnlib.activations import sigmoid_forward


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for z in (-800.0, -3.2, -1e-9, 0.0, 0.7, 40.0, 800.0):
        yield "sigmoid", [z], sigmoid_forward(np.array(z))[0]
    rng = np.random.default_rng(1)
    for _ in range(5):
        x, w, b = rng.normal(size=2), rng.normal(size=2), rng.normal()
        yield "weightedSum", [x, w, b], x @ w + b
        yield "neuron", [x, w, b], sigmoid_forward(x @ w + b)[0]
