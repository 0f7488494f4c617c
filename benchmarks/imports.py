"""How long an import takes, in a process of its own."""

import pkgutil
import subprocess
import sys

import nnlib
from benchmarks.harness import Row

EVERYTHING = [name for _, name, _ in pkgutil.iter_modules(nnlib.__path__, "nnlib.") if "plotting" not in name]


def importing(*modules):
    """Start Python, import, and stop."""
    command = [sys.executable, "-c", f"import {', '.join(modules)}"]
    return lambda: subprocess.run(command, check=True)


def rows():
    """The package, and all its modules but plotting, against NumPy."""
    return [
        Row("import nnlib", {"nnlib": importing("nnlib"), "NumPy": importing("numpy")}, {"NumPy": 1.1}),
        Row("import every module of nnlib", {"nnlib": importing(*EVERYTHING), "NumPy": importing("numpy")}),
    ]
