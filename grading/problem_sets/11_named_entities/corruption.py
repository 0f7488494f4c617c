"""corrupt: another word in the middle of each window. What is random is judged by what it does in many draws."""

import numpy as np

from grading.task import Names, Probe, Task, WrongForm, wrong

SIZES = ((4000, 3, 4), (3000, 5, 3), (1, 3, 3))  # N windows, L words, V words; the single window is drawn for again
SEEDS = 30  # for the single window: by chance, both other words come, but once in half a billion
MANY, EVEN = 500, 0.25  # draws from which shares can be told, and how far they may be off: five standard deviations
BESIDE, MIDDLE, SEED = "beside the middle", "in the middle", "from the seed"
RIGHT = Names(("never its own word", "all others", "equally often"))
FOLLOWS = Names(("the same seed gives the same windows, another seed others",))


def probes(rng):
    """Many windows of few words, so that every word should come in the place of every other; and one window."""
    for N, L, V in SIZES:
        yield Probe(windows=rng.integers(V, size=(N, L)), V=V, seeds=[int(s) for s in rng.integers(10**6, size=SEEDS)])


def ask(p, corrupt):
    """What stands in new windows, in words."""
    seeds = p.seeds if len(p.windows) == 1 else p.seeds[:1]
    drawn = [windows_of(corrupt(p.windows, p.V, seed), p) for seed in seeds]
    again = [windows_of(corrupt(p.windows, p.V, seed), p) for seed in [*seeds, p.seeds[-1]]]
    follows = np.array_equal(drawn, again[:-1]) and not all(np.array_equal(again[0], other) for other in again)
    before, after = np.tile(p.windows, (len(seeds), 1)), np.concatenate(drawn)
    half = p.windows.shape[1] // 2
    same = np.array_equal(np.delete(before, half, axis=1), np.delete(after, half, axis=1))
    return {BESIDE: Names(("as it was" if same else "changed",)),
            MIDDLE: described(before[:, half], after[:, half], p.V),
            SEED: FOLLOWS if follows else Names(("the seed does not decide",))}


def windows_of(answer, p):
    """An answer, if it is windows."""
    array = np.asarray(answer)
    if array.shape != p.windows.shape or array.dtype.kind not in "iuf":
        raise WrongForm(f"corrupt should return word indices of shape {p.windows.shape}")
    if array.min() < 0 or array.max() >= p.V:
        raise WrongForm(f"corrupt returned a word that is not there, for V = {p.V}")
    return array.astype(int)


def described(before, after, V):
    """Whether own words stay, how many others come, and whether all of these come as often."""
    counts = np.zeros((V, V))
    np.add.at(counts, (before, after), 1)
    own = counts.diagonal().sum() / len(before)
    np.fill_diagonal(counts, 0)
    counts = counts[counts.sum(axis=1) > 0]
    if own == 1:
        return Names(("always its own word",))
    come = int((counts > 0).sum(axis=1).min())
    share = counts / counts.sum(axis=1, keepdims=True) * come
    even = counts.sum(axis=1).min() < MANY or np.abs(share[counts > 0] - 1).max() < EVEN
    return Names(("never its own word" if own == 0 else "sometimes its own word",
                  "all others" if come == V - 1 else f"only {come} other",
                  "equally often" if even else "some more often"))


def middle(own=RIGHT[0], come=lambda p: RIGHT[1], often=RIGHT[2]):
    """An answer about the middle; of a single window, drawn for again and again, less can be said."""
    return {MIDDLE: lambda p: Names((own, come(p), often if len(p.windows) > 1 else RIGHT[2]))}


def one_of(p):
    """One draw for all windows of a call."""
    return "only 1 other" if len(p.windows) > 1 else RIGHT[1]


CORRUPT = Task(
    name="corrupt",
    probes=probes,
    call=ask,
    truth=lambda p: {BESIDE: Names(("as it was",)), MIDDLE: RIGHT, SEED: FOLLOWS},
    wrong=(
        wrong("keeps-the-own-word", **middle(own="sometimes its own word")),
        wrong("corrupts-another-place", **{BESIDE: lambda p: Names(("changed",))}),
        wrong("corrupts-another-place", **{MIDDLE: lambda p: Names(("always its own word",))}),
        wrong("one-draw-for-all", **middle(come=one_of)),
        wrong("never-draws-some-words", **middle(come=lambda p: f"only {p.V - 2} other")),
        wrong("draws-unevenly", **middle(often="some more often")),
        wrong("ignores-the-seed", **{SEED: lambda p: Names(("the seed does not decide",))}),
    ),
)

TASKS = (CORRUPT,)
