"""One real call of every public function of nnlib, for the tests of what docstrings claim.

The sizes are fixed, so that a letter in a docstring is a number: a shape ``(N, D)`` is ``(5, 3)``.
"""

import importlib
import inspect
import pkgutil

import numpy as np
from pairs import PAIRS

import nnlib
from nnlib import autodiff, gradcheck, gradient_report, mlp
from nnlib.affine import affine_backward, affine_forward
from nnlib.operations import Add

SIZES = {"N": 5, "D": 3, "M": 2, "C": 4, "V": 7, "L": 6}


def public(kind):
    """All public functions or classes (``inspect.isfunction``, ``inspect.isclass``), by qualified name."""
    names = [name for _, name, _ in pkgutil.iter_modules(nnlib.__path__, "nnlib.")]
    modules = [importlib.import_module(n) for n in names if not n.startswith(("nnlib._", "nnlib.plotting"))]
    return {
        f"{module.__name__}.{name}": member
        for module in modules
        for name, member in inspect.getmembers(module, kind)
        if member.__module__ == module.__name__ and not name.startswith("_")
    }


def of_pairs():
    """Calls of the pairs, from the table of pairs."""
    rng = np.random.default_rng(0)
    for pair in PAIRS:
        letters = list(inspect.signature(pair.draw).parameters)[1:]
        arguments = pair.draw(rng, *(SIZES[letter] for letter in letters))
        if not pair.name.startswith("mlp"):
            out, cache = pair.forward(**arguments)
            yield pair.forward, tuple(arguments.values())
            yield pair.backward, (rng.normal(size=np.shape(out)), cache)


def of_the_others():
    """Calls of everything else; a new function that is not a pair gets its line here."""
    rng = np.random.default_rng(0)
    N, D, M, C = (SIZES[letter] for letter in "NDMC")
    X, W, b = rng.normal(size=(N, D)), rng.normal(size=(D, M)), rng.normal(size=M)
    params, x = mlp.mlp_init((D, M, C), rng), autodiff.Node(X)
    scores, caches = mlp.mlp_forward(X, params)
    yield mlp.mlp_init, ((D, M, C), rng)
    yield mlp.mlp_forward, (X, params, "tanh")
    yield mlp.mlp_backward, (scores, caches)
    yield autodiff.apply, (Add, X, X)
    yield autodiff.topological_order, (x + x,)
    yield autodiff.gradients, (x + x, [x], X)
    yield gradcheck.numerical_gradient, (lambda X: (X**2).sum(), X)
    yield gradcheck.numerical_vjp, (lambda X: X**2, X, X)
    yield gradcheck.check_backward, (affine_forward, affine_backward, {"X": X, "W": W, "b": b}, rng)
    yield gradient_report.relative_error, (X, X)


CALLS = dict([*of_pairs(), *of_the_others()])
