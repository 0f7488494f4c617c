"""Text of one's own: plain text, and tagged text in the format of the CoNLL shared tasks. Both in UTF-8."""

import re
from pathlib import Path

PUNCTUATION = r'.,;:!?()"\[\]“”„«»…'
TOKEN = re.compile(rf"[{PUNCTUATION}]|[^\s{PUNCTUATION}]+(?:[{PUNCTUATION}]+[^\s{PUNCTUATION}]+)*")


def read_text(path):
    """Read plain text, one sentence on each line.

    Words are separated by white space. A punctuation mark at the edge of a word is a token of its own; inside a word,
    as in 3.14, it belongs to the word.

    Parameters
    ----------
    path : str or path_like
        The file. Empty lines are skipped.

    Returns
    -------
    sentences : list of list of str
        The tokens of each line.

    Raises
    ------
    ValueError
        If the file is not in UTF-8.

    References
    ----------
    Chapter 12, "The company that words keep".
    """
    sentences = [TOKEN.findall(line) for line in _lines(path)]
    return [sentence for sentence in sentences if sentence]


def read_conll(path, *, keep_prefix=False):
    """Read tagged text: a word on each line, its tag in the last column, an empty line after each sentence.

    Columns are separated by blanks or tabs. Two kinds of lines are skipped: those that begin with ``-DOCSTART-``, and
    comments at the beginning of a sentence, ``#`` and a blank. (A sentence that begins with the word # needs tabs.)

    Parameters
    ----------
    path : str or path_like
        The file.
    keep_prefix : bool, default False
        Whether to keep the tags ``B-PER`` and ``I-PER`` apart; else, both are ``PER``.

    Returns
    -------
    tokens : list of list of str
        The words of each sentence.
    tags : list of list of str
        Their tags.

    Raises
    ------
    ValueError
        If the file is not in UTF-8, or a line has another number of columns than the first one, or only one.

    References
    ----------
    Chapter 11, "Your own text"; Tjong Kim Sang and De Meulder (2003).
    """
    sentences, width, first = [[]], None, None
    for number, line in enumerate(_lines(path), start=1):
        columns = re.split(r"[ \t]+", line.strip(" \t"))
        if columns == [""] or columns[0] == "-DOCSTART-":
            sentences.append([])
        elif sentences[-1] or not re.match("#( |$)", line):
            width, first = width or len(columns), first or number
            _require_columns(path, number, columns, width, first)
            sentences[-1].append((columns[0], columns[-1] if keep_prefix else re.sub("^[BI]-", "", columns[-1])))
    sentences = [sentence for sentence in sentences if sentence]
    return [[word for word, _ in sentence] for sentence in sentences], [[tag for _, tag in s] for s in sentences]


def _lines(path):
    data = Path(path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"{path}, line {number} has the byte {data[error.start]:#04x}, but should be UTF-8: save the file as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _require_columns(path, number, columns, width, first):
    if len(columns) < 2:
        raise ValueError(f"{path}, line {number} is {' '.join(columns)!r}, but should be a word and its tag")
    if len(columns) != width:
        raise ValueError(
            f"{path}, line {number} is {' '.join(columns)!r}, with {len(columns)} columns, but should have {width}, as "
            f"line {first} has"
        )
