"""Graphs written as plain data: a dict of each node's name and its inputs, pairs (name, local derivative)."""

from grading.task import Probe

DEPTH = 1_100  # deeper than Python's recursion limit


def chain(rng):
    """One after the other."""
    return {"x": [], "p": [("x", d(rng))], "q": [("p", d(rng))], "loss": [("q", d(rng))]}


def fork(rng):
    """A value that two others use, at different depths; and a node that the output does not need."""
    return {"loss": [("a", d(rng)), ("b", d(rng))], "unused": [("a", d(rng))], "b": [("c", d(rng)), ("y", d(rng))],
            "c": [("a", d(rng))], "a": [("x", d(rng)), ("y", d(rng))], "x": [], "y": []}


def square(rng):
    """A value that one node uses twice, as in x · x."""
    local = d(rng)
    return {"loss": [("s", d(rng)), ("x", d(rng))], "s": [("x", local), ("x", local)], "x": []}


def deep(rng):
    """A chain deeper than Python's stack with a fork at its end; its gradients neither vanish nor explode."""
    signs = rng.choice([-1.0, 1.0], size=DEPTH - 1).tolist()
    graph = {f"n{i}": [(f"n{i - 1}", sign)] if i else [] for i, sign in enumerate(signs)}
    return graph | {"loss": [(f"n{DEPTH - 2}", d(rng)), (f"n{DEPTH - 3}", d(rng))]}


def d(rng):
    """A local derivative that is neither 0 nor 1."""
    return round(float(rng.choice([-1, 1]) * rng.uniform(0.5, 2)), 2)


GRAPHS = {"a chain": chain, "a fork": fork, "x used twice": square, "a deep graph": deep}


def probes(rng, group):
    """Two graphs of one kind, written down in any order; the second with other names, so that names do not matter."""
    for prefix in ("", "node_"):
        graph = {prefix + k: [(prefix + i, local) for i, local in inputs] for k, inputs in GRAPHS[group](rng).items()}
        shuffled = {name: graph[name] for name in rng.permutation(list(graph)).tolist()}
        yield Probe(graph=shuffled, output=f"{prefix}loss", order=reference_order(shuffled, f"{prefix}loss"))


def reference_order(graph, output):
    """Nodes whose uses are all listed come first; then the list is turned round (Kahn's algorithm)."""
    needed, stack = set(), [output]
    while stack:
        node = stack.pop()
        if node not in needed:
            needed.add(node)
            stack.extend(name for name, _ in graph[node])
    uses = {node: 0 for node in needed}
    for node in needed:
        for name, _ in graph[node]:
            uses[name] += 1
    ready, order = [output], []
    while ready:
        order.append(ready.pop())
        for name, _ in graph[order[-1]]:
            uses[name] -= 1
            if uses[name] == 0:
                ready.append(name)
    return order[::-1]
