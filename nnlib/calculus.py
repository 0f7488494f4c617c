"""Jacobians: the derivative of a vector with respect to a vector, one row for each output.

This module holds what Chapter 5 derives, so it writes vectors as columns: ``z = W x + b``, with ``W`` of shape
``(M, D)``. Only `batch_gradients` writes examples as rows, as the rest of nnlib does.
"""

from functools import reduce
from itertools import pairwise

import numpy as np

from nnlib._shapes import require_shapes
from nnlib.softmax import softmax_forward


def numerical_jacobian(f, x, h=1e-5):
    """Jacobian by centred differences: column j is ``(f(x + h e_j) - f(x - h e_j)) / 2h``.

    Parameters
    ----------
    f : callable
        Takes an array of ``x``'s shape, returns an array.
    x : ndarray, shape (D,)
        Where to differentiate. Arrays with more axes, of ``x`` and of ``f(x)``, are read row by row.
    h : float, default 1e-5
        Step, in the units of ``x``.

    Returns
    -------
    J : ndarray, shape (M, D)
        One row for each entry of ``f(x)``, one column for each entry of ``x``, with an error of the order of h².

    References
    ----------
    Chapter 5, "One table for all slopes": eq-jac-table, eq-jac-linear.
    """
    steps = h * np.eye(x.size).reshape(-1, *x.shape)
    columns = [np.ravel(f(x + step) - f(x - step)) / (2 * h) for step in steps]
    return np.stack(columns, axis=1)


def affine_jacobians(W, x):
    """Jacobians of ``z = W x + b`` (columns) with respect to ``x``, ``W`` and ``b``.

    Parameters
    ----------
    W : ndarray, shape (M, D)
        Weights; row i holds the weights of ``z_i``.
    x : ndarray, shape (D,)
        Inputs.

    Returns
    -------
    dz_dx : ndarray, shape (M, D)
        ``W`` itself.
    dz_dW : ndarray, shape (M, MD)
        ``W`` read row by row: ``z_i`` depends on row i of ``W`` only, with derivatives ``x``.
    dz_db : ndarray, shape (M, M)
        The identity.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 5, "Four Jacobians to know by heart": eq-jac-common, eq-jac-weights.
    """
    require_shapes(W=(W, "M D"), x=(x, "D"))
    dz_dx = W.copy()
    dz_dW = np.kron(np.eye(len(W)), x)
    dz_db = np.eye(len(W))
    return dz_dx, dz_dW, dz_db


def elementwise_jacobian(df, z):
    """Jacobian of a function that is applied to every entry by itself: ``diag(f′(z))``.

    Parameters
    ----------
    df : callable
        The derivative f′, of an array, entry by entry.
    z : ndarray, shape (M,)
        Where to differentiate.

    Returns
    -------
    J : ndarray, shape (M, M)
        Diagonal: entry i of the result depends on entry i of ``z`` only.

    Raises
    ------
    ValueError
        If ``z`` does not have one axis.

    References
    ----------
    Chapter 5, "Four Jacobians to know by heart": eq-jac-common.
    """
    require_shapes(z=(z, "M"))
    return np.diag(df(z))


def softmax_jacobian(z):
    """Jacobian of the softmax of one vector: ``diag(p) - p pᵀ``, with ``p = softmax(z)``.

    Parameters
    ----------
    z : ndarray, shape (C,)
        Scores.

    Returns
    -------
    J : ndarray, shape (C, C)
        Symmetric; rows and columns sum to 0, as the probabilities always sum to 1.

    Raises
    ------
    ValueError
        If ``z`` does not have one axis.

    References
    ----------
    Chapter 5, "The softmax, where everything touches everything": eq-jac-softmax.
    """
    require_shapes(z=(z, "C"))
    [p], _ = softmax_forward(z[None])
    return np.diag(p) - np.outer(p, p)


def score_gradients(x, W, b, u):
    """Gradients of the score ``s = uᵀ h`` with ``h = tanh(W x + b)`` (columns), in the shape convention.

    Parameters
    ----------
    x : ndarray, shape (D,)
        Inputs.
    W : ndarray, shape (M, D)
        Weights.
    b : ndarray, shape (M,)
        Biases.
    u : ndarray, shape (M,)
        Weights of the score.

    Returns
    -------
    dx : ndarray, shape (D,)
        ``Wᵀ δ``, with the error signal ``δ = u ∘ (1 - h²)``.
    dW : ndarray, shape (M, D)
        ``δ xᵀ``.
    db : ndarray, shape (M,)
        ``δ``.
    du : ndarray, shape (M,)
        ``h``.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 5, "Four Jacobians to know by heart": eq-jac-network;
    Chapter 5, "The gradient of a score, the long way": eq-jac-delta;
    Chapter 5, "A row is not a matrix": eq-jac-one-weight, eq-jac-outer;
    Chapter 5, "Where does the transpose come from?": eq-jac-transpose, eq-jac-indices.
    """
    require_shapes(x=(x, "D"), W=(W, "M D"), b=(b, "M"), u=(u, "M"))
    h = np.tanh(W @ x + b)
    delta = u * (1 - h**2)
    dx = W.T @ delta
    dW = np.outer(delta, x)
    db = delta
    du = h
    return dx, dW, db, du


def batch_gradients(X, W, b, u):
    """Gradients of the sum of the scores ``s = H u`` with ``H = tanh(X W + b)``, one example in each row.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    W : ndarray, shape (D, M)
        Weights: the transpose of those of `score_gradients`.
    b : ndarray, shape (M,)
        Biases.
    u : ndarray, shape (M,)
        Weights of the score.

    Returns
    -------
    dX : ndarray, shape (N, D)
        ``Δ Wᵀ``, with one error signal in each row of ``Δ = (1 - H²) ∘ u``.
    dW : ndarray, shape (D, M)
        ``Xᵀ Δ``.
    db : ndarray, shape (M,)
        The rows of ``Δ``, summed.
    du : ndarray, shape (M,)
        The rows of ``H``, summed.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 5, "From one example to a batch": eq-jac-batch-forward, eq-jac-outer-sum, eq-jac-batch,
    eq-jac-batch-all.
    """
    require_shapes(X=(X, "N D"), W=(W, "D M"), b=(b, "M"), u=(u, "M"))
    H = np.tanh(X @ W + b)
    Delta = (1 - H**2) * u
    dX = Delta @ W.T
    dW = X.T @ Delta
    db = Delta.sum(axis=0)
    du = H.sum(axis=0)
    return dX, dW, db, du


def chain(*jacobians):
    """Chain rule: the Jacobian of ``f(g(... (x)))`` is the product ``J_f J_g ...``, the outermost function first.

    Parameters
    ----------
    *jacobians : array_like
        Matrices; each has as many columns as the next one has rows.

    Returns
    -------
    J : ndarray, shape (...)
        Their product.

    Raises
    ------
    ValueError
        If a matrix does not fit the one before it.

    References
    ----------
    Chapter 5, "The chain rule is a product": eq-jac-paths, eq-jac-chain.
    """
    for i, (outer, inner) in enumerate(pairwise(jacobians)):
        require_shapes(**{f"jacobians[{i}]": (outer, "M D"), f"jacobians[{i + 1}]": (inner, "D C")})
    return reduce(np.matmul, jacobians)
