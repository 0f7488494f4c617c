"""How every activation is asked: ordinary and huge numbers, its own cache, and whether anything overflows."""

import contextlib
import io
import re
import warnings

import numpy as np

from grading.task import Names, Probe, unpack

ORDINARY, HUGE = "ordinary values", "huge values"  # groups
OVERFLOW = "without overflow"  # a part of the answer to huge values
OVERFLOWS = Names(["a warning, infinity or NaN"])
SIZES = ((4, 3), (3, 3), (1, 4), (5, 2))  # N, M: distinct, square, a batch of one, distinct again
KINK = 1e-2  # finite differences must not step over a kink


def probes_away_from(kinks, parameter):
    """Probes of an activation that has kinks, and perhaps a parameter between two bounds."""
    def probes(rng, group):
        for size in SIZES:
            Z = huge(rng, size) if group == HUGE else rng.normal(scale=1.5, size=size)
            for kink in kinks:
                Z = np.where(np.abs(Z - kink) < KINK, Z + 3 * KINK, Z)
            extra = (float(rng.uniform(*parameter)),) if parameter else ()
            yield Probe(Z=Z, dA=rng.normal(size=size), extra=extra, huge=group == HUGE)

    return probes


def huge(rng, size):
    """A third of the entries up to 10,000, a third down to -10,000, the rest as usual."""
    Z = rng.normal(size=size)
    for n in range(Z.size - 1):
        if n % 3 < 2:
            Z.flat[n] = (1 - 2 * (n % 3)) * 10 ** rng.uniform(3, 4)
    return rng.permutation(Z.ravel()).reshape(size)


def ask_forward(p, forward):
    """A, as the student computes it."""
    with heard() as said:
        A = unpack(forward(p.Z, *p.extra), forward.__name__, "A", "cache")["A"]
    return with_overflow(p, "A", A, said)


def ask_backward(p, backward, forward):
    """The gradient from the student's own cache, while another layer uses the same activation."""
    cache = unpack(forward(p.Z, *p.extra), forward.__name__, "A", "cache")["cache"]
    forward(1 - p.Z, *p.extra)
    with heard() as said:
        dZ = backward(p.dA, cache)
    return with_overflow(p, "dZ", dZ, said)


def with_overflow(p, name, value, said):
    """The answer; where values are huge, also whether something overflowed on the way."""
    return {name: value, OVERFLOW: overflow(value, said.getvalue())} if p.huge else {name: value}


def overflow(value, said):
    """What NumPy warns of, or what comes of it."""
    numbers = np.asarray(value)
    finite = numbers.dtype.kind not in "biuf" or np.isfinite(numbers).all()
    return OVERFLOWS if re.search(r"^RuntimeWarning: ", said, re.M) or not finite else Names()


@contextlib.contextmanager
def heard():
    """What is printed and warned inside the block, here or in a student's own process; it is printed again."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield said
        said.write("".join(f"{w.category.__name__}: {w.message}\n" for w in caught))
    finally:
        print(said.getvalue(), end="")
