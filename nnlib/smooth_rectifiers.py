"""Smooth rectifiers: like the ReLU far out, without its kink."""

import math

import numpy as np

from nnlib._erfc import erfc
from nnlib._shapes import require_shape_of
from nnlib.saturating import sigmoid_forward


def softplus_forward(Z):
    """Softplus, ``log(1 + exp(Z))``, without overflow.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, positive.
    cache : ndarray
        What `softplus_backward` needs: ``Z``.

    References
    ----------
    Chapter 3, "Smooth rectifiers": eq-act-softplus; Dugas et al. (2001).
    """
    A = np.maximum(0, Z) + np.log1p(np.exp(-np.abs(Z)))  # exp(max(0, Z)) taken out of the logarithm
    return A, Z


def softplus_backward(dA, cache):
    """Gradient through the softplus, whose derivative is ``sigmoid(Z)``.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : ndarray
        From `softplus_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Smooth rectifiers": eq-act-softplus; Dugas et al. (2001).
    """
    Z = cache
    require_shape_of(Z, dA=dA)
    dZ = dA * sigmoid_forward(Z)[0]
    return dZ


def swish_forward(Z):
    """Swish, ``Z sigmoid(Z)``, also called SiLU.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations; the smallest is -0.278, at ``Z = -1.278``.
    cache : tuple
        What `swish_backward` needs: ``(Z, S)``, with ``S = sigmoid(Z)``.

    References
    ----------
    Chapter 3, "Smooth rectifiers": eq-act-swish; Ramachandran, Zoph and Le (2017).
    """
    S, _ = sigmoid_forward(Z)
    A = Z * S
    return A, (Z, S)


def swish_backward(dA, cache):
    """Gradient through the swish, whose derivative is ``S + Z S (1 - S)``.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : tuple
        From `swish_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Smooth rectifiers": eq-act-swish; Ramachandran, Zoph and Le (2017).
    """
    Z, S = cache
    require_shape_of(Z, dA=dA)
    dZ = dA * S * (1 + Z * (1 - S))
    return dZ


def gelu_forward(Z):
    """Gaussian error linear unit, ``Z Φ(Z)``: exact, with the normal distribution's Φ.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations; the smallest is -0.170, at ``Z = -0.752``.
    cache : tuple
        What `gelu_backward` needs: ``(Z, Phi)``.

    References
    ----------
    Chapter 3, "Smooth rectifiers": eq-act-gelu; Hendrycks and Gimpel (2016).
    """
    Phi = erfc(-Z / math.sqrt(2)) / 2  # the share of a normal distribution below Z
    A = Z * Phi
    return A, (Z, Phi)


def gelu_backward(dA, cache):
    """Gradient through the GELU, whose derivative is ``Φ(Z) + Z φ(Z)``, with the normal density φ.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : tuple
        From `gelu_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Smooth rectifiers": eq-act-gelu; Hendrycks and Gimpel (2016).
    """
    Z, Phi = cache
    require_shape_of(Z, dA=dA)
    phi = np.exp(-(Z * Z) / 2) / math.sqrt(2 * math.pi)
    dZ = dA * (Phi + Z * phi)
    return dZ
