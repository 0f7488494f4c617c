"""The checker, checked: what is right passes, what is wrong is found, and said."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib import gradcheck
from nnlib._trees import arrays, map_arrays
from nnlib.activations import relu_backward, relu_forward
from nnlib.affine import affine_backward, affine_forward
from nnlib.gradcheck import check_backward, check_gradient, check_parameters, directional_check
from nnlib.losses import softmax_cross_entropy_backward, softmax_cross_entropy_forward
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
    for seed in range(150):
        arguments, rng = relu_network(seed)
        if not check_backward(forward_relu_network, backward_relu_network, arguments, rng):
            alarms.append(seed)
    assert alarms == []


@pytest.mark.parametrize("distance", [5e-5, 5e-6, 2e-6])
def test_a_step_that_jumps_over_the_kink_is_not_the_last_word(distance):
    """If this fails, only one step size is tried."""
    Z = np.array([[distance, -distance, 1.0]])
    assert check_backward(relu_forward, relu_backward, {"Z": Z}, np.random.default_rng(0))


def test_rounding_raises_no_false_alarm():
    """If this fails, a right gradient is called wrong because it is small beside the rounding of the loss."""
    arguments, rng = {"x": np.array([1.0, 2.0])}, np.random.default_rng(0)
    report = check_backward(lambda x: (1e3 + 1e-3 * x, None), lambda dout, _: 1e-3 * dout, arguments, rng)
    assert report, repr(report)
    zero = check_gradient(lambda x: 1e3 + np.sum(x) - np.sum(x), np.zeros(3), np.array([0.1, 0.2, 0.3]), rng)
    assert zero, repr(zero)


@pytest.mark.parametrize(
    ("f", "grads", "x"),
    [
        (lambda x: (3e2 + 1e-3 * x.sum()) - 3e2, [1e-3, 1e-3], [0.3, 0.7]),
        (lambda x: 1e2 + np.maximum(0, x).sum(), [1.0, 1.0], [5e-6, 0.7]),
        (lambda x: np.maximum(0, x).sum(), [1.0, 0.0], [3e-8, -3e-8]),
    ],
    ids=["rounding within the loss", "a kink nearby, and rounding", "a kink nearer than every centred step"],
)
def test_one_step_is_not_the_last_word(f, grads, x):
    """If this fails, a step is missing from the ladder."""
    assert check_gradient(f, np.array(grads), np.array(x), np.random.default_rng(0))
    assert not check_gradient(f, 1.01 * np.array(grads), np.array(x), np.random.default_rng(0))


def test_what_is_above_rounding_is_found():
    """If this fails, what is forgiven to rounding covers errors that differences can see."""
    x, rng = np.array([1.0, 2.0]), np.random.default_rng(0)
    assert not check_gradient(lambda x: 1e3 + 1e-3 * np.sum(x), np.full(2, 1.01e-3), x, rng)
    assert not check_gradient(lambda x: np.sum(x), np.full(2, 1 + 1e-6), x, rng)


def test_steps_stay_within_what_float64_allows():
    """If this fails, a step is so small that differences are noise, or so large that they are secants."""
    assert all(1e-7 < h < 1e-3 for h in gradcheck.STEPS)


def test_every_gradient_has_its_line():
    """If this fails, a report leaves out an argument."""
    lines = repr(check_affine(changed("W", lambda dW, *_: -dW))).splitlines()
    assert [line.split()[0] for line in lines] == ["dX", "dW", "db"]
    assert ["DIFFERS" in line for line in lines] == [False, True, False]


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


def test_wrong_number_of_gradients_is_said():
    """If this fails, a backward pass that returns too few gradients ends in an error that does not say so."""
    with pytest.raises(ValueError, match=r"backward returned 2 gradients, but should return 3: dX, dW, db"):
        check_affine(lambda dZ, cache: (dZ, dZ))


def network(seed, sizes=(64, 64, 10), activation="relu"):
    """Loss of the parameters of a random network, parameters, gradients."""
    rng = np.random.default_rng(seed)
    params = mlp_init(sizes, rng)
    X, y = rng.normal(size=(8, sizes[0])), rng.integers(sizes[-1], size=8)

    def loss_and_gradients(params):
        scores, caches = mlp_forward(X, params, activation)
        loss, cache = softmax_cross_entropy_forward(scores, y)
        return loss, mlp_backward(softmax_cross_entropy_backward(1.0, cache), caches)[1]

    return loss_and_gradients, params, rng


def with_array(grads, layer, name, array):
    """The gradients with one array replaced."""
    return [{**g, name: array} if k == layer else g for k, g in enumerate(grads)]


def test_a_model_is_checked_in_one_call():
    """If this fails, the parameters of a network have to be checked array by array, or a line is missing."""
    loss_and_gradients, params, rng = network(0)
    report = check_parameters(loss_and_gradients, params, rng)
    assert report, repr(report)
    assert repr(report).splitlines() == [
        "dW.0 (64, 64): agrees along 8 random directions (relative error below 1e-06)",
        "db.0 (64,): agrees (relative error below 1e-06)",
        "dW.1 (64, 10): agrees along 8 random directions (relative error below 1e-06)",
        "db.1 (10,): agrees (relative error below 1e-06)",
    ]


def test_a_large_array_costs_two_calls_for_each_direction():
    """If this fails, a layer of thousands of weights is checked weight by weight."""
    x, rng, calls = np.linspace(0, 1, 5000), np.random.default_rng(0), []

    def f(x):
        calls.append(x)
        return np.sum(x**2)

    assert check_gradient(f, 2 * x, x, rng, directions=5)
    assert len(calls) == 1 + 2 * 5
    moved = np.array(calls[1:]) - x
    assert len(np.unique(np.sign(moved), axis=0)) == 2 * 5
    assert np.ptp(np.abs(moved)) < 1e-12


@pytest.mark.parametrize("check", [check_gradient, directional_check])
def test_a_fault_in_a_large_array_is_said_where_it_is(check):
    """If this fails, directions say that something is wrong, and nothing says what."""
    loss_and_gradients, params, rng = network(1, (25, 20, 4))
    _, grads = loss_and_gradients(params)
    W = grads[0]["W"].copy()
    W[5] *= 1.01
    report = check(lambda p: loss_and_gradients(p)[0], with_array(grads, 0, "W", W), params, rng)
    assert [name for name in report.gradients if not report.agrees(name)] == ["W.0"]
    assert "worst at [5, " in repr(report)


@pytest.mark.parametrize(("size", "along"), [(400, False), (401, True)])
def test_more_than_400_entries_are_large(size, along):
    """If this fails, what the docstring says about directions is not so."""
    x = np.ones(size)
    assert ("along" in repr(check_gradient(np.sum, x, x, np.random.default_rng(0)))) == along


def test_a_wrong_large_array_is_measured_with_two_steps(monkeypatch):
    """If this fails, to say where a large array is wrong takes longer than it has to, or trusts a single step."""
    monkeypatch.setattr(gradcheck, "EXPLAINED", 401)
    x, calls = np.ones(401), []
    report = check_gradient(lambda x: calls.append(1) or np.sum(x), 2 * x, x, np.random.default_rng(0), directions=1)
    assert "worst at" in repr(report)
    assert len(calls) == 1 + 2 * 5 + 2 * 2 * 401


@pytest.mark.parametrize(
    "check",
    [
        lambda x, rng, **options: check_backward(lambda x: (2 * x, 0), lambda dout, _: dout, {"x": x}, rng, **options),
        lambda x, rng, **options: check_gradient(np.sum, 2 * x, x, rng, **options),
        lambda x, rng, **options: check_parameters(lambda x: (np.sum(x), 2 * x), x, rng, **options),
        lambda x, rng, **options: directional_check(np.sum, 2 * x, x, rng, **options),
    ],
    ids=["check_backward", "check_gradient", "check_parameters", "directional_check"],
)
def test_the_number_of_directions_is_the_callers(check):
    """If this fails, the checker looks along another number of directions than it was asked to."""
    x = np.ones(gradcheck.EXPLAINED + 1)
    assert "DIFFERS along 5 random directions" in repr(check(x, np.random.default_rng(0), directions=5))


def test_numbers_are_checked_like_arrays():
    """If this fails, the derivative of a function of one number cannot be checked, or the report not be printed."""
    rng = np.random.default_rng(0)
    assert check_backward(lambda x: (x**2, x), lambda dout, x: 2 * x * dout, {"x": 3.0}, rng)
    assert check_gradient(lambda x: x**2, 6.0, 3.0, rng)
    assert "worst at []: 7, but should be 6" in repr(check_gradient(lambda x: x**2, 7.0, 3.0, rng))


@pytest.mark.parametrize("sign", [1, -1])
def test_what_is_forgiven_is_the_rounding_of_the_loss(sign):
    """If this fails, rounding that the first step makes is called wrong, or more than that is forgiven."""
    x, rng, douts = np.full(4, sign * 3.0), np.random.default_rng(0), []
    report = check_gradient(np.sum, np.ones(4), x, rng)
    assert_allclose(report.noise, np.finfo(float).eps * 12 / 1e-5)
    report = check_backward(lambda x: (x, None), lambda dout, _: douts.append(dout) or dout, {"x": x}, rng)
    assert_allclose(report.noise, np.finfo(float).eps * 3 * np.sum(np.abs(douts)) / 1e-5)


def test_a_directional_check_is_ten_times_as_strict():
    """If this fails, an array that weighs little among all is let off more easily than the benchmark says."""
    x = np.ones(3)
    assert_allclose(directional_check(np.sum, x, x, np.random.default_rng(0)).tolerance, gradcheck.TOLERANCE / 10)


def test_a_very_large_array_is_not_measured_entry_by_entry():
    """If this fails, a wrong gradient of a million weights keeps a student waiting for an hour."""
    x = np.ones(gradcheck.EXPLAINED + 1)
    report = check_gradient(np.sum, 2 * x, x, np.random.default_rng(0))
    assert repr(report) == "dx (5001,): DIFFERS along 8 random directions (relative error 3.3e-01)"


def test_a_few_directions_check_everything():
    """If this fails, a directional check costs more than two calls for each direction."""
    loss_and_gradients, params, rng = network(2)
    calls = []

    def loss(params):
        calls.append(params)
        return loss_and_gradients(params)[0]

    report = directional_check(loss, loss_and_gradients(params)[1], params, rng, directions=4)
    assert report and len(calls) == 2 * 4
    assert "dW.0 (64, 64): agrees along 4 random directions" in repr(report)


@pytest.mark.parametrize(
    "tree", [np.ones(3), {"W": np.ones((2, 2)), "b": np.ones(2)}, [[np.ones(2)], {"u": np.ones(1)}]], ids=str
)
@pytest.mark.parametrize("check", [check_gradient, directional_check])
def test_any_form_of_parameters_is_checked(check, tree):
    """If this fails, a form of parameters is refused, or a gradient of it goes unchecked."""
    rng = np.random.default_rng(0)

    def f(tree):
        return sum(np.sum(x**2) for x in arrays(tree))

    assert check(f, map_arrays(lambda x: 2 * x, tree), tree, rng)
    report = check(f, map_arrays(lambda x: 3 * x, tree), tree, rng)
    assert not any(report.agrees(name) for name in report.gradients)
    assert len(report.gradients) == len(arrays(tree))


def test_missing_gradients_and_wrong_shapes_are_said():
    """If this fails, a gradient that is not there goes unchecked, or one of the wrong shape is broadcast."""
    x, rng = {"W": np.ones((3, 2)), "b": np.ones(2)}, np.random.default_rng(0)
    with pytest.raises(ValueError, match=r"^grads has the arrays W, but should have W, b$"):
        check_gradient(lambda x: 0.0, {"W": x["W"]}, x, rng)
    for check in (check_gradient, directional_check):
        report = check(lambda x: x["W"].sum() + x["b"].sum(), {"W": np.ones((2, 3)), "b": np.ones(2)}, x, rng)
        assert repr(report).startswith("dW: has shape (2, 3), but should have the shape of W, (3, 2)")
        assert not report


def test_the_complex_step_sees_what_differences_cannot():
    """If this fails, the complex step is not used, or its result is compared with the noise of differences."""
    rng = np.random.default_rng(0)
    x = {"X": rng.normal(size=(4, 3))}

    def check(factor, **options):
        return check_backward(
            lambda X: (np.tanh(X), X), lambda dA, X: factor * dA * (1 - np.tanh(X) ** 2), x, rng, 1e-13, **options
        )

    assert check(1, complex_step=True)
    assert not check(1 + 1e-12, complex_step=True)
    W = rng.normal(size=(30, 30))
    report = check_gradient(lambda W: np.sum(np.sin(W)), np.cos(W), W, rng, 1e-12, complex_step=True)
    assert report and "along 8 random directions" in repr(report)
    assert not check_gradient(lambda W: np.sum(np.sin(W)), np.cos(W) * (1 + 1e-11), W, rng, 1e-12, complex_step=True)


def test_the_complex_step_is_not_trusted_unasked():
    """If this fails, a gradient that forgets the derivative of |z| passes: the complex step forgets it too."""
    z = np.array([0.5, -0.7])
    assert not check_gradient(lambda z: np.sum(z / (1 + np.abs(z))), 1 / (1 + np.abs(z)), z, np.random.default_rng(0))
    assert check_gradient(lambda z: np.sum(z / (1 + np.abs(z))), 1 / (1 + np.abs(z)) ** 2, z, np.random.default_rng(0))

    def forward(z):
        return z / (1 + np.abs(z)), z

    assert not check_backward(forward, lambda dout, z: dout / (1 + np.abs(z)), {"z": z}, np.random.default_rng(0))
    assert check_backward(forward, lambda dout, z: dout / (1 + np.abs(z)) ** 2, {"z": z}, np.random.default_rng(0))
