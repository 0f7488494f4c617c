"""Files of a reader's own: all that is right is read, all that is wrong is named."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.corpus_files import PUNCTUATION, read_conll, read_text

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=" \t\r\n\ufeff"), min_size=1)
TAGS = st.sampled_from(["O", "PER", "LOC", "ORG"])
SENTENCES = st.lists(st.lists(st.tuples(WORDS, TAGS), min_size=1), max_size=4)


def written(text, **encoding):
    """A file with some text or bytes in it."""
    path = Path(tempfile.mkdtemp(dir=written.folder), "text")
    path.write_bytes(text if isinstance(text, bytes) else text.encode(**encoding or {"encoding": "utf-8"}))
    return path


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory):
    """Where files are written."""
    written.folder = tmp_path_factory.mktemp("files")


@given(
    SENTENCES,
    st.sampled_from(["\t", " ", " \t "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
    st.booleans(),
)
def test_what_is_written_is_read(sentences, blank, newline, mark, ends):
    """If this fails, a word, a tag or the end of a sentence is lost: with some letters, line ends, or at the end."""
    if any(sentence[0][0] in ("#", "-DOCSTART-") for sentence in sentences):
        blank = "\t"
    lines = [line for sentence in sentences for line in [*(f"{w}{blank}{tag}" for w, tag in sentence), ""]]
    while lines and not ends and not lines[-1]:
        lines.pop()
    tokens, tags = read_conll(written(mark + newline.join(lines)))
    kept = [[pair for pair in sentence if pair[0] != "-DOCSTART-"] for sentence in sentences]
    assert [list(zip(*s)) for s in zip(tokens, tags)] == [sentence for sentence in kept if sentence]


def test_a_file_of_the_shared_task():
    """If this fails, files of CoNLL-2003 or with comments are misread: columns, document starts, prefixes."""
    path = written(
        "-DOCSTART- -X- O O\n\n# a comment, with many words\n#\nLena NNP B-NP B-PER\nParis NNP I-NP I-PER\n\n\n"
        "# 1 O O\nsaw VBD B-VP O\n# NN B-NP O\nB-A NN B-NP B-LOC\n   \nRome NNP B-NP B-LOC"
    )
    assert read_conll(path) == (
        [["Lena", "Paris"], ["saw", "#", "B-A"], ["Rome"]],
        [["PER", "PER"], ["O", "O", "LOC"], ["LOC"]],
    )
    assert read_conll(path, keep_prefix=True)[1][0] == ["B-PER", "I-PER"]


def test_a_sentence_that_begins_with_a_hash():
    """If this fails, a word # is lost, though its columns are separated by tabs, or a word #1 is."""
    assert read_conll(written("#\tO\nx\tO\n\n#1 O\n"))[0] == [["#", "x"], ["#1"]]


def test_plain_text_becomes_tokens():
    """If this fails, punctuation sticks to words, or words are torn apart."""
    text = "Museums in Paris, we hear, are amazing!\r\n\r\n  \n(3.14 isn't „naïve“...)\nअंग्रेज़ी e\u0301t\u00e9\n\n"
    assert read_text(written(text)) == [
        ["Museums", "in", "Paris", ",", "we", "hear", ",", "are", "amazing", "!"],
        ["(", "3.14", "isn't", "„", "naïve", "“", ".", ".", ".", ")"],
        ["अंग्रेज़ी", "e\u0301t\u00e9"],
    ]


@given(st.lists(st.lists(st.text(st.characters(categories=["L", "M", "N"]), min_size=1), min_size=1)))
def test_words_of_all_languages_stay_whole(sentences):
    """If this fails, a letter or a mark of some script is taken for punctuation, or is lost."""
    assert read_text(written("\n".join(" ".join(words) for words in sentences))) == sentences


@given(st.text(st.sampled_from("aä3'- \t" + PUNCTUATION)))
def test_no_character_is_lost(text):
    """If this fails, a mark between words disappears."""
    assert "".join("".join(sentence) for sentence in read_text(written(text))) == "".join(text.split())


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\ufeff\r\n \n"])
def test_a_file_without_words(text):
    """If this fails, an empty file has an empty sentence, or a word that is nothing."""
    assert read_text(written(text)) == []
    assert read_conll(written(text)) == ([], [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Rome LOC\nParis\n", "line 2 is 'Paris', but should be a word and its tag"),
        ("\n\n Paris \n", "line 3 is 'Paris', but should be a word and its tag"),
        ("# one\na O\n\nb X O\n", "line 4 is 'b X O', with 3 columns, but should have 2, as line 2 has"),
        ("a NN O\nb O\n", "line 2 is 'b O', with 2 columns, but should have 3, as line 1 has"),
        ("#hash\n", "line 1 is '#hash', but should be a word and its tag"),
    ],
)
def test_a_malformed_line_is_named(text, message):
    """If this fails, a reader has to search a file for the line that is wrong."""
    path = written(text)
    with pytest.raises(ValueError) as error:
        read_conll(path)
    assert str(error.value) == f"{path}, {message}"


@pytest.mark.parametrize("read", [read_text, read_conll])
@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("a O\nb O\ncafé O\n".encode("latin-1"), "line 3 has the byte 0xe9"),
        ("\ncafé O\n".encode("latin-1"), "line 2 has the byte 0xe9"),
        ("Rome LOC\n".encode("utf-16"), "line 1 has the byte 0xff"),
    ],
)
def test_another_encoding_is_named(read, data, place):
    """If this fails, a file in another encoding gives strange words, or an error that does not say what to do."""
    path = written(data)
    with pytest.raises(ValueError) as error:
        read(path)
    assert str(error.value) == f"{path}, {place}, but should be UTF-8: save the file as UTF-8"
