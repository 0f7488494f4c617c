"""A small table with a cell for every entry of a gradient: a tick, or a cross on a colour for the size of its error."""

from html import escape

import numpy as np

CELL = "width: 1.7em; height: 1.7em; padding: 0; text-align: center"
# Darker is worse. One hue, so that lightness alone tells it, and its own ink, so that the page may be light or dark.
BANDS = (
    (1e-4, "background: #fee8c8; color: #000"),
    (1e-2, "background: #fdbb84; color: #000"),
    (1.0, "background: #d7301f; color: #fff"),
    (np.inf, "background: #7f0000; color: #fff"),
)


def heat_map(a, n, wrong, sentence):
    """Draw the errors of a gradient as an HTML table, one row for each row of the array.

    Parameters
    ----------
    a, n : ndarray, shape (...)
        Analytic and numerical gradient.
    wrong : ndarray of bool, shape (...)
        Which entries differ; the others get a tick.
    sentence : str
        What the map shows, for those who do not see it.

    Returns
    -------
    html : str
        A table, or nothing for an empty array.
    """
    scale = np.linalg.norm(n) / np.sqrt(np.size(n)) or 1.0
    error = np.abs(a - n) / scale
    rows = [_row(errors, crosses) for errors, crosses in zip(_as_rows(error), _as_rows(wrong))]
    return f'<table role="img" aria-label="{escape(sentence)}">{"".join(rows)}</table>'


def _as_rows(array):
    """An array of any number of axes as a matrix: the first axis stays, a vector is one row."""
    array = np.atleast_2d(array)
    return array.reshape(len(array), -1)


def _row(errors, crosses):
    return f"<tr>{''.join(_cell(error, cross) for error, cross in zip(errors, crosses))}</tr>"


def _cell(error, cross):
    if not cross:
        return f'<td style="{CELL}">✓</td>'
    colour = next((colour for limit, colour in BANDS if error < limit), BANDS[-1][1])  # NaN is below no limit
    return f'<td style="{CELL}; {colour}" title="error {error:.0e} of a typical entry">✗</td>'
