"""xavier_uniform, xavier_normal, he_normal: weights by their statistics.

A generator cannot travel to a student's process, its seed can: the notebook's ``make_generator`` makes it there.
How often is a right solution refused? The standard deviation of n normal numbers is typically off by 1/sqrt(2n), here
by 0.3 per cent. The tolerance is 2 per cent, more than six times as much; that of the mean is seven times, that of the
fourth moment more. All of it together: less than once in ten million questions.
"""

import numpy as np

from grading.task import Names, Probe, Task, Wrong, WrongForm, wrong

SIZES = ((300, 200), (150, 400), (250, 250), (1, 60_000))  # fan_in, fan_out: distinct, distinct, square, one input
SIGMAS = 7
SMALL = (3, 2)  # for questions about the generator
TWICE, ALIKE = "other weights from the same generator", "the same weights from another generator"
MOMENTS = "mean and standard deviation"
LATER = Names(("is looked at when the standard deviation is right",))
FORMS = {"uniform": (1.8, "a bell-shaped distribution"), "normal": (3.0, "a flat distribution")}  # fourth moments


class Question(Probe):
    """A probe that is described by its fans."""

    def described(self):
        """In words."""
        return f"fan_in {self.fan_in}, fan_out {self.fan_out}"


def probes(rng):
    """Layers large enough for statistics."""
    for D, M in SIZES:
        more = rng.integers(-9, 10) if D > 1 else 0
        yield Question(fan_in=int(D + more), fan_out=int(M + (0 if D == 1 else more)), seed=int(rng.integers(2**31)))


def asker(form):
    """Statistics of a student's weights."""
    def ask(p, initialise, make_generator):
        W = weights(initialise(p.fan_in, p.fan_out, make_generator(p.seed)))
        small = [weights(initialise(*SMALL, make_generator(seed))) for seed in (p.seed, p.seed, p.seed + 1)]
        scaled = abs(W.std() / deviation(p) - 1) < 0.02
        return {"shape": W.shape, MOMENTS: moments(W), "distribution": said_of_form(W, form) if scaled else LATER,
                "generator": said_of_generator(*small) if scaled else LATER}

    return ask


def weights(W):
    """A matrix of numbers, or a sentence."""
    if not isinstance(W, np.ndarray) or W.dtype.kind not in "iuf" or W.ndim != 2 or not W.size:
        raise WrongForm("the weights should be one array with two axes, fan_in and fan_out")
    return W.astype(float)


def moments(W):
    """Mean and standard deviation; a mean that differs from 0 by chance only is 0."""
    mean, std = W.mean(), W.std() if np.ptp(W) else 0.0
    return [mean if std > 0 and abs(mean) * np.sqrt(W.size) > SIGMAS * std else 0.0, std]


def deviation(p):
    """The standard deviation that is asked for."""
    return VARIANCES[p.of](p.fan_in, p.fan_out) ** 0.5


def said_of_form(W, form):
    """What is to be said against the distribution."""
    fourth, complaint = FORMS[form]
    found = ((W - W.mean()) ** 4).mean() / W.var() ** 2
    return Names() if abs(found - fourth) < 0.6 else Names((complaint,))


def said_of_generator(first, again, other):
    """What is to be said against the use of the generator."""
    said = [] if np.array_equal(first, again) else [TWICE]
    return Names([*said, ALIKE] if np.array_equal(first, other) and not said else said)


VARIANCES = {
    "xavier": lambda D, M: 2 / (D + M),
    "he": lambda D, M: 2 / D,
}
ONE_FAN = (lambda D, M: 1 / D, lambda D, M: 1 / M, lambda D, M: 2 / D, lambda D, M: 2 / M)


def spread(name, variance, of_it=lambda v: v**0.5):
    """Misconception about the standard deviation."""
    return Wrong(name, lambda p: {MOMENTS: [0.0, of_it(variance(p.fan_in, p.fan_out))]})


def entries(variance, form):
    """What can go wrong whatever the recipe."""
    yield spread("variance-as-deviation", variance, lambda v: v)
    yield spread("limit-as-deviation", lambda D, M: 3 * variance(D, M))
    yield spread("deviation-as-limit", lambda D, M: variance(D, M) / 3)
    yield spread("divides-by-the-root", variance, lambda v: v**-0.5)
    yield Wrong("one-sided-range", lambda p: {MOMENTS: np.sqrt([3, 1]) * variance(p.fan_in, p.fan_out) ** 0.5 / 2})
    for scale in (0.001, 0.01, 0.05, 0.1, 1.0, 1 / np.sqrt(3), 1 / np.sqrt(12), 0.01 / np.sqrt(3)):
        yield spread("one-scale-for-all-layers", lambda D, M, scale=scale: scale**2)
    yield spread("all-alike", lambda D, M: 0.0)
    yield wrong("fans-swapped", shape=lambda p: (p.fan_out, p.fan_in))
    yield wrong("another-distribution", distribution=lambda p: Names((FORMS[form][1],)))
    for said in (TWICE, ALIKE):
        yield Wrong("ignores-the-generator", lambda p, said=said: {"generator": Names((said,))})


def task(name, of, form, *own):
    """Task of one recipe."""
    def questions(rng):
        for p in probes(rng):
            p.of = of
            yield p

    def truth(p):
        shape, spread = np.array([p.fan_in, p.fan_out]), np.array([0.0, deviation(p)])
        return {"shape": shape, MOMENTS: spread, "distribution": Names(), "generator": Names()}

    return Task(name=name, probes=questions, call=asker(form), truth=truth,
                wrong=(*own, *entries(VARIANCES[of], form)), tolerance=0.01)


XAVIER = (
    *(spread("one-fan-only", variance) for variance in ONE_FAN),
    spread("forgot-the-average", lambda D, M: 1 / (D + M)),
)
HE = (
    spread("forgot-the-lost-half", ONE_FAN[0]),
    spread("fan-out-for-fan-in", ONE_FAN[1]),
    spread("fan-out-for-fan-in", ONE_FAN[3]),
    spread("both-fans", VARIANCES["xavier"]),
    spread("both-fans", lambda D, M: 4 / (D + M)),
)

TASKS = (
    task("xavier_uniform", "xavier", "uniform", *XAVIER),
    task("xavier_normal", "xavier", "normal", *XAVIER),
    task("he_normal", "he", "normal", *HE),
)
