"""The hours of the syllabus are those that chapters and problem sets state, and its weeks hold all of them."""

import json
import re

import pytest
from chapters import CHAPTERS, ROOT, text

PAGE = (ROOT / "book" / "syllabus.md").read_text("utf-8")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}
LINK = re.compile(r"\]\((\w+)\.ipynb\)")


def reading_minutes(chapter):
    """What a chapter states."""
    return int(re.search(r"Reading time: (\d+) minutes", text(chapter))[1])


def set_hours(name):
    """What a problem set states."""
    (notebook,) = (ROOT / "solutions" / name).glob("*.ipynb")
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return NUMBERS[re.search(r"About (\w+) hours; 100 points", "".join("".join(c["source"]) for c in cells))[1]]


def in_words(minutes):
    """As the syllabus writes a time."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest))


def weeks(title):
    """Cells of the rows of a table."""
    table = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    return rows[2:]


@pytest.mark.parametrize(("title", "number"), [("In twelve weeks", 12), ("In six weeks", 6)])
def test_the_weeks_hold_all_chapters_in_order(title, number):
    """If this fails, a plan leaves out a chapter, or has another number of weeks than it says."""
    rows = weeks(title)
    assert [row[0] for row in rows] == [str(week) for week in range(1, number + 1)]
    assert [name for row in rows for name in LINK.findall(row[1])] == [chapter.stem for chapter in CHAPTERS]


@pytest.mark.parametrize("title", ["In twelve weeks", "In six weeks"])
def test_the_hours_are_the_stated_ones(title):
    """If this fails, a week takes longer than the syllabus says."""
    minutes = {chapter.stem: reading_minutes(chapter) for chapter in CHAPTERS}
    for row in weeks(title):
        names = LINK.findall(row[1])
        reading, sets = sum(minutes[name] for name in names), 60 * sum(map(set_hours, names))
        assert row[2:] == [in_words(reading), in_words(sets), in_words(reading + sets)], row


def test_every_chapter_has_a_place_in_a_map():
    """If this fails, an instructor of one of the two courses does not find a chapter that belongs to it."""
    maps = PAGE.split("## Map to CS224N\n")[1]
    assert {name for name in re.findall(r"\((\w+)\.ipynb", maps)} == {chapter.stem for chapter in CHAPTERS}
