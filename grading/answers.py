"""Ask a function, safely; keep what came back, or why nothing did."""

import contextlib
import io
import warnings
from dataclasses import dataclass, replace

import numpy as np

from grading.delegation import Delegated, watch_nnlib
from grading.raised import Damaged, Raised, raised
from grading.task import Names
from nnlib.gradcheck import relative_error

WRITTEN_TO = "an argument was written to; it is read-only"


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
    parts : dict of str to (ndarray | Names | Raised)
        By name; under the name ``""`` a `Raised` where there is no answer at all.
    """
    try:
        parts = _answer(task, functions, probe, probe.copies(), said)
    except (Exception, SystemExit) as error:
        parts = {"": raised(error)}
    refused = [name for name, part in parts.items() if isinstance(part, Raised) and "read-only" in part.message]
    if refused and _damages(task, functions, probe):
        parts |= {name: replace(parts[name], kind="Damaged", message=WRITTEN_TO) for name in refused}
    return parts


def same(a, b, tolerance):
    """Whether two outcomes are one: both raised alike, the same names, or numbers within the tolerance."""
    if isinstance(a, Raised) or isinstance(b, Raised):
        return isinstance(a, Raised) and isinstance(b, Raised) and a.kind == b.kind
    if isinstance(a, Names) or isinstance(b, Names):
        return type(a) is type(b) and a == b
    with np.errstate(all="ignore"):  # of numbers near the largest, the square overflows
        return np.shape(a) == np.shape(b) and relative_error(a, b) <= tolerance


def plain(name, value):
    """Numbers as a plain float array: nothing with a behaviour of its own is compared."""
    if type(value) is Names:
        return value
    if isinstance(value, Exception):
        return raised(value)
    try:
        array = np.asarray(value)
        if value is None or array.dtype.kind not in "biufO":
            raise TypeError
        return np.array(array, dtype=float)
    except (TypeError, ValueError):
        kind = "None" if value is None else getattr(value, "type_name", type(value).__name__)
        return Raised("WrongForm", f"{name} is {kind}, but should be real numbers")


def _answer(task, functions, probe, asked, said):
    elsewhere = all(getattr(function, "runs_elsewhere", False) for function in functions)  # nothing to see here
    watch = contextlib.nullcontext(()) if elsewhere else watch_nnlib(task.may_call)
    with _overheard(said), watch as called:
        parts = {name: plain(name, value) for name, value in task.call(asked, *functions).items()}
    if called:
        raise Delegated(f"{', '.join(sorted(called))} does the work; write it yourself")
    if not _unchanged(vars(probe), vars(asked)):
        raise Damaged("an argument was changed")
    return parts


def _damages(task, functions, probe):
    """Whether the arguments come back changed where they can be."""
    asked = probe.copies(writable=True)
    with contextlib.suppress(Exception, SystemExit), _overheard(Said()):
        try:
            task.call(asked, *functions)
        except Damaged:  # in another process, where a copy was changed
            return True
    return not _unchanged(vars(probe), vars(asked))


def _unchanged(before, after):
    if before is after:  # nothing that can be changed
        return True
    if isinstance(before, np.ndarray):
        return np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_unchanged(value, after[name]) for name, value in before.items())
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_unchanged, before, after))
    return before == after


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

