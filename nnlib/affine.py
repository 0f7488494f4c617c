"""The affine map: every output is a weighted sum of every input, plus a bias."""

from nnlib._shapes import require_shapes


def affine_forward(X, W, b):
    """Affine map of a batch: ``Z = X W + b``, one example in each row.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    W : ndarray, shape (D, M)
        Weights; column j holds the weights of unit j.
    b : ndarray, shape (M,)
        Biases.

    Returns
    -------
    Z : ndarray, shape (N, M)
        Pre-activations.
    cache : tuple
        What `affine_backward` needs: ``(X, W)``.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    References
    ----------
    Chapter 6, "The affine layer, backwards".
    """
    require_shapes(X=(X, "N D"), W=(W, "D M"), b=(b, "M"))
    Z = X @ W + b
    return Z, (X, W)


def affine_backward(dZ, cache):
    """Gradients of the loss with respect to the arguments of `affine_forward`.

    Parameters
    ----------
    dZ : ndarray, shape (N, M)
        Gradient of the loss with respect to ``Z``.
    cache : tuple
        From `affine_forward`.

    Returns
    -------
    dX : ndarray, shape (N, D)
        Each row: the upstream gradient sent back through the weights.
    dW : ndarray, shape (D, M)
        Sum over the batch of the outer products of input and upstream gradient.
    db : ndarray, shape (M,)
        Sum of the upstream gradients over the batch.

    Raises
    ------
    ValueError
        If ``dZ`` does not have the shape of ``Z``.

    References
    ----------
    Chapter 6, "The affine layer, backwards".
    """
    X, W = cache
    require_shapes(X=(X, "N D"), W=(W, "D M"), dZ=(dZ, "N M"))
    dX = dZ @ W.T
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    return dX, dW, db
