"""Losses: one number for a batch. The factor 1/N of the mean stands here and nowhere else."""

import numpy as np

from nnlib._shapes import require_indices, require_shapes


def softmax_cross_entropy_forward(scores, y):
    """Mean of ``-log softmax(scores)[y]`` over the batch.

    Parameters
    ----------
    scores : ndarray, shape (N, C)
        Logits.
    y : ndarray of int, shape (N,)
        The right class of each example, 0 to C - 1.

    Returns
    -------
    loss : float, shape ()
        Mean cross-entropy, in nats.
    cache : tuple
        What `softmax_cross_entropy_backward` needs: the probabilities and ``y``.

    Raises
    ------
    ValueError
        If the shapes do not fit or the batch is empty.
    IndexError
        If ``y`` names a class that is not there.

    References
    ----------
    Chapter 6, "Two layers and a loss".
    """
    require_shapes(scores=(scores, "N C"), y=(y, "N"))
    _require_examples("scores", scores)
    require_indices(y=(y, scores.shape[1]))
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)  # softmax is unchanged, exp cannot overflow
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[rows, y].mean()
    return loss, (np.exp(log_p), y)


def softmax_cross_entropy_backward(dloss, cache):
    """Gradient with respect to the scores, ``(p - onehot(y)) / N``.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : tuple
        From `softmax_cross_entropy_forward`.

    Returns
    -------
    dscores : ndarray, shape (N, C)
        Gradient of the loss with respect to ``scores``.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 6, "Two layers and a loss".
    """
    p, y = cache
    require_shapes(dloss=(dloss, ""))
    N = len(y)
    dscores = p.copy()
    dscores[np.arange(N), y] -= 1
    return dloss * dscores / N


def max_margin_forward(s, s_corrupt, margin=1.0):
    """Mean of ``max(0, margin + s_corrupt - s)`` over the batch.

    Parameters
    ----------
    s : ndarray, shape (N,)
        Scores of the true examples.
    s_corrupt : ndarray, shape (N,)
        Scores of their corrupt counterparts.
    margin : float
        By how much a true example must win before its loss is zero.

    Returns
    -------
    loss : float, shape ()
        Mean loss.
    cache : ndarray
        What `max_margin_backward` needs: which examples have a loss.

    Raises
    ------
    ValueError
        If the shapes do not fit or the batch is empty.

    References
    ----------
    Chapter 6, "A whole network for named entities".
    """
    require_shapes(s=(s, "N"), s_corrupt=(s_corrupt, "N"))
    _require_examples("s", s)
    violation = margin + s_corrupt - s
    loss = np.maximum(0, violation).mean()
    return loss, violation > 0


def max_margin_backward(dloss, cache):
    """Gradients with respect to both scores: -1/N and +1/N where the margin is violated, else 0.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : ndarray
        From `max_margin_forward`.

    Returns
    -------
    ds : ndarray, shape (N,)
        Gradient of the loss with respect to ``s``.
    ds_corrupt : ndarray, shape (N,)
        Gradient of the loss with respect to ``s_corrupt``.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 6, "A whole network for named entities".
    """
    active = cache
    require_shapes(dloss=(dloss, ""))
    ds_corrupt = np.where(active, dloss / len(active), 0.0)
    ds = np.where(active, -dloss / len(active), 0.0)
    return ds, ds_corrupt


def _require_examples(name, array):
    if len(array) == 0:
        raise ValueError(f"{name} has no rows, but a mean needs at least one example")
