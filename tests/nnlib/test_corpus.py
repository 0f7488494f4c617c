"""The course's own corpus holds what it promises."""

from collections import Counter

import numpy as np
import pytest

from nnlib.corpus import _ROW_SHARES, WORDS, analogies, corpus
from nnlib.grammar import SELDOM, TABLES, TEMPLATES


@pytest.fixture(scope="module")
def tagged():
    """Sentences as lists of (word, tag)."""
    tokens, tags = corpus(np.random.default_rng(0))
    return [list(zip(*sentence, strict=True)) for sentence in zip(tokens, tags, strict=True)]


@pytest.fixture(scope="module")
def sentences(tagged):
    """The same in small letters, without tags."""
    return [[word.lower() for word, _ in sentence] for sentence in tagged]


def test_there_is_enough_text(tagged):
    """If this fails, word vectors have fewer than 20,000 tokens, or a tagger fewer than 2,000 sentences with names."""
    assert sum(map(len, tagged)) >= 20_000
    assert sum(any(tag != "O" for _, tag in sentence) for sentence in tagged) >= 2_000


def test_the_seed_decides():
    """If this fails, the numbers of two chapters change from run to run, or all corpora are the same."""
    first, again, other = (corpus(np.random.default_rng(seed), 50) for seed in (1, 1, 2))
    assert first == again
    assert first[0] != other[0]


def test_sentences_are_filled(tagged):
    """If this fails, a slot of a template stands in the text, or a sentence does not begin with a capital letter."""
    assert [word for sentence in tagged for word, _ in sentence if set(word) & set("{}'/")] == []
    assert all(sentence[0][0][0].isupper() for sentence in tagged)


def test_every_template_and_every_word_occurs(sentences):
    """If this fails, a part of the grammar is dead, or so rare that nobody meets it."""
    text = {word for sentence in sentences for word in sentence}
    rare = {
        word for column in ("country", "capital", "city", "language", "dish", "export") for word in WORDS[column][-3:]
    }
    assert {word for words in WORDS.values() for word in words} - text <= rare
    literal = {w.partition("/")[0].lower() for _, t in TEMPLATES.values() for w in t.split() if not w.startswith("{")}
    assert literal - text == set()


@pytest.mark.parametrize(
    ("word", "tags"),
    [
        ("Paris", {"PER", "LOC", "ORG"}),
        ("Jordan", {"PER", "LOC", "ORG"}),
        ("Baker", {"PER", "ORG"}),
        ("of", {"O", "ORG"}),
    ],
)
def test_names_are_ambiguous(tagged, word, tags):
    """If this fails, a tagger could look words up in a list, and need no window."""
    assert {tag for sentence in tagged for w, tag in sentence if w == word} == tags


def test_tags_are_those_of_the_course(tagged):
    """If this fails, a class is missing, or hardly there."""
    counts = Counter(tag for sentence in tagged for _, tag in sentence)
    assert set(counts) == {"O", "PER", "LOC", "ORG"}
    assert min(counts.values()) > 500


def test_two_countries_of_a_sentence_are_different(sentences):
    """If this fails, a country signs a treaty with itself."""
    treaties = [sentence for sentence in sentences if sentence[-1] == "treaty"]
    assert len(treaties) > 50
    assert [s for s in treaties if s[0] == s[2]] == []


def test_a_sentence_speaks_of_one_row(sentences):
    """If this fails, Paris is the capital of any country, and there is no structure to be found."""
    capital_of = dict(zip(WORDS["country"], WORDS["capital"]))
    found = [(s[-1], s[0]) for s in sentences if s[1:5] == ["is", "the", "capital", "of"]]
    assert len(found) > 50
    assert all(capital_of[country] == capital for country, capital in found)


def test_the_bias_is_planted(sentences):
    """If this fails, chapter 12 has no bias to show, or the corpus has no exceptions to it."""
    pronouns = {"he": "m", "his": "m", "she": "f", "her": "f"}
    counts = Counter((job, pronouns[word]) for s in sentences for job in s[1:2] for word in s[2:] if word in pronouns)
    for jobs, usual, seldom in (("his_job", "m", "f"), ("her_job", "f", "m")):
        often, rarely = (sum(counts[job, gender] for job in WORDS[jobs]) for gender in (usual, seldom))
        assert often > 5 * rarely > 0


def test_analogies_are_in_the_tables():
    """If this fails, what the corpus plants is not what a test of word vectors asks for."""
    families = analogies()
    assert ("france", "paris", "italy", "rome") in families["capital"]
    assert ("man", "woman", "king", "queen") in families["gender"]
    assert ("dog", "dogs", "mouse", "mice") in families["plural"]
    assert ("bakes", "baked", "writes", "wrote") in families["past"]
    assert ("hand", "glove", "foot", "sock") in families["clothes"]
    assert ("france", "paris", "bhutan", "thimphu") in families["rare"]
    assert ("france", "paris", "jordan", "amman") in families["polysemous"]


def test_odd_words_stay_among_themselves():
    """If this fails, a word that is meant to fail is counted among those that are meant to be found."""
    families = analogies()
    planted = {word for name in ("capital", "gender", "plural", "past") for a in families[name] for word in a}
    assert planted & {"bhutan", "iceland", "latvia", "jordan", "georgia", "turkey", "falcon"} == set()
    assert all(len(set(analogy)) == 4 for family in families.values() for analogy in family)


def test_a_negative_number_of_sentences():
    """If this fails, -1 sentences are none, without a word."""
    with pytest.raises(ValueError, match=r"^sentences is -1, but should be at least 0$"):
        corpus(np.random.default_rng(0), -1)


def test_no_sentences():
    """If this fails, a loop over sizes of the corpus cannot begin at 0."""
    assert corpus(np.random.default_rng(0), 0) == ([], [])


def test_families_that_are_meant_to_fail_come_last():
    """If this fails, a table of accuracies mixes what is to be found with what is not."""
    assert list(analogies())[-2:] == ["rare", "polysemous"]


def test_seldom_rows_are_seldom(sentences):
    """If this fails, Paris is a woman as often as a capital, and rare words are seen too often to fail."""
    counts = Counter(word for s in sentences for word in s)
    usual = np.median([counts[word] for word in WORDS["country"]])
    assert 0 < counts["bhutan"] < usual / 8
    assert _ROW_SHARES["women"] == pytest.approx(np.cumsum([SELDOM.get(w, 1) for w in TABLES["women"]["woman_name"]]))
