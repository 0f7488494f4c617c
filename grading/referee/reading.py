"""Read a student's notebook: tolerant of its form, strict about its size, taking texts and pasted images only."""

import base64
import binascii
import hashlib
import json
import re
from pathlib import Path

from nbformat import from_dict
from nbformat.v4 import new_notebook

MAX_BYTES = 30_000_000  # of one file; JSON takes up to twenty times as much memory
MAX_CELLS = 2_000
MAX_CODE = 1_000_000  # characters in all cells
MAX_IMAGE = 3_000_000  # characters of base64
MAX_IMAGES = 10  # in one cell
IMAGES = ("image/png", "image/jpeg")


class Unreadable(Exception):
    """Nothing can be taken from a file, and why, in one sentence."""


def read(path):
    """A student's notebook from a file.

    Parameters
    ----------
    path : Path
        Of the file; nothing but a regular file is opened.

    Returns
    -------
    notebook : NotebookNode
        As `tidy` gives it.

    Raises
    ------
    Unreadable
        If it is no regular file, too large, or no notebook.
    """
    path = Path(path)
    if path.is_symlink():
        raise Unreadable("it is a symbolic link, but should be a notebook file")
    if not path.is_file():
        raise Unreadable("it is not a file")
    if path.stat().st_size > MAX_BYTES:
        raise too_large(path.stat().st_size)
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise Unreadable(f"it cannot be opened ({error.strerror})") from None


def parse(content):
    """A student's notebook from the bytes of a file.

    Parameters
    ----------
    content : bytes
        JSON in UTF-8, UTF-16 or UTF-32, with a byte-order mark or without; single wrong bytes do no harm.

    Returns
    -------
    notebook : NotebookNode
        As `tidy` gives it.

    Raises
    ------
    Unreadable
        If it is too large, or no notebook.
    """
    if len(content) > MAX_BYTES:
        raise too_large(len(content))
    if not content.strip():
        raise Unreadable("it is empty")
    try:
        return tidy(json.loads(content.decode(json.detect_encoding(content), "replace")))
    except RecursionError:
        raise Unreadable("it is nested too deeply to be a notebook") from None
    except ValueError as error:
        raise Unreadable(f"it is not JSON, so not a notebook ({error})") from None


def too_large(size, most=MAX_BYTES):
    """The `Unreadable` of what is not even opened."""
    return Unreadable(f"it has {size / 1e6:.1f} MB, but may have {most / 1e6:.0f}")


def tidy(document):
    """What counts of a notebook, in the present form.

    Parameters
    ----------
    document : dict
        A notebook of nbformat 1 to 4, not necessarily valid.

    Returns
    -------
    notebook : NotebookNode
        Of each cell: code or markdown, the source, the id if it has one, the ``grade_id``, images pasted in.

    Raises
    ------
    Unreadable
        If there are no cells, or too many.
    """
    cells = _cells(document)
    if len(cells) > MAX_CELLS:
        raise Unreadable(f"it has {len(cells)} cells, but may have {MAX_CELLS}")
    tidied = [_cell(cell) for cell in cells]
    code = sum(len(cell.source) for cell in tidied if cell.cell_type == "code")
    if code > MAX_CODE:
        raise Unreadable(f"it has {code} characters of code, but may have {MAX_CODE}")
    for position, (cell, given) in enumerate(zip(tidied, cells)):
        fresh = hashlib.sha256(f"{position} {cell.source}".encode()).hexdigest()[:16]
        cell.id = given["id"] if _has_id(given) else fresh
    notebook = new_notebook()
    notebook.cells = tidied  # afterwards: of cells with one id it would rename one
    return notebook


def _cells(document):
    """The cells, which before nbformat 4 were spread over worksheets."""
    found = document if isinstance(document, dict) else {}
    if not isinstance(found.get("cells"), list) and not isinstance(found.get("worksheets"), list):
        raise Unreadable("it has no list of cells, so it is not a notebook")
    sheets = [found] if isinstance(found.get("cells"), list) else found["worksheets"]
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells if isinstance(cell, dict)]


def _cell(cell):
    source = _text(cell.get("source", cell.get("input", "")))
    if cell.get("cell_type") == "heading":  # before nbformat 4
        level = cell.get("level")
        source = f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 1)} {source}"
    tidied = {"cell_type": "markdown", "metadata": _grade_id(cell), "source": source}
    if cell.get("cell_type") == "code":
        tidied |= {"cell_type": "code", "outputs": [], "execution_count": None}
    elif _images(cell):
        tidied["attachments"] = _images(cell)
    return from_dict(tidied)


def _has_id(cell):
    return isinstance(cell.get("id"), str) and re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", cell["id"])


def _text(source):
    """Text that can be written in UTF-8, with plain line ends."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    plain = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return plain.encode("utf-8", "replace").decode()


def _grade_id(cell):
    """Metadata with nothing but the name that nbgrader gave to the cell."""
    for key in ("metadata", "nbgrader", "grade_id"):
        cell = cell.get(key) if isinstance(cell, dict) else None
    return {"nbgrader": {"grade_id": cell}} if isinstance(cell, str) else {}


def _images(cell):
    """Attachments that are images: a page shows them as they are, so they have to be base64."""
    found = {}
    attachments = cell.get("attachments")
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind in IMAGES if isinstance(bundle, dict) and len(found) < MAX_IMAGES else ():
            data = _text(bundle.get(kind)).replace("\n", "")
            if data and len(data) <= MAX_IMAGE and _is_base64(data):
                found[_text(name)] = {kind: data}
    return found


def _is_base64(data):
    try:
        return bool(base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError):
        return False
