"""The table of pairs: how to draw arguments for a forward pass, and the same pass by other means.

A new pair in nnlib gets an entry in ``PAIRS`` of one of the modules beside this file (any name will do);
`test_pairs.py` then holds it against every oracle.
"""

import importlib
import pkgutil

from pairs._pair import KINK, Pair, as_graph, away_from_zero

__all__ = ["KINK", "PAIRS", "Pair", "as_graph", "away_from_zero"]

MODULES = sorted(name for _, name, _ in pkgutil.iter_modules(__path__) if not name.startswith("_"))
PAIRS = [pair for name in MODULES for pair in importlib.import_module(f"pairs.{name}").PAIRS]
