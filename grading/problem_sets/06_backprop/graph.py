"""topological_order and backward, on a graph written as plain data."""

import importlib

import numpy as np

from grading.task import Task, Wrong, WrongForm, wrong

_graphs = importlib.import_module(f"{__package__}.graph_probes")  # a package whose name begins with a digit
DEPTH, GRAPHS, probes = _graphs.DEPTH, _graphs.GRAPHS, _graphs.probes

def measured(graph, order):
    """What matters of an order: which nodes it lists, and which come after a node that needs them."""
    if not isinstance(order, list | tuple) or not all(isinstance(node, str) for node in order):
        raise WrongForm("topological_order should return a list of the names of nodes")
    place = {node: i for i, node in enumerate(order)}
    late = {name for node in place for name, _ in graph.get(node, ()) if place.get(name, -1) > place[node]}
    return {"nodes": tuple(sorted(order)), "inputs that come too late": tuple(sorted(late))}


def ask_order(p, topological_order):
    """The order, as far as it matters."""
    return measured(p.graph, topological_order(p.graph, p.output))


def ask_backward(p, backward):
    """Gradient of the output with respect to every node, in the order of the names."""
    grads = backward(p.graph, list(p.order))
    missing = [node for node in p.order if not isinstance(grads, dict) or node not in grads]
    if missing:
        raise WrongForm(f"backward should return a dict with a gradient for every node; {missing[0]!r} has none")
    return {"gradients": np.array([grads[node] for node in sorted(p.order)], dtype=float)}


def swept(p, first=1.0, order=None, combine=lambda old, up, local: old + up * local):
    """Gradients by a sweep over the graph, with one thing done differently."""
    grads = dict.fromkeys(p.order, 0.0) | {p.order[-1]: first}
    for node in p.order[::-1] if order is None else order:
        for name, local in p.graph[node]:
            grads[name] = combine(grads[name], grads[node], local)
    return np.array([grads[node] for node in sorted(p.order)])


def path_sums(p):
    """Independent of any sweep: gradients g solve g = e + Aᵀ g, with A the local derivatives."""
    nodes = sorted(p.order)
    if len(nodes) > 100:  # a chain: the products from the end
        locals_ = [p.graph[node][0][1] for node in p.order[:0:-1]]
        along = dict(zip(p.order[::-1], np.cumprod([1.0, *locals_])))
        return np.array([along[node] for node in nodes])
    A = np.zeros((len(nodes), len(nodes)))
    for node in nodes:
        for name, local in p.graph[node]:
            A[nodes.index(node), nodes.index(name)] += local
    return np.linalg.solve(np.eye(len(nodes)) - A.T, np.eye(len(nodes))[nodes.index(p.order[-1])])


def recursive(p):
    """One call for each level."""
    if len(p.graph) == DEPTH:
        raise RecursionError
    return p.order


def depth_first(p, visited=None, after=True):
    """Depth first, with or without a memory, listing a node after or before its inputs."""
    order = []

    def visit(node):
        if visited is not None and node in visited:
            return
        if visited is not None:
            visited.add(node)
        if not after:
            order.append(node)
        for name, _ in p.graph[node]:
            visit(name)
        if after:
            order.append(node)

    visit(p.output)
    return order


def breadth_first(p):
    """Level by level from the output, turned round."""
    order, queue = [], [p.output]
    while queue:
        node = queue.pop(0)
        if node not in order:
            order.append(node)
            queue.extend(name for name, _ in p.graph[node])
    return order[::-1]


def order_entry(name, order, deep=False):
    """Misconception about the order, measured as a student's answer is; asked of deep graphs only where it matters."""
    def answer(p):
        return measured(p.graph, order(p) if deep or len(p.graph) < DEPTH else p.order)

    return Wrong(name, answer)


ORDER = Task(
    name="topological_order",
    probes=probes,
    call=ask_order,
    truth=lambda p: {"nodes": tuple(sorted(p.order)), "inputs that come too late": ()},
    groups=tuple(GRAPHS),
    wrong=(
        order_entry("recursion-limit", recursive, deep=True),
        order_entry("visits-twice", lambda p: depth_first(p)),
        order_entry("not-topological", breadth_first),
        order_entry("not-topological", lambda p: depth_first(p, visited=set(), after=False)[::-1]),
        order_entry("output-first", lambda p: p.order[::-1]),
        order_entry("lists-everything", lambda p: [*p.order, *(set(p.graph) - set(p.order))]),
        order_entry("leaves-forgotten", lambda p: [node for node in p.order if p.graph[node]]),
    ),
)

BACKWARD = Task(
    name="backward",
    probes=probes,
    call=ask_backward,
    truth=lambda p: {"gradients": path_sums(p)},
    groups=tuple(GRAPHS),
    wrong=(
        wrong("overwrites-instead-of-adds", gradients=lambda p: swept(p, combine=lambda old, up, local: up * local)),
        wrong("missing-upstream", gradients=lambda p: swept(p, combine=lambda old, up, local: old + local)),
        wrong("forgot-local-derivative", gradients=lambda p: swept(p, combine=lambda old, up, local: old + up)),
        wrong("adds-instead-of-multiplies",
              gradients=lambda p: swept(p, combine=lambda old, up, local: old + up + local)),
        wrong("forward-order", gradients=lambda p: swept(p, order=p.order)),
        wrong("starts-from-zero", gradients=lambda p: swept(p, first=0.0)),
    ),
)

TASKS = (ORDER, BACKWARD)
