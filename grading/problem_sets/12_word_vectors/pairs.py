"""skipgram_pairs: every word with each of its neighbours in the same sentence, in any order of the pairs."""

import numpy as np

from grading.task import Probe, Task, WrongForm, unpack, wrong

ONE, SEVERAL = "one sentence", "several sentences"
SENTENCES = {  # words in each sentence, and the window
    ONE: (((7,), 2), ((5,), 1), ((9,), 3), ((3,), 4), ((1,), 2)),
    SEVERAL: (((4, 5), 2), ((3, 3, 3), 1), ((1, 6, 2), 3), ((0, 5, 1), 2)),
}
WORDS = 6  # few, so that some stand twice in a window


def probes(rng, group):
    """Texts in which a word is its own neighbour, and a pair comes twice, in the first of each group at least."""
    for i, (lengths, window) in enumerate(SENTENCES[group]):
        while True:
            sentences = [rng.integers(1, WORDS, size=n) for n in lengths]
            p = Probe(sentences=sentences, window=window)
            if i > 0 or telling(p):
                break
        yield p


def telling(p):
    """Whether a word has itself as a neighbour, and some pair stands there more often than that."""
    both = pairs(p).tolist()
    return any(a == b for a, b in both) and any(both.count([a, b]) > 1 for a, b in both if a != b)


def sort(both):
    """Pairs in an order of their own."""
    both = np.array(both, dtype=float).reshape(-1, 2)
    return both[np.lexsort(both.T[::-1])]


def ask(p, skipgram_pairs):
    """The student's pairs, sorted."""
    answer = unpack(skipgram_pairs(p.sentences, p.window), "skipgram_pairs", "centres", "contexts")
    try:
        centres, contexts = (np.asarray(answer[name], dtype=float) for name in ("centres", "contexts"))
    except (TypeError, ValueError):
        raise WrongForm("centres and contexts should be arrays of word indices") from None
    if centres.ndim != 1 or centres.shape != contexts.shape:
        raise WrongForm(f"centres of shape {centres.shape} and contexts of shape {contexts.shape} are no pairs")
    return {"pairs": sort(np.column_stack([centres, contexts]))}


def pairs(p, left=None, right=None, itself=False, sentences=None, keep=lambda a, b: True):
    """All pairs by loops, with one thing done differently."""
    left, right = (p.window if reach is None else reach for reach in (left, right))
    return sort([
        (words[i], words[j])
        for words in (p.sentences if sentences is None else sentences)
        for i in range(len(words))
        for j in range(max(0, i - left), min(len(words), i + right + 1))
        if (i != j or itself) and keep(words[i], words[j])
    ])


def wrapped(p, right=True):
    """What negative indices give: before the first word stands the last one, and before that an error, or others."""
    return sort([
        (words[i], words[j] if right else words[j % len(words)])
        for words in p.sentences
        for i in range(len(words))
        for j in range(i - p.window, min(i + p.window + 1, len(words)) if right else i + p.window + 1)
        if j != i
    ])


def entry(name, **differently):
    """A misconception about which pairs there are."""
    return wrong(name, pairs=lambda p: pairs(p, **{key: change(p) for key, change in differently.items()}))


PAIRS = Task(
    name="skipgram_pairs",
    probes=probes,
    call=ask,
    truth=lambda p: {"pairs": pairs(p)},
    groups=(ONE, SEVERAL),
    wrong=(
        entry("pairs-with-itself", itself=lambda p: True),
        entry("one-side-of-the-window", left=lambda p: 0),
        entry("one-side-of-the-window", right=lambda p: 0),
        entry("window-cut-short", right=lambda p: p.window - 1),
        entry("window-cut-short", left=lambda p: p.window - 1, right=lambda p: p.window - 1),
        entry("window-cut-short", left=lambda p: p.window // 2, right=lambda p: p.window // 2),
        entry("crosses-sentences", sentences=lambda p: [np.concatenate(p.sentences)]),
        entry("compares-words-not-places", keep=lambda p: lambda a, b: a != b),
        wrong("counts-a-pair-once", pairs=lambda p: sort(sorted({tuple(pair) for pair in pairs(p)}))),
        wrong("wraps-around", pairs=wrapped),
        wrong("wraps-around", pairs=lambda p: wrapped(p, right=False)),
    ),
)

TASKS = (PAIRS,)
