"""Notice when a student's function lets nnlib do the work."""

import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import nnlib

HOME = str(Path(nnlib.__file__).parent)
REFUSAL = "your own work is wanted here"  # says the error where nnlib's solutions cannot even be imported


class Delegated(Exception):
    """A function of nnlib that solves the task was called."""


@contextmanager
def watch_nnlib(may_call):
    """Record which functions of nnlib are called from outside nnlib, under whatever name they were imported.

    Parameters
    ----------
    may_call : sequence of str
        Names that do not count.

    Yields
    ------
    called : set of str
        Fills while the block runs.
    """
    called, before = set(), sys.getprofile()

    def on_event(frame, event, _):
        if event == "call" and _in_nnlib(frame) and not _in_nnlib(frame.f_back):
            name = frame.f_code.co_name
            if name not in may_call:
                called.add(f"nnlib.{Path(frame.f_code.co_filename).stem}.{name}")

    sys.setprofile(on_event)
    threading.setprofile(on_event)
    try:
        yield called
    finally:
        sys.setprofile(before)
        threading.setprofile(None)


def _in_nnlib(frame):
    """By the file that the code was written in: a copied function is still nnlib's."""
    return frame is not None and frame.f_code.co_filename.startswith(HOME)
