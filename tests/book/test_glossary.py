"""The glossary: sorted, explained, and each term with a section that exists."""

import re

import pytest
from chapters import CHAPTERS, ROOT, anchor, headings

GLOSSARY = re.search(r"```\{glossary\}\n(.*?)```", (ROOT / "book" / "glossary.md").read_text("utf-8"), re.S)[1]
ENTRIES = [entry.split("\n", 1) for entry in GLOSSARY.strip().split("\n\n")]
every_entry = pytest.mark.parametrize(("term", "explanation"), ENTRIES, ids=[term for term, _ in ENTRIES])


def test_terms_are_sorted():
    """If this fails, a term is not where readers look for it."""
    terms = [term.lower() for term, _ in ENTRIES]
    assert terms == sorted(set(terms)) and len(terms) >= 25


@every_entry
def test_terms_are_explained_in_one_or_two_sentences(term, explanation):
    """If this fails, a term is not explained, or at too great length."""
    prose = explanation.split("[Section")[0].replace("e.g.", "")
    assert 5 <= len(prose.split()) <= 45, term


@every_entry
def test_terms_lead_to_a_section(term, explanation):
    """If this fails, the link of a term leads nowhere."""
    number, chapter, target = re.search(r"\[Section (\d+\.\d+)\]\((\w+\.ipynb)#([\w-]+)\)", explanation).groups()
    titles = [title for c in CHAPTERS if c.name == chapter for _, title in headings(c)]
    assert target in [anchor(title) for title in titles if title.startswith(f"{number} ")], term
