"""train: the loop. Its order is drawn from a seed, so that the place where it ends says what it did on the way."""

import numpy as np

from grading.task import Probe, Task, Wrong, unpack

from .walking import finite, place

SIZES = ((11, 3, 4, 3), (8, 2, 4, 2), (9, 9, 1, 2), (5, 4, 8, 4))  # N, D, examples in a batch, epochs
PART = "theta"


def probes(rng):
    """Least squares, with a last batch that is not full, one that is, batches of one, one batch."""
    for N, D, size, epochs in SIZES:
        X = rng.normal(size=(N, D))
        yield Probe(X=X, y=rng.normal(size=N), theta=rng.normal(size=D), epochs=epochs, batch_size=size,
                    seed=int(rng.integers(1, 10**6)), numbers={"rate": round(float(rng.uniform(0.1, 0.25)), 3)})


def ask(p, train, make_problem):
    """Where the student's training ends."""
    problem = unpack(make_problem(p.numbers), "make_problem", "gradient", "step")
    theta = train(problem["gradient"], problem["step"], p.theta, p.X, p.y, p.epochs, p.batch_size, p.seed)
    return {PART: finite(place(theta, p.theta.shape))}


def shuffled(p, rng, first):
    """An order for each epoch."""
    return rng.permutation(len(p.X))


def once(p, rng, first):
    """One order for all epochs."""
    first.setdefault("order", rng.permutation(len(p.X)))
    return first["order"]


def as_stored(p, rng, first):
    """The order in which the examples lie there."""
    return np.arange(len(p.X))


def with_replacement(p, rng, first):
    """Any examples, some of them twice."""
    return rng.integers(len(p.X), size=len(p.X))


def trained(p, order=shuffled, epochs=None, size=None, last=0, remembers=True, targets=True, at_start=False, sign=1):
    """The loop, with one thing done differently."""
    rng, first, theta, count = np.random.default_rng(p.seed), {}, p.theta, 0
    N, size = len(p.X), size(p) if size else p.batch_size
    for _ in range(p.epochs if epochs is None else epochs):
        places, start = order(p, rng, first), theta
        for i in range(0, N + last * (size - 1), size):
            batch = places[i:i + size]
            y = p.y[batch] if targets else p.y[i:i + size]
            grad = p.X[batch].T @ (p.X[batch] @ (start if at_start else theta) - y) / len(batch)
            theta = theta - sign * p.numbers["rate"] / (1 + 0.3 * count * remembers) * grad
            count += 1
    return {PART: finite(theta)}


def entry(name, **differently):
    """A misconception about the loop."""
    return Wrong(name, lambda p: trained(p, **differently))


TRAIN = Task(
    name="train",
    probes=probes,
    call=ask,
    truth=trained,
    wrong=(
        entry("ignores-the-order", order=as_stored),
        entry("same-order-every-epoch", order=once),
        entry("draws-with-replacement", order=with_replacement),
        entry("drops-the-last-batch", last=-1),
        entry("whole-set-at-once", size=lambda p: len(p.X)),
        entry("one-example-at-a-time", size=lambda p: 1),
        entry("one-epoch-only", epochs=1),
        entry("state-not-kept", remembers=False),
        entry("examples-lose-their-targets", targets=False),
        entry("gradient-of-an-old-place", at_start=True),
        entry("uphill", sign=-1),
        Wrong("learns-nothing", lambda p: {PART: p.theta}),
    ),
)

TASKS = (TRAIN,)
