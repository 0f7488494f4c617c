"""softmax_jacobian: every probability depends on every score."""

import numpy as np

from grading.task import Probe, Task, wrong
from nnlib.calculus import numerical_jacobian
from nnlib.softmax import softmax_forward

LENGTHS = (4, 3, 2, 1, 5)
MODERATE, LARGE = "scores of about 1", "scores of about 1000"


def probes(rng, group):
    """Scores; large ones all together so that some probabilities stay between 0 and 1, and some that are not large."""
    for C in LENGTHS:
        z = rng.normal(size=C)
        yield Probe(z=z if group == MODERATE or C == 3 else z + rng.choice([-1, 1]) * rng.uniform(900, 1100))


def p_of(z):
    """Reference."""
    return softmax_forward(z[None])[0][0]


def ask(p, softmax_jacobian):
    """The Jacobian; what is no number is an error, so that it can be told from other wrong answers."""
    J = softmax_jacobian(p.z)
    return {"J": finite(J)}


def finite(J):
    """An array of numbers as it is, or the error to report."""
    try:
        array = np.asarray(J)
    except ValueError:  # a ragged list, of which the check says so itself
        return J
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        return FloatingPointError("some entries are nan or infinite")
    return J


def without_shift(p):
    """As the formula stands, exponentials of the scores themselves."""
    with np.errstate(all="ignore"):
        e = np.exp(p.z)
        q = e / e.sum()
    J = finite(np.diag(q) - np.outer(q, q))
    if isinstance(J, Exception):
        raise J
    return J


def by_p(formula):
    """Entry for a wrong formula in the probabilities."""
    return lambda p: formula(p_of(p.z))


TASKS = (
    Task(
        name="softmax_jacobian",
        probes=probes,
        call=ask,
        truth=lambda p: {"J": numerical_jacobian(p_of, p.z, h=1e-4)},
        groups=(MODERATE, LARGE),
        wrong=(
            wrong("ignores-the-other-entries", J=by_p(lambda q: np.diag(q * (1 - q)))),
            wrong("ignores-the-other-entries", J=by_p(lambda q: q * (1 - q))),
            wrong("denominator-held-constant", J=by_p(np.diag)),
            wrong("own-entry-forgotten", J=by_p(lambda q: -np.outer(q, q))),
            wrong("own-entry-forgotten", J=by_p(lambda q: np.diag(q * q) - np.outer(q, q))),
            wrong("wrong-sign", J=by_p(lambda q: np.diag(q) + np.outer(q, q))),
            wrong("wrong-sign", J=by_p(lambda q: np.outer(q, q) - np.diag(q))),
            wrong("touches-everything", J=by_p(lambda q: q[:, None] - np.outer(q, q))),
            wrong("touches-everything", J=by_p(lambda q: q - np.outer(q, q))),
            wrong("value-instead-of-slope", J=by_p(lambda q: q)),
            wrong("skips-the-activation", J=lambda p: np.diag(p.z) - np.outer(p.z, p.z)),
            wrong("overflows", J=without_shift),
        ),
    ),
)
