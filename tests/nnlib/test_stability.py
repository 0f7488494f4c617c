"""What must not overflow, and must be exact far out and close to 0, held against arithmetic with 400 digits."""

import math
from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnlib import _erfc
from nnlib._erfc import erfc
from nnlib.activations import ACTIVATIONS
from nnlib.losses import (
    binary_cross_entropy_backward,
    binary_cross_entropy_forward,
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)
from nnlib.softmax import log_softmax_backward, log_softmax_forward, softmax_backward, softmax_forward

mp = pytest.importorskip("mpmath").mp.clone()  # with its own precision
mp.dps = 400  # enough for formulas that cancel: exp(-745), the smallest double, has 324 zeros

FAR = np.geomspace(1e-8, 1e4, 60)
TINY = np.geomspace(1e-300, 1e-8, 15)
STEPS = np.linspace(0.125, 750, 100)  # over all values whose exponential is a double
Z = np.concatenate([[0.0], FAR, TINY, STEPS, -FAR, -TINY, -STEPS, np.linspace(-39, -35, 21)])


def sigmoid(z):
    """By its definition."""
    return 1 / (1 + mp.exp(-z))


def softplus(z):
    """By its definition."""
    return mp.log(1 + mp.exp(z))


def density(z):
    """Of the normal distribution."""
    return mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)


EXACT = {  # value and derivative
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "elu": (lambda z: z if z > 0 else mp.exp(z) - 1, lambda z: 1 if z > 0 else mp.exp(z)),
    "softplus": (softplus, sigmoid),
    "swish": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
    "gelu": (lambda z: z * mp.ncdf(z), lambda z: mp.ncdf(z) + z * density(z)),
}


def exactly(f, x):
    """A function of numbers with 400 digits, for each entry of an array, rounded to double at the end."""
    return np.array([float(f(mp.mpf(float(entry)))) for entry in x])


def assert_exact(found, expected):
    """To 12 digits; only what is smaller than every normal number may be rounded to 0."""
    assert_allclose(found, expected, rtol=1e-12, atol=np.finfo(float).tiny)


@pytest.fixture(autouse=True)
def no_warnings():
    """Overflow, division by 0 and NaN are errors."""
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.mark.parametrize("name", EXACT)
def test_activations_are_exact(name):
    """If this fails, an activation or its derivative overflows, or loses its digits, somewhere between -1e4 and 1e4."""
    (forward, backward), (value, derivative) = ACTIVATIONS[name], EXACT[name]
    A, forward_cache = forward(Z)
    dZ = backward(np.ones_like(Z), forward_cache)
    with mp.workdps(50 if name == "gelu" else 400):  # mpmath's Φ keeps its digits in the tail by itself
        assert_exact(A, exactly(value, Z))
        assert_exact(dZ, exactly(derivative, Z))


def test_erfc_is_exact():
    """If this fails, the normal distribution behind the GELU has lost digits, most likely in its tail."""
    x = np.concatenate([np.linspace(-7, 26.5, 300), TINY, -TINY])
    with mp.workdps(30):
        assert_allclose(erfc(x), exactly(mp.erfc, x), rtol=1e-14)


def test_the_polynomial_of_erfc_is_interpolated_well():
    """If this fails, the polynomial has too few nodes, or nodes where erfc is not to be had."""
    z = np.linspace(0, _erfc.LAST, 200)
    t = _erfc.K / (_erfc.K + z)
    found = t * _erfc._interpolate()(t) * _erfc._exp_minus_square(z)
    assert_allclose(found, [math.erfc(entry) for entry in z], rtol=1e-14)


def test_erfc_where_nothing_is_left():
    """If this fails, infinity is not a number that erfc knows, or its polynomial is let loose far out."""
    assert erfc(np.array([30.0, 1e300, np.inf, -30.0, -np.inf])).tolist() == [0, 0, 0, 2, 2]


def rows_of_scores():
    """Rows (z, 0, -3) for z between -1e4 and 1e4, and the same with the columns in another order."""
    z = np.concatenate([-FAR, FAR, [0.0]])
    rows = np.stack([z, np.zeros_like(z), np.full_like(z, -3)], axis=1)
    return np.concatenate([rows, np.roll(rows, 1, axis=1)])


SCORES = rows_of_scores()


@cache
def exact_softmax():
    """Of all classes of all rows: log p, p and 1 - p."""
    triples = []
    for row in SCORES:
        e = [mp.exp(float(score)) for score in row]
        p = [x / mp.fsum(e) for x in e]
        triples.append([[float(mp.log(x)) for x in p], [float(x) for x in p], [float(1 - x) for x in p]])
    return np.array(triples).transpose(1, 0, 2)


def test_log_softmax_is_exact():
    """If this fails, log p of a likely class is rounded to 0, or of an unlikely one to -inf."""
    found, _ = log_softmax_forward(SCORES)
    assert_exact(found, exact_softmax()[0])


@pytest.mark.parametrize("k", range(3))
def test_gradients_of_the_softmax_are_exact(k):
    """If this fails, a class that is almost certain has a gradient of 0, or one of rounding errors."""
    _, p, one_minus_p = exact_softmax()
    upstream = np.zeros_like(SCORES)
    upstream[:, k] = 1
    dlog_p = -p
    dlog_p[:, k] = one_minus_p[:, k]
    assert_exact(log_softmax_backward(upstream, log_softmax_forward(SCORES)[1]), dlog_p)
    assert_exact(softmax_backward(upstream, softmax_forward(SCORES)[1]), p[:, [k]] * dlog_p)


@pytest.mark.parametrize("k", range(3))
def test_softmax_cross_entropy_is_exact(k):
    """If this fails, training stalls where an example is almost, but not yet, learnt; or its loss is clipped."""
    y, N = np.full(len(SCORES), k), len(SCORES)
    log_p, p, one_minus_p = exact_softmax()
    assert_exact([softmax_cross_entropy_forward(row[None], y[:1])[0] for row in SCORES], -log_p[:, k])
    expected = p.copy()
    expected[:, k] = -one_minus_p[:, k]
    found = softmax_cross_entropy_backward(1.0, softmax_cross_entropy_forward(SCORES, y)[1])
    assert_exact(N * found, expected)


@pytest.mark.parametrize("y", [0, 1, 0.25])
def test_binary_cross_entropy_is_exact(y):
    """If this fails, the loss of logits far out is inf, NaN or 0, or the gradient of an easy example is 0."""
    z = Z[np.abs(Z - np.log(1 / 3)) > 1e-3]  # at p = y = 1/4 the gradient is a difference, and 0
    targets = np.full_like(z, y)
    losses = exactly(lambda z: y * softplus(-z) + (1 - y) * softplus(z), z)
    assert_exact([binary_cross_entropy_forward(z[[i]], targets[[i]])[0] for i in range(len(z))], losses)
    dlogits = binary_cross_entropy_backward(1.0, binary_cross_entropy_forward(z, targets)[1])
    assert_exact(len(z) * dlogits, exactly(lambda z: sigmoid(z) - y, z))
