"""The computation graph: which value was computed from which, and the sweep back over it.

Chapter 6 builds this module step by step. The tests use it as an oracle: it knows nothing of the
formulas in the other modules, only of sums, products and the chain rule.
"""

import numpy as np

from nnlib.operations import Add, MatMul, Multiply


class Node:
    """A value in the graph: which operation made it, from which inputs.

    Parameters
    ----------
    value : array_like
        The number or array at this node.
    operation : object, optional
        One of `nnlib.operations`; None for an input of the graph.
    inputs : tuple of Node
        What it was computed from.

    References
    ----------
    Chapter 6, "Computation graphs".
    """

    __array_ufunc__ = None  # an array to the left of a node leaves the operation to the node

    def __init__(self, value, operation=None, inputs=()):
        self.value = np.asarray(value, dtype=float)
        self.operation = operation
        self.inputs = inputs

    def __add__(self, other):
        return apply(Add, self, other)

    def __mul__(self, other):
        return apply(Multiply, self, other)

    def __matmul__(self, other):
        return apply(MatMul, self, other)

    def __neg__(self):
        return apply(Multiply, self, -1.0)

    def __sub__(self, other):
        return apply(Add, self, apply(Multiply, other, -1.0))

    def __rsub__(self, other):
        return apply(Add, other, -self)

    __radd__, __rmul__ = __add__, __mul__


def apply(operation_class, *inputs, **settings):
    """Compute a new node from nodes or plain numbers.

    Parameters
    ----------
    operation_class : type
        One of `nnlib.operations`.
    *inputs : Node or array_like
        Arguments of the operation.
    **settings : object
        What its ``forward`` takes besides, such as ``axis``.

    Returns
    -------
    node : Node
        The result, which remembers how it was made.

    References
    ----------
    Chapter 6, "Computation graphs".
    """
    inputs = tuple(x if isinstance(x, Node) else Node(x) for x in inputs)
    operation = operation_class()
    return Node(operation.forward(*(x.value for x in inputs), **settings), operation, inputs)


def topological_order(output):
    """All nodes that ``output`` depends on, every node after its inputs.

    Parameters
    ----------
    output : Node
        End of the graph.

    Returns
    -------
    order : list of Node
        Each node once; ``output`` comes last. No recursion: a graph may be deeper than the stack.

    References
    ----------
    Chapter 6, "Backward, in the right order".
    """
    order, seen, stack = [], set(), [(output, False)]
    while stack:
        node, inputs_done = stack.pop()
        if inputs_done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((x, False) for x in node.inputs)
    return order


def gradients(output, wrt, dout=1.0):
    """Gradients of ``output`` with respect to nodes, by one sweep back over the graph.

    Parameters
    ----------
    output : Node
        End of the graph.
    wrt : sequence of Node
        Nodes whose gradients are wanted.
    dout : array_like, default 1.0
        Upstream gradient, of the shape of ``output``'s value.

    Returns
    -------
    grads : list of ndarray
        One for each node of ``wrt``, of its value's shape; zeros where ``output`` does not depend on it.

    References
    ----------
    Chapter 6, "Backward, in the right order": eq-node, eq-vjp.
    """
    grad = {output: np.broadcast_to(np.asarray(dout, dtype=float), output.value.shape)}
    for node in reversed(topological_order(output)):
        if node.operation is not None:
            for x, dx in zip(node.inputs, node.operation.backward(grad[node])):
                grad[x] = grad.get(x, 0.0) + dx
    return [np.array(grad.get(x, np.zeros(x.value.shape))) for x in wrt]
