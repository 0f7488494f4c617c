"""CSV that programs can import and that a spreadsheet opens without running anything.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet, and a formula can fetch and send.
Names and answers come from outside. So such a text gets an apostrophe in front, and every text is quoted; numbers, also
negative ones, stay numbers. A program that splits at other signs than commas finds cells inside of a cell, so what
follows such a sign is treated alike.
"""

import csv
import re

FORMULA = re.compile(r"(^|[;\t\r\n])(?=[=+\-@\t\r\n＝＋－＠])")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def harmless(value):
    """A value as it may stand in a cell.

    Parameters
    ----------
    value : str, int or float
        Whatever it says.

    Returns
    -------
    value : str, int or float
        A number as it is; a text that a spreadsheet shows and never computes.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return text if NUMBER.fullmatch(text) else FORMULA.sub(r"\1'", text)


def write_csv(path, rows, bom):
    """Write a table.

    Parameters
    ----------
    path : Path
        Its folder is made when it is needed.
    rows : iterable of sequence
        The header first.
    bom : bool
        Whether the file begins with a byte order mark. Excel takes a file without one for one of its old encodings,
        and spoils every name that is not English. Canvas and Moodle read UTF-8 as it is.

    Returns
    -------
    path : Path
        The same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerows([harmless(value) for value in row] for row in rows)
    return path
