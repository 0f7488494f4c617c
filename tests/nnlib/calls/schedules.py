"""Learning rates over time."""

from nnlib import schedules


def calls():
    """Every schedule."""
    yield schedules.constant, (0.1,)
    yield schedules.step_decay, (0.1, 0.5, 10)
    yield schedules.exponential_decay, (0.1, 0.01)
    yield schedules.inverse_time_decay, (0.1, 10)
    yield schedules.cosine_decay, (0.1, 100)
    yield schedules.warm_up, (schedules.constant(0.1), 5)
