"""chain: the Jacobian of a chain of functions."""

from functools import reduce
from itertools import pairwise

import numpy as np

from grading.task import Probe, Task, wrong
from nnlib.calculus import numerical_jacobian

CHAINS = ((2, 3, 4, 5), (3, 3, 3, 3), (1, 4, 3), (3, 2), (2, 2, 2), (4, 2, 3, 1, 2))  # rows, then columns


def probes(rng):
    """Chains of two to four factors, of squares, one that ends in a score, and one of a single factor."""
    for sizes in CHAINS:
        yield Probe(**{f"J{i}": rng.normal(size=shape) for i, shape in enumerate(pairwise(sizes), start=1)})


def factors(p):
    """The Jacobians of a probe, the outermost first."""
    return list(vars(p).values())


def truth(p):
    """Differences of the functions, one after the other, the innermost first."""
    def all_of_them(x):
        return reduce(lambda value, J: np.dot(J, value), reversed(factors(p)), x)

    return {"J": numerical_jacobian(all_of_them, np.zeros(factors(p)[-1].shape[1]), h=1.0)}


TASKS = (
    Task(
        name="chain",
        probes=probes,
        call=lambda p, chain: {"J": chain(*factors(p))},
        truth=truth,
        wrong=(
            wrong("innermost-first", J=lambda p: reduce(np.matmul, factors(p)[::-1])),
            wrong("entry-by-entry", J=lambda p: reduce(np.multiply, factors(p))),
            wrong("adds-instead-of-multiplies", J=lambda p: reduce(np.add, factors(p))),
            wrong("first-two-only", J=lambda p: factors(p)[0] @ factors(p)[1]),
            wrong("first-two-only", J=lambda p: reduce(np.matmul, factors(p)[:2])),
            wrong("transposed", J=lambda p: reduce(np.matmul, factors(p)).T),
            wrong("transposed", J=lambda p: reduce(np.matmul, [J.T for J in factors(p)])),
        ),
    ),
)
