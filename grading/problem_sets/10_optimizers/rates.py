"""How a schedule is asked: for its rate at one time after the other."""

from grading.answers import plain
from grading.raised import Raised
from grading.task import Probe, Task, WrongForm, wrong

PART = "rate"
HYPER = {
    "step_decay": ("learning_rate", "factor", "every"),
    "exponential_decay": ("learning_rate", "k"),
    "inverse_time_decay": ("learning_rate", "tau"),
    "cosine_decay": ("learning_rate", "steps", "final"),
    "warm_up": ("learning_rate", "steps"),
}


class Moment(Probe):
    """A probe that is described in words."""

    def described(self):
        """The time and the hyper-parameters."""
        return ", ".join(f"{name} = {value}" for name, value in vars(self).items())


def times(rng, hyper):
    """One question for each time; the first ones, and any others."""
    later = rng.choice(range(3, 40), size=5, replace=False)
    for t in (0, 1, 2, *(int(t) for t in later)):
        yield Moment(t=t, **hyper)


def asking(*hyper):
    """A call for the rate of one time."""
    def ask(p, schedule):
        rate = plain("the rate", schedule(p.t, *(getattr(p, name) for name in hyper)))
        if isinstance(rate, Raised) or rate.shape:
            raise WrongForm("a schedule should return one number")
        return {PART: rate}

    return ask


def task(name, make, reference, *entries):
    """A task whose hyper-parameters ``make(rng)`` draws."""
    def probes(rng):
        for _ in range(3):
            yield from times(rng, make(rng))

    return Task(name=name, probes=probes, call=asking(*HYPER[name]), truth=lambda p: {PART: reference(p)},
                wrong=tuple(wrong(label, **{PART: answer}) for label, answer in entries))


def number(rng, low, high):
    """One of three digits."""
    return round(float(rng.uniform(low, high)), 3)
