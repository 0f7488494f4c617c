"""Skip-gram with negative sampling."""

import numpy as np

from nnlib.autodiff import apply
from nnlib.operations import Sum, Take
from nnlib.sgns import sgns_backward, sgns_forward
from pairs._pair import Pair
from pairs.activations import graph_softplus


def draw_sgns(rng, N, D, V, K):
    """Two tables of vectors, and pairs in which words repeat."""
    tables = {"E": rng.normal(size=(V, D)) / np.sqrt(D), "F": rng.normal(size=(V, D)) / np.sqrt(D)}
    words = {"centres": rng.integers(0, V, N), "contexts": rng.integers(0, V, N)}
    return {**tables, **words, "negatives": rng.integers(0, V, (N, K))}


def graph_sgns(E, F, centres, contexts, negatives):
    """By its definition, one kind of word after the other."""
    N, K = negatives.shape
    true = apply(Sum, apply(Take, E, index=centres) * apply(Take, F, index=contexts), axis=1)
    repeated = apply(Take, E, index=np.repeat(centres, K))
    false = apply(Sum, repeated * apply(Take, F, index=negatives.ravel()), axis=1)
    return (apply(Sum, graph_softplus(-true)) + apply(Sum, graph_softplus(false))) * (1 / N)


def torch_sgns(torch, E, F, centres, contexts, negatives):
    """Embeddings, products, log-sigmoids."""
    embed, log_sigmoid = torch.nn.functional.embedding, torch.nn.functional.logsigmoid
    v = embed(centres, E)
    true = (v * embed(contexts, F)).sum(dim=1)
    false = torch.einsum("nd,nkd->nk", v, embed(negatives, F))
    return -(log_sigmoid(true) + log_sigmoid(-false).sum(dim=1)).mean()


PAIRS = [
    # the softplus takes no complex numbers
    Pair(
        "sgns",
        sgns_forward,
        sgns_backward,
        draw_sgns,
        graph_sgns,
        fixed=("centres", "contexts", "negatives"),
        complex_step=False,
        torch=torch_sgns,
    ),
]
