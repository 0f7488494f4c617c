"""Optimizers: the right steps, the same steps in place, and no step that cannot be right."""

import tracemalloc
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib._trees import arrays, map_arrays
from nnlib.optimizers import SGD, AdaGrad, Adam, AdamW, Momentum, Nesterov, RMSProp, clip_gradients

OPTIMIZERS = {
    "SGD": SGD(0.1),
    "Momentum": Momentum(0.1, momentum=0.8),
    "Nesterov": Nesterov(0.1, momentum=0.8),
    "AdaGrad": AdaGrad(0.1),
    "RMSProp": RMSProp(0.1, decay=0.8),
    "Adam": Adam(0.1, beta1=0.8, beta2=0.95),
    "AdamW": AdamW(0.1, weight_decay=0.3),
}
every_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)


def parameters():
    """A tree of arrays of different shapes."""
    rng = np.random.default_rng(0)
    return [{"W": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}, {"W": rng.normal(size=(2, 4))}]


def gradients(params, steps):
    """Random gradients, some of them 0 at every step, some of them tiny."""
    rng = np.random.default_rng(1)
    for _ in range(steps):
        grads = map_arrays(lambda x: rng.normal(size=x.shape), params)
        grads[0]["W"][0], grads[0]["b"][0] = 0, 1e-9 * grads[0]["b"][0]
        yield grads


def flat(tree):
    """All numbers of a tree in one vector."""
    return np.concatenate([np.ravel(x) for x in arrays(tree)])


def torch_optimizer(torch, name, tensors):
    """The optimizer of PyTorch that should do the same."""
    optim = torch.optim
    return {
        "SGD": lambda: optim.SGD(tensors, lr=0.1),
        "Momentum": lambda: optim.SGD(tensors, lr=0.1, momentum=0.8),
        "Nesterov": lambda: optim.SGD(tensors, lr=0.1, momentum=0.8, nesterov=True),
        "AdaGrad": lambda: optim.Adagrad(tensors, lr=0.1, eps=1e-8),
        "RMSProp": lambda: optim.RMSprop(tensors, lr=0.1, alpha=0.8, eps=1e-8),
        "Adam": lambda: optim.Adam(tensors, lr=0.1, betas=(0.8, 0.95), eps=1e-8),
        "AdamW": lambda: optim.AdamW(tensors, lr=0.1, weight_decay=0.3, eps=1e-8),
    }[name]()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_fifty_steps_agree_with_pytorch(name):
    """If this fails, an optimizer does not do what its name says."""
    torch = pytest.importorskip("torch")
    params = parameters()
    tensors = [torch.tensor(x, requires_grad=True) for x in arrays(params)]
    other, state = torch_optimizer(torch, name, tensors), OPTIMIZERS[name].init(params)
    for grads in gradients(params, 50):
        for tensor, grad in zip(tensors, arrays(grads), strict=True):
            tensor.grad = torch.tensor(grad)
        other.step()
        params, state = OPTIMIZERS[name].update(params, grads, state)
    assert_allclose(flat(params), flat([t.detach().numpy() for t in tensors]), rtol=1e-12)


@pytest.mark.parametrize(
    ("optimizer", "g", "expected"),
    [
        (SGD(0.1), (2, 1), (0.8, 0.7)),
        (Momentum(0.1, momentum=0.5), (2, 1), (0.8, 0.6)),  # v = -0.2, then -0.1 - 0.1
        (Nesterov(0.1, momentum=0.5), (2, 1), (0.7, 0.5)),  # v = -0.2, then -0.2; steps of 0.5 v - 0.1 g
        (AdaGrad(0.1), (3, 4), (0.9, 0.82)),  # roots of 9 and of 9 + 16
        (RMSProp(0.1, decay=0.36), (10, 8), (0.875, 0.775)),  # roots of 0.64 * 100 and of 0.36 * 64 + 0.64 * 64
        # m = 2, then 1 - 2; m_hat = 4, then -1 / 0.75; v_hat = 16 both times
        (Adam(0.1, beta1=0.5, beta2=0.5625), (4, -4), (0.9, 0.9 + 0.1 / 3)),
        # the same steps, each after 5 % are gone
        (AdamW(0.1, beta1=0.5, beta2=0.5625, weight_decay=0.5), (4, -4), (0.85, 0.95 * 0.85 + 0.1 / 3)),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "learning_rate") else "",
)
def test_two_steps_by_hand(optimizer, g, expected):
    """If this fails, an optimizer does not follow the equations of chapter 10."""
    theta = np.array([1.0])
    state = optimizer.init(theta)
    for gradient, value in zip(g, expected, strict=True):
        theta, state = optimizer.update(theta, np.array([gradient]), state)
        assert_allclose(theta, [value], rtol=3e-9)  # epsilon is not 0


@every_optimizer
def test_steps_in_place_are_the_same_steps(optimizer):
    """If this fails, a network trained in place is another network."""
    params = parameters()
    vector = flat(params)
    state, own_state = optimizer.init(params), optimizer.init_in_place(vector)
    for t, grads in enumerate(gradients(params, 50)):
        rate = 0.1 / (1 + t)
        params, state = optimizer.update(params, grads, state, rate)
        optimizer.update_in_place(vector, flat(grads), own_state, rate)
        assert_allclose(vector, flat(params), rtol=1e-12)


@every_optimizer
def test_a_step_in_place_takes_no_memory(optimizer):
    """If this fails, every step makes arrays as large as the network, and page faults with them."""
    params = np.random.default_rng(0).normal(size=100_000)
    grads, state = params.copy(), optimizer.init_in_place(params)
    held = {name: id(value) for name, value in state.items() if name != "t"}
    optimizer.update_in_place(params, grads, state)
    tracemalloc.start()
    optimizer.update_in_place(params, grads, state)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < params.nbytes / 50
    assert {name: id(value) for name, value in state.items() if name != "t"} == held


@every_optimizer
def test_an_update_writes_to_nothing(optimizer):
    """If this fails, parameters or a state that somebody kept change behind their back."""
    params = parameters()
    state = optimizer.init(params)
    for grads in gradients(params, 2):
        for x in [*arrays(params), *arrays(grads), *(x for x in arrays(state) if isinstance(x, np.ndarray))]:
            x.setflags(write=False)
        before = flat(params), flat(grads), flat([state, 0])
        after, next_state = optimizer.update(params, grads, state)
        for x, kept in zip((params, grads, [state, 0]), before, strict=True):
            assert_array_equal(flat(x), kept)
        assert not any(np.shares_memory(x, y) for x in arrays(params) for y in arrays(after))
        params, state = after, next_state


@every_optimizer
def test_a_learning_rate_can_be_given_for_one_step(optimizer):
    """If this fails, a schedule has no effect, or one that lasts."""
    params = parameters()
    grads = next(gradients(params, 1))
    state = optimizer.init(params)
    given, _ = optimizer.update(params, grads, state, learning_rate=0.003)
    own, _ = replace(optimizer, learning_rate=0.003).update(params, grads, state)
    usual, _ = optimizer.update(params, grads, state)
    assert_array_equal(flat(given), flat(own))
    assert np.abs(flat(given) - flat(usual)).max() > 1e-3
    assert_array_equal(flat(optimizer.update(params, grads, state, learning_rate=0)[0]), flat(params))


@every_optimizer
def test_float32_stays_float32(optimizer):
    """If this fails, a learning rate from NumPy doubles the memory and the time of a network."""
    params = np.ones(3, np.float32)
    optimizer = replace(optimizer, learning_rate=np.float64(0.1))
    state = optimizer.init(params)
    for rate in (None, np.float64(0.1)):
        params, state = optimizer.update(params, np.ones(3, np.float32), state, rate)
    assert {x.dtype for x in [params, *arrays(state)] if isinstance(x, np.ndarray)} == {np.dtype(np.float32)}


@every_optimizer
def test_a_gradient_of_zero_moves_nothing_at_first(optimizer):
    """If this fails, 0 is divided by 0."""
    params = np.array([1.0, -2.0])
    after, _ = replace(optimizer, **({"weight_decay": 0} if isinstance(optimizer, AdamW) else {})).update(
        params, np.zeros(2), optimizer.init(params)
    )
    assert_array_equal(after, params)


@every_optimizer
def test_hyper_parameters_stay_as_they_are(optimizer):
    """If this fails, two trainings with one optimizer influence each other."""
    with pytest.raises(FrozenInstanceError):
        optimizer.learning_rate = 1.0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: SGD(-0.1), "learning_rate is -0.1, but should be 0 or more, and finite"),
        (lambda: Adam(np.nan), "learning_rate is nan, but should be 0 or more, and finite"),
        (lambda: Adam(np.inf), "learning_rate is inf, but should be 0 or more, and finite"),
        (lambda: Momentum(0.1, momentum=1), "momentum is 1, but should be at least 0 and below 1"),
        (lambda: RMSProp(decay=1.5), "decay is 1.5, but should be at least 0 and below 1"),
        (lambda: Adam(beta1=-0.1), "beta1 is -0.1, but should be at least 0 and below 1"),
        (lambda: Adam(beta2=np.nan), "beta2 is nan, but should be at least 0 and below 1"),
        (lambda: AdaGrad(epsilon=0), "epsilon is 0, but should be above 0"),
        (lambda: AdamW(weight_decay=-1), "weight_decay is -1, but should be 0 or more, and finite"),
        (
            lambda: SGD().update(np.ones(2), np.ones(2), {}, learning_rate=-1),
            "learning_rate is -1, but should be 0 or more, and finite",
        ),
        (
            lambda: SGD().update_in_place(np.ones(2), np.ones(2), SGD().init_in_place(np.ones(2)), -1),
            "learning_rate is -1, but should be 0 or more, and finite",
        ),
    ],
)
def test_a_hyper_parameter_out_of_range_is_named(make, message):
    """If this fails, a training climbs, or never forgets, and nobody says why."""
    with pytest.raises(ValueError) as error:
        make()
    assert str(error.value) == message


@every_optimizer
def test_gradients_of_another_form_are_refused(optimizer):
    """If this fails, broadcasting turns a wrong gradient into a wrong step."""
    params = {"W": np.ones((3, 2)), "b": np.ones(2)}
    with pytest.raises(ValueError, match=r"^grads\['b'\] has shape \(1,\), but should have the shape of params\['b'\]"):
        optimizer.update(params, {"W": np.ones((3, 2)), "b": np.ones(1)}, optimizer.init(params))
    vector = np.ones(3)
    with pytest.raises(ValueError, match=r"^grads has shape \(1,\), but should have the shape of params, \(3,\)$"):
        optimizer.update_in_place(vector, np.ones(1), optimizer.init_in_place(vector))


@pytest.mark.parametrize(
    ("params", "error", "message"),
    [
        (np.ones(6)[::2], ValueError, "^params is read-only or has gaps"),
        (np.frombuffer(bytes(24)), ValueError, "^params is read-only or has gaps"),
        (np.ones((3, 2)), TypeError, r"^params is an array of float64, shape \(3, 2\), but should be one flat vector"),
        (np.ones(3, int), TypeError, r"^params is an array of int64, shape \(3,\), but should be one flat vector"),
        ([np.ones(3)], TypeError, "^params is a list, but should be one flat vector of floats$"),
    ],
    ids=["gaps", "read-only", "matrix", "integers", "list"],
)
def test_what_cannot_be_updated_in_place_is_refused(params, error, message):
    """If this fails, a step in place writes to a copy, or to nothing."""
    with pytest.raises(error, match=message):
        Adam().init_in_place(params)


def test_the_first_step_of_adam_is_as_long_as_the_learning_rate():
    """If this fails, Adam is not corrected for its start at 0."""
    params = np.zeros(4)
    g = np.array([1e-3, -1.0, 50.0, 1e4])
    after, _ = Adam(0.01).update(params, g, Adam().init(params))
    assert_allclose(after, -0.01 * np.sign(g), rtol=1e-4)


def test_long_gradients_are_shortened_together():
    """If this fails, clipping changes the direction of a step."""
    grads = [{"W": np.array([[3.0, 0.0]])}, {"b": np.array([4.0])}]
    clipped = clip_gradients(grads, 1.0)
    assert_allclose(flat(clipped), [0.6, 0.0, 0.8])
    assert_allclose(np.linalg.norm(flat(clip_gradients(grads, 4.9))), 4.9)


@pytest.mark.parametrize("max_norm", [5.0, 100.0, np.inf])
def test_short_gradients_are_left_alone(max_norm):
    """If this fails, clipping changes gradients that are not too long."""
    grads = {"W": np.array([3.0]), "b": np.array([4.0])}
    clipped = clip_gradients(grads, max_norm)
    assert_array_equal(flat(clipped), [3.0, 4.0])
    assert not np.shares_memory(clipped["W"], grads["W"])
    assert_array_equal(clip_gradients(np.zeros(2), max_norm), [0.0, 0.0])


def test_gradients_that_explode_are_shortened_too():
    """If this fails, the squares overflow where clipping is needed most."""
    assert_allclose(flat(clip_gradients([np.array([3e200]), np.array([-4e200])], 5.0)), [3.0, -4.0])
    small = clip_gradients(np.array([3e30, 4e30], np.float32), 5.0)
    assert small.dtype == np.float32
    assert_allclose(small, [3.0, 4.0], rtol=1e-6)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_gradients_that_are_no_numbers_are_refused(bad):
    """If this fails, one NaN spreads to all parameters in the next step."""
    with pytest.raises(ValueError, match=r"^grads holds (nan|inf), but should hold finite numbers$"):
        clip_gradients([np.ones(2), np.array([1.0, bad]), np.ones(3)], 1.0)


@pytest.mark.parametrize("max_norm", [0, -1.0, np.nan])
def test_a_norm_that_is_not_positive_is_refused(max_norm):
    """If this fails, clipping reverses gradients or makes them NaN."""
    with pytest.raises(ValueError, match=f"^max_norm is {max_norm}, but should be above 0$"):
        clip_gradients(np.ones(2), max_norm)


def test_the_state_in_place_holds_what_its_names_say():
    """If this fails, a figure of Adam's running means shows the squares."""
    vector, optimizer = flat(parameters()), Adam(0.1, beta1=0.8, beta2=0.95)
    state, own_state = optimizer.init(vector), optimizer.init_in_place(vector)
    for grads in map(flat, gradients(parameters(), 3)):
        _, state = optimizer.update(vector, grads, state)
        optimizer.update_in_place(vector, grads, own_state)
    assert_allclose((1 - 0.8) * own_state["m"], state["m"])  # its factor waits until the step
    assert_allclose((1 - 0.95) * own_state["v"], state["v"])


def test_clipping_keeps_the_type_of_every_array():
    """If this fails, one array of double precision turns a whole network to it."""
    clipped = clip_gradients([np.ones(2, np.float32), np.ones(2)], 1.0)
    assert [x.dtype for x in clipped] == [np.float32, np.float64]


def test_there_may_be_nothing_to_clip():
    """If this fails, a layer without units, or none at all, stops a training."""
    assert clip_gradients([], 1.0) == []
    empty, full = clip_gradients([np.zeros((0, 3)), np.array([2.0])], 1.0)
    assert empty.shape == (0, 3)
    assert_array_equal(full, [1.0])


def test_gradients_that_vanish_are_shortened_too():
    """If this fails, the squares of tiny gradients are 0, and so is their norm."""
    assert_allclose(clip_gradients(np.array([3e-200, 4e-200]), 5e-201), [3e-201, 4e-201])
