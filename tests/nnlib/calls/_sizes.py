"""The sizes of all calls, and the calls that follow from the table of pairs."""

import inspect

import numpy as np

from pairs import PAIRS

SIZES = {"N": 5, "D": 3, "M": 2, "C": 4, "V": 7, "L": 6, "K": 8}


def of_pairs():
    """Calls of the pairs, from the table of pairs."""
    rng = np.random.default_rng(0)
    for pair in PAIRS:
        letters = list(inspect.signature(pair.draw).parameters)[1:]
        arguments = pair.draw(rng, *(SIZES[letter] for letter in letters))
        if not pair.name.startswith("mlp"):
            out, cache = pair.forward(**arguments)
            yield pair.forward, tuple(arguments.values())
            yield pair.backward, (rng.normal(size=np.shape(out)), cache)
