"""Skip-gram with negative sampling: a word should score high with its neighbours and low with words drawn at random."""

import numpy as np

from nnlib._scatter import add_rows
from nnlib._shapes import require_indices, require_shapes
from nnlib.saturating import sigmoid_forward
from nnlib.smooth_rectifiers import softplus_forward


def sgns_forward(E, F, centres, contexts, negatives):
    """Mean over the pairs of ``-log sigmoid(u·v) - sum_k log sigmoid(-u_k·v)``.

    Here ``v`` is the vector of the centre word, ``u`` that of the context word, and the ``u_k`` are those of K words
    that were drawn at random: "is this pair from the text?", asked once of a true pair and K times of a false one.

    Parameters
    ----------
    E : ndarray, shape (V, D)
        Vectors of the words as centres, one in each row.
    F : ndarray, shape (V, D)
        Vectors of the words as contexts, one in each row.
    centres : ndarray of int, shape (N,)
        The centre word of each pair.
    contexts : ndarray of int, shape (N,)
        The context word of each pair.
    negatives : ndarray of int, shape (N, K)
        The words drawn at random for each pair.

    Returns
    -------
    loss : float, shape ()
        Mean loss, in nats for each pair.
    cache : tuple
        What `sgns_backward` needs.

    Raises
    ------
    ValueError
        If the shapes do not fit or there is no pair.
    IndexError
        If a pair names a word that is not there.

    References
    ----------
    Chapter 12, "True pair or false pair?": eq-words-probability, eq-words-loss;
    Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    require_shapes(E=(E, "V D"), F=(F, "V D"))
    require_shapes(centres=(centres, "N"), contexts=(contexts, "N"), negatives=(negatives, "N K"))
    require_indices(centres=(centres, len(E)), contexts=(contexts, len(E)), negatives=(negatives, len(E)))
    if len(centres) == 0:
        raise ValueError("centres has no entries, but a mean needs at least one pair")
    words = np.column_stack([contexts, negatives])
    v, u = E[centres], F[words]
    S = np.einsum("nd,nkd->nk", v, u)
    S[:, 0] = -S[:, 0]  # the first score of each row should rise, the K others should fall
    loss = softplus_forward(S)[0].sum(axis=1).mean()  # softplus(s) = -log sigmoid(-s)
    return loss, (E.shape, centres, words, v, u, S)


def sgns_backward(dloss, cache):
    """Gradients with respect to both tables of vectors: a word's is the sum over all pairs in which it stands.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : tuple
        From `sgns_forward`.

    Returns
    -------
    dE : ndarray, shape (V, D)
        Gradient of the loss with respect to ``E``.
    dF : ndarray, shape (V, D)
        Gradient of the loss with respect to ``F``.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 12, "The gradient, in stages": eq-words-tables; Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    shape, centres, words, *_ = cache
    dv, du = sgns_pair_gradients(dloss, cache)
    dE, dF = np.zeros(shape, dv.dtype), np.zeros(shape, du.dtype)
    add_rows(dE, centres, dv)
    add_rows(dF, words, du)
    return dE, dF


def sgns_pair_gradients(dloss, cache):
    """Gradients with respect to the vectors of each pair, before those of the same word are added up.

    The gradient of a score ``s = u·v`` is ``sigmoid(s) - 1`` for the context and ``sigmoid(s)`` for each negative.
    `sgns_backward` adds these rows to zeros; training adds them, with a minus sign, to the vectors.

    Parameters
    ----------
    dloss : float, shape ()
        Upstream gradient; 1.0 where the loss is the end of the graph.
    cache : tuple
        From `sgns_forward`.

    Returns
    -------
    dv : ndarray, shape (N, D)
        For the centre of each pair.
    du : ndarray, shape (...)
        For its context and its negatives: N rows of 1 + K vectors.

    Raises
    ------
    ValueError
        If ``dloss`` is not a single number.

    References
    ----------
    Chapter 12, "The gradient, in stages": eq-words-scores, eq-words-vectors;
    Mikolov, Sutskever, Chen, Corrado and Dean (2013).
    """
    require_shapes(dloss=(dloss, ""))
    _, centres, _, v, u, S = cache
    dS = dloss / len(centres) * sigmoid_forward(S)[0]
    dS[:, 0] = -dS[:, 0]
    dv = np.einsum("nk,nkd->nd", dS, u)
    du = dS[:, :, None] * v[:, None, :]
    return dv, du
