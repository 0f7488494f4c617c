"""The computation graph: it is an oracle, so it is held against differences and hand calculation."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.autodiff import Node, apply, gradients, topological_order
from nnlib.gradcheck import check_backward
from nnlib.operations import Add, Exp, Log, MatMul, Max, Multiply, Reciprocal, Sum, Take

BROADCAST = [((4, 3), other) for other in ((4, 3), (3,), (4, 1), ())] + [((1, 3), (4, 1)), ((3,), (4, 3)), ((), ())]
CASES = [
    *((op, shapes, {}) for op in (Add, Multiply, Max) for shapes in BROADCAST),
    (MatMul, ((4, 3), (3, 2)), {}),
    *((op, (shape,), {}) for op in (Exp, Log, Reciprocal) for shape in ((), (3,), (4, 3))),
    *((Sum, ((4, 3),), {"axis": axis}) for axis in (None, 0, 1, -1)),
    (Take, ((4, 3),), {"index": (np.array([0, 0, 3]), np.array([1, 1, 2]))}),
    (Take, ((4, 3),), {"index": np.array([[2, 2], [0, 2]])}),
    (Take, ((4, 3),), {"index": (slice(None), 0)}),
]


@pytest.mark.parametrize(("operation_class", "shapes", "settings"), CASES)
def test_local_derivatives(operation_class, shapes, settings):
    """If this fails, an operation does not know its derivative, or how to sum where it was broadcast."""
    rng = np.random.default_rng(0)
    arguments = {name: rng.uniform(0.5, 2, shape) for name, shape in zip("xy", shapes)}

    def forward(x, y=None):
        operation = operation_class()
        return operation.forward(*([x] if y is None else [x, y]), **settings), operation

    report = check_backward(forward, lambda dout, operation: operation.backward(dout), arguments, rng)
    assert report, repr(report)


def test_worked_example():
    """If this fails, the graph disagrees with f = (x + y) max(y, z) at (1, 2, 0) worked by hand."""
    x, y, z = Node(1.0), Node(2.0), Node(0.0)
    f = (x + y) * apply(Max, y, z)
    assert f.value == 6
    assert gradients(f, [x, y, z]) == [2, 5, 0]


@pytest.mark.parametrize(
    ("f", "value", "derivative"),
    [
        (lambda x: x + x, 6, 2),
        (lambda x: x * x, 9, 6),
        (lambda x: x - x, 0, 0),
        (lambda x: x - 1.0, 2, 1),
        (lambda x: -x, -3, -1),
        (lambda x: 2.0 * x, 6, 2),
        (lambda x: 1.0 + x, 4, 1),
        (lambda x: np.float64(2.0) * x, 6, 2),
        (lambda x: (x + 1.0) * (x * 2.0), 24, 14),
        (lambda x: apply(Exp, x) * apply(Exp, -x), 1, 0),
    ],
)
def test_one_variable(f, value, derivative):
    """If this fails, an operator is wrong, or paths that meet again do not add their gradients."""
    x = Node(3.0)
    node = f(x)
    assert_allclose(node.value, value)
    assert_allclose(gradients(node, [x])[0], derivative, atol=1e-15)


@pytest.mark.parametrize("f", [lambda a, x: a + x, lambda a, x: a * x])
def test_an_array_on_the_left_stays_outside(f):
    """If this fails, numpy takes the node apart into an array of objects."""
    x = Node(np.ones(3))
    node = f(np.array([1.0, 2.0, 3.0]), x)
    assert isinstance(node, Node)
    assert gradients(node, [x])[0].shape == (3,)


def test_a_tie_goes_to_the_first():
    """If this fails, both sides of max get the gradient at a tie, or neither."""
    x, y = Node(2.0), Node(2.0)
    assert gradients(apply(Max, x, y), [x, y]) == [1, 0]


def test_a_bias_gets_the_sum_over_the_batch():
    """If this fails, a broadcast input gets a gradient of the wrong shape."""
    Z, b = Node(np.ones((4, 3))), Node(np.zeros(3))
    dout = np.arange(12.0).reshape(4, 3)
    dZ, db = gradients(Z + b, [Z, b], dout)
    assert_array_equal(dZ, dout)
    assert_array_equal(db, dout.sum(axis=0))


def test_order_puts_inputs_first_and_each_node_once():
    """If this fails, a node is swept before all of its gradient has arrived."""
    x = Node(1.0)
    shared = x * 2.0
    output = (shared + x) * (shared * shared)
    order = topological_order(output)
    assert len(order) == len(set(order)) == 6  # x, 2.0, and the four products and sums
    assert order[-1] is output
    for position, node in enumerate(order):
        assert all(order.index(i) < position for i in node.inputs)


def test_order_of_random_graphs():
    """If this fails, some graph in which nodes are used again and again is swept out of order."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        nodes = [Node(1.0)]
        for _ in range(30):
            i, j = rng.integers(0, len(nodes), 2)
            nodes.append(nodes[i] + nodes[j])
        position = {node: k for k, node in enumerate(topological_order(nodes[-1]))}
        assert all(position[i] < k for node, k in position.items() for i in node.inputs)


def test_a_graph_may_be_deeper_than_the_stack():
    """If this fails, a long recurrence ends in a RecursionError."""
    x = node = Node(1.0)
    for _ in range(50_000):
        node = node + 0.0
    assert len(topological_order(node)) == 100_001
    assert gradients(node, [x]) == [1]


def test_the_number_of_paths_does_not_matter():
    """If this fails, the sweep follows every path (2 to the 60th) instead of every node."""
    x = node = Node(1.0)
    for _ in range(60):
        node = node + node
    assert gradients(node, [x]) == [2.0**60]


def test_what_the_output_does_not_depend_on():
    """If this fails, a node outside the graph has no gradient, or one of the wrong shape."""
    x, other = Node(1.0), Node(np.ones((2, 3)))
    assert_array_equal(gradients(x * 2.0, [other])[0], np.zeros((2, 3)), strict=True)


def test_the_output_itself():
    """If this fails, the gradient of a node with respect to itself is not the upstream gradient."""
    x = Node(np.ones((2, 3)))
    assert_array_equal(gradients(x, [x], 5.0)[0], np.full((2, 3), 5.0), strict=True)


def test_values_and_gradients_are_left_alone():
    """If this fails, a second sweep over the same graph gives something else."""
    x, y = Node(np.array([1.0, 2.0])), Node(np.array([3.0, 4.0]))
    f = apply(Sum, (x + y) * x)
    dout = np.array(2.0)
    dout.setflags(write=False)
    first = gradients(f, [x, y], dout)
    copies = [grad.copy() for grad in first]
    for grad in first:
        grad[...] = np.nan
    assert_array_equal(gradients(f, [x, y], dout), copies)
    assert_array_equal(x.value, [1, 2])


def test_whole_numbers_are_numbers():
    """If this fails, a graph of integers rounds its gradients."""
    x = Node([1, 2])
    assert x.value.dtype == float
    assert gradients(x, [x], dout=[3, 4])[0].dtype == float
    assert gradients(x, [x], dout=np.float32(3))[0].dtype == float


def test_a_gradient_is_an_array_of_your_own():
    """If this fails, a gradient cannot be written to, or two of them are one."""
    x = Node([1.0, 2.0])
    (grad,) = gradients(x, [x])
    grad += 1
    assert_array_equal(grad, [2.0, 2.0])
    assert_array_equal(x.value, [1.0, 2.0])


@pytest.mark.parametrize(("of_A", "of_B"), [((3,), (3, 2)), ((2, 3), (3,)), ((2, 3), (2, 3))])
def test_only_matrices_that_fit_are_multiplied(of_A, of_B):
    """If this fails, a product with a vector has gradients of the wrong shape."""
    with pytest.raises(ValueError, match=r"^[AB] has shape .* but should have shape"):
        Node(np.ones(of_A)) @ Node(np.ones(of_B))
