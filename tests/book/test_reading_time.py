"""The reading time that a chapter states is the one that it takes."""

import re

import pytest
from chapters import CHAPTERS, FENCE, cells, is_shown, name, text

WORDS_PER_MINUTE = 200
TOLERANCE = 5  # minutes


def reading_time(chapter):
    """Minutes: prose at 200 words each, a formula being one word, and one for each cell of code that is seen."""
    prose = re.sub(r"\$\$.*?\$\$|\$[^$]+\$", " formula ", FENCE.sub("", text(chapter)), flags=re.S)
    words = re.findall(r"\w[\w'’-]*", re.sub(r"</?\w+>", "", prose))
    return len(words) / WORDS_PER_MINUTE + sum(is_shown(cell) for cell in cells(chapter, "code"))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name)
def test_the_stated_reading_time_is_measured(chapter):
    """If this fails, readers plan with a wrong number."""
    stated = re.search(r"Reading time: (\d+) minutes", text(chapter))
    assert stated, f"{chapter.name} does not say 'Reading time: NN minutes'"
    measured = reading_time(chapter)
    off = abs(int(stated[1]) - measured)
    assert off <= TOLERANCE, f"{chapter.name} states {stated[1]} minutes, measured {measured:.0f}"
