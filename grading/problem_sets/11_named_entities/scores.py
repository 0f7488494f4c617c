"""f1_score: precision, recall, their harmonic mean, and two averages that leave out what is no name."""

import numpy as np

from grading.finite import finite
from grading.raised import Raised
from grading.task import Probe, Task, Wrong, unpack, wrong

SIZES = ((60, 4, 0), (80, 3, 2), (5, 5, 1), (1, 2, 0))  # N, C, the class that the averages leave out
NAMES = ("precision", "recall", "f1", "micro", "macro")


def probes(rng):
    """Many tags; then so few that some class is never right, and never predicted; one tag."""
    for N, C, ignore in SIZES:
        while True:
            y = np.where(rng.random(N) < 0.4, ignore, rng.integers(C, size=N))
            predicted = np.where(rng.random(N) < 0.6, y, rng.integers(C, size=N))
            p = Probe(y=y, predicted=predicted, C=C, ignore=ignore)
            if telling(p):
                break
        yield p


def telling(p):
    """Of many tags, every class is there on both sides; of few, one is not; and all readings differ."""
    counts = table(p)
    guesses, truths, hits = counts.sum(axis=0), counts.sum(axis=1), counts.diagonal()
    if len(p.y) < 10:
        empty = (guesses == 0).any() and (truths == 0).any() and ((guesses + truths) == 0).any()
        return len(p.y) == 1 or (empty and scored(p)["macro"] < scored(p, averaged=names_only)["macro"])
    different = len(set(hits / guesses) | set(hits / truths)) == 2 * p.C
    return different and guesses.min() > 0 and truths.min() > 0 and hits.min() > 0


def table(p, kept=None):
    """Right class by predicted class, counted one by one."""
    counts = np.zeros((p.C, p.C))
    for n in range(len(p.y)):
        if kept is None or kept[n]:
            counts[p.y[n], p.predicted[n]] += 1
    return counts


def ratio(part, whole):
    """A share of nothing is 0."""
    return np.divide(part, whole, out=np.zeros(np.shape(whole)), where=np.asarray(whole) > 0)


def harmonic(P, R):
    """Harmonic mean."""
    return ratio(2 * P * R, P + R)


def scored(p, mean=harmonic, kept=None, averaged=None):
    """All five, with one thing done differently."""
    counts = table(p, kept)
    hits, guesses, truths = counts.diagonal(), counts.sum(axis=0), counts.sum(axis=1)
    P, R = ratio(hits, guesses), ratio(hits, truths)
    some = np.arange(p.C) != p.ignore if averaged is None else averaged(p, counts)
    micro = mean(ratio(hits[some].sum(), guesses[some].sum()), ratio(hits[some].sum(), truths[some].sum()))
    f1 = mean(P, R)
    macro = f1[some].mean() if some.any() else 0.0
    return {"precision": P, "recall": R, "f1": f1, "micro": micro, "macro": macro, "some": some}


def ask(p, f1_score):
    """The five scores; what is not finite has a kind of its own."""
    return finite(unpack(f1_score(p.y, p.predicted, p.C, p.ignore), "f1_score", *NAMES))


def entry(name, parts, **differently):
    """A misconception that spoils some of the five."""
    return Wrong(name, lambda p: {part: scored(p, **differently)[part] for part in parts})


def without_empty(p, value):
    """Scores where a share of nothing is something else than 0: parts that have such a share."""
    counts = table(p)
    guesses, truths, hits = counts.sum(axis=0), counts.sum(axis=1), counts.diagonal()
    right = scored(p)
    empty = {"precision": guesses == 0, "recall": truths == 0, "f1": (guesses == 0) | (truths == 0) | (hits == 0)}
    return {part: value(right[part], where) for part, where in empty.items()}


def nan_if(values, where):
    """NaN where a share of nothing is taken."""
    return Raised("NotFinite", "") if where.any() else values


def raises(p):
    """Python's own division by zero."""
    counts = table(p)
    if (counts.sum(axis=0) == 0).any() or (counts.sum(axis=1) == 0).any() or (counts.diagonal() == 0).any():
        raise ZeroDivisionError("division by zero")
    return scored(p)


def of_the_means(p):
    """F1 of the mean precision and the mean recall."""
    right = scored(p)
    return harmonic(right["precision"][right["some"]].mean(), right["recall"][right["some"]].mean())


def names_only(p, counts):
    """Classes that occur, without the one that is left out."""
    return (np.arange(p.C) != p.ignore) & (counts.sum(axis=1) > 0)



F1 = Task(
    name="f1_score",
    probes=probes,
    call=ask,
    truth=lambda p: {name: scored(p)[name] for name in NAMES},
    wrong=(
        wrong("precision-for-recall", precision=lambda p: scored(p)["recall"], recall=lambda p: scored(p)["precision"]),
        entry("not-the-harmonic-mean", ("f1", "micro", "macro"), mean=lambda P, R: (P + R) / 2),
        entry("not-the-harmonic-mean", ("f1", "micro", "macro"), mean=lambda P, R: np.sqrt(P * R)),
        entry("counts-what-is-no-name", ("micro", "macro"), averaged=lambda p, counts: np.full(p.C, True)),
        entry("counts-what-is-no-name", ("micro", "macro"), averaged=lambda p, counts: np.arange(p.C) != 0),
        Wrong("forgets-false-alarms", lambda p: {k: v for k, v in scored(p, kept=p.y != p.ignore).items()
                                                 if k in ("precision", "f1", "micro", "macro")}),
        wrong("micro-for-macro", micro=lambda p: scored(p)["macro"], macro=lambda p: scored(p)["micro"]),
        wrong("score-of-the-means", macro=of_the_means),
        entry("skips-absent-classes", ("macro",), averaged=names_only),
        Wrong("nothing-by-nothing", lambda p: without_empty(p, nan_if)),
        Wrong("nothing-by-nothing", raises),
    ),
)

TASKS = (F1,)
