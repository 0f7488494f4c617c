"""Layers made from numbers: the notebook's ``make_layer`` makes them for students, ``gradients`` for the grader.

The slope of the activation is a polynomial in its output, and backward multiplies with what its numbers say. A fault is
another number, and the numbers do not say that it is one.
"""

import numpy as np

ACTIVATIONS = {"none": lambda Z: Z, "tanh": np.tanh, "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
               "relu": lambda Z: np.maximum(0, Z)}
SLOPES = {"none": [1, 0, 0], "tanh": [1, 0, -1], "sigmoid": [0, 1, -1], "relu": [1, 0, 0]}


def layer(rng, activation, near=None, N=4, D=3, M=3):
    """Numbers of a right layer, and its arguments; with ``near``, one pre-activation is so far from a kink."""
    X, W, b = rng.uniform(0.5, 2, size=(N, D)), rng.normal(size=(D, M)), rng.normal(size=M)
    X *= rng.choice([-1, 1], size=X.shape)
    if near is not None:
        row, unit = rng.integers(N), rng.integers(M)
        b[unit] = near - X[row] @ W[:, unit]
    recipe = {"activation": activation, "slope": np.array(SLOPES[activation], float), "power": 1.0, "turn": 1.0,
              "examples": np.ones(N), "factors": np.ones(3)}
    return recipe, {"X": X, "W": W, "b": b}


def forward(recipe, X, W, b):
    """Output of a layer."""
    return ACTIVATIONS[recipe["activation"]](X @ W + b)


def gradients(recipe, X, W, b, dA):
    """What the layer's backward answers."""
    A, turn = forward(recipe, X, W, b), recipe["turn"]
    slope = np.sign(A) if recipe["activation"] == "relu" else 1.0
    dZ = dA ** recipe["power"] * slope * sum(c * A**k for k, c in enumerate(recipe["slope"]))
    back = turn * W.T + (1 - turn) * W
    by = recipe["factors"]
    return by[0] * dZ @ back, by[1] * (X * recipe["examples"][:, None]).T @ dZ, by[2] * dZ.sum(axis=0)


def with_number(name, value):
    """A fault: one number is another."""
    def spoil(recipe, arguments):
        return recipe | {name: np.array(value, float) if np.ndim(value) else value}
    return spoil


def one_factor(place, by):
    """A fault in one of the three gradients."""
    def spoil(recipe, arguments):
        factors = np.ones(3)
        factors[place] = by(len(arguments["X"])) if callable(by) else by
        return recipe | {"factors": factors}
    return spoil


def first_example_left_out(recipe, arguments):
    """The weights' gradient forgets an example."""
    return recipe | {"examples": 1.0 * (np.arange(len(arguments["X"])) > 0)}


FAULTS = {
    "upstream": with_number("power", 0.0),
    "transposed": with_number("turn", 0.0),
    "slope": lambda recipe, arguments: recipe | {"slope": np.array({"none": [2, 0, 0], "relu": [0, 1, 0]}.get(
        recipe["activation"], [1, 0, 0]), float)},
    "mean": one_factor(2, lambda N: 1 / N),
    "example": first_example_left_out,
    "dX": one_factor(0, 1.001),
    "dW": one_factor(1, 1.001),
    "db": one_factor(2, 0.999),
}
