"""One real call of every public function, for the tests that hold it against what its docstring says.

The sizes are fixed, so that a letter in a docstring is a number: a shape ``(N, D)`` is ``(5, 3)``. A new function
that is not half of a pair gets a line in ``calls()`` of one of the modules beside this file.
"""

import importlib
import inspect
import pkgutil

import nnlib
from calls._sizes import SIZES, of_pairs

__all__ = ["CALLS", "SIZES", "public"]


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


MODULES = sorted(name for _, name, _ in pkgutil.iter_modules(__path__) if not name.startswith("_"))
CALLS = dict([*of_pairs(), *(call for name in MODULES for call in importlib.import_module(f"calls.{name}").calls())])
