"""The checker, checked: what is right passes, what is wrong is found, and said."""

import re
from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib import gradcheck
from nnlib.activations import relu_backward, relu_forward
from nnlib.affine import affine_backward, affine_forward
from nnlib.gradcheck import check_backward, numerical_gradient, numerical_vjp
from nnlib.gradient_report import LARGEST_MAP, GradientReport, relative_error
from nnlib.mlp import mlp_backward, mlp_forward, mlp_init
from pairs.affine import draw_affine

SEEDS = range(20)


def changed(name, change):
    """Backward of the affine map with one of its gradients changed."""

    def backward(dZ, cache):
        grads = dict(zip(("X", "W", "b"), affine_backward(dZ, cache)))
        grads[name] = change(grads[name].copy(), dZ, *cache)
        return tuple(grads.values())

    return backward


def set_entry(array, index, value):
    """The array with one entry (or row) replaced."""
    array[index] = value
    return array


FAULTS = {
    "transposed dX": ("X", lambda dX, dZ, X, W: dZ @ W),
    "transposed dW": ("W", lambda dW, dZ, X, W: dW.T),
    "negated dW": ("W", lambda dW, dZ, X, W: -dW),
    "missing upstream": ("W", lambda dW, dZ, X, W: X.T @ np.ones_like(dZ)),
    "1/N": ("W", lambda dW, dZ, X, W: dW / len(X)),
    "mean for sum": ("b", lambda db, dZ, X, W: dZ.mean(axis=0)),
    "sum over the wrong axis": ("b", lambda db, dZ, X, W: dZ.sum(axis=1)),
    "zeroed bias entry": ("b", lambda db, dZ, X, W: set_entry(db, 1, 0.0)),
    "zeroed weights": ("W", lambda dW, dZ, X, W: np.zeros_like(dW)),
    "a row wrong by 1e-3": ("W", lambda dW, dZ, X, W: set_entry(dW, 1, 1.001 * dW[1])),
    "swapped rows": ("X", lambda dX, dZ, X, W: dX[[1, 0, 2]]),
    "wrong shape": ("b", lambda db, dZ, X, W: db[:, None]),
    "a scalar": ("b", lambda db, dZ, X, W: db.sum()),
    "NaN": ("W", lambda dW, dZ, X, W: set_entry(dW, (2, 0), np.nan)),
    "infinite": ("W", lambda dW, dZ, X, W: set_entry(dW, (2, 0), np.inf)),
}


def check_affine(backward, seed=0):
    """A report on a square layer, in which a transposed gradient has the right shape."""
    rng = np.random.default_rng(seed)
    return check_backward(affine_forward, backward, draw_affine(rng, 3, 3, 3), rng)


@pytest.mark.parametrize("seed", SEEDS)
def test_right_gradients_pass(seed):
    """If this fails, the checker cries wolf."""
    report = check_affine(affine_backward, seed)
    assert report
    assert all(report.agrees(name) for name in "XWb")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_faults_are_found_where_they_are(fault, seed):
    """If this fails, the checker overlooks this fault, blames another gradient, or raises."""
    name, change = FAULTS[fault]
    report = check_affine(changed(name, change), seed)
    assert not report
    assert [n for n in "XWb" if not report.agrees(n)] == [name]


def test_a_backward_pass_of_one_gradient_needs_no_tuple():
    """If this fails, pairs with one argument cannot be checked."""
    rng = np.random.default_rng(0)
    assert check_backward(relu_forward, relu_backward, {"Z": np.array([[-1.0, 2.0]])}, rng)
    assert not check_backward(relu_forward, lambda dA, Z: 1.0 * (Z > 0), {"Z": np.array([[-1.0, 2.0]])}, rng)


@pytest.mark.parametrize("missing", [1, 2])
def test_the_number_of_gradients_counts(missing):
    """If this fails, a gradient that backward does not return goes unchecked."""
    with pytest.raises(ValueError):
        check_affine(lambda dZ, cache: affine_backward(dZ, cache)[:-missing])


@pytest.mark.parametrize(("tolerance", "passes"), [(1e-2, True), (1e-5, False)])
def test_the_tolerance_is_the_callers(tolerance, passes):
    """If this fails, the checker does not use the tolerance that it was given."""
    rng, backward = np.random.default_rng(0), changed("W", lambda dW, *_: 1.001 * dW)
    report = check_backward(affine_forward, backward, draw_affine(rng, 4, 3, 2), rng, tolerance=tolerance)
    assert bool(report) == passes


def test_the_upstream_gradient_is_random():
    """If this fails, the upstream gradient is all ones or does not follow the generator."""
    seen = []

    def backward(dZ, cache):
        seen.append(dZ)
        return affine_backward(dZ, cache)

    for seed in (0, 0, 1):
        check_affine(backward, seed)
    assert len(np.unique(seen[0])) == seen[0].size
    assert_array_equal(seen[0], seen[1])
    assert (seen[0] != seen[2]).all()


def relu_network(seed):
    """Arguments of a random ReLU network in which one unit is so near its kink that some steps jump over it."""
    rng = np.random.default_rng(seed)
    params = mlp_init((2, 4, 3, 2), rng)
    params = [{**layer, "b": 0.1 * rng.normal(size=layer["b"].shape)} for layer in params]
    arguments = {"X": rng.normal(size=(3, 2)), **{f"{k}{i}": v for i, p in enumerate(params) for k, v in p.items()}}
    distance = rng.choice([-1, 1]) * 10 ** rng.uniform(-5, -4)
    arguments["b0"][0] = distance - arguments["X"][0] @ arguments["W0"][:, 0]
    return arguments, rng


def forward_relu_network(X, **layers):
    """`mlp_forward` with the parameters as arguments."""
    params = [{"W": layers[f"W{i}"], "b": layers[f"b{i}"]} for i in range(len(layers) // 2)]
    return mlp_forward(X, params, "relu")


def backward_relu_network(dscores, caches):
    """`mlp_backward` with the gradients in the order of those arguments."""
    dX, grads = mlp_backward(dscores, caches)
    return dX, *(layer[name] for layer in grads for name in ("W", "b"))


def test_kinks_raise_no_false_alarm():
    """If this fails, a right ReLU network is called wrong because a step jumped over a kink."""
    alarms = []
    for seed in range(300):
        arguments, rng = relu_network(seed)
        if not check_backward(forward_relu_network, backward_relu_network, arguments, rng):
            alarms.append(seed)
    assert alarms == []


@pytest.mark.parametrize("distance", [5e-5, 5e-6, 2e-6])
def test_a_step_that_jumps_over_the_kink_is_not_the_last_word(distance):
    """If this fails, only one step size is tried."""
    Z = np.array([[distance, -distance, 1.0]])
    assert check_backward(relu_forward, relu_backward, {"Z": Z}, np.random.default_rng(0))


def test_rounding_is_not_the_last_word():
    """If this fails, no longer step is tried where the differences drown in rounding."""
    arguments, rng = {"x": np.array([1.0, 2.0])}, np.random.default_rng(0)
    report = check_backward(lambda x: (1e3 + 1e-3 * x, None), lambda dout, _: 1e-3 * dout, arguments, rng)
    assert report, repr(report)


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


def test_numerical_gradient_of_integers():
    """If this fails, the step is lost in rounding to whole numbers."""
    assert_allclose(numerical_gradient(lambda x: np.sum(x**2), np.array([1, 2])), [2, 4])


def test_numerical_gradient_writes_nothing():
    """If this fails, x changes while or after it is differentiated, or f can spoil the next difference."""
    x = np.array([1.0, 2.0, 3.0])
    x.setflags(write=False)

    def f(x):
        value = np.sum(x**2)
        x[...] = np.nan
        return value

    assert_allclose(numerical_gradient(f, x), [2, 4, 6])
    assert_array_equal(x, [1, 2, 3])


def test_numerical_vjp_weighs_by_the_upstream_gradient():
    """If this fails, the numerical gradient forgets its upstream gradient."""
    W, dout = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 10.0])
    assert_allclose(numerical_vjp(lambda x: x @ W, np.array([5.0, 6.0]), dout), W @ dout)


def test_steps_stay_within_what_float64_allows():
    """If this fails, a step is so small that differences are noise, or so large that they are secants."""
    assert all(1e-7 < h < 1e-3 for h in gradcheck.STEPS)


@pytest.mark.parametrize(
    ("a", "n", "error"),
    [
        ([3.0, 4.0], [3.0, 4.0], 0),
        ([3.0, 4.0], [0.0, 0.0], 1),
        ([3.0, 4.0], [-3.0, -4.0], 1),
        ([1.0, 0.0], [3.0, 0.0], 0.5),
        ([3.0, 0.0], [0.0, 4.0], 5 / 7),
        ([0.0, 0.0], [0.0, 0.0], 0),
        ([], [], 0),
        (1.0, 1.0, 0),
        ([np.nan, 1.0], [1.0, 1.0], np.inf),
        ([1.0, 1.0], [1.0, np.nan], np.inf),
        ([np.inf, 1.0], [np.inf, 1.0], np.inf),
    ],
)
def test_relative_error(a, n, error):
    """If this fails, the distance is not ‖a − n‖ / (‖a‖ + ‖n‖), or something not finite agrees."""
    assert_allclose(relative_error(a, n), error, rtol=1e-15)


def test_relative_error_does_not_broadcast():
    """If this fails, a column agrees with a row."""
    with pytest.raises(ValueError, match=r"^a has shape \(2, 1\), but should have the shape of n, \(2,\)$"):
        relative_error(np.ones((2, 1)), np.ones(2))


def report_on(a, n):
    """A report on one gradient, ``W``."""
    return GradientReport({"W": (np.asarray(a), np.asarray(n))}, 1e-6)


def marks(html):
    """The map of a report as text: one line for each row."""
    return ["".join(re.findall("[✓✗]", row)) for row in html.split("<tr>")[1:]]


def test_the_text_says_what_agrees():
    """If this fails, a right gradient is not reported as such."""
    assert repr(report_on([1.0, 2.0], [1.0, 2.0])) == "dW (2,): agrees (relative error below 1e-06)"


def test_the_text_says_where_it_differs_and_by_how_much():
    """If this fails, a report does not point to the worst entry, be it too large or too small."""
    n = np.arange(6.0).reshape(2, 3)
    text = repr(report_on(set_entry(set_entry(n.copy(), (0, 1), 1.5), (1, 2), 3.0), n))
    assert text.startswith("dW (2, 3): DIFFERS (relative error 1.5e-01)")
    assert text.endswith("worst at [1, 2]: 3, but should be 5 (off by -2.0e+00)")


def test_the_text_says_which_shape_is_wrong():
    """If this fails, a report does not say what the shape should be."""
    assert repr(report_on(np.ones((2, 1)), np.ones(2))) == "dW: has shape (2, 1), but should have the shape of W, (2,)"


def test_the_text_points_to_what_is_not_finite():
    """If this fails, NaN is not called NaN, or not found."""
    text = repr(report_on([[1.0, np.nan]], [[1.0, 2.0]]))
    assert "DIFFERS (relative error inf)" in text
    assert text.endswith("worst at [0, 1]: nan, but should be 2 (off by nan)")


def test_every_gradient_has_its_line():
    """If this fails, a report leaves out an argument."""
    lines = repr(check_affine(changed("W", lambda dW, *_: -dW))).splitlines()
    assert [line.split()[0] for line in lines] == ["dX", "dW", "db"]
    assert ["DIFFERS" in line for line in lines] == [False, True, False]


@pytest.mark.parametrize(
    ("a", "n", "expected"),
    [
        ([[1.0, 9.0, 3.0], [4.0, 5.0, 6.0]], [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], ["✓✗✓", "✓✓✓"]),
        ([1.0, 2.0, 9.0], [1.0, 2.0, 3.0], ["✓✓✗"]),
        (1.0, 2.0, ["✗"]),
        ([[1.0, np.nan]], [[1.0, 2.0]], ["✓✗"]),
        ([[[1.0, 2.0], [3.0, 9.0]]], [[[1.0, 2.0], [3.0, 4.0]]], ["✓✓✓✗"]),
        (np.ones((0, 2)), np.ones((0, 2)), []),
        (np.ones((2, 1)), np.ones(2), []),
    ],
)
def test_the_map_shows_what_is_wrong(a, n, expected):
    """If this fails, the map marks the wrong entries, or cannot be drawn."""
    html = report_on(a, n)._repr_html_()
    assert marks(html) == expected
    assert html.count("<table") == html.count("</table>") == bool(expected)


def test_a_large_gradient_gets_its_sentence_only():
    """If this fails, a report on a large layer fills the page."""
    shown, hidden = (report_on(np.ones(size), np.zeros(size))._repr_html_() for size in (LARGEST_MAP, LARGEST_MAP + 1))
    assert marks(shown) == ["✗" * LARGEST_MAP]
    assert marks(hidden) == []
    assert "DIFFERS" in hidden


def test_the_html_escapes_names():
    """If this fails, a name can bring its own markup into a notebook."""
    html = GradientReport({"<script>&": (np.ones(1), np.ones(1))}, 1e-6)._repr_html_()
    assert "<script>" not in html
    assert "d&lt;script&gt;&amp;" in html


def test_arguments_may_be_read_only():
    """If this fails, the checker writes to the arguments of the function it checks."""
    arguments = draw_affine(np.random.default_rng(0), 4, 3, 2)
    copies = {name: value.copy() for name, value in arguments.items()}
    for value in arguments.values():
        value.setflags(write=False)
    check_backward(affine_forward, affine_backward, arguments, np.random.default_rng(0))
    for name, value in arguments.items():
        assert_array_equal(value, copies[name])


def test_only_the_given_arguments_are_checked():
    """If this fails, a fixed argument cannot be bound beforehand."""
    X, W, b = draw_affine(np.random.default_rng(0), 4, 3, 2).values()

    def backward(dZ, cache):
        return affine_backward(dZ, cache)[:2]

    assert check_backward(partial(affine_forward, b=b), backward, {"X": X, "W": W}, np.random.default_rng(0))


def test_sentence_and_map_agree():
    """If this fails, a report says that it differs over a map without a cross, or agrees over one with a cross."""
    slightly_off_everywhere = report_on(1 + np.full(100, 2.5e-6), np.ones(100))
    assert "DIFFERS" in repr(slightly_off_everywhere) and "✗" in slightly_off_everywhere._repr_html_()
    one_off_a_little = report_on(np.array([1, 1, 1 + 2.2e-6]), np.ones(3))
    assert "agrees" in repr(one_off_a_little) and "✗" not in one_off_a_little._repr_html_()


def test_wrong_number_of_gradients_is_said():
    """If this fails, a backward pass that returns too few gradients ends in an error that does not say so."""
    with pytest.raises(ValueError, match=r"backward returned 2 gradients, but should return 3: dX, dW, db"):
        check_affine(lambda dZ, cache: (dZ, dZ))
