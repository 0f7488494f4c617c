"""Cases for book/explorables/numerics/graph.js."""

import numpy as np

from nnlib.autodiff import Node, apply, gradients
from nnlib.operations import Exp, Max, Reciprocal

INPUTS = [(1.0, 2.0, 0.0), (1.0, 2.0, 2.0), (-0.5, -1.5, 3.0), (3.0, 3.0, 3.0), (0.0, 0.0, -3.0)]  # some with a tie


def product(x, y, z):
    """Nodes of (x + y) max(y, z), in the order of the forward pass."""
    total, largest = x + y, apply(Max, y, z)
    return [x, y, z, total, largest, total * largest]


def neuron(x, y, z):
    """Nodes of the sigmoid of x y + z, operation by operation."""
    both = (xy := x * y) + z
    minus = -both
    power = apply(Exp, minus)
    plus_one = power + 1.0
    return [x, y, z, xy, both, minus, power, plus_one, apply(Reciprocal, plus_one)]


def arrived(nodes, steps):
    """The sweep of `nnlib.autodiff.gradients` over the last ``steps`` nodes only; None where nothing has arrived."""
    grad = {nodes[-1]: np.array(1.0)}
    for node in nodes[::-1][:steps]:
        for below, part in zip(node.inputs, node.operation.backward(grad[node])):
            grad[below] = grad.get(below, 0.0) + part
    return [grad.get(node) for node in nodes]


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for name, build in {"product": product, "neuron": neuron}.items():
        for inputs in INPUTS:
            nodes = build(*map(Node, inputs))
            values = [node.value for node in nodes]
            yield "forward", [name, inputs], values
            for steps in range(len(nodes) - 3 + 1):
                yield "backward", [name, values, steps], arrived(nodes, steps)
            yield "backward", [name, values, len(nodes) - 3], gradients(nodes[-1], nodes)
            for k, node in enumerate(nodes[3:], start=3):
                local = node.operation.backward(np.array(1.0))
                yield "localDerivatives", [name, values, k], local[: sum(x in nodes for x in node.inputs)]
