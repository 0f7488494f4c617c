"""Cases for book/explorables/numerics/init.js."""

from itertools import product

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.affine import affine_backward, affine_forward
from nnlib.initializers import he_uniform, layer_statistics, xavier_uniform
from nnlib.mlp import mlp_init

SEED, EXAMPLES, SIZES = 9, 40, [40] * 11 + [10]
INITS = {"xavier": xavier_uniform, "he": he_uniform}


class Uniform:
    """A generator that draws the gradient at the scores from a uniform distribution, also of variance 1."""

    def __init__(self, rng):
        self.rng = rng

    def normal(self, size):
        """Uniform numbers where `layer_statistics` asks for normal ones."""
        return self.rng.uniform(-np.sqrt(3), np.sqrt(3), size)


def network(init, factor):
    """Inputs, parameters times a factor, and the generator that comes next."""
    rng = np.random.default_rng(SEED)
    X = rng.uniform(-np.sqrt(3), np.sqrt(3), (EXAMPLES, SIZES[0]))
    params = [{**layer, "W": factor * layer["W"]} for layer in mlp_init(SIZES, rng, INITS[init])]
    return X, params, Uniform(rng)


def passes(X, params, rng, activation):
    """Activations of every hidden layer, and the gradients with respect to what enters them."""
    activate, backward = ACTIVATIONS[activation]
    hidden, A = [], X
    for layer in params[:-1]:
        Z, affine_cache = affine_forward(A, layer["W"], layer["b"])
        A, cache = activate(Z)
        hidden.append((A, affine_cache, cache))
    scores, output_cache = affine_forward(A, params[-1]["W"], params[-1]["b"])
    dA, found = affine_backward(rng.normal(scores.shape), output_cache)[0], []
    for A, affine_cache, cache in hidden[::-1]:
        dZ = backward(dA, cache)
        dA = affine_backward(dZ, affine_cache)[0]
        found.insert(0, {"activations": A.ravel(), "gradients": dZ.ravel()})
    return found


def cases():
    """Yield the name of a function, its arguments, and what it should return.

    Weights that are far too large make a chaotic network, which enlarges the rounding of each entry more than a
    thousandfold; so there only the statistics are compared.
    """
    for init, factor, activation in product(INITS, (0.3, 1.0, 3.0), ("tanh", "relu", "sigmoid")):
        X, params, rng = network(init, factor)
        said = layer_statistics(X, params, activation, rng)
        kept = [{"std": s["std"], "flat": s["flat"], "gradientStd": s["gradient_std"]} for s in said]
        yield "statistics", [init, factor, activation], kept
        if factor <= 1:
            layers = passes(*network(init, factor), activation)
            yield "layersOf", [init, factor, activation], layers
    values = layers[0]["activations"]
    for low, high, parts in ((0, 1, 20), (0.4, 0.6, 7)):
        yield "histogram", [values, low, high, parts], np.histogram(np.clip(values, low, high), parts, (low, high))[0]
