"""Networks whose weights are set by hand."""

import numpy as np

from calls._sizes import SIZES
from nnlib import by_hand


def calls():
    """Gates, XOR, bumps."""
    X = np.arange(2.0 * SIZES["N"]).reshape(-1, 2) % 3 % 2
    yield by_hand.and_gate, (X,)
    yield by_hand.or_gate, (X,)
    yield by_hand.nand_gate, (X,)
    yield by_hand.xor_network, (X,)
    yield by_hand.xor_parameters, ()
    yield by_hand.bump_approximation, (np.sin, 0.0, 3.0, 4)
