"""Ask a function, safely; keep what came back, or why nothing did."""

import contextlib
import io
import traceback
import warnings
from dataclasses import dataclass

import numpy as np

from grading.delegation import Delegated, watch_nnlib
from grading.task import WrongForm
from nnlib.gradcheck import relative_error


@dataclass(frozen=True)
class Raised:
    """No value: the function raised."""

    kind: str
    message: str
    line: str = ""

    def __str__(self):
        return " ".join(filter(None, [f"{self.kind}: {self.message}", self.line and f"(in your line: {self.line})"]))


@dataclass
class Said:
    """What the student's code printed and warned; shown, never punished."""

    text: str = ""


def ask(task, functions, probe, said):
    """Parts that a student's functions answer to one probe, as plain arrays.

    Parameters
    ----------
    task : Task
        What is asked.
    functions : sequence of callable
        The student's.
    probe : Probe
        The question; the functions get read-only copies of its arrays.
    said : Said
        Collects prints and warnings: on stderr they would cost the points of the whole cell.

    Returns
    -------
    parts : dict of str to (ndarray | tuple | Raised)
        By name; under the name ``""`` a `Raised` where there is no answer at all.
    """
    asked = probe.copies()
    try:
        with _overheard(said), watch_nnlib(task.may_call) as called:
            parts = task.call(asked, *functions)
        if called:
            raise Delegated(f"{', '.join(sorted(called))} does the work; write it yourself")
        parts = {name: _plain(name, value) for name, value in parts.items()}
        _require_unchanged(probe, asked)
    except Exception as error:
        parts = {"": Raised(type(error).__name__, str(error), _students_line(error))}
    return parts


def same(a, b, tolerance):
    """Whether two outcomes are one: both raised alike, the same words, or numbers within the tolerance."""
    if isinstance(a, Raised) or isinstance(b, Raised):
        return isinstance(a, Raised) and isinstance(b, Raised) and a.kind == b.kind
    if isinstance(a, tuple) or isinstance(b, tuple):
        return a == b
    return np.shape(a) == np.shape(b) and relative_error(a, b) <= tolerance


@contextlib.contextmanager
def _overheard(said):
    """Keep the first 2,000 characters of what is printed, warned or written to stderr inside the block."""
    out = io.StringIO()
    streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(out)
    with streams[0], streams[1], warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            warned = "".join(f"{w.category.__name__}: {w.message}\n" for w in caught)
            said.text = (said.text + out.getvalue() + warned)[:2000]


def _plain(name, value):
    """Numbers as a plain float array: nothing with a behaviour of its own is compared."""
    if isinstance(value, tuple):
        return value
    if value is None:
        raise WrongForm(f"{name} is None, but should be numbers")
    try:
        return np.array(value, dtype=float)
    except (TypeError, ValueError):
        raise WrongForm(f"{name} is {type(value).__name__}, but should be numbers") from None


def _require_unchanged(probe, asked):
    for name, value in vars(probe).items():
        if isinstance(value, np.ndarray) and not np.array_equal(value, getattr(asked, name)):
            raise ValueError(f"assignment destination is read-only: {name} was changed")


def _students_line(error):
    """The student's line in which it happened, if the traceback still knows it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "grading" not in f.filename]
    return frames[0].line or "" if frames else ""
