"""Problem set 6: backpropagation, from one affine layer to a whole network."""

from . import affine, graph, hidden, nodes, two_layers, window

TASKS = [*affine.TASKS, *hidden.TASKS, *two_layers.TASKS, *nodes.TASKS, *graph.TASKS, *window.TASKS]
