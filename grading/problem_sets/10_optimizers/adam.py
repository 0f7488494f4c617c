"""adam and adamw: two fading means, corrected for their start at zero; and a decay that is nobody's gradient."""

import numpy as np

from grading.task import Task, Wrong
from nnlib.optimizers import Adam, AdamW

from .adaptive import inside, outside, without_root
from .walking import along, asking, entry, forgetful, reference, walks

LIMITS = {"learning_rate": (0.05, 0.3), "beta1": (0.6, 0.9), "beta2": (0.92, 0.99), "epsilon": (0.02, 0.1)}


def share(beta):
    """What a new gradient counts in a mean."""
    return 1 - beta


def powers(p, t):
    """What the means are divided by after t steps."""
    return 1 - p.beta1**t, 1 - p.beta2**t


def step(p, theta, g, memory, root=outside, push=-1, correct=powers, share=share, seen=lambda g: g, keep=None,
         betas=None):
    """A step of Adam, with one thing done differently."""
    beta1, beta2 = betas(p) if betas else (p.beta1, p.beta2)
    t = memory["t"] = memory.get("t", 0) + 1
    m = beta1 * memory.get("m", 0) + share(beta1) * g
    v = beta2 * memory.get("v", 0) + share(beta2) * seen(g) ** 2
    by = correct(p, t)
    m_hat, v_hat = m / by[0], v / by[1]
    memory["m"], memory["v"] = (m_hat, v_hat) if keep else (m, v)
    return theta + push * p.learning_rate * m_hat / root(p, v_hat)


def swapped(p):
    """The two rates of forgetting, one for the other."""
    return p.beta2, p.beta1


def usual(p):
    """Those that everybody uses."""
    return 0.9, 0.999


def length(g):
    """One size for all entries."""
    return np.sqrt(np.sum(g**2))


ADAM = Task(
    name="adam",
    probes=walks(**LIMITS),
    call=asking(*LIMITS),
    truth=reference(lambda p: Adam(p.learning_rate, p.beta1, p.beta2, p.epsilon)),
    wrong=(
        entry("no-bias-correction", step, correct=lambda p, t: (1, 1)),
        entry("corrects-one-mean-only", step, correct=lambda p, t: (1 - p.beta1**t, 1)),
        entry("corrects-one-mean-only", step, correct=lambda p, t: (1, 1 - p.beta2**t)),
        entry("time-stands-still", step, correct=lambda p, t: powers(p, 1)),
        entry("time-off-by-one", step, correct=lambda p, t: powers(p, t + 1)),
        Wrong("time-off-by-one", along(lambda p, *rest: step(p, *rest, correct=from_zero))),
        entry("keeps-the-corrected-means", step, keep=True),
        entry("shares-swapped", step, betas=swapped, correct=lambda p, t: powers(p, t)[::-1]),
        entry("shares-swapped", step, betas=lambda p: (1 - p.beta1, 1 - p.beta2)),
        entry("shares-exceed-one", step, share=lambda beta: 1),
        entry("root-forgotten", step, root=without_root),
        entry("epsilon-inside-the-root", step, root=inside),
        entry("one-size-for-all", step, seen=length),
        entry("parameter-ignored", step, betas=usual, correct=lambda p, t: (1 - 0.9**t, 1 - 0.999**t)),
        entry("uphill", step, push=1),
        Wrong("state-not-kept", forgetful(step)),
    ),
)


def from_zero(p, t):
    """What the means are divided by where time begins at 0: by 0, at first."""
    return tuple(np.float64(x) for x in powers(p, t - 1))


def decaying(p, theta, g, memory, shrink=None, penalty=0.0, after=0.0, **differently):
    """A step of AdamW, with one thing done differently."""
    base = theta * (1 - p.learning_rate * p.weight_decay if shrink is None else shrink(p))
    new = step(p, base, g + penalty * p.weight_decay * theta, memory, **differently)
    return new * (1 - after * p.learning_rate * p.weight_decay)


def no_shrink(p):
    """The place stays before the step."""
    return 1.0


ADAMW = Task(
    name="adamw",
    probes=walks(**LIMITS, weight_decay=(0.2, 0.5)),
    call=asking(*LIMITS, "weight_decay"),
    truth=reference(lambda p: AdamW(p.learning_rate, p.beta1, p.beta2, p.epsilon, p.weight_decay)),
    wrong=(
        entry("decay-in-the-gradient", decaying, shrink=no_shrink, penalty=1.0),
        entry("decay-in-the-gradient", decaying, shrink=no_shrink, penalty=2.0),
        entry("decay-without-the-rate", decaying, shrink=lambda p: 1 - p.weight_decay),
        entry("grows-instead-of-shrinking", decaying, shrink=lambda p: 1 + p.learning_rate * p.weight_decay),
        entry("decays-after-the-step", decaying, shrink=no_shrink, after=1.0),
        entry("parameter-ignored", decaying, shrink=no_shrink),
        entry("parameter-ignored", decaying, shrink=lambda p: 1 - 0.01 * p.learning_rate),
        entry("no-bias-correction", decaying, correct=lambda p, t: (1, 1)),
        entry("uphill", decaying, push=1),
        Wrong("state-not-kept", forgetful(decaying)),
    ),
)

TASKS = (ADAM, ADAMW)
