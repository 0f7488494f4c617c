"""Normalisation: activations with mean 0 and variance 1, then a gain and a shift that are learned.

Batch normalisation takes the statistics of each feature over the batch, layer normalisation those of each
example over its features. The factors 1/N and 1/D here belong to these means, not to the loss.
"""

import numpy as np

from nnlib._shapes import require_shapes


def batch_norm_forward(X, gamma, beta, eps=1e-5):
    """Batch normalisation in training: ``Y = gamma X_hat + beta``, ``X_hat = (X - mean) / sqrt(var + eps)``.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    gamma : ndarray, shape (D,)
        Gain of each feature.
    beta : ndarray, shape (D,)
        Shift of each feature.
    eps : float, default 1e-5
        Keeps a feature that does not vary from a division by 0; in the square of the units of ``X``.

    Returns
    -------
    Y : ndarray, shape (N, D)
        Outputs.
    cache : dict
        What `batch_norm_backward` needs, ``X_hat``, ``std`` and ``gamma``, and for `update_running` the
        statistics of the batch, ``mean`` and ``var`` (the mean square, divided by N).

    Raises
    ------
    ValueError
        If the shapes do not fit, the batch is empty, or ``eps`` is not above 0.

    References
    ----------
    Chapter 8, "Batch normalisation": eq-reg-batch-norm; Ioffe and Szegedy (2015).
    """
    require_shapes(X=(X, "N D"), gamma=(gamma, "D"), beta=(beta, "D"))
    _require_entries("X", X, axis=0)
    mean, var, std, X_hat = _normalize(X, eps, axis=0)
    Y = gamma * X_hat + beta
    return Y, {"X_hat": X_hat, "std": std, "gamma": gamma, "mean": mean[0], "var": var[0]}


def batch_norm_backward(dY, cache):
    """Gradients of the loss with respect to the arguments of `batch_norm_forward`.

    Parameters
    ----------
    dY : ndarray, shape (N, D)
        Gradient of the loss with respect to ``Y``.
    cache : dict
        From `batch_norm_forward`.

    Returns
    -------
    dX : ndarray, shape (N, D)
        Each example moves the outputs of all others, by the mean and the variance.
    dgamma : ndarray, shape (D,)
        Sum over the batch.
    dbeta : ndarray, shape (D,)
        Sum over the batch.

    Raises
    ------
    ValueError
        If ``dY`` does not have the shape of ``Y``.

    References
    ----------
    Chapter 8, "Back through the batch": eq-reg-batch-norm-parameters, eq-reg-batch-norm-backward; Ioffe and
    Szegedy (2015).
    """
    X_hat, std, gamma = cache["X_hat"], cache["std"], cache["gamma"]
    require_shapes(X_hat=(X_hat, "N D"), dY=(dY, "N D"))
    dX = _normalize_backward(dY * gamma, X_hat, std, axis=0)
    dgamma = (dY * X_hat).sum(axis=0)
    dbeta = dY.sum(axis=0)
    return dX, dgamma, dbeta


def batch_norm_inference(X, gamma, beta, mean, var, eps=1e-5):
    """Batch normalisation in use: statistics from training, so that an example does not depend on its batch.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    gamma : ndarray, shape (D,)
        Gain of each feature.
    beta : ndarray, shape (D,)
        Shift of each feature.
    mean : ndarray, shape (D,)
        Running mean, from `update_running`.
    var : ndarray, shape (D,)
        Running variance, from `update_running`.
    eps : float, default 1e-5
        As in training.

    Returns
    -------
    Y : ndarray, shape (N, D)
        Outputs.

    Raises
    ------
    ValueError
        If the shapes do not fit, or ``eps`` is not above 0.

    References
    ----------
    Chapter 8, "Alone, without a batch"; Ioffe and Szegedy (2015).
    """
    require_shapes(X=(X, "N D"), gamma=(gamma, "D"), beta=(beta, "D"), mean=(mean, "D"), var=(var, "D"))
    _require_eps(eps)
    X_hat = (X - mean) / np.sqrt(var + eps)
    return gamma * X_hat + beta


def init_running(D):
    """Running statistics before the first batch: mean 0, variance 1.

    Parameters
    ----------
    D : int
        Number of features.

    Returns
    -------
    running : dict of str to ndarray
        ``{"mean": (D,), "var": (D,)}``.

    References
    ----------
    Chapter 8, "Alone, without a batch"; Ioffe and Szegedy (2015).
    """
    return {"mean": np.zeros(D), "var": np.ones(D)}


def update_running(running, batch, momentum=0.1):
    """Running statistics after one more batch: ``running = (1 - momentum) running + momentum batch``.

    The variance taken in is the unbiased one, divided by N - 1, though the forward pass divides by N: it stands
    for examples to come. (PyTorch does the same.)

    Parameters
    ----------
    running : dict of str to ndarray
        From `init_running` or the last call; it is not written to.
    batch : dict
        The cache of `batch_norm_forward`.
    momentum : float, default 0.1
        Weight of the new batch, from 0 to 1.

    Returns
    -------
    running : dict of str to ndarray
        ``{"mean": (D,), "var": (D,)}``.

    Raises
    ------
    ValueError
        If the batch has a single example, or ``momentum`` is not between 0 and 1.

    References
    ----------
    Chapter 8, "Alone, without a batch": eq-reg-running; Ioffe and Szegedy (2015).
    """
    N = len(batch["X_hat"])
    if N < 2:
        raise ValueError("batch has 1 example, but an unbiased variance needs at least 2")
    if not 0 <= momentum <= 1:
        raise ValueError(f"momentum is {momentum}, but should be from 0 to 1")
    unbiased = {"mean": batch["mean"], "var": batch["var"] * N / (N - 1)}
    return {name: (1 - momentum) * running[name] + momentum * unbiased[name] for name in running}


def layer_norm_forward(X, gamma, beta, eps=1e-5):
    """Layer normalisation: as batch normalisation, but over the features of each example.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    gamma : ndarray, shape (D,)
        Gain of each feature.
    beta : ndarray, shape (D,)
        Shift of each feature.
    eps : float, default 1e-5
        Keeps an example whose features are all equal from a division by 0; in the square of the units of ``X``.

    Returns
    -------
    Y : ndarray, shape (N, D)
        Outputs; each row depends on its own example only, in training and in use.
    cache : tuple
        What `layer_norm_backward` needs: ``(X_hat, std, gamma)``.

    Raises
    ------
    ValueError
        If the shapes do not fit, there are no features, or ``eps`` is not above 0.

    References
    ----------
    Chapter 8, "Alone, without a batch"; Ba, Kiros and Hinton (2016).
    """
    require_shapes(X=(X, "N D"), gamma=(gamma, "D"), beta=(beta, "D"))
    _require_entries("X", X, axis=1)
    _, _, std, X_hat = _normalize(X, eps, axis=1)
    Y = gamma * X_hat + beta
    return Y, (X_hat, std, gamma)


def layer_norm_backward(dY, cache):
    """Gradients of the loss with respect to the arguments of `layer_norm_forward`.

    Parameters
    ----------
    dY : ndarray, shape (N, D)
        Gradient of the loss with respect to ``Y``.
    cache : tuple
        From `layer_norm_forward`.

    Returns
    -------
    dX : ndarray, shape (N, D)
        Each feature moves all others of its example, by the mean and the variance.
    dgamma : ndarray, shape (D,)
        Sum over the batch.
    dbeta : ndarray, shape (D,)
        Sum over the batch.

    Raises
    ------
    ValueError
        If ``dY`` does not have the shape of ``Y``.

    References
    ----------
    Chapter 8, "Alone, without a batch"; Ba, Kiros and Hinton (2016).
    """
    X_hat, std, gamma = cache
    require_shapes(X_hat=(X_hat, "N D"), dY=(dY, "N D"))
    dX = _normalize_backward(dY * gamma, X_hat, std, axis=1)
    dgamma = (dY * X_hat).sum(axis=0)
    dbeta = dY.sum(axis=0)
    return dX, dgamma, dbeta


def _normalize(X, eps, axis):
    """Mean, variance, standard deviation (with eps), and the normalised numbers."""
    _require_eps(eps)
    mean = X.mean(axis, keepdims=True)
    var = ((X - mean) ** 2).mean(axis, keepdims=True)
    std = np.sqrt(var + eps)
    X_hat = (X - mean) / std
    return mean, var, std, X_hat


def _normalize_backward(dX_hat, X_hat, std, axis):
    """Three paths lead from X to X_hat: its own entry, the mean, and the variance."""
    through_mean = dX_hat.mean(axis, keepdims=True)
    through_var = X_hat * (dX_hat * X_hat).mean(axis, keepdims=True)
    return (dX_hat - through_mean - through_var) / std


def _require_eps(eps):
    if not eps > 0:
        raise ValueError(f"eps is {eps}, but should be above 0")


def _require_entries(name, array, axis):
    if array.shape[axis] == 0:
        raise ValueError(f"{name} has no {('rows', 'columns')[axis]}, but a mean needs at least one")
