"""Functions made from numbers: the notebook's ``make_function`` makes them for students, ``reference`` for the grader.

A function cannot travel to a student's process, its numbers can. What is right follows from the numbers alone.
"""

import numpy as np

from grading.task import Names, Probe, WrongForm
from nnlib.gradcheck import complex_step_gradient


class Question(Probe):
    """A probe that is described in words."""

    def described(self):
        """The words."""
        return self.about


def waves(rng, shape, pace=1.0, scale=1.0, offset=0.0):
    """Numbers of a smooth function of an array, in which every entry acts together with all others."""
    a, k, phase, b = (rng.uniform(*limits, size=shape) for limits in ((0.5, 1.5), (0.5, 2), (-3, 3), (-1, 1)))
    return {"a": scale * a, "k": pace * k, "phase": phase, "b": (scale / 3) ** (1 / 3) * b, "offset": float(offset)}


def in_single(recipe):
    """The same numbers in single precision: so is what is computed with them."""
    return {name: np.float32(value) for name, value in recipe.items()}


def rectified(rng, near=None, N=4, D=3, M=2):
    """Numbers of a ReLU layer, not all of it off, and its weights; with ``near``, one unit is so far from its kink."""
    X = rng.uniform(0.5, 2, size=(N, D)) * rng.choice([-1, 1], size=(N, D))
    W = rng.normal(size=(D, M))
    while True:
        bias, row, unit = rng.normal(size=M), rng.integers(N), rng.integers(M)
        if near is not None:
            bias[unit] = rng.choice([-near, near]) - X[row] @ W[:, unit]
        Z = X @ W + bias
        distances = np.sort(np.abs(Z).ravel())
        if distances[0 if near is None else 1] > 0.01 and Z.max() > 0.01:
            up = rng.uniform(0.5, 1.5, size=(N, M)) * rng.choice([-1, 1], size=(N, M))
            return {"X": X, "bias": bias, "up": up}, W


def reference(recipe):
    """The function of some numbers; it also takes complex arrays."""
    def of_waves(x):
        x = x if np.iscomplexobj(x) else np.asarray(x, dtype=recipe["a"].dtype)
        swing = np.sum(recipe["a"] * np.sin(recipe["k"] * x + recipe["phase"]))
        return recipe["offset"] + swing + np.sum(recipe["b"] * x) ** 3

    def of_rectified(W):
        Z = recipe["X"] @ W + recipe["bias"]
        return np.sum(recipe["up"] * np.where(Z.real > 0, Z, 0))

    return of_rectified if "X" in recipe else of_waves


def right_gradient(recipe, x):
    """Exact to rounding, kinks nearby or not: no difference is taken."""
    return complex_step_gradient(reference(recipe), x)


def differences(recipe, x, h, moves=(1, -1), divisor=2):
    """Differences of each entry, with moves and a divisor in units of h: centred, unless told otherwise."""
    f, steps = reference(recipe), h * np.eye(x.size).reshape(-1, *x.shape)
    up, down = moves
    return np.array([(f(x + up * e) - f(x + down * e)) / (divisor * h) for e in steps]).reshape(x.shape)


def number(value, function):
    """A real number, as a float."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.number | np.ndarray) or np.size(value) != 1:
        raise WrongForm(f"{function} should return a number")
    return float(np.real(value if np.isscalar(value) else value.item()))


def verdict(value, function):
    """True or False, of Python or NumPy."""
    if not isinstance(value, bool | np.bool_):
        raise WrongForm(f"{function} should return True or False")
    return bool(value)


def complaint(said, is_right):
    """What is to be said against a verdict; nothing if it is true."""
    if said == is_right:
        return Names()
    return Names(("a false alarm: the gradient is right",) if is_right else ("an error is missed",))
