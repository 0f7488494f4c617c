"""EarlyStopping: when training ends, and which parameters are left, for losses that fall, rise and fall again."""

import numpy as np

from grading.task import Probe, Task, Wrong, unpack

SEQUENCES = ((12, 2, 3), (14, 3, 3), (9, 1, 2), (16, 4, 5), (6, 8, 2), (12, 2, 4))  # epochs, patience, parameters
SEEN, BEST = "losses seen", "best parameters"


def probes(rng):
    """Losses with ties, with better ones too late, and of such kinds that every mistake shows in its own way."""
    while True:
        drawn = [probe(rng, *sizes) for sizes in SEQUENCES]
        if tells_apart(drawn):
            return drawn


def probe(rng, epochs, patience, D):
    """A curve that falls, wavers and rises."""
    curve = np.linspace(-1, 1.2, epochs) ** 2 + 0.35 * rng.normal(size=epochs)
    return Probe(losses=np.round(1 + curve, 1), patience=patience, path=rng.normal(size=(epochs, D)))


def followed(p, better=np.less, start=np.inf, against="best", resets=True, late=0, keeps="best"):
    """Training with early stopping, with one thing done differently."""
    best, previous, at, waited = start, start, 0, 0
    for epoch, loss in enumerate(p.losses):
        if better(loss, best if against == "best" else previous):
            best, at, waited = loss, epoch, 0 if resets else waited
        else:
            waited += 1
        previous = loss
        if waited >= p.patience + late:
            break
    kept = {"best": at, "last": epoch, "first": 0}[keeps]
    return {SEEN: p.losses[:epoch + 1], BEST: p.path[kept]}


MISTAKES = (
    ("patience-off-by-one", {"late": 1}),
    ("patience-off-by-one", {"late": -1}),
    ("never-stops", {"late": 10**6}),
    ("counter-never-reset", {"resets": False}),
    ("compares-with-the-last", {"against": "previous"}),
    ("best-not-kept", {"keeps": "last"}),
    ("wrong-end", {"better": np.greater, "start": -np.inf}),
    ("tie-counts-as-better", {"better": np.less_equal}),
)


def tells_apart(drawn):
    """Whether no two mistakes lead to the same epochs, or to the same parameters, on all sequences."""
    answers = [[followed(p, **differently) for p in drawn] for _, differently in (("", {}), *MISTAKES)]
    epochs = [tuple(len(a[SEEN]) for a in row) for row in answers]
    kept = [tuple(float(a[BEST][0]) for a in row) for row in answers]
    distinct_epochs = [e for e in epochs if e != epochs[0]]
    distinct_kept = [k for k in kept if k != kept[0]]
    return (len(set(distinct_epochs)) == len(distinct_epochs) == len(MISTAKES) - 1  # one stops in time
            and len(set(distinct_kept)) == len(distinct_kept))


def ask(p, EarlyStopping, follow):
    """How long the student's object lets training go on, and what it hands back."""
    answer = unpack(follow(p.patience, p.losses, p.path), "follow", "epochs", BEST)
    return {SEEN: p.losses[:answer["epochs"]], BEST: answer[BEST]}


STOPPING = Task(
    "EarlyStopping", probes, ask, followed,
    wrong=tuple(Wrong(name, lambda p, d=differently: followed(p, **d)) for name, differently in MISTAKES),
)

TASKS = (STOPPING,)
