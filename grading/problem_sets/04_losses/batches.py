"""minibatches: the examples in a given order, cut into batches."""

import numpy as np

from grading.task import Probe, Task, Wrong, WrongForm

SIZES = ((7, 3, 3), (6, 2, 2), (4, 4, 1), (5, 2, 8), (1, 3, 1), (9, 1, 4))  # N, D, examples in a batch
ROWS = "rows beside their targets"


def probes(rng):
    """The last batch full, not full, the only one; batches of one."""
    for N, D, size in SIZES:
        while True:
            order = rng.permutation(N)
            if N < 3 or ((order != np.arange(N)).any() and (order[order] != np.arange(N)).any()):
                break
        yield Probe(X=rng.normal(size=(N, D)), y=rng.permutation(N) + 10, batch_size=size, order=order)


def ask(p, minibatches):
    """How large the student's batches are, and what stands in them."""
    batches = minibatches(p.X, p.y, p.batch_size, p.order)
    pairs = isinstance(batches, list | tuple) and all(isinstance(b, list | tuple) and len(b) == 2 for b in batches)
    if not pairs:
        raise WrongForm("minibatches should return a list of pairs, X and y of each batch")
    arrays = [[np.asarray(part) for part in batch] for batch in batches]
    if not all(X.ndim == 2 and y.ndim == 1 and len(X) == len(y) and X.shape[1] == p.X.shape[1] for X, y in arrays):
        raise WrongForm("X of a batch should have the columns of X, and y one target for each of its rows")
    return parts(arrays)


def parts(batches):
    """The parts of an answer."""
    rows = [np.column_stack([X, y]) for X, y in batches]
    if not rows:
        raise WrongForm("minibatches returned no batch at all")
    return {"sizes": np.array([len(r) for r in rows]), ROWS: np.concatenate(rows)}


def cut(p, starts, size=None, X=None, y=None):
    """Batches that begin at some places of the order, of some size, of rows in some order."""
    X, y = (p.order if order is None else order for order in (X, y))
    size = p.batch_size if size is None else size
    return parts([(p.X[X[i:i + size]], p.y[y[i:i + size]]) for i in starts])


def steps(p, last=0):
    """Where batches begin."""
    return range(0, len(p.order) + last, p.batch_size)


def split(p, pieces):
    """Batches of pieces of the order."""
    return parts([(p.X[piece], p.y[piece]) for piece in np.array_split(p.order, pieces)])


def entry(name, X=None, y=None):
    """A misconception about the order of the rows of X, or of y."""
    def answer(p):
        return cut(p, steps(p), X=None if X is None else X(p), y=None if y is None else y(p))

    return Wrong(name, answer)


def as_stored(p):
    """The order in which the examples lie there."""
    return np.arange(len(p.order))


def inverse(p):
    """Where each example goes, instead of which comes."""
    return np.argsort(p.order)


MINIBATCHES = Task(
    name="minibatches",
    probes=probes,
    call=ask,
    truth=lambda p: cut(p, steps(p)),
    wrong=(
        Wrong("drops-the-last-batch", lambda p: cut(p, steps(p, last=1 - p.batch_size))),
        Wrong("adds-an-empty-batch", lambda p: cut(p, steps(p, last=1))),
        Wrong("batches-overlap", lambda p: cut(p, range(len(p.order)))),
        Wrong("batches-overlap", lambda p: cut(p, range(max(1, len(p.order) - p.batch_size + 1)))),
        Wrong("batches-overlap", lambda p: cut(p, steps(p), size=p.batch_size + 1)),
        Wrong("batch-size-as-count", lambda p: split(p, p.batch_size)),
        entry("ignores-the-order", as_stored, as_stored),
        entry("examples-lose-their-targets", X=as_stored),
        entry("examples-lose-their-targets", y=as_stored),
        entry("inverse-order", inverse, inverse),
    ),
)

TASKS = (MINIBATCHES,)
