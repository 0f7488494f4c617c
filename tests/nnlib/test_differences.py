"""Numerical derivatives, against derivatives that are known."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.differences import (
    best_step,
    complex_step_gradient,
    directional_derivative,
    forward_difference,
    numerical_gradient,
    numerical_gradient_batched,
    numerical_vjp,
)


@pytest.mark.parametrize("shape", [(), (1,), (3, 2), (2, 3, 4), (0, 2)])
def test_numerical_gradient_of_a_cubic(shape):
    """If this fails, centred differences are wrong for arrays of this shape."""
    x = np.random.default_rng(0).normal(size=shape)
    grad = numerical_gradient(lambda x: np.sum(x**3), x)
    assert grad.shape == shape
    assert_allclose(grad, 3 * x**2, atol=1e-9)


def test_numerical_gradient_is_centred():
    """If this fails, the differences are one-sided: exact for a line, but not for a parabola."""
    assert_allclose(numerical_gradient(lambda x: x**2, np.array(3.0), h=0.5), 6.0, rtol=1e-14)


@pytest.mark.parametrize("derivative", [numerical_gradient, forward_difference, complex_step_gradient])
def test_derivatives_of_integers(derivative):
    """If this fails, the step is lost in rounding to whole numbers."""
    assert_allclose(derivative(lambda x: np.sum(x**2), np.array([1, 2])), [2, 4], rtol=1e-6)


def test_batched_derivatives_of_integers():
    """If this fails, a stack of whole numbers is refused."""
    assert_allclose(numerical_gradient_batched(lambda x: np.sum(x**2, axis=1), np.array([1, 2])), [2, 4])


@pytest.mark.parametrize("derivative", [numerical_gradient, forward_difference, complex_step_gradient])
def test_no_derivative_writes_to_its_argument(derivative):
    """If this fails, x changes while or after it is differentiated, or f can spoil the next difference."""
    x = np.array([1.0, 2.0, 3.0])
    x.setflags(write=False)

    def f(x):
        value = np.sum(x**2)
        x[...] = np.nan
        return value

    assert_allclose(derivative(f, x), [2, 4, 6], rtol=1e-6)
    assert_array_equal(x, [1, 2, 3])


@pytest.mark.parametrize("difference", [numerical_gradient, forward_difference])
def test_one_entry_is_moved_at_a_time(difference):
    """If this fails, an entry is still moved while the next one is differentiated."""
    assert_array_equal(difference(np.prod, np.array([2.0, 3.0, 4.0]), h=0.5), [12, 8, 6])


@pytest.mark.parametrize(
    ("derivative", "h"),
    [
        (numerical_gradient, 1e-5),
        (numerical_gradient_batched, 1e-5),
        (lambda f, x: numerical_vjp(f, x, 1.0), 1e-5),
        (forward_difference, 1e-8),
        (lambda f, x: directional_derivative(f, x, np.ones(1)), 1e-5),
        (complex_step_gradient, 1e-30),
    ],
    ids=["numerical_gradient", "batched", "vjp", "forward", "directional", "complex"],
)
def test_default_steps(derivative, h):
    """If this fails, a default step has changed, and with it the error of every derivative without a step."""
    seen = []

    def f(x):
        seen.append(np.abs(x).max())
        return x.ravel()

    derivative(lambda x: f(x) if x.ndim > 1 else f(x)[0], np.zeros(1))
    assert max(seen) == h


def test_sixteen_entries_are_perturbed_in_one_call():
    """If this fails, the default block has changed, and with it the table of benchmarks/gradient_check_speed.py."""
    sizes = []
    numerical_gradient_batched(lambda stack: sizes.append(len(stack)) or stack.sum(axis=1), np.zeros(17))
    assert sizes == [32, 2]


def test_numerical_vjp_weighs_by_the_upstream_gradient():
    """If this fails, the numerical gradient forgets its upstream gradient."""
    W, dout = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 10.0])
    assert_allclose(numerical_vjp(lambda x: x @ W, np.array([5.0, 6.0]), dout), W @ dout)


SHAPES = pytest.mark.parametrize("shape", [(), (1,), (3, 2), (2, 3, 4), (0, 2)])


@SHAPES
@pytest.mark.parametrize("block", [1, 4, 100])
def test_several_perturbations_in_one_call_give_the_same_answer(shape, block):
    """If this fails, a block of perturbed copies is cut, ordered or restored wrongly."""
    x = np.random.default_rng(0).normal(size=shape)
    sizes = []

    def f(stack):
        sizes.append(len(stack))
        return (stack**3 + 2 * stack).reshape(len(stack), -1).sum(axis=1)

    grad = numerical_gradient_batched(f, x, block=block)
    assert grad.shape == shape
    assert_allclose(grad, numerical_gradient(lambda x: np.sum(x**3 + 2 * x), x), rtol=1e-9, atol=1e-9)
    assert sum(sizes) == 2 * x.size
    assert max(sizes, default=0) <= 2 * block


@SHAPES
def test_the_complex_step_of_a_cubic_is_exact(shape):
    """If this fails, the complex step is an approximation, or wrong for arrays of this shape."""
    x = np.random.default_rng(0).normal(size=shape)
    assert_allclose(complex_step_gradient(lambda x: np.sum(x**3), x), 3 * x**2, rtol=1e-15)


def casts(x):
    """A complex number whose imaginary part was lost on the way."""
    real = np.empty(x.shape)
    real[...] = x
    return np.sum(real) + 0j


@pytest.mark.parametrize("f", [np.linalg.norm, lambda x: np.sum(x.real), casts])
def test_the_complex_step_refuses_what_loses_it(f):
    """If this fails, a slope of zero comes out of a function that drops imaginary parts."""
    with pytest.raises(TypeError, match=r"^f returned a real number, but should return a complex one"):
        complex_step_gradient(f, np.array([3.0, 4.0]))


def test_one_sided_differences_look_to_one_side():
    """If this fails, a negative step does not look to the left of a kink, or a positive one not to its right."""
    x = np.array([0.0, 2.0])
    assert_allclose(forward_difference(lambda x: np.sum(np.abs(x)), x), [1, 1], rtol=1e-7)
    assert_allclose(forward_difference(lambda x: np.sum(np.abs(x)), x, -1e-8), [-1, 1], rtol=1e-7)
    assert_allclose(forward_difference(lambda x: x**2, np.array(3.0), h=0.5), 6.5, rtol=1e-14)


def test_the_slope_along_a_direction():
    """If this fails, a directional derivative is not the gradient times the direction."""
    x, v = np.random.default_rng(0).normal(size=(2, 3, 2))
    assert_allclose(directional_derivative(lambda x: np.sum(x**3), x, v), np.sum(3 * x**2 * v), rtol=1e-8)


@pytest.mark.parametrize(
    ("difference", "shortest", "longest"), [(numerical_gradient, -6, -4), (forward_difference, -9, -7)]
)
def test_the_best_step_lies_between_truncation_and_rounding(difference, shortest, longest):
    """If this fails, the U-shaped curve has its bottom in the wrong place, or is not U-shaped."""
    x = np.array([0.5, 1.0, 2.0])
    h, errors = best_step(lambda x: np.sum(np.exp(x)), x, np.exp(x), difference=difference)
    assert shortest <= round(np.log10(h)) <= longest
    assert errors[0] > 1e3 * min(errors) and errors[-1] > 1e3 * min(errors)
    order = np.log10(errors[0] / errors[1])
    assert_allclose(order, 2 if difference is numerical_gradient else 1, atol=0.1)


def test_steps_are_tried_by_tens_and_their_errors_are_relative():
    """If this fails, the curve misses a power of ten, or has another unit than the reports."""
    grad, steps = np.array([3.0, 4.0]), []

    def half_too_large(f, x, h):
        steps.append(h)
        return 1.5 * grad

    _, errors = best_step(np.sum, np.zeros(2), grad, difference=half_too_large)
    assert_allclose(steps, [10.0**-k for k in range(1, 13)], rtol=1e-15)
    assert repr(errors) == repr([0.5] * 12)  # plain floats, which print as such
