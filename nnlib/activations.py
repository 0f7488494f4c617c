"""Activations: one function applied to every entry, and its derivative beside it.

This is the table of all of them. Each family has a file of its own: `nnlib.saturating`, `nnlib.rectifiers`,
`nnlib.smooth_rectifiers`, and `nnlib.softmax`, which works on rows.
"""

from nnlib.rectifiers import (
    elu_backward,
    elu_forward,
    leaky_relu_backward,
    leaky_relu_forward,
    relu_backward,
    relu_forward,
)
from nnlib.saturating import (
    hard_tanh_backward,
    hard_tanh_forward,
    sigmoid_backward,
    sigmoid_forward,
    softsign_backward,
    softsign_forward,
    tanh_backward,
    tanh_forward,
)
from nnlib.smooth_rectifiers import (
    gelu_backward,
    gelu_forward,
    softplus_backward,
    softplus_forward,
    swish_backward,
    swish_forward,
)
from nnlib.softmax import log_softmax_backward, log_softmax_forward, softmax_backward, softmax_forward

__all__ = [
    "ACTIVATIONS",
    "elu_backward",
    "elu_forward",
    "gelu_backward",
    "gelu_forward",
    "hard_tanh_backward",
    "hard_tanh_forward",
    "leaky_relu_backward",
    "leaky_relu_forward",
    "log_softmax_backward",
    "log_softmax_forward",
    "relu_backward",
    "relu_forward",
    "sigmoid_backward",
    "sigmoid_forward",
    "softmax_backward",
    "softmax_forward",
    "softplus_backward",
    "softplus_forward",
    "softsign_backward",
    "softsign_forward",
    "swish_backward",
    "swish_forward",
    "tanh_backward",
    "tanh_forward",
]

ACTIVATIONS = {
    "sigmoid": (sigmoid_forward, sigmoid_backward),
    "tanh": (tanh_forward, tanh_backward),
    "hard_tanh": (hard_tanh_forward, hard_tanh_backward),
    "softsign": (softsign_forward, softsign_backward),
    "relu": (relu_forward, relu_backward),
    "leaky_relu": (leaky_relu_forward, leaky_relu_backward),
    "elu": (elu_forward, elu_backward),
    "softplus": (softplus_forward, softplus_backward),
    "swish": (swish_forward, swish_backward),
    "gelu": (gelu_forward, gelu_backward),
}
