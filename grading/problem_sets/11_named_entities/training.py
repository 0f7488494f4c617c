"""train_tagger: steps down the gradient, batch by batch, some parameters frozen."""

import numpy as np

from grading.task import Probe, Task, Wrong, WrongForm, unpack, vjp

from .model import LOSS, NAMES, loss, parameters, params_of, require_unchanged, with_gradients

SIZES = (  # windows, windows in a batch, epochs, what is frozen
    (3, 2, 2, ("E",)),
    (4, 4, 2, ()),
    (5, 3, 2, ("b", "W")),
    (1, 1, 1, ()),
)
NETWORK = (3, 5, 2, 2, 3)  # L words, V words, D numbers, M units, C classes


def probes(rng):
    """The last batch full, not full, the only one; nothing frozen, the word vectors, something else."""
    L, V, _, _, C = NETWORK
    for N, size, epochs, frozen in SIZES:
        while True:
            orders = [rng.permutation(N) for _ in range(epochs)]
            if N == 1 or all((order != np.arange(N)).any() for order in orders):
                break
        yield Probe(windows=rng.integers(V, size=(N, L)), y=rng.permutation(N) % C, orders=orders, batch_size=size,
                    learning_rate=rng.uniform(0.3, 0.6), frozen=frozen, **parameters(rng, *NETWORK))


def ask(p, train_tagger):
    """The trained parameters, and the loss of every batch."""
    params = params_of(p)
    answer = train_tagger(params, p.windows, p.y, p.orders, p.batch_size, p.learning_rate, p.frozen)
    parts = unpack(answer, "train_tagger", "params", "losses")
    require_unchanged(p, params)
    if not isinstance(parts["params"], dict) or set(parts["params"]) != set(NAMES):
        raise WrongForm(f"train_tagger should return a dict of parameters with the keys {', '.join(NAMES)}")
    return {**{name: parts["params"][name] for name in NAMES}, "losses": parts["losses"]}


def quick_loss(p):
    """The reference again, without its checks: for scores of ordinary size, asked thousands of times."""
    scores = np.tanh(p.E[p.windows].reshape(len(p.y), -1) @ p.W + p.b) @ p.U + p.c
    return (np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(p.y)), p.y]).mean()


def measured(p):
    """Loss and gradients, by finite differences."""
    return {"loss": loss(p), **vjp(quick_loss, p, 1.0, *NAMES)}


def rows(order, size, last=True):
    """Batches of an order."""
    return [order[i:i + size] for i in range(0, len(order), size) if last or i + size <= len(order)]


def steps(p, orders=None, last=True):
    """What is in each batch: rows of the windows, and of the tags."""
    for order in p.orders if orders is None else orders:
        yield from ((batch, batch) for batch in rows(order, p.batch_size, last))


def trained(p, gradients=with_gradients, batches=steps, sign=-1, frozen=lambda p: p.frozen, stale=False, after=False):
    """Parameters and losses after training, with one thing done differently."""
    now, losses = params_of(p), []
    for some, tags in batches(p):
        at = Probe(**(params_of(p) if stale else now), windows=p.windows[some], y=p.y[tags])
        found = gradients(at)
        moved = {n: now[n] + sign * p.learning_rate * found[f"d{n}"] for n in NAMES if n not in frozen(p)}
        now = {**now, **moved}
        losses.append(loss(Probe(**now, windows=at.windows, y=at.y)) if after else found["loss"])
    return {**now, "losses": np.array(losses)}


def entry(name, *parts, **differently):
    """A misconception about training; about all parts, if none is named."""
    return Wrong(name, lambda p: {k: v for k, v in trained(p, **differently).items() if not parts or k in parts})


def as_stored(p):
    """Every epoch in the order in which the windows lie there."""
    return steps(p, [np.arange(len(p.y))] * len(p.orders))


def unpaired(p):
    """Windows in the order, tags as they lie there."""
    stored = rows(np.arange(len(p.y)), p.batch_size)
    return [pair for order in p.orders for pair in zip(rows(order, p.batch_size), stored)]


TRAIN = Task(
    name="train_tagger",
    probes=probes,
    call=ask,
    truth=lambda p: trained(p, gradients=measured),
    may_call=LOSS,
    wrong=(
        entry("wrong-sign", sign=1),
        entry("trains-what-is-frozen", frozen=lambda p: ()),
        entry("trains-what-is-frozen", frozen=lambda p: [n for n in NAMES if n not in p.frozen]),
        entry("stale-gradients", stale=True),
        entry("one-epoch-only", batches=lambda p: steps(p, p.orders[:1])),
        entry("drops-the-last-batch", batches=lambda p: steps(p, last=False)),
        entry("ignores-the-order", batches=as_stored),
        entry("examples-lose-their-targets", batches=unpaired),
        entry("loss-one-step-late", "losses", after=True),
    ),
)

TASKS = (TRAIN,)
