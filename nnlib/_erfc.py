"""The complementary error function for arrays, which NumPy does not have.

What is left of ``erfc`` without its fast fall, ``erfc(z) exp(z²) / t`` with ``t = K / (K + z)``, is so smooth that a
polynomial in t follows it to the last digits (Shepherd and Laframboise, 1981). The polynomial is interpolated from
`math.erfc` when this module is imported, so there is no table of coefficients to trust.
"""

import math

import numpy as np
from numpy.polynomial import Chebyshev, Polynomial

K = 3.75
LAST = 26.5  # at 26.55, erfc leaves the range of normal floating-point numbers
ZERO = 28.0  # from here on it is less than the smallest of all


def erfc(x):
    """Complementary error function, to about 1e-14 of its value also where it is tiny."""
    z = np.minimum(np.abs(x), ZERO)
    t = K / (K + z)
    upper = t * _POLYNOMIAL(t) * _exp_minus_square(z)
    return np.where(x < 0, 2 - upper, upper).astype(x.dtype)


def _exp_minus_square(z):
    """``exp(-z²)``; the square of z rounded to a sixteenth is exact, so its many digits cost no accuracy."""
    c = np.round(16 * z) / 16
    return np.exp(-c * c) * np.exp((c - z) * (c + z))


def _interpolate(degree=20):
    """The polynomial in t, from values of `math.erfc`."""

    def smooth(t):
        z = K / t - K
        return np.vectorize(math.erfc)(z) / _exp_minus_square(z) / t

    domain = [K / (K + LAST), 1]
    return Chebyshev.interpolate(smooth, degree, domain).convert(domain, Polynomial)


_POLYNOMIAL = _interpolate()
