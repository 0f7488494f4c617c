"""What a test must know about a pair."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from nnlib.autodiff import Node

KINK = 1e-2  # how far random arguments stay away from one


@dataclass(frozen=True)
class Pair:
    """A forward and a backward pass, and what a test must know to try them."""

    name: str
    forward: Callable
    backward: Callable
    draw: Callable  # draw(rng, N, D, ...) -> all arguments of forward by name, in order
    graph: Callable  # graph(**arguments) -> Node; the differentiable arguments come as nodes
    fixed: tuple = ()  # the arguments that are not differentiable
    complex_step: bool = True  # whether forward takes complex numbers
    torch: Callable | None = None  # torch(torch, **arguments) -> tensor; the arguments come as tensors

    def __str__(self):
        return self.name

    def arguments(self):
        """Strategy: arguments of all sizes from 1 to 7, no two axes of the same length."""
        letters = list(inspect.signature(self.draw).parameters)[1:]
        sizes = st.lists(st.integers(1, 7), min_size=len(letters), max_size=len(letters), unique=True)
        return st.builds(
            lambda sizes, seed: self.draw(np.random.default_rng(seed), *sizes), sizes, st.integers(0, 2**32 - 1)
        )

    def split(self, arguments):
        """The differentiable arguments, and the others."""
        return (
            {name: value for name, value in arguments.items() if name not in self.fixed},
            {name: arguments[name] for name in self.fixed},
        )

    def gradients(self, dout, cache):
        """What backward returns, always as a tuple."""
        grads = self.backward(dout, cache)
        return grads if isinstance(grads, tuple) else (grads,)


def away_from_zero(rng, *shape):
    """Numbers of both signs, none nearer to 0 than `KINK`."""
    return rng.uniform(KINK, 2, shape) * rng.choice([-1, 1], shape)


def as_graph(pair, arguments):
    """The output of a pair's graph, and the nodes of its differentiable arguments."""
    differentiable, fixed = pair.split(arguments)
    nodes = {name: Node(value) for name, value in differentiable.items()}
    return pair.graph(**nodes, **fixed), list(nodes.values())
