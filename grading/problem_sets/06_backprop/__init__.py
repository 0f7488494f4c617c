"""Problem set 6: backpropagation, from one affine layer to a whole network."""

import importlib

_FILES = ("affine", "hidden", "two_layers", "nodes", "graph", "window")  # in the order of the notebook
TASKS = [task for name in _FILES for task in importlib.import_module(f"{__name__}.{name}").TASKS]
