"""windows: one around each word of a sentence, padded at the ends."""

import numpy as np

from grading.task import Probe, Task, Wrong, WrongForm, wrong

SIZES = ((6, 3), (5, 5), (1, 3), (2, 7), (4, 1))  # words of the sentence, words in a window
PART = "windows"


def probes(rng):
    """Sentences longer and shorter than the window, of one word; no word is <pad> or <unk>, and none stands twice."""
    for N, width in SIZES:
        yield Probe(indices=2 + rng.permutation(8)[:N], width=width)


def ask(p, windows):
    """The windows, if they are all of one length."""
    rows = windows(p.indices, p.width)
    if isinstance(rows, list | tuple) and len({np.shape(row) for row in rows}) > 1:
        raise WrongForm("windows returned rows of different lengths")
    return {PART: rows}


def cut(p, before=None, after=None, pad=0, width=None):
    """Windows of a sentence with something in front of it and behind it, written word by word."""
    width = p.width if width is None else width
    before, after = (width // 2 if n is None else n for n in (before, after))
    padded = [pad] * before + list(p.indices) + [pad] * after
    return np.array([padded[i:i + width] for i in range(len(padded) - width + 1)])


def edges(p):
    """The first and the last word go on beyond the ends."""
    N, half = len(p.indices), p.width // 2
    return np.array([[p.indices[min(max(i, 0), N - 1)] for i in range(n - half, n + half + 1)] for n in range(N)])


def around(p):
    """After the last word comes the first."""
    N, half = len(p.indices), p.width // 2
    return np.array([[p.indices[i % N] for i in range(n - half, n + half + 1)] for n in range(N)])


def only_full(p, none):
    """No padding; of a sentence that is too short, nothing, in one of the forms that nothing has."""
    return cut(p, 0, 0) if len(p.indices) >= p.width else none(p)


def refused(p):
    """As NumPy's own sliding window does."""
    raise ValueError(f"the window has {p.width} words, the sentence less")


WINDOWS = Task(
    name="windows",
    probes=probes,
    call=ask,
    truth=lambda p: {PART: cut(p)},
    wrong=(
        wrong("window-off-centre", windows=lambda p: cut(p, p.width - 1, 0)),
        wrong("window-off-centre", windows=lambda p: cut(p, 0, p.width - 1)),
        wrong("ends-without-padding", windows=lambda p: only_full(p, lambda p: np.empty((0,)))),
        wrong("ends-without-padding", windows=lambda p: only_full(p, lambda p: np.empty((0, p.width)))),
        wrong("ends-without-padding", windows=lambda p: only_full(p, refused)),
        wrong("sentence-in-a-circle", windows=around),
        wrong("pads-with-another-word", windows=lambda p: cut(p, pad=1)),
        wrong("pads-with-another-word", windows=lambda p: cut(p, pad=-1)),
        wrong("pads-with-another-word", windows=edges),
        wrong("reads-backwards", windows=lambda p: cut(p)[:, ::-1]),
        wrong("half-taken-for-the-width", windows=lambda p: cut(p, width=2 * p.width + 1)),
        Wrong("transposed", lambda p: {PART: cut(p).T}),
    ),
)

TASKS = (WINDOWS,)
