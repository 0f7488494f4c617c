"""Every chapter has the same parts, and what it names exists."""

import ast
import re
from itertools import pairwise

import pytest
from chapters import CHAPTERS, ROOT, about, figures, headings, name, section, source, text

from grading.misconceptions import MISCONCEPTIONS
from grading.problem_sets import tasks_of

LAST_SECTIONS = ["Common mistakes", "Quiz", "Summary", "Problem set", "The same in PyTorch", "Further reading"]
FIRST_WORDS = ["you can**", "**You need**", "Reading time:"]
CODE_NAME = r"`([a-z]+(?:-[a-z]+)+)`"  # a misconception in code font
ITEM = r"- `([a-z-]+)`"  # ... and at the beginning of an item, where it may be a single word
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=name)


def number_of(chapter):
    """6 for 06_backprop."""
    return int(chapter.stem[:2])


def numbered_sections(chapter):
    """Titles of the form ``6.1 One weight, by hand``."""
    return [title for level, title in headings(chapter) if level == 2 and re.match(r"\d", title)]


def quoted_listings(chapter):
    """Path and lines of every listing that says from which file it is."""
    return re.findall(r"^```python\n# (nnlib/\w+\.py)\n(.*?)^```$", text(chapter), re.M | re.S)


def promised_sections():
    """Where, and which section of which chapter: docstrings of nnlib and misconceptions."""
    for path in sorted((ROOT / "nnlib").glob("*.py")):
        for chapter, title in re.findall(r'Chapter (\d+), "([^"]+?)[.;]?"', path.read_text("utf-8")):
            yield path.name, int(chapter), title
    for key, misconception in MISCONCEPTIONS.items():
        for promised in misconception.sections:
            chapter, title = re.fullmatch(r"(\d+)\.\d+ (.+)", promised).groups()
            yield key, int(chapter), title


@every_chapter
def test_one_title_with_the_number_of_the_file(chapter):
    """If this fails, the chapter is called one thing in the contents and another in its title."""
    titles = [title for level, title in headings(chapter) if level == 1]
    assert len(titles) == 1 and titles[0].startswith(f"{number_of(chapter)}. "), titles


@every_chapter
def test_headings_do_not_skip_a_level(chapter):
    """If this fails, a screen reader's outline has holes."""
    levels = [level for level, _ in headings(chapter)]
    assert levels[0] == 1 and all(b <= a + 1 for a, b in pairwise(levels)), levels


@every_chapter
def test_sections_are_numbered_from_one(chapter):
    """If this fails, references such as 'section 6.4' lead astray."""
    numbers = [title.split()[0] for title in numbered_sections(chapter)]
    assert numbers == [f"{number_of(chapter)}.{i}" for i in range(1, len(numbers) + 1)]


@every_chapter
def test_the_last_sections_are_there_in_order(chapter):
    """If this fails, a part that every chapter has is missing."""
    assert [title for level, title in headings(chapter) if level == 2][-len(LAST_SECTIONS) :] == LAST_SECTIONS


@every_chapter
@pytest.mark.parametrize("words", FIRST_WORDS)
def test_the_beginning_says_what_readers_get_and_need(chapter, words):
    """If this fails, objectives, prerequisites or the reading time are missing."""
    beginning = text(chapter).split("\n## ")[0]
    assert words in beginning and "?" in beginning, f"{words!r} or the question is missing before the first section"


@every_chapter
def test_figures_have_alt_text_and_captions(chapter):
    """If this fails, somebody who cannot see a figure is told nothing."""
    assert len(figures(chapter)) >= 4, f"{chapter.name} has {len(figures(chapter))} figures"
    for cell in figures(chapter):
        alt, caption, figure_name = about(cell)
        where = f" in the cell\n{source(cell)[:200]}"
        assert len(alt) >= 40 and not re.search(r"\.(svg|png)\b", alt), f"alt text {alt!r}{where}"
        assert caption and figure_name.startswith("fig-"), f"no caption or no name{where}"


@every_chapter
def test_no_two_figures_have_one_name(chapter):
    """If this fails, a reference leads to the wrong figure."""
    names = [about(cell)[2] for cell in figures(chapter)]
    assert len(set(names)) == len(names)


@every_chapter
def test_misconceptions_exist(chapter):
    """If this fails, the book and the grader call one mistake by two names."""
    mistakes = section(chapter, "Common mistakes")
    named = re.findall(CODE_NAME, mistakes) + re.findall(f"^{ITEM}", mistakes, re.M)
    assert named and sorted(set(named) - set(MISCONCEPTIONS)) == []


@every_chapter
def test_every_mistake_that_the_grader_names_is_explained(chapter):
    """If this fails, a student is given a name that the chapter does not know."""
    tasks = tasks_of(chapter.stem).values()
    names = {wrong.name for task in tasks for wrong in task.wrong}
    names |= {"writes-to-its-arguments", "hard-coded", "delegated"}
    explained = section(chapter, "Common mistakes")
    assert sorted(n for n in names if f"`{n}`" not in explained) == []


@every_chapter
def test_common_mistakes_have_all_their_parts(chapter):
    """If this fails, a mistake has no line of code, no symptom or no way to think right."""
    items = re.findall(r"^- .+$", section(chapter, "Common mistakes"), re.M)
    form = rf"{ITEM}: .+ \*How it shows:\* .+ \*Think:\* .+ \(\d+\.\d+(, \d+\.\d+)*\)"
    assert items and [item for item in items if not re.fullmatch(form, item)] == []


@every_chapter
def test_quoted_listings_stand_in_nnlib(chapter):
    """If this fails, the chapter explains code that nnlib no longer has."""
    for path, listing in quoted_listings(chapter):
        assert any(listing in unindented(ROOT / path, n) for n in (0, 4, 8)), f"{path} does not contain\n{listing}"


def unindented(path, spaces):
    """A file with some indentation taken away from every line that has it."""
    return re.sub(rf"^ {{{spaces}}}", "", path.read_text("utf-8"), flags=re.M)


@pytest.mark.parametrize(("where", "chapter", "title"), list(promised_sections()))
def test_sections_that_code_refers_to_exist(where, chapter, title):
    """If this fails, a docstring or a hint sends readers to a section that is not there."""
    of_chapter = [t.split(" ", 1)[1] for c in CHAPTERS if number_of(c) == chapter for t in numbered_sections(c)]
    assert title in of_chapter, f"{where} refers to chapter {chapter}, {title!r}"


@every_chapter
def test_the_problem_set_is_linked(chapter):
    """If this fails, readers do not find the exercises."""
    assert re.search(rf"\]\(\.\./exercises/{chapter.stem}/\w+\.ipynb\)", section(chapter, "Problem set"))


@every_chapter
def test_the_pytorch_listing_is_python(chapter):
    """If this fails, the listing cannot be copied and run."""
    [listing] = re.findall(r"^```python\n(.*?)^```$", section(chapter, "The same in PyTorch"), re.M | re.S)
    assert "torch" in listing and ast.parse(listing)
