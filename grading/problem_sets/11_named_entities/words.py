"""build_vocabulary: the words of a text, numbered from the most frequent one."""

from collections import Counter

from grading.task import Names, Probe, Task, Wrong, WrongForm

FIRST = ("<pad>", "<unk>")
LETTERS = "abdegikmnoprstuvz"
PART = "words in order"


def probes(rng):
    """Texts in which each rule matters: repeated words, ties that came in another order, rare words; one word alone."""
    for sentences, min_count in ((9, 1), (12, 2), (20, 3)):
        while True:
            p = Probe(sentences=text(rng, sentences), min_count=min_count)
            if telling(p):
                break
        yield p
    yield Probe(sentences=[[_word(rng)]], min_count=1)


def text(rng, sentences):
    """Sentences of a few words, some of them often, and two times in one sentence."""
    words = [_word(rng) for _ in range(12)]
    return [[words[min(11, int(rng.exponential(4)))] for _ in range(5)] for _ in range(sentences)]


def telling(p):
    """Whether no two readings of the text agree."""
    answers = [order(p), *(entry.answer(p)[PART] for entry in entries_of(p))]
    return len(set(answers)) == len(answers)


def entries_of(p):
    """Wrong readings that differ in this text; where every word stays, the threshold tells nothing apart."""
    silent = {"keeps-rare-words"} if p.min_count == 1 else set()
    return [entry for entry in BUILD.wrong if entry.name not in silent]


def ask(p, build_vocabulary):
    """The words by their numbers; numbers that leave a gap are told apart."""
    vocabulary = build_vocabulary(p.sentences, p.min_count)
    if not isinstance(vocabulary, dict) or not all(isinstance(word, str) for word in vocabulary):
        raise WrongForm("build_vocabulary should return a dict from words to their numbers")
    try:
        numbers = {word: int(number) for word, number in vocabulary.items()}
    except (TypeError, ValueError):
        raise WrongForm("the vocabulary holds something else than numbers") from None
    return {PART: Names(f"{numbers[word]} {word}" for word in sorted(numbers, key=lambda w: (numbers[w], w)))}


def numbered(words, first=0):
    """An answer."""
    return Names(f"{number} {word}" for number, word in enumerate(words, start=first))


def order(p, key=lambda word, count, place: (-count, word), special=FIRST, keeps=lambda count, least: count >= least,
          counted=list, first=0):
    """The words in order, with one thing done differently."""
    counts = Counter(word for sentence in p.sentences for word in counted(sentence))
    places = {word: place for place, word in enumerate(dict.fromkeys(w for s in p.sentences for w in s))}
    ordered = sorted(counts, key=lambda word: key(word, counts[word], places[word]))
    return numbered([*special, *(word for word in ordered if keeps(counts[word], p.min_count))], first)


def entry(name, **differently):
    """A misconception about the order or the choice of the words."""
    return Wrong(name, lambda p: {PART: order(p, **differently)})


def _word(rng):
    return "".join(LETTERS[i] for i in rng.integers(len(LETTERS), size=4))


BUILD = Task(
    name="build_vocabulary",
    probes=probes,
    call=ask,
    truth=lambda p: {PART: order(p)},
    wrong=(
        entry("special-words-missing", special=()),
        entry("special-words-missing", special=(), first=2),
        entry("special-words-swapped", special=FIRST[::-1]),
        entry("rarest-first", key=lambda word, count, place: (count, word)),
        entry("not-by-frequency", key=lambda word, count, place: place),
        entry("not-by-frequency", key=lambda word, count, place: word),
        entry("ties-as-they-come", key=lambda word, count, place: (-count, place)),
        entry("threshold-off-by-one", keeps=lambda count, least: count > least),
        entry("keeps-rare-words", keeps=lambda count, least: True),
        entry("counts-sentences", counted=set),
    ),
)

TASKS = (BUILD,)
