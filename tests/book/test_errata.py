"""The numbers of the errata page."""

import re

import pytest
from chapters import ROOT, run_listings

PAGE = ROOT / "book" / "errata.md"
TEXT = PAGE.read_text("utf-8")
ENTRIES = TEXT.split("\n## ")[1:]


def title(entry):
    """The heading of an entry."""
    return entry.splitlines()[0]


def outputs(entry):
    """The lines of a listing that are not typed."""
    [listing] = re.findall(r"```python\n(.*?)```", entry, re.S)
    return "\n".join(line for line in listing.splitlines() if not line.startswith((">>>", "...")))


def test_the_listings_give_what_they_show():
    """If this fails, a number on the page is wrong."""
    result = run_listings(PAGE)
    assert result.attempted >= 15 and result.failed == 0


@pytest.mark.parametrize("entry", ENTRIES, ids=title)
def test_every_entry_says_what_is_stated_and_what_is_right(entry):
    """If this fails, an entry does not tell readers which of two formulas to keep."""
    assert "**Stated**, in" in entry and "**Right:**" in entry


@pytest.mark.parametrize("entry", ENTRIES, ids=title)
def test_decimals_in_the_prose_are_computed_below_it(entry):
    """If this fails, the prose states a number that nobody computed."""
    prose = re.sub(r"```.*?```|\[section.*?\)", "", entry, flags=re.S).replace("−", "-")
    shown = [float(n) for n in re.findall(r"-?\d+\.\d+", outputs(entry))]
    assert [n for n in re.findall(r"-?\d+\.\d+", prose) if float(n) not in shown] == []
