"""Rectifiers: activations with a kink at 0, that leave what is positive as it is."""

import numpy as np

from nnlib._shapes import require_shape_of


def relu_forward(Z):
    """Rectified linear unit, ``max(0, Z)``.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, zero or positive.
    cache : ndarray
        What `relu_backward` needs: ``Z``.

    References
    ----------
    Chapter 3, "Rectifiers": eq-act-rectifiers; Chapter 6, "Layers in a chain"; Nair and Hinton (2010).
    """
    A = np.maximum(0.0, Z)
    return A, Z


def relu_backward(dA, cache):
    """Gradient through the ReLU: passed on where ``Z > 0``, stopped elsewhere.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : ndarray
        From `relu_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``; at the kink, ``Z = 0``, it is 0.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Rectifiers": eq-act-rectifiers; Chapter 6, "Layers in a chain": eq-activation; Nair and Hinton (2010).
    """
    Z = cache
    require_shape_of(Z, dA=dA)
    dZ = dA * (Z > 0)
    return dZ


def leaky_relu_forward(Z, slope=0.01):
    """Leaky ReLU: ``Z`` where it is positive, ``slope * Z`` elsewhere.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.
    slope : float, default 0.01
        Derivative where ``Z`` is negative: the leak, through which a unit that is off still learns.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, of the sign of ``Z``.
    cache : tuple
        What `leaky_relu_backward` needs: ``(Z, slope)``.

    References
    ----------
    Chapter 3, "Rectifiers": eq-act-rectifiers; Maas, Hannun and Ng (2013).
    """
    A = np.maximum(0.0, Z) + slope * np.minimum(0.0, Z)
    return A, (Z, slope)


def leaky_relu_backward(dA, cache):
    """Gradient through the leaky ReLU, whose derivative is 1 where ``Z > 0`` and ``slope`` elsewhere.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : tuple
        From `leaky_relu_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``; at the kink, ``Z = 0``, the derivative is ``slope``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Rectifiers": eq-act-rectifiers; Maas, Hannun and Ng (2013).
    """
    Z, slope = cache
    require_shape_of(Z, dA=dA)
    dZ = np.where(Z > 0, dA, slope * dA)
    return dZ


def elu_forward(Z, alpha=1.0):
    """Exponential linear unit: ``Z`` where it is positive, ``alpha (exp(Z) - 1)`` elsewhere.

    Parameters
    ----------
    Z : ndarray, shape (N, M)
        Pre-activations.
    alpha : float, default 1.0
        Where the activation levels off: at ``-alpha``.

    Returns
    -------
    A : ndarray, shape (N, M)
        Activations, larger than ``-alpha``.
    cache : tuple
        What `elu_backward` needs: ``(Z, alpha)``.

    References
    ----------
    Chapter 3, "Rectifiers": eq-act-rectifiers; Clevert, Unterthiner and Hochreiter (2016).
    """
    A = np.maximum(0.0, Z) + alpha * np.expm1(np.minimum(0.0, Z))  # expm1(z) is exp(z) - 1, exact near 0 as well
    return A, (Z, alpha)


def elu_backward(dA, cache):
    """Gradient through the ELU, whose derivative is 1 where ``Z > 0`` and ``alpha exp(Z)`` elsewhere.

    Parameters
    ----------
    dA : ndarray, shape (N, M)
        Gradient of the loss with respect to ``A``.
    cache : tuple
        From `elu_forward`.

    Returns
    -------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``; at ``Z = 0``, which is a kink unless
        ``alpha = 1``, the derivative is ``alpha``.

    Raises
    ------
    ValueError
        If ``dA`` does not have the shape of ``A``.

    References
    ----------
    Chapter 3, "Rectifiers": eq-act-rectifiers; Clevert, Unterthiner and Hochreiter (2016).
    """
    Z, alpha = cache
    require_shape_of(Z, dA=dA)
    dZ = np.where(Z > 0, dA, alpha * dA * np.exp(np.minimum(0.0, Z)))  # np.where computes both
    return dZ
