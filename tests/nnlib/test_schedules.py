"""Schedules: against PyTorch, and at their ends."""

import math
import warnings

import pytest
from numpy.testing import assert_allclose

from nnlib.schedules import constant, cosine_decay, exponential_decay, inverse_time_decay, step_decay, warm_up


def rates(schedule, n=12):
    """The first learning rates."""
    return [schedule(t) for t in range(n)]


def torch_rates(torch, name, n=12, **settings):
    """The first learning rates of a scheduler of PyTorch that begins at 0.2."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.2)
    scheduler = getattr(torch.optim.lr_scheduler, name)(optimizer, **settings)
    found = []
    for _ in range(n):
        found.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return found


@pytest.mark.parametrize(
    ("schedule", "name", "settings"),
    [
        (constant(0.2), "ConstantLR", {"factor": 1.0}),
        (step_decay(0.2, factor=0.3, every=4), "StepLR", {"gamma": 0.3, "step_size": 4}),
        (exponential_decay(0.2, k=0.1), "ExponentialLR", {"gamma": math.exp(-0.1)}),
        (cosine_decay(0.2, steps=11, final=0.01), "CosineAnnealingLR", {"T_max": 11, "eta_min": 0.01}),
        (warm_up(constant(0.2), steps=5), "LinearLR", {"start_factor": 1 / 5, "end_factor": 1.0, "total_iters": 4}),
    ],
)
def test_schedules_agree_with_pytorch(schedule, name, settings):
    """If this fails, a schedule is not the one that its name means elsewhere."""
    torch = pytest.importorskip("torch")
    assert_allclose(rates(schedule), torch_rates(torch, name, **settings), rtol=1e-9)


def test_inverse_time_decay_is_constant_first():
    """If this fails, the learning rate does not wait for tau, or does not fall like 1/t."""
    assert_allclose(rates(inverse_time_decay(0.2, tau=3), 7), [0.2, 0.2, 0.2, 0.2, 0.15, 0.12, 0.1])


def test_the_cosine_stays_at_its_end():
    """If this fails, the learning rate rises again when training goes on."""
    schedule = cosine_decay(0.2, steps=10, final=0.05)
    assert_allclose([schedule(t) for t in (0, 5, 10, 15, 20)], [0.2, 0.125, 0.05, 0.05, 0.05])
    assert cosine_decay(0.2, steps=10)(10) == 0


def test_warm_up_multiplies_any_schedule():
    """If this fails, the schedule that is warmed up does not take over where it should."""
    schedule = warm_up(step_decay(1.0, factor=0.1, every=3), steps=2)
    assert_allclose(rates(schedule, 5), [0.5, 1, 1, 0.1, 0.1])


def test_warming_up_in_one_step_changes_nothing():
    """If this fails, the first step is smaller than asked for."""
    assert rates(warm_up(exponential_decay(0.2, 0.1), steps=1)) == rates(exponential_decay(0.2, 0.1))


def test_a_learning_rate_is_a_plain_number():
    """If this fails, a schedule turns float32 parameters into float64."""
    schedules = [
        constant(0.2),
        step_decay(0.2, 0.5, 2),
        exponential_decay(0.2, 0.1),
        inverse_time_decay(0.2, 3),
        cosine_decay(0.2, 10),
        warm_up(constant(0.2), 3),
    ]
    assert {type(schedule(1)) for schedule in schedules} == {float}


def test_far_away_the_learning_rate_is_zero_without_a_warning():
    """If this fails, a long run ends with an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert step_decay(0.2, 0.1, 1)(10**6) == exponential_decay(0.2, 1)(10**6) == 0
        assert inverse_time_decay(0.2, 1)(10**6) == pytest.approx(2e-7)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: constant(-0.1), "learning_rate is -0.1, but should be 0 or more"),
        (lambda: constant(math.nan), "learning_rate is nan, but should be 0 or more"),
        (lambda: step_decay(-0.1, 0.5, 2), "learning_rate is -0.1, but should be 0 or more"),
        (lambda: step_decay(0.1, -0.5, 2), "factor is -0.5, but should be 0 or more"),
        (lambda: step_decay(0.1, 0.5, 0), "every is 0, but should be above 0"),
        (lambda: exponential_decay(-0.1, 1), "learning_rate is -0.1, but should be 0 or more"),
        (lambda: exponential_decay(0.1, -1), "k is -1, but should be 0 or more"),
        (lambda: inverse_time_decay(-0.1, 1), "learning_rate is -0.1, but should be 0 or more"),
        (lambda: inverse_time_decay(0.1, 0), "tau is 0, but should be above 0"),
        (lambda: cosine_decay(-0.1, 10), "learning_rate is -0.1, but should be 0 or more"),
        (lambda: cosine_decay(0.1, 0), "steps is 0, but should be above 0"),
        (lambda: cosine_decay(0.1, 10, -1), "final is -1, but should be 0 or more"),
        (lambda: warm_up(constant(0.1), 0), "steps is 0, but should be above 0"),
    ],
)
def test_impossible_settings_are_named(make, message):
    """If this fails, a schedule goes uphill or divides by 0 in the middle of a run."""
    with pytest.raises(ValueError) as error:
        make()
    assert str(error.value) == message
