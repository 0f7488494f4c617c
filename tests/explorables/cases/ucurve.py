"""Cases for book/explorables/numerics/ucurve.js."""

import numpy as np

from nnlib.gradcheck import best_step, complex_step_gradient, forward_difference, numerical_gradient

FUNCTIONS = {  # a place, and the function with its first two derivatives
    "cube": (1.1, lambda x: x * x * x, lambda x: 3 * x * x, lambda x: 6 * x),
    "shifted": (1.1, lambda x: x * x * x + 1000, lambda x: 3 * x * x, lambda x: 6 * x),
    "narrow": (
        0.005,
        lambda x: 1 / (1 + (100 * x) * (100 * x)),
        lambda x: -2e4 * x / (1 + 1e4 * x * x) ** 2,
        lambda x: 2e4 * (3e4 * x * x - 1) / (1 + 1e4 * x * x) ** 3,
    ),
}
DIFFERENCES = {"one-sided": forward_difference, "centred": numerical_gradient}
STEPS = [10.0 ** (-k / 3) for k in range(43)]


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for name, (x, *functions) in FUNCTIONS.items():
        f = functions[0]
        known = [f(x), *(complex_step_gradient(g, np.array(x)) for g in functions)]
        yield "derivatives", [name], known
        for precision in (np.float64, np.float32):
            kind = precision.__name__

            def rounded(x, f=f, precision=precision):
                return f(x.astype(precision)[()])

            for h in STEPS:
                yield "oneSided", [name, h, kind], forward_difference(rounded, x, h)
                yield "centred", [name, h, kind], numerical_gradient(rounded, x, h)
                f0, slope, second, third = np.abs(known)
                rounding = np.finfo(precision).eps.astype(float) * f0 / h / slope
                yield "predictedErrors", ["one-sided", name, h, kind], both(h / 2 * second / slope, rounding)
                yield "predictedErrors", ["centred", name, h, kind], both(h**2 / 6 * third / slope, rounding)
            for difference, measure in DIFFERENCES.items():
                for h, error in zip(STEPS, best_step(rounded, x, known[1], STEPS, measure)[1]):
                    yield "measuredError", [difference, name, h, kind], error


def both(truncation, rounding):
    """The two parts by name."""
    return {"truncation": truncation, "rounding": rounding}
