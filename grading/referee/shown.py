"""Outputs as a page can show them: whatever a hostile process shows, the page can be made, and soon."""

import nbformat
from nbconvert.filters import strip_ansi
from nbformat.v4 import new_output, output_from_msg

TYPES = {"text/plain", "image/png", "image/svg+xml"}  # nothing that a browser would run
LEAST = 1000  # characters that an output counts for, however small it is: each takes its place on the page


def output_of(message):
    """Output in a kernel's message; raises if that is not well-formed."""
    output = output_from_msg(message)
    if "data" in output:
        output.data, output.metadata = {kind: text for kind, text in output.data.items() if kind in TYPES}, {}
    nbformat.validate(output, ref="output", version=4)
    return output


def size(content):
    """Characters that an output counts for."""
    return max(LEAST, len(str(content)))


def plain(output):
    """The same without colours, which cost a page the square of their number, and without half characters."""
    if isinstance(output, dict):
        return nbformat.from_dict({plain(key): plain(value) for key, value in output.items()})
    if isinstance(output, list):
        return [plain(value) for value in output]
    return strip_ansi(output).encode("utf-8", "replace").decode() if isinstance(output, str) else output


def stopped(reason):
    """Output that says why a cell did not come to its end."""
    return new_output("error", ename="Stopped", evalue=reason, traceback=[f"Stopped: {reason}"])


def dropped():
    """Output in place of all that would have been too much."""
    return new_output("stream", name="stdout", text="[what this cell showed after this was too much to keep]\n")
