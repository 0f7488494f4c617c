"""Problem set 6: backpropagation, from one affine layer to a whole network."""

from . import affine, graph, hidden, nodes, two_layers, window

TASKS = [*affine.TASKS, *hidden.TASKS, *two_layers.TASKS, *nodes.TASKS, *graph.TASKS, *window.TASKS]

MAY_IMPORT = {
    "losses": ("softmax_cross_entropy_forward", "softmax_cross_entropy_backward"),
    "differences": "*",
    "gradcheck": "*",
    "gradient_report": "*",
    "plotting": "*",
    "softmax": ("log_softmax_forward",),  # the loss is built on it
}
