"""Cases for book/explorables/numerics/pcg64.js."""

import numpy as np


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for seed in (8, 9):
        for count in (3, 2000, 10):
            yield "uniforms", [seed, count], np.random.default_rng(seed).random(count)
