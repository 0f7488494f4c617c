"""one_hot: a right class as a distribution."""

import numpy as np

from grading.task import Probe, Task, unpack, wrong

SIZES = ((5, 4), (3, 3), (1, 4), (6, 2), (4, 7))  # N, C


def probes(rng):
    """Classes of all kinds of batches; in the last two the last class does not occur."""
    for N, C in SIZES:
        absent = C > N or C == 2
        yield Probe(y=rng.integers(C - 1 if absent else C, size=N), C=C)


def rows(p, y=None, C=None):
    """One row for each example, written one by one."""
    C = p.C if C is None else C
    return np.array([[float(c == k % C) for c in range(C)] for k in (p.y if y is None else y)])


ONE_HOT = Task(
    name="one_hot",
    probes=probes,
    call=lambda p, one_hot: unpack(one_hot(p.y, p.C), "one_hot", "Y"),
    truth=lambda p: {"Y": rows(p)},
    wrong=(
        wrong("counts-the-classes-in-the-batch", Y=lambda p: rows(p, C=p.y.max() + 1)),
        wrong("counts-the-classes-in-the-batch", Y=lambda p: rows(p, np.unique(p.y, return_inverse=True)[1],
                                                                  len(np.unique(p.y)))),
        wrong("counts-from-one", Y=lambda p: rows(p, p.y - 1)),
        wrong("counts-from-one", Y=lambda p: rows(p, p.y + 1)),
        wrong("transposed", Y=lambda p: rows(p).T),
        wrong("every-row-with-every-class", Y=lambda p: np.tile(rows(p).max(axis=0), (len(p.y), 1))),
        wrong("loses-the-batch-axis", Y=lambda p: rows(p).squeeze()),
        wrong("loses-the-batch-axis", Y=lambda p: rows(p)[0]),
    ),
)

TASKS = (ONE_HOT,)
