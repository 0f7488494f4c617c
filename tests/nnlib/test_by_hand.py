"""Networks whose weights are set by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.activations import sigmoid_forward
from nnlib.by_hand import and_gate, bump_approximation, nand_gate, or_gate, xor_network, xor_parameters
from nnlib.mlp import count_parameters, mlp_forward

TABLE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = [0, 1, 1, 0]
GATES = [(and_gate, [0, 0, 0, 1]), (or_gate, [0, 1, 1, 1]), (nand_gate, [1, 1, 1, 0]), (xor_network, XOR)]


@pytest.mark.parametrize(("gate", "truth"), GATES)
def test_truth_tables(gate, truth):
    """If this fails, a gate does not compute what it is called."""
    assert_array_equal(gate(TABLE), truth)
    assert_array_equal(gate(TABLE.astype(int)), truth)


@pytest.mark.parametrize(("gate", "truth"), GATES)
def test_the_thresholds_lie_in_the_middle(gate, truth):
    """If this fails, a little noise on the inputs changes the output."""
    for noise in ([0.24, 0.24], [-0.24, 0.24], [0.24, -0.24], [-0.24, -0.24]):
        assert_array_equal(gate(TABLE + noise), truth)


@pytest.mark.parametrize(
    ("gate", "x", "y"),
    [(and_gate, (0.75, 0.75), 0), (or_gate, (0.25, 0.25), 0), (nand_gate, (0.75, 0.75), 0)],
)
def test_on_the_line_a_gate_is_off(gate, x, y):
    """If this fails, the weights are not those in the documentation, or the threshold counts as above it."""
    assert_array_equal(gate(np.array([x])), [y])


@pytest.mark.parametrize("gate", [and_gate, or_gate, nand_gate, xor_network])
def test_a_gate_has_two_inputs(gate):
    """If this fails, the error does not say how many inputs a gate has."""
    with pytest.raises(ValueError, match=r"^X has shape \(4, 3\), but should have shape \(N, D\) = \(\?, 2\)$"):
        gate(np.ones((4, 3)))


def test_xor_is_a_multilayer_perceptron():
    """If this fails, the network by hand is not the network of the formula sigmoid(sigmoid(x W1 + b1) W2 + b2)."""
    scores, _ = mlp_forward(TABLE, xor_parameters(), "sigmoid")
    assert_allclose(sigmoid_forward(scores[:, 0])[0], XOR, atol=1e-4)
    assert_allclose(scores[:, 0], [-10, 10, 10, -10], atol=0.01)


def test_steepness_makes_thresholds_of_sigmoids():
    """If this fails, a steeper network is not nearer to the truth table, or the factor misses a weight or bias."""
    soft, hard = ([layer[name] for layer in xor_parameters(k) for name in ("W", "b")] for k in (1.0, 5.0))
    for one, five in zip(soft, hard, strict=True):
        assert_array_equal(five, 5 * one)
    assert_array_equal(soft[0], [[1, -1], [1, -1]])
    assert_array_equal(soft[1], [-0.5, 1.5])
    assert_array_equal(soft[2], [[1], [1]])
    assert_array_equal(soft[3], [-1.5])


def approximation(f, a, b, n, x, **settings):
    """What the network of bumps says at x."""
    return mlp_forward(x[:, None], bump_approximation(f, a, b, n, **settings), "sigmoid")[0][:, 0]


@pytest.mark.parametrize("n", [1, 4, 20, 100])
def test_bumps_approximate(n):
    """If this fails, a network of n bumps is not as near to f as its widest step, at the ends or in between."""
    x = np.linspace(-1, 3, 1001)
    largest_slope = 2
    error = np.abs(approximation(lambda x: np.sin(2 * x) + 5, -1.0, 3.0, n, x) - np.sin(2 * x) - 5)
    assert error.max() <= largest_slope * (4 / n) / 2 * 1.001


def test_twice_the_bumps_halve_the_error():
    """If this fails, more units do not buy accuracy."""
    x = np.linspace(0, 1, 1001)
    errors = [np.abs(approximation(np.exp, 0.0, 1.0, n, x) - np.exp(x)).max() for n in (20, 40)]
    assert_allclose(errors[0] / errors[1], 2, rtol=0.05)


def test_a_bump_is_as_high_as_f_at_its_centre():
    """If this fails, the steps are taken at the edges of the bumps, or neighbours add up."""
    centers = np.array([0.25, 0.75, 1.25, 1.75])
    assert_allclose(approximation(np.exp, 0.0, 2.0, 4, centers), np.exp(centers), rtol=1e-9)
    assert_allclose(approximation(np.exp, 0.0, 2.0, 4, np.array([0.5])), [np.exp([0.25, 0.75]).mean()], rtol=1e-9)


def test_outside_there_is_nothing():
    """If this fails, the outermost bumps do not end half a bump outside."""
    x = np.array([-0.5, -0.25, 0.0, 2.0, 2.25, 2.5])
    first, last = np.exp([0.25, 1.75])
    assert_allclose(approximation(np.exp, 0.0, 2.0, 4, x), [0, first / 2, first, last, last / 2, 0], atol=1e-9)


def test_steepness_is_counted_in_widths():
    """If this fails, wide bumps have blunt edges, or the steepness is another one than was asked for."""
    hidden, output = bump_approximation(np.cos, 0.0, 8.0, 4, steepness=6.0)
    assert_array_equal(hidden["W"], np.full((1, 8), 3.0))
    assert_array_equal(bump_approximation(np.cos, 0.0, 8.0, 4)[0]["W"], np.full((1, 8), 25.0))
    assert_array_equal(hidden["b"] / -3, [-1, 2, 4, 6, 2, 4, 6, 9])
    assert_array_equal(output["b"], [0])
    assert sum(array.size for layer in (hidden, output) for array in layer.values()) == count_parameters((1, 8, 1))


@pytest.mark.parametrize(
    ("a", "b", "n", "message"),
    [
        (0.0, 1.0, 0, "n is 0, but should be at least 1"),
        (1.0, 1.0, 3, "b is 1.0, but should be larger than a, 1.0"),
        (2.0, 1.0, 3, "b is 1.0, but should be larger than a, 2.0"),
    ],
)
def test_no_bumps_or_no_interval(a, b, n, message):
    """If this fails, a network of nothing is returned, or one with its edges in the wrong order."""
    with pytest.raises(ValueError) as error:
        bump_approximation(np.cos, a, b, n)
    assert str(error.value) == message
