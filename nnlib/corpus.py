"""The course's own corpus: sentences from a seeded grammar, every word tagged, with a structure that is known."""

from bisect import bisect
from itertools import accumulate, permutations

from nnlib.grammar import FAMILIES, POLYSEMOUS, RARE, SELDOM, TABLES, TAGS, TEMPLATES

WORDS = {column: [word.lower() for word in words] for table in TABLES.values() for column, words in table.items()}
_TABLE_OF = {column: name for name, table in TABLES.items() for column in table}


def corpus(rng, sentences=8000):
    """Draw tagged sentences: people (PER), places (LOC), organisations (ORG), and everything else (O).

    Some words can be more than one of them: Paris is a city and a woman, Florence a city, a woman and a company. Most
    nurses are women and most engineers are men: a bias, planted ten to one, that word vectors will find.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws the sentences; the same seed draws the same ones.
    sentences : int, default 8000
        How many; 8,000 have about 57,000 tokens.

    Returns
    -------
    tokens : list of list of str
        The words of each sentence, as written: the first one begins with a capital letter.
    tags : list of list of str
        Their tags.

    Raises
    ------
    ValueError
        If ``sentences`` is negative.

    References
    ----------
    Chapter 11, "Tagged text"; Chapter 12.

    Examples
    --------
    >>> import numpy as np
    >>> tokens, tags = corpus(np.random.default_rng(2), sentences=1)
    >>> list(zip(tokens[0], tags[0]))
    [('Hugo', 'PER'), ('Pine', 'PER'), ('lives', 'O'), ('in', 'O'), ('Seville', 'LOC')]
    """
    if sentences < 0:
        raise ValueError(f"sentences is {sentences}, but should be at least 0")
    drawn = [_sentence(_TEMPLATES[_draw(_SHARES, rng)], rng) for _ in range(sentences)]
    return [tokens for tokens, _ in drawn], [tags for _, tags in drawn]


def analogies():
    """What the grammar plants: "a is to b as c is to d", by family.

    The families ``capital``, ``gender``, ``plural`` and ``past`` are there to be found. Those beside them look the same
    and are there to fail, more or less: ``rare`` words are seen too few times, ``polysemous`` ones mean something else
    as well (Turkey and a turkey, Jordan and his country), and what a glove is to a hand, a sock is not to a foot, at
    least not in this text (``clothes``).

    Returns
    -------
    families : dict of str to list of tuple
        Words ``(a, b, c, d)``, such as ``("france", "paris", "italy", "rome")``, in small letters.

    References
    ----------
    Chapter 12, "Analogies"; Mikolov, Yih and Zweig (2013).
    """
    odd = {"rare": {word.lower() for word in RARE}, "polysemous": {word.lower() for word in POLYSEMOUS}}
    families = {name: [] for name in [*FAMILIES, *odd]}
    for name, (a, b) in FAMILIES.items():
        for first, second in permutations(zip(WORDS[a], WORDS[b]), 2):
            kind = next((kind for kind, words in odd.items() if second[0] in words), name)
            if first[0] not in odd["rare"] | odd["polysemous"]:
                families[kind].append(first + second)
    return families


def _sentence(template, rng):
    """Words and tags of one sentence; slots of the same table are filled from the same row."""
    rows, words = {}, []
    for word, column, _ in template:
        if column is not None:
            if word not in rows:  # where a slot stands, word names its table
                rows[word] = _another(word, rows, rng)
            word = TABLES[_TABLE_OF[column]][column][rows[word]]
        words.append(word)
    words[0] = words[0][0].upper() + words[0][1:]
    return words, [tag for _, _, tag in template]


def _another(key, rows, rng):
    """A row for a table that has none yet; for a second slot, ``country'``, one that the first does not have."""
    table = key.rstrip("'")
    row = _draw(_ROW_SHARES[table], rng)
    return _another(key, rows, rng) if row == rows.get(table) else row


def _draw(shares, rng):
    """An index, in proportion to shares that are summed up."""
    return bisect(shares, shares[-1] * rng.random())


def _parse(line):
    """What stands at each place of a template: word (or the table of a slot), column of a slot, tag."""
    for token in line.split():
        word, _, tag = token.partition("/")
        column = word.strip("{'}") if word.startswith("{") else None
        key = word if column is None else _TABLE_OF[column] + "'" * word.count("'")
        yield key, column, tag or TAGS.get(column, "O")


_LINES = [(share, text.strip().splitlines()) for share, text in TEMPLATES.values()]
_TEMPLATES = [list(_parse(line)) for _, lines in _LINES for line in lines]
_SHARES = list(accumulate(share / len(lines) for share, lines in _LINES for _ in lines))
_ROW_SHARES = {
    name: list(accumulate(SELDOM.get(first, 1) for first in next(iter(table.values()))))
    for name, table in TABLES.items()
}
