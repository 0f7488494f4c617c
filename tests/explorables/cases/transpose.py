"""Cases for book/explorables/numerics/transpose.js: blocks are multiplied, and compared with nnlib.affine."""

from itertools import product

import numpy as np

from nnlib.affine import affine_backward, affine_forward

SHAPES = {"X": "ND", "W": "DM", "dZ": "NM"}
BLOCKS = [name + turned for name in SHAPES for turned in ("", "T")]
SIZES = [{"N": 5, "D": 3, "M": 2}, {"N": 5, "D": 3, "M": 3}]


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for block in BLOCKS:
        letters = SHAPES[block.removesuffix("T")]
        yield "axes", [block], list(letters[::-1] if block.endswith("T") else letters)
    for sizes in SIZES:
        arrays, gradients = layer(sizes)
        for block in BLOCKS:
            yield "shape", [block, sizes], list(arrays[block].shape)
        for left, right in product(BLOCKS, BLOCKS):
            found = multiplied(arrays[left], arrays[right])
            yield "product", [left, right, sizes], None if found is None else list(found.shape)
            for wanted, gradient in gradients.items():
                yield "verdict", [wanted, left, right, sizes], verdict(found, gradient)


def layer(sizes):
    """Every block with random numbers in it, and the gradients that nnlib returns."""
    rng = np.random.default_rng(0)
    arrays = {name: rng.normal(size=[sizes[axis] for axis in letters]) for name, letters in SHAPES.items()}
    _, cache = affine_forward(arrays["X"], arrays["W"], np.zeros(sizes["M"]))
    dX, dW, _ = affine_backward(arrays["dZ"], cache)
    return arrays | {f"{name}T": array.T for name, array in arrays.items()}, {"dX": dX, "dW": dW}


def multiplied(left, right):
    """The product, or None if NumPy finds none."""
    try:
        return left @ right
    except ValueError:
        return None


def verdict(found, gradient):
    """What a product is, by its numbers."""
    if found is None:
        return "none"
    if found.shape != gradient.shape:
        return "misshapen"
    return "gradient" if np.allclose(found, gradient) else "accident"
