"""The nodes of a computation graph: Add, Multiply, Max, MatMul, each with forward and backward."""

import numpy as np

from grading.task import Probe, Task, unpack, vjp, wrong

SHAPES = ((), (3,), (2, 3), (3, 3))  # numbers and arrays; both inputs have the same shape
MATRICES = ((4, 3, 2), (3, 3, 3), (1, 2, 4))  # N, D, M


def probes(rng):
    """Two inputs of one shape, well apart from each other: a maximum has a kink where they meet."""
    for shape in SHAPES:
        x, other_x, dout = (np.array(rng.normal(size=shape)) for _ in range(3))
        y, other_y = (np.array(z + rng.choice([-1, 1], size=shape) * rng.uniform(0.5, 2, size=shape))
                      for z in (x, other_x))
        yield Probe(x=x, y=y, dout=dout, other_x=other_x, other_y=other_y)


def matrix_probes(rng):
    """Two matrices that can be multiplied."""
    for N, D, M in MATRICES:
        x, y, dout, other_x, other_y = (rng.normal(size=s) for s in ((N, D), (D, M), (N, M), (N, D), (D, M)))
        yield Probe(x=x, y=y, dout=dout, other_x=other_x, other_y=other_y)


def ask_node(p, Operation):
    """Value and gradients of one node, while another node of the same class is in use."""
    node, other = Operation(), Operation()
    out = node.forward(p.x, p.y)
    other.forward(p.other_x, p.other_y)
    try:
        return {"out": out, **unpack(node.backward(p.dout), f"{Operation.__name__}.backward", "dx", "dy")}
    except Exception as error:  # the value keeps its credit
        return {"out": out, "dx": error, "dy": error}


def task(name, function, probes, *entries):
    """Task of one operation, whose truth is finite differences of its function."""
    def truth(p):
        return {"out": function(p), **vjp(function, p, p.dout, "x", "y")}

    return Task(name=name, probes=probes, call=ask_node, truth=truth, wrong=entries)


ADD = task(
    "Add", lambda p: p.x + p.y, probes,
    wrong("wrong-sign", out=lambda p: p.x - p.y, dx=lambda p: -p.dout, dy=lambda p: -p.dout),
    wrong("missing-upstream", dx=lambda p: np.ones_like(p.x), dy=lambda p: np.ones_like(p.y)),
    wrong("missing-upstream", dx=lambda p: 1.0, dy=lambda p: 1.0),
    wrong("splits-the-gradient", dx=lambda p: p.dout / 2, dy=lambda p: p.dout / 2),
    wrong("multiplies-instead-of-adds", out=lambda p: p.x * p.y, dx=lambda p: p.dout * p.y, dy=lambda p: p.dout * p.x),
    wrong("does-not-switch", dx=lambda p: p.dout * p.x, dy=lambda p: p.dout * p.y),
)

MULTIPLY = task(
    "Multiply", lambda p: p.x * p.y, probes,
    wrong("does-not-switch", dx=lambda p: p.dout * p.x, dy=lambda p: p.dout * p.y),
    wrong("missing-upstream", dx=lambda p: p.y, dy=lambda p: p.x),
    wrong("forgot-local-derivative", dx=lambda p: p.dout, dy=lambda p: p.dout),
    wrong("shares-its-memory", dx=lambda p: p.dout * p.other_y, dy=lambda p: p.dout * p.other_x),
    wrong("adds-instead-of-multiplies", out=lambda p: p.x + p.y, dx=lambda p: p.dout + p.y, dy=lambda p: p.dout + p.x),
)

MAX = task(
    "Max", lambda p: np.maximum(p.x, p.y), probes,
    wrong("feeds-both", dx=lambda p: p.dout, dy=lambda p: p.dout),
    wrong("feeds-the-loser", out=lambda p: np.minimum(p.x, p.y), dx=lambda p: p.dout * (p.x < p.y),
          dy=lambda p: p.dout * (p.y < p.x)),
    wrong("missing-upstream", dx=lambda p: 1.0 * (p.x > p.y), dy=lambda p: 1.0 * (p.y > p.x)),
    wrong("splits-the-gradient", dx=lambda p: p.dout / 2, dy=lambda p: p.dout / 2),
    wrong("shares-its-memory", dx=lambda p: p.dout * (p.other_x > p.other_y),
          dy=lambda p: p.dout * (p.other_y > p.other_x)),
)

MATMUL = task(
    "MatMul", lambda p: p.x @ p.y, matrix_probes,
    wrong("transposed", dx=lambda p: p.dout @ p.y),
    wrong("transposed", dy=lambda p: p.x @ p.dout),
    wrong("transposed", dx=lambda p: p.y @ p.dout.T, dy=lambda p: p.dout.T @ p.x),
    wrong("missing-upstream", dx=lambda p: np.ones_like(p.dout) @ p.y.T, dy=lambda p: p.x.T @ np.ones_like(p.dout)),
    wrong("missing-upstream", dx=lambda p: p.y.T, dy=lambda p: p.x.T),
    wrong("does-not-switch", dx=lambda p: p.x.T @ p.dout, dy=lambda p: p.dout @ p.y.T),
    wrong("shares-its-memory", dx=lambda p: p.dout @ p.other_y.T, dy=lambda p: p.other_x.T @ p.dout),
)

TASKS = (ADD, MULTIPLY, MAX, MATMUL)
