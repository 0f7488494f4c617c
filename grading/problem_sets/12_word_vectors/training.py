"""train_word_vectors: one step downhill for each batch, with a learning rate that falls in a straight line."""

import numpy as np

from grading.finite import finite
from grading.task import Probe, Task, unpack, wrong

from .gradients import gradients
from .sgns import loss

SIZES = ((6, 3, (4, 2, 3)), (4, 4, (4, 4, 4, 4)), (5, 2, (1, 3)), (7, 2, (1, 1, 2, 5)))  # V, D, pairs in the batches
K = 2


def probes(rng):
    """Batches of several sizes, of words that come again and again."""
    for V, D, sizes in SIZES:
        E, F = rng.normal(scale=0.7, size=(V, D)), rng.normal(scale=0.7, size=(V, D))
        words = [rng.integers(V, size=(N, 2 + K)) for N in sizes]
        batches = [[w[:, 0].copy(), w[:, 1].copy(), w[:, 2:].copy()] for w in words]
        yield Probe(E=E, F=F, batches=batches, learning_rate=rng.uniform(0.2, 0.4))


def ask(p, train_word_vectors):
    """The two tables and the losses."""
    answer = train_word_vectors(p.E, p.F, p.batches, p.learning_rate)
    return finite(unpack(answer, "train_word_vectors", "E", "F", "losses"))


def falling(t, T):
    """Share of the learning rate that is left before batch t of T."""
    return 1 - t / T


def question(E, F, batch):
    """A batch, as the model is asked about it; the upstream gradient makes the mean a sum."""
    centres, contexts, negatives = batch
    return Probe(E=E, F=F, centres=centres, contexts=contexts, negatives=negatives, dloss=float(len(centres)))


def walk(p, share=falling, sign=-1.0, scale=lambda batch: 1.0, moves=("E", "F"), later=False, again=False, after=False):
    """The whole training, with one thing done differently."""
    E, F, losses = p.E, p.F, []
    for t, batch in enumerate(p.batches):
        here = question(p.E, p.F, batch) if again else question(E, F, batch)
        step = sign * p.learning_rate * share(t, len(p.batches)) * scale(batch)
        before = loss(here)
        new_E = here.E + step * gradients(here)["dE"] if "E" in moves else E
        seen = question(new_E, here.F, batch) if later else here
        new_F = here.F + step * gradients(seen)["dF"] if "F" in moves else F
        E, F = new_E, new_F
        losses.append(loss(question(E, F, batch)) if after else before)
    return {"E": E, "F": F, "losses": np.array(losses)}


def entry(name, **differently):
    """A misconception about the way downhill."""
    return wrong(name, **{part: lambda p, part=part: walk(p, **differently)[part] for part in ("E", "F", "losses")})


TRAIN = Task(
    name="train_word_vectors",
    probes=probes,
    call=ask,
    truth=walk,
    wrong=(
        entry("rate-does-not-fall", share=lambda t, T: 1.0),
        entry("rate-falls-too-soon", share=lambda t, T: 1 - (t + 1) / T),
        entry("rate-falls-too-soon", share=lambda t, T: 1 / (t + 1)),
        entry("rate-falls-too-soon", share=lambda t, T: 1 - t / max(1, T - 1)),
        entry("climbs-instead-of-descending", sign=1.0),
        entry("step-of-the-mean", scale=lambda batch: 1 / len(batch[0])),
        entry("one-table-stands-still", moves=("E",)),
        entry("one-table-stands-still", moves=("F",)),
        entry("second-step-sees-the-first", later=True),
        entry("starts-again-each-batch", again=True),
        entry("loss-after-the-step", after=True),
        wrong("tables-swapped", E=lambda p: walk(p)["F"], F=lambda p: walk(p)["E"]),
        wrong("gives-the-last-loss-only", losses=lambda p: walk(p)["losses"][-1]),
    ),
)

TASKS = (TRAIN,)
