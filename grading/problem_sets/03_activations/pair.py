"""The two tasks of an activation, and the mistakes that can be made in every one of them."""

import numpy as np

from grading.task import Task, Wrong, vjp
from nnlib.activations import ACTIVATIONS

from .asking import HUGE, ORDINARY, OVERFLOW, OVERFLOWS, Names, ask_backward, ask_forward, probes_away_from


def f(name, p, Z=None):
    """An activation of nnlib at the probe's Z, or at another; a parameter is passed on to its own function only."""
    return ACTIVATIONS[name][0](p.Z if Z is None else Z, *parameter_of(name, p))[0]


def slope(name, p, Z=None):
    """Its derivative."""
    Z = p.Z if Z is None else Z
    return ACTIVATIONS[name][1](np.ones_like(Z), ACTIVATIONS[name][0](Z, *parameter_of(name, p))[1])


def parameter_of(name, p):
    """The probe's parameter, if this activation is the one that was asked for."""
    return p.extra if name == p.activation else ()


def spoilt(name, part, value):
    """Misconception that spoils one part; computed without warnings, as checks print to students."""
    def answer(p):
        with np.errstate(all="ignore"):
            return {part: value(p)}

    return Wrong(name, answer)


def in_forward(name, value):
    """Misconception in a forward pass, by the activations that it gives."""
    return spoilt(name, "A", value)


def in_slope(name, value):
    """Misconception in a derivative; its upstream gradient is in order."""
    return spoilt(name, "dZ", lambda p: p.dA * value(p))


def overflows(name="overflows", when=lambda p: True):
    """Misconception that overflows where values are huge."""
    return spoilt(name, OVERFLOW, lambda p: OVERFLOWS if when(p) else Names())


def pair(name, forward, backward, kinks=(), parameter=(), unlike=()):
    """Tasks of an activation; ``unlike`` are those others that one of its own mistakes amounts to."""
    others = [other for other in ACTIVATIONS if other not in (name, *unlike)]
    probes = named_probes(name, probes_away_from(kinks, parameter))
    groups = ORDINARY, HUGE

    def reference(p):
        return f(name, p)

    return (
        Task(f"{name}_forward", probes, ask_forward, lambda p: truth(p, A=reference(p)), groups=groups,
             wrong=(*forward, *wrong_forwards(name, others))),
        Task(f"{name}_backward", probes, ask_backward, lambda p: truth(p, dZ=vjp(reference, p, p.dA, "Z")["dZ"]),
             groups=groups, wrong=(*backward, *wrong_backwards(name, others))),
    )


def named_probes(name, probes):
    """Probes that know which activation they ask for."""
    def named(rng, group):
        for p in probes(rng, group):
            p.activation = name
            yield p

    return named


def truth(p, **parts):
    """Right parts: where values are huge, nothing overflows."""
    return parts | ({OVERFLOW: Names()} if p.huge else {})


def wrong_forwards(name, others):
    """What can go wrong forward, whatever the activation."""
    yield in_forward("wrong-sign", lambda p: f(name, p, -p.Z))
    yield in_forward("wrong-sign", lambda p: -f(name, p))
    yield in_forward("loses-the-batch-axis", lambda p: f(name, p).squeeze())
    yield overflows()
    for other in others:
        yield in_forward("wrong-activation", lambda p, other=other: f(other, p))


def wrong_backwards(name, others):
    """What can go wrong backward, whatever the activation."""
    yield spoilt("forgot-local-derivative", "dZ", lambda p: p.dA)
    yield spoilt("missing-upstream", "dZ", lambda p: slope(name, p))
    yield in_slope("shares-its-memory", lambda p: slope(name, p, 1 - p.Z))
    yield spoilt("loses-the-batch-axis", "dZ", lambda p: (p.dA * slope(name, p)).squeeze())
    yield overflows()
    for other in others:
        yield in_slope("derivative-of-another-activation", lambda p, other=other: slope(other, p))
