"""Put a changed module into one that is already imported: whatever holds its functions then holds the changed ones."""

import sys
from types import FunctionType


def graft(old, new):
    """Give a function, or all functions of a class, the code and the defaults of another."""
    if isinstance(new, FunctionType) and isinstance(old, FunctionType):
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    elif isinstance(new, type) and isinstance(old, type):
        for name in vars(new):
            graft(vars(old).get(name), vars(new)[name])
    for inner in ("__wrapped__", "__func__", "fget"):
        if hasattr(new, inner) and hasattr(old, inner):
            graft(getattr(old, inner), getattr(new, inner))


def graft_module(module, tree, constants):
    """Put the functions of a changed module into the imported one; constants wherever they were imported, if asked."""
    namespace = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(tree, module.__file__, "exec"), namespace)
    for name, new in namespace.items():
        old = vars(module).get(name)
        if getattr(new, "__module__", None) == module.__name__:
            graft(old, new)
        elif constants and not name.startswith("__") and old is not new:
            for user in [m for m in sys.modules.values() if getattr(m, "__dict__", {}).get(name) is old]:
                setattr(user, name, new)
