"""topological_order and backward, on a graph written as plain data."""

from collections import Counter

import numpy as np

from grading.task import Names, Task, Wrong, WrongForm, wrong

from .graph_probes import DEPTH, GRAPHS, probes

PART = "gradients, sorted by name"


def complaints(p, order):
    """What is wrong with an order, in words; nothing if it is topological."""
    if not isinstance(order, list | tuple) or not all(isinstance(node, str) for node in order):
        raise WrongForm("topological_order should return a list of the names of nodes")
    place = {node: i for i, node in enumerate(order)}
    late = {name for node in place for name, _ in p.graph.get(node, ()) if place.get(name, -1) > place[node]}
    found = {
        "missing": set(p.order) - set(order),
        "not needed": set(order) - set(p.order),
        "listed twice": {node for node, times in Counter(order).items() if times > 1},
        "after a node that needs it": late,
    }
    return Names(f"{what}: {node}" for what, nodes in found.items() for node in sorted(nodes))


def ask_order(p, topological_order):
    """What is wrong with the student's order."""
    return {"order": complaints(p, topological_order(p.graph, p.output))}


def ask_backward(p, backward):
    """Gradient of the output with respect to every node, in the order of the names."""
    grads = backward(p.graph, p.order)
    missing = [node for node in sorted(p.order) if not isinstance(grads, dict) or node not in grads]
    if missing:
        raise WrongForm(f"backward should return a dict with a gradient for every node; {missing[0]!r} has none")
    return {PART: [grads[node] for node in sorted(p.order)]}


def swept(p, first=1.0, order=None, combine=lambda old, up, local: old + up * local):
    """Gradients by a sweep over the graph, with one thing done differently."""
    grads = dict.fromkeys(p.order, 0.0) | {p.order[-1]: first}
    for node in p.order[::-1] if order is None else order:
        for name, local in p.graph[node]:
            grads[name] = combine(grads[name], grads[node], local)
    return np.array([grads[node] for node in sorted(p.order)])


def independent(p):
    """Gradients without a sweep."""
    return along_the_chain(p) if len(p.order) == DEPTH else path_sums(p)


def path_sums(p):
    """Gradients g solve g = e + Aᵀ g, with A the local derivatives and e the output."""
    nodes = sorted(p.order)
    A = np.zeros((len(nodes), len(nodes)))
    for node in nodes:
        for name, local in p.graph[node]:
            A[nodes.index(node), nodes.index(name)] += local
    return np.linalg.solve(np.eye(len(nodes)) - A.T, np.eye(len(nodes))[nodes.index(p.order[-1])])


def along_the_chain(p):
    """Products of slopes below the fork at the end of a deep graph, whose matrix would be too large."""
    output, *chain = p.order[::-1]
    (_, a), (_, b) = p.graph[output]
    slopes = [p.graph[node][0][1] for node in chain[:-1]]
    grads = dict(zip(chain, np.cumprod([a, slopes[0] + b / a, *slopes[1:]])))
    return np.array([1.0 if node == output else grads[node] for node in sorted(p.order)])


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
    """Misconception about the order, complained of as a student's answer is; asked of deep graphs where it matters."""
    return Wrong(name, lambda p: {"order": complaints(p, order(p) if deep or len(p.graph) < DEPTH else p.order)})


ORDER = Task(
    name="topological_order",
    probes=probes,
    call=ask_order,
    truth=lambda p: {"order": Names()},
    groups=tuple(GRAPHS),
    wrong=(
        order_entry("recursion-limit", recursive, deep=True),
        order_entry("visits-twice", lambda p: depth_first(p)),
        order_entry("not-topological", breadth_first),
        order_entry("not-topological", lambda p: depth_first(p, visited=set(), after=False)[::-1]),
        order_entry("output-first", lambda p: p.order[::-1], deep=True),
        order_entry("lists-everything", lambda p: [*p.order, *(set(p.graph) - set(p.order))]),
        order_entry("leaves-forgotten", lambda p: [node for node in p.order if p.graph[node]]),
    ),
)

def swept_entry(name, **differently):
    """Misconception about the sweep."""
    return wrong(name, **{PART: lambda p: swept(p, **differently)})


BACKWARD = Task(
    name="backward",
    probes=probes,
    call=ask_backward,
    truth=lambda p: {PART: independent(p)},
    groups=tuple(GRAPHS),
    wrong=(
        swept_entry("overwrites-instead-of-adds", combine=lambda old, up, local: up * local),
        swept_entry("missing-upstream", combine=lambda old, up, local: old + local),
        swept_entry("forgot-local-derivative", combine=lambda old, up, local: old + up),
        swept_entry("adds-instead-of-multiplies", combine=lambda old, up, local: old + up + local),
        wrong("forward-order", **{PART: lambda p: swept(p, order=p.order)}),
        swept_entry("starts-from-zero", first=0.0),
    ),
)

TASKS = (ORDER, BACKWARD)
