"""analogy: the fourth corner of a parallelogram, and the word that is nearest to it in direction."""

import numpy as np

from grading.task import Probe, Task, WrongForm, wrong

from .cosines import cosines, length


def questions(rng):
    """Tables of vectors of many lengths, and six analogies about each, every answer clear."""
    for V, D in ((9, 3), (6, 6), (12, 2), (4, 3)):
        E = rng.normal(size=(V, D)) * rng.uniform(0.4, 3, size=(V, 1)) + 0.5 * rng.normal(size=D)
        asked = []
        while len(asked) < 6:
            a, b, c = (int(word) for word in rng.permutation(V)[:3])
            if V == 4 or clear(E, a, b, c):
                asked.append((a, b, c))
        yield Probe(E=E, asked=asked)


def clear(E, a, b, c):
    """Whether the best answer is better than the second by more than rounding."""
    best = np.sort(similarity(E, E[b] - E[a] + E[c]))
    return np.diff(best)[-4:].min() > 1e-4


def similarity(E, x):
    """Cosines of all words with x."""
    return cosines(Probe(a=x, B=E))


def ask(p, analogy):
    """The answers to all questions about one table."""
    answers = [np.asarray(analogy(p.E, *words)) for words in p.asked]
    if not all(answer.shape == () for answer in answers):
        raise WrongForm(f"analogy returned {answers[0].shape}, but should return one word index")
    return {"words": answers}


def answers(p, target=lambda a, b, c: b - a + c, score=similarity, left_out=(0, 1, 2), best=np.argmax, rows=np.array):
    """All answers, with one thing done differently."""
    E, found = rows(p.E), []
    for words in p.asked:
        scores = score(E, target(*E[list(words)]))
        worst = -np.inf if best is np.argmax else np.inf
        scores[[words[i] for i in left_out]] = worst
        found.append(best(scores))
    return {"words": np.array(found)}


def shifted(p):
    """Places in a table from which the three words were deleted."""
    return [np.argmax(np.delete(similarity(p.E, p.E[b] - p.E[a] + p.E[c]), [a, b, c])) for a, b, c in p.asked]


def entry(name, **differently):
    """A misconception about the answer."""
    return wrong(name, words=lambda p: answers(p, **differently)["words"])


def unit(E):
    """Every row with length 1."""
    return E / length(E)[:, None]


ANALOGY = Task(
    name="analogy",
    probes=questions,
    call=ask,
    truth=answers,
    wrong=(
        entry("answers-with-the-question", left_out=()),
        entry("answers-with-the-question", left_out=(2,)),
        entry("answers-with-the-question", left_out=(0,)),
        entry("answers-with-the-question", left_out=(1,)),
        entry("wrong-corner-of-the-parallelogram", target=lambda a, b, c: a - b + c),
        entry("wrong-corner-of-the-parallelogram", target=lambda a, b, c: a + b - c),
        entry("wrong-corner-of-the-parallelogram", target=lambda a, b, c: a + b + c),
        entry("wrong-corner-of-the-parallelogram", target=lambda a, b, c: b - a),
        entry("lengths-left-in", score=lambda E, x: E @ x),
        entry("distance-for-similarity", score=lambda E, x: -length(E - x)),
        entry("normalised-before-the-sum", rows=unit),
        entry("farthest-instead-of-nearest", best=np.argmin),
        wrong("index-in-a-shorter-list", words=shifted),
    ),
)

TASKS = (ANALOGY,)
