"""clip_gradients: one length for all arrays together."""

import numpy as np

from grading.answers import plain
from grading.raised import Raised
from grading.task import Probe, Task, Wrong, WrongForm
from nnlib.optimizers import clip_gradients

from .walking import finite

LONG, SHORT = "too long", "short enough"
SHAPES = (((3, 2), (2,)), ((2, 2), (2, 2), (3,)), ((1,),), ((4,), (1, 5)))
PART = "gradients"


def probes(rng, group):
    """Lists of gradients, longer than the limit or not; among these, zeros."""
    for shapes in SHAPES:
        grads = [rng.normal(size=shape) * 10 ** rng.uniform(-0.5, 0.5) for shape in shapes]
        limit = norm(grads) * rng.uniform(*((0.1, 0.6) if group == LONG else (1.2, 3)))
        yield Probe(grads=grads, max_norm=float(f"{limit:.3g}"))
    if group == SHORT:
        yield Probe(grads=[np.zeros((2, 3)), np.zeros(3)], max_norm=1.0)


def norm(grads):
    """Length of all arrays together."""
    return float(np.sqrt(sum(np.sum(g**2) for g in grads)))


def ask(p, clip):
    """All entries of the clipped gradients, one after the other."""
    answer = clip(p.grads, p.max_norm)
    if not isinstance(answer, list | tuple) or len(answer) != len(p.grads):
        raise WrongForm("clip_gradients should return a list of as many arrays as it got")
    clipped = [plain("a clipped gradient", g) for g in answer]
    if any(isinstance(g, Raised) or g.shape != old.shape for g, old in zip(clipped, p.grads)):
        raise WrongForm("each clipped gradient should have the shape that it had before")
    return flat(clipped)


def flat(grads):
    """The one part of an answer."""
    return {PART: finite(np.concatenate([np.ravel(g) for g in grads]))}


def scaled(p, size=norm, always=False):
    """All arrays times one factor."""
    factor = p.max_norm / size(p.grads) if always or size(p.grads) > p.max_norm else 1.0
    return [factor * g for g in p.grads]


def entry(name, clipped):
    """A misconception about the arrays."""
    def answer(p):
        with np.errstate(all="ignore"):
            return flat(clipped(p))

    return Wrong(name, answer)


def largest(grads):
    """The largest entry."""
    return max(np.abs(g).max() for g in grads)


CLIP = Task(
    name="clip_gradients",
    probes=probes,
    call=ask,
    truth=lambda p: flat(clip_gradients(p.grads, p.max_norm)),
    groups=(LONG, SHORT),
    wrong=(
        entry("clips-each-array", lambda p: [scaled(Probe(grads=[g], max_norm=p.max_norm))[0] for g in p.grads]),
        entry("clips-each-entry", lambda p: [np.clip(g, -p.max_norm, p.max_norm) for g in p.grads]),
        entry("stretches-short-ones", lambda p: scaled(p, lambda g: np.float64(norm(g)), always=True)),
        entry("root-forgotten", lambda p: scaled(p, lambda g: norm(g) ** 2)),
        entry("another-length", lambda p: scaled(p, largest)),
        entry("another-length", lambda p: scaled(p, lambda grads: sum(np.abs(g).sum() for g in grads))),
        entry("another-length", lambda p: scaled(p, lambda grads: sum(norm([g]) for g in grads))),
        entry("length-one", lambda p: [g / norm(p.grads) if norm(p.grads) > p.max_norm else g for g in p.grads]),
        entry("throws-long-ones-away", lambda p: [g * (norm(p.grads) <= p.max_norm) for g in p.grads]),
    ),
)

TASKS = (CLIP,)
