"""The window network: it scores the word in the middle, as a named entity or not, or by its class."""

import numpy as np

from nnlib._scatter import add_rows
from nnlib._shapes import require_indices, require_shapes
from nnlib.activations import tanh_backward, tanh_forward
from nnlib.affine import affine_backward, affine_forward


def embed_forward(E, windows):
    """Look up the vector of every word of every window and lay them side by side.

    Parameters
    ----------
    E : ndarray, shape (V, D)
        Word vectors, one in each row.
    windows : ndarray of int, shape (N, L)
        Word indices, one window in each row.

    Returns
    -------
    X : ndarray, shape (N, LD)
        The L word vectors of each window, concatenated.
    cache : tuple
        What `embed_backward` needs.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    IndexError
        If a window names a word that is not there.

    References
    ----------
    Chapter 6, "A whole network for named entities"; Chapter 11, "Looking up is multiplying": eq-names-onehot.
    """
    require_shapes(E=(E, "V D"), windows=(windows, "N L"))
    require_indices(windows=(windows, len(E)))
    N, L = np.shape(windows)
    X = E[windows].reshape(N, L * E.shape[1])
    return X, (E.shape, windows)


def embed_backward(dX, cache):
    """Scatter-add: the gradient of a word is the sum over all places where it stands.

    Parameters
    ----------
    dX : ndarray, shape (N, LD)
        Gradient of the loss with respect to ``X``.
    cache : tuple
        From `embed_forward`.

    Returns
    -------
    dE : ndarray, shape (V, D)
        Gradient of the loss with respect to ``E``.

    Raises
    ------
    ValueError
        If ``dX`` does not have the shape of ``X``.

    References
    ----------
    Chapter 6, "A whole network for named entities"; Chapter 11, "Looking up is multiplying": eq-names-onehot.
    """
    shape, windows = cache
    dE = np.zeros(shape, np.result_type(dX, np.float32))
    require_shapes(dE=(dE, "V D"), windows=(windows, "N L"), dX=(dX, "N LD"))
    add_rows(dE, windows, dX)
    return dE


def window_score_forward(E, windows, W, b, u):
    """Score of each window, ``s = tanh(x W + b) u``.

    Parameters
    ----------
    E : ndarray, shape (V, D)
        Word vectors.
    windows : ndarray of int, shape (N, L)
        Word indices.
    W : ndarray, shape (LD, M)
        Weights of the hidden layer.
    b : ndarray, shape (M,)
        Biases of the hidden layer.
    u : ndarray, shape (M,)
        Weights of the score.

    Returns
    -------
    s : ndarray, shape (N,)
        One score for each window.
    cache : tuple
        What `window_score_backward` needs.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    IndexError
        If a window names a word that is not there.

    References
    ----------
    Chapter 4, "A score for a window": eq-loss-score; Chapter 6, "A whole network for named entities": eq-window;
    Collobert et al. (2011).
    """
    require_shapes(E=(E, "V D"), windows=(windows, "N L"), W=(W, "LD M"), b=(b, "M"), u=(u, "M"))
    H, hidden_cache = _hidden(E, windows, W, b)
    s = H @ u
    return s, (hidden_cache, H, u)


def window_score_backward(ds, cache):
    """Gradients of the loss with respect to word vectors and parameters.

    Parameters
    ----------
    ds : ndarray, shape (N,)
        Gradient of the loss with respect to the scores.
    cache : tuple
        From `window_score_forward`.

    Returns
    -------
    dE : ndarray, shape (V, D)
        For the word vectors.
    dW : ndarray, shape (LD, M)
        For the weights of the hidden layer.
    db : ndarray, shape (M,)
        For its biases.
    du : ndarray, shape (M,)
        For the weights of the score.

    Raises
    ------
    ValueError
        If ``ds`` does not have the shape of ``s``.

    References
    ----------
    Chapter 6, "A whole network for named entities": eq-window-columns.
    """
    hidden_cache, H, u = cache
    require_shapes(H=(H, "N M"), ds=(ds, "N"))
    du = H.T @ ds
    dH = np.outer(ds, u)
    dE, dW, db = _hidden_gradients(dH, hidden_cache)
    return dE, dW, db, du


def window_softmax_forward(E, windows, W, b, U, c):
    """Scores of the classes of each window, ``S = tanh(x W + b) U + c``: what a softmax makes probabilities of.

    Parameters
    ----------
    E : ndarray, shape (V, D)
        Word vectors.
    windows : ndarray of int, shape (N, L)
        Word indices.
    W : ndarray, shape (LD, M)
        Weights of the hidden layer.
    b : ndarray, shape (M,)
        Biases of the hidden layer.
    U : ndarray, shape (M, C)
        Weights of the scores.
    c : ndarray, shape (C,)
        Biases of the scores.

    Returns
    -------
    S : ndarray, shape (N, C)
        One score for each class, of each window.
    cache : tuple
        What `window_softmax_backward` needs.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    IndexError
        If a window names a word that is not there.

    References
    ----------
    Chapter 11, "A softmax for every window": eq-names-scores; Collobert et al. (2011).
    """
    require_shapes(E=(E, "V D"), windows=(windows, "N L"), W=(W, "LD M"), b=(b, "M"), U=(U, "M C"), c=(c, "C"))
    H, hidden_cache = _hidden(E, windows, W, b)
    S, scores_cache = affine_forward(H, U, c)
    return S, (hidden_cache, scores_cache)


def window_softmax_backward(dS, cache):
    """Gradients of the loss with respect to word vectors and parameters.

    Parameters
    ----------
    dS : ndarray, shape (N, C)
        Gradient of the loss with respect to the scores.
    cache : tuple
        From `window_softmax_forward`.

    Returns
    -------
    dE : ndarray, shape (V, D)
        For the word vectors.
    dW : ndarray, shape (LD, M)
        For the weights of the hidden layer.
    db : ndarray, shape (M,)
        For its biases.
    dU : ndarray, shape (M, C)
        For the weights of the scores.
    dc : ndarray, shape (C,)
        For their biases.

    Raises
    ------
    ValueError
        If ``dS`` does not have the shape of ``S``.

    References
    ----------
    Chapter 11, "A softmax for every window": eq-names-gradients.
    """
    hidden_cache, scores_cache = cache
    H, U = scores_cache
    require_shapes(H=(H, "N M"), U=(U, "M C"), dS=(dS, "N C"))
    dH, dU, dc = affine_backward(dS, scores_cache)
    dE, dW, db = _hidden_gradients(dH, hidden_cache)
    return dE, dW, db, dU, dc


def _hidden(E, windows, W, b):
    X, embed_cache = embed_forward(E, windows)
    Z, affine_cache = affine_forward(X, W, b)
    H, tanh_cache = tanh_forward(Z)
    return H, (embed_cache, affine_cache, tanh_cache)


def _hidden_gradients(dH, cache):
    embed_cache, affine_cache, tanh_cache = cache
    dZ = tanh_backward(dH, tanh_cache)
    dX, dW, db = affine_backward(dZ, affine_cache)
    dE = embed_backward(dX, embed_cache)
    return dE, dW, db
