"""The schedules: the learning rate as a function of time."""

from math import cos, exp, pi

from nnlib import schedules

from .rates import number, task


def wave(p, t=None, turns=1.0, over=None):
    """Half a cosine from 1 to 0."""
    return (1 + cos(turns * pi * (min(p.t, p.steps) if t is None else t) / (over or p.steps))) / 2


STEP = task(
    "step_decay",
    lambda rng: {"learning_rate": number(rng, 0.1, 1), "factor": number(rng, 0.2, 0.8),
                 "every": int(rng.integers(3, 8))},
    lambda p: schedules.step_decay(p.learning_rate, p.factor, p.every)(p.t),
    ("decays-without-a-step", lambda p: p.learning_rate * p.factor ** (p.t / p.every)),
    ("parameter-ignored", lambda p: p.learning_rate * p.factor**p.t),
    ("parameter-ignored", lambda p: p.learning_rate * 0.5 ** (p.t // p.every)),
    ("grows-instead-of-shrinking", lambda p: p.learning_rate / p.factor ** (p.t // p.every)),
    ("schedule-off-by-one", lambda p: p.learning_rate * p.factor ** ((p.t + 1) // p.every)),
    ("schedule-off-by-one", lambda p: p.learning_rate * p.factor ** (p.t // p.every + 1)),
    ("decays-once-only", lambda p: p.learning_rate * (p.factor if p.t >= p.every else 1)),
    ("another-schedule", lambda p: p.learning_rate * p.factor * (p.t // p.every)),
    ("time-ignored", lambda p: p.learning_rate * p.factor),
)

EXPONENTIAL = task(
    "exponential_decay",
    lambda rng: {"learning_rate": number(rng, 0.1, 1), "k": number(rng, 0.05, 0.3)},
    lambda p: schedules.exponential_decay(p.learning_rate, p.k)(p.t),
    ("grows-instead-of-shrinking", lambda p: p.learning_rate * exp(p.k * p.t)),
    ("another-schedule", lambda p: p.learning_rate * (1 - p.k) ** p.t),
    ("another-schedule", lambda p: p.learning_rate / (1 + p.k * p.t)),
    ("another-schedule", lambda p: p.learning_rate * p.k**p.t),
    ("schedule-off-by-one", lambda p: p.learning_rate * exp(-p.k * (p.t + 1))),
    ("time-ignored", lambda p: p.learning_rate * exp(-p.k)),
    ("parameter-ignored", lambda p: p.learning_rate * exp(-p.t)),
)

INVERSE = task(
    "inverse_time_decay",
    lambda rng: {"learning_rate": number(rng, 0.1, 1), "tau": int(rng.integers(4, 12))},
    lambda p: schedules.inverse_time_decay(p.learning_rate, p.tau)(p.t),
    ("forgets-the-plateau", lambda p: p.learning_rate * p.tau / p.t),
    ("forgets-the-plateau", lambda p: p.learning_rate * p.tau / min(p.t, p.tau)),
    ("forgets-the-plateau", lambda p: p.learning_rate / p.t),
    ("another-schedule", lambda p: p.learning_rate * p.tau / (p.tau + p.t)),
    ("parameter-ignored", lambda p: p.learning_rate / max(p.t, 1)),
    ("not-scaled-back", lambda p: p.learning_rate / max(p.t, p.tau)),
    ("grows-instead-of-shrinking", lambda p: p.learning_rate * max(p.t, p.tau) / p.tau),
    ("schedule-off-by-one", lambda p: p.learning_rate * p.tau / max(p.t + 1, p.tau)),
)

COSINE = task(
    "cosine_decay",
    lambda rng: {"learning_rate": number(rng, 0.5, 1), "steps": int(rng.integers(8, 16)),
                 "final": number(rng, 0.05, 0.2)},
    lambda p: schedules.cosine_decay(p.learning_rate, p.steps, p.final)(p.t),
    ("rises-again", lambda p: p.final + (p.learning_rate - p.final) * wave(p, p.t)),
    ("a-whole-wave", lambda p: p.final + (p.learning_rate - p.final) * wave(p, turns=2.0)),
    ("a-whole-wave", lambda p: p.final + (p.learning_rate - p.final) * wave(p, turns=0.5)),
    ("parameter-ignored", lambda p: p.learning_rate * wave(p)),
    ("starts-too-high", lambda p: p.final + p.learning_rate * wave(p)),
    ("half-forgotten", lambda p: p.final + (p.learning_rate - p.final) * 2 * wave(p)),
    ("half-forgotten", lambda p: p.final + (p.learning_rate - p.final) * (2 * wave(p) - 1)),
    ("grows-instead-of-shrinking", lambda p: p.final + (p.learning_rate - p.final) * (1 - wave(p))),
    ("another-schedule", lambda p: p.final + (p.learning_rate - p.final) * (1 - min(p.t / p.steps, 1))),
)

WARM = task(
    "warm_up",
    lambda rng: {"learning_rate": number(rng, 0.1, 1), "steps": int(rng.integers(3, 12))},
    lambda p: schedules.warm_up(schedules.constant(p.learning_rate), p.steps)(p.t),
    ("schedule-off-by-one", lambda p: p.learning_rate * min(1, p.t / p.steps)),
    ("warms-up-for-ever", lambda p: p.learning_rate * (p.t + 1) / p.steps),
    ("another-schedule", lambda p: p.learning_rate * (p.t >= p.steps)),
    ("another-schedule", lambda p: p.learning_rate * max(0, 1 - p.t / p.steps)),
    ("cools-down", lambda p: p.learning_rate * max(1, (p.t + 1) / p.steps)),
    ("time-ignored", lambda p: p.learning_rate / p.steps),
    ("time-ignored", lambda p: p.learning_rate),
)

TASKS = (STEP, EXPONENTIAL, INVERSE, COSINE, WARM)
