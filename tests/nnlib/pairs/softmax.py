"""The softmax and its logarithm."""

from nnlib.autodiff import apply
from nnlib.operations import Exp, Log, Reciprocal, Sum
from nnlib.softmax import log_softmax_backward, log_softmax_forward, softmax_backward, softmax_forward
from pairs._pair import Pair


def draw_softmax(rng, N, C):
    """Scores of the order of 1."""
    return {"Z": rng.normal(size=(N, C))}


def graph_softmax(Z):
    """By its definition, ``exp(Z) / sum(exp(Z))``."""
    e = apply(Exp, Z)
    return e * apply(Reciprocal, apply(Sum, e, axis=1))


def graph_log_softmax(Z):
    """``Z - log(sum(exp(Z)))``."""
    return Z - apply(Log, apply(Sum, apply(Exp, Z), axis=1))


PAIRS = [
    Pair(
        "softmax",
        softmax_forward,
        softmax_backward,
        draw_softmax,
        graph_softmax,
        torch=lambda torch, Z: torch.softmax(Z, dim=1),
    ),
    Pair(
        "log_softmax",
        log_softmax_forward,
        log_softmax_backward,
        draw_softmax,
        graph_log_softmax,
        torch=lambda torch, Z: torch.log_softmax(Z, dim=1),
    ),
]
