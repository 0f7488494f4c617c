"""Walk with a step function: several gradients, one after the other, its state going out and in again."""

import numpy as np

from grading.answers import plain
from grading.raised import Raised
from grading.task import Names, Probe, Wrong, WrongForm, unpack

SHAPES = ((3,), (2, 4), (3, 3), (1,))
STEPS = 6
FIRST, LATER = "first step", "later steps"
LOST = Names(("the answer is not finite",))


def walks(**limits):
    """Probes of step functions whose hyper-parameters lie within some limits."""
    def probes(rng):
        for shape in SHAPES:
            sizes = 10 ** rng.uniform(-0.7, 0.7, size=shape)  # of an entry's gradients, most of which agree in sign
            grads = sizes * rng.uniform(-0.5, 1.5, size=(STEPS, *shape)) * rng.choice([-1, 1], size=shape)
            hyper = {name: round(float(rng.uniform(*between)), 3) for name, between in limits.items()}
            yield Probe(theta=rng.uniform(0.5, 2, size=shape) * rng.choice([-1, 1], size=shape), grads=grads, **hyper)

    return probes


def asking(*hyper):
    """How a step function is asked: it gets its own state again with every gradient."""
    def ask(p, step):
        theta, state, path = p.theta, None, []
        for grad in p.grads:
            answer = unpack(step(theta, grad, state, *(getattr(p, name) for name in hyper)), "it", "theta", "state")
            theta, state = answer["theta"], answer["state"]
            path.append(place(theta, p.theta.shape))
        return parts(path)

    return ask


def place(theta, shape):
    """The place that a step returned, if it is one."""
    value = plain("theta", theta)
    if isinstance(value, Raised):
        raise WrongForm(value.message)
    if value.shape != shape:
        raise WrongForm(f"the new theta has shape {value.shape}, but should have theta's, {shape}")
    return value


def parts(path):
    """The parts of an answer."""
    return {FIRST: finite(path[0]), LATER: finite(np.array(path[1:]))}


def finite(value):
    """A value as it is, or a word for it: NaN is equal to nothing, and a mistake that leads there has a name."""
    return np.array(value) if np.isfinite(value).all() else LOST


def reference(make):
    """Truth: the path of an optimizer of nnlib."""
    def truth(p):
        optimizer, theta, path = make(p), p.theta, []
        state = optimizer.init(theta)
        for grad in p.grads:
            theta, state = optimizer.update(theta, grad, state)
            path.append(theta)
        return parts(path)

    return truth


def along(rule):
    """The path of a rule ``rule(p, theta, grad, memory)``, which keeps in a dict what it likes."""
    def answer(p):
        theta, memory, path = p.theta, {}, []
        for grad in p.grads:
            with np.errstate(all="ignore"):
                theta = rule(p, theta, grad, memory)
            path.append(theta)
        return parts(path)

    return answer


def entry(name, rule, **differently):
    """A misconception: a rule with one thing done differently."""
    return Wrong(name, along(lambda p, theta, grad, memory: rule(p, theta, grad, memory, **differently)))


def forgetful(rule):
    """The same rule, whose state never comes back."""
    return along(lambda p, theta, grad, memory: rule(p, theta, grad, {}))
