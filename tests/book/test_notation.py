"""The numbers of the notation page."""

import re

import numpy as np
import pytest
from chapters import ROOT, run_listings

PAGE = ROOT / "book" / "notation.md"
x, W, b = np.array([[1], [2]]), np.array([[1, 0], [0, 1], [2, -1]]), np.array([[5], [6], [7]])  # columns
delta = np.array([[1], [10], [100]])
row = delta.T
COLUMNS = {"$x$": x, "$W$": W, "$b$": b, "$z$": W @ x + b, r"$\delta$": delta,
           r"$\partial s/\partial W$": delta @ x.T, r"$\partial s/\partial x$": W.T @ delta}


def tex(array):
    """A matrix as the page writes it."""
    rows = r" \\ ".join(" & ".join(map(str, row)) for row in array)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def matrices(symbol):
    """The two matrices in the line of the last table that begins with a symbol."""
    example = PAGE.read_text("utf-8").split("## One example in both")[1]
    [line] = [line for line in example.splitlines() if line.startswith(f"| {symbol} |")]
    return re.findall(r"\\begin\{pmatrix\}.*?\\end\{pmatrix\}", line)


@pytest.mark.parametrize("symbol", COLUMNS)
def test_columns_and_rows_are_transposes(symbol):
    """If this fails, the translation between the two conventions is wrong."""
    assert matrices(symbol) == [tex(COLUMNS[symbol]), tex(COLUMNS[symbol].T)]


FORMULAS = {  # the cells of the first table, and what they are; the last, of rows, turned into columns
    r"$\partial s/\partial W$": [
        (r"$\delta\, x^\top$", delta @ x.T), (r"$\delta^\top x^\top$", row.T @ x.T), (r"$x^\top \delta$", (x @ row).T)],
    r"$\partial s/\partial b$": [(r"$\delta$", delta), (r"$\delta^\top$", row.T), (r"$\delta$", row.T)],
    r"$\partial s/\partial x$": [
        (r"$W^\top \delta$", W.T @ delta), (r"$(\delta\, W)^\top$", (row @ W).T), (r"$\delta\, W^\top$", (row @ W).T)],
}


@pytest.mark.parametrize("gradient", FORMULAS)
def test_three_ways_to_write_a_gradient_give_the_same(gradient):
    """If this fails, the table translates a formula into a different one."""
    table = PAGE.read_text("utf-8").split("## One example in both")[0]
    [line] = [line for line in table.splitlines() if line.startswith(f"| {gradient} |")]
    assert [cell.strip() for cell in line.split("|")[2:-1]] == [formula for formula, _ in FORMULAS[gradient]]
    assert all(np.array_equal(value, FORMULAS[gradient][0][1]) for _, value in FORMULAS[gradient])


def test_the_listing_gives_what_it_shows():
    """If this fails, a reader who types the listing sees other numbers."""
    result = run_listings(PAGE)
    assert result.attempted >= 8 and result.failed == 0
