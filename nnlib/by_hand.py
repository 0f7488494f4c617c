"""Networks whose weights are set by hand: logic gates, XOR, and a function built from bumps."""

import numpy as np

from nnlib._shapes import require_shapes

GATES = {"and": ((1, 1), -1.5), "or": ((1, 1), -0.5), "nand": ((-1, -1), 1.5)}  # weights and bias of one neuron


def and_gate(X):
    """1 where both inputs are 1: one threshold neuron with weights (1, 1) and bias -1.5.

    Parameters
    ----------
    X : ndarray, shape (N, 2)
        Inputs, 0 or 1.

    Returns
    -------
    y : ndarray of int, shape (N,)
        Outputs, 0 or 1.

    Raises
    ------
    ValueError
        If ``X`` does not have two columns.

    References
    ----------
    Chapter 1, "Gates".
    """
    return _threshold_neuron(X, *GATES["and"])


def or_gate(X):
    """1 where at least one input is 1: one threshold neuron with weights (1, 1) and bias -0.5.

    Parameters
    ----------
    X : ndarray, shape (N, 2)
        Inputs, 0 or 1.

    Returns
    -------
    y : ndarray of int, shape (N,)
        Outputs, 0 or 1.

    Raises
    ------
    ValueError
        If ``X`` does not have two columns.

    References
    ----------
    Chapter 1, "Gates".
    """
    return _threshold_neuron(X, *GATES["or"])


def nand_gate(X):
    """0 where both inputs are 1: one threshold neuron with weights (-1, -1) and bias 1.5.

    Parameters
    ----------
    X : ndarray, shape (N, 2)
        Inputs, 0 or 1.

    Returns
    -------
    y : ndarray of int, shape (N,)
        Outputs, 0 or 1.

    Raises
    ------
    ValueError
        If ``X`` does not have two columns.

    References
    ----------
    Chapter 1, "Gates".
    """
    return _threshold_neuron(X, *GATES["nand"])


def xor_network(X):
    """1 where exactly one input is 1: ``AND(OR(x), NAND(x))``, two layers of threshold neurons.

    Parameters
    ----------
    X : ndarray, shape (N, 2)
        Inputs, 0 or 1.

    Returns
    -------
    y : ndarray of int, shape (N,)
        Outputs, 0 or 1.

    Raises
    ------
    ValueError
        If ``X`` does not have two columns.

    References
    ----------
    Chapter 2, "Two lines, and a third unit": eq-xor-gates, eq-xor-scalar.
    """
    H = np.stack([or_gate(X), nand_gate(X)], axis=1)
    return and_gate(H)


def xor_parameters(steepness=20.0):
    """The weights of `xor_network` as parameters for `nnlib.mlp.mlp_forward` with the sigmoid.

    Parameters
    ----------
    steepness : float, default 20.0
        Factor of all weights and biases: the larger, the more a sigmoid is like a threshold.

    Returns
    -------
    params : list of dict
        Two layers, OR and NAND, then AND. Scores are positive where XOR is 1, and their sigmoid is XOR.

    References
    ----------
    Chapter 2, "Two lines, and a third unit": eq-xor-matrix, eq-xor-batch, eq-xor-sigmoid.
    """
    return [_sigmoid_layer(("or", "nand"), steepness), _sigmoid_layer(("and",), steepness)]


def bump_approximation(f, a, b, n, steepness=50.0):
    """A network with one hidden layer that approximates a function from a to b by n bumps, side by side.

    Each bump is as high as f at its centre, ``f(c) (sigmoid(k (x - left)) - sigmoid(k (x - right)))``: two hidden
    units. The outermost edges lie half a bump outside, so that f is met at a and b, too.

    Parameters
    ----------
    f : callable
        Takes an array, returns an array of the same shape.
    a, b : float
        Where the approximation begins and ends.
    n : int
        Number of bumps.
    steepness : float, default 50.0
        k times the width of a bump.

    Returns
    -------
    params : list of dict
        For `nnlib.mlp.mlp_forward` with the sigmoid: 1 input, 2n hidden units, 1 output.

    Raises
    ------
    ValueError
        If there is no bump, or ``a`` is not below ``b``.

    References
    ----------
    Chapter 2, "A function made of bumps": eq-bump; Cybenko (1989).
    """
    if n < 1:
        raise ValueError(f"n is {n}, but should be at least 1")
    if not a < b:
        raise ValueError(f"b is {b}, but should be larger than a, {a}")
    width = (b - a) / n
    centers = a + width * (np.arange(n) + 0.5)
    left, right = centers - width / 2, centers + width / 2
    left[0], right[-1] = left[0] - width / 2, right[-1] + width / 2
    k, edges, heights = steepness / width, np.concatenate([left, right]), f(centers)
    hidden = {"W": np.full((1, 2 * n), k), "b": -k * edges}
    output = {"W": np.concatenate([heights, -heights])[:, None], "b": np.zeros(1)}
    return [hidden, output]


def _threshold_neuron(X, w, b):
    require_shapes(w=(w, "D"), X=(X, "N D"))
    return (X @ w + b > 0).astype(int)


def _sigmoid_layer(gates, steepness):
    """One neuron for each gate: weights in columns."""
    W, b = zip(*(GATES[gate] for gate in gates))
    return {"W": steepness * np.array(W).T, "b": steepness * np.array(b)}
