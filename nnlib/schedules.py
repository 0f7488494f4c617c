"""Schedules: the learning rate as a function of time.

Each returns a function ``learning_rate(t)`` for t = 0, 1, 2, ... Whether t counts updates or epochs is up to the
caller; `nnlib.training.train` counts epochs.
"""

from math import cos, exp, pi


def constant(learning_rate):
    """The same learning rate all the time: ``learning_rate``.

    Parameters
    ----------
    learning_rate : float
        Step in units of the gradient.

    Returns
    -------
    schedule : callable
        ``schedule(t)`` is the learning rate at time t.

    Raises
    ------
    ValueError
        If ``learning_rate`` is negative.

    References
    ----------
    Chapter 10, "A rate that changes".
    """
    _require(learning_rate=learning_rate)
    return lambda t: learning_rate


def step_decay(learning_rate, factor, every):
    """Times ``factor`` after every ``every`` steps: ``learning_rate factor^floor(t / every)``.

    Parameters
    ----------
    learning_rate : float
        At t = 0.
    factor : float
        What it is multiplied by, such as 0.5.
    every : float
        Time between two multiplications, above 0.

    Returns
    -------
    schedule : callable
        ``schedule(t)`` is the learning rate at time t.

    Raises
    ------
    ValueError
        If ``learning_rate`` or ``factor`` is negative, or ``every`` not above 0.

    References
    ----------
    Chapter 10, "A rate that changes": eq-opt-schedules.

    Examples
    --------
    >>> schedule = step_decay(0.1, factor=0.5, every=2)
    >>> [schedule(t) for t in range(5)]
    [0.1, 0.1, 0.05, 0.05, 0.025]
    """
    _require(learning_rate=learning_rate, factor=factor)
    _require_positive(every=every)
    return lambda t: learning_rate * factor ** (t // every)


def exponential_decay(learning_rate, k):
    """The same share less in every step: ``learning_rate exp(-k t)``.

    Parameters
    ----------
    learning_rate : float
        At t = 0.
    k : float
        Rate of decay, 0 or more, in one over the unit of t.

    Returns
    -------
    schedule : callable
        ``schedule(t)`` is the learning rate at time t.

    Raises
    ------
    ValueError
        If ``learning_rate`` or ``k`` is negative.

    References
    ----------
    Chapter 10, "A rate that changes": eq-opt-schedules.
    """
    _require(learning_rate=learning_rate, k=k)
    return lambda t: learning_rate * exp(-k * t)


def inverse_time_decay(learning_rate, tau):
    """Constant until ``tau``, then in proportion to 1/t: ``learning_rate tau / max(t, tau)``.

    Parameters
    ----------
    learning_rate : float
        Until t = ``tau``.
    tau : float
        When the decay begins, above 0, in the unit of t.

    Returns
    -------
    schedule : callable
        ``schedule(t)`` is the learning rate at time t.

    Raises
    ------
    ValueError
        If ``learning_rate`` is negative, or ``tau`` not above 0.

    References
    ----------
    Chapter 10, "A rate that changes": eq-opt-schedules; Bengio (2012).
    """
    _require(learning_rate=learning_rate)
    _require_positive(tau=tau)
    return lambda t: learning_rate * tau / max(t, tau)


def cosine_decay(learning_rate, steps, final=0.0):
    """Half a cosine from ``learning_rate`` down to ``final``, and constant after that.

    ``final + (learning_rate - final) (1 + cos(pi t / steps)) / 2`` until t = ``steps``.

    Parameters
    ----------
    learning_rate : float
        At t = 0.
    steps : float
        When it arrives at ``final``, above 0, in the unit of t.
    final : float, default 0.0
        Learning rate at the end.

    Returns
    -------
    schedule : callable
        ``schedule(t)`` is the learning rate at time t.

    Raises
    ------
    ValueError
        If a learning rate is negative, or ``steps`` not above 0.

    References
    ----------
    Chapter 10, "A rate that changes": eq-opt-schedules; Loshchilov and Hutter (2017).
    """
    _require(learning_rate=learning_rate, final=final)
    _require_positive(steps=steps)
    return lambda t: final + (learning_rate - final) * (1 + cos(pi * min(t, steps) / steps)) / 2


def warm_up(schedule, steps):
    """Begin another schedule gently: ``min(1, (t + 1) / steps) schedule(t)``, in full from t = ``steps - 1``.

    Parameters
    ----------
    schedule : callable
        Any other schedule.
    steps : int
        In how many steps the learning rate rises to that of ``schedule``, at least 1.

    Returns
    -------
    schedule : callable
        ``schedule(t)`` is the learning rate at time t.

    Raises
    ------
    ValueError
        If ``steps`` is not above 0.

    References
    ----------
    Chapter 10, "A rate that changes": eq-opt-schedules; Goyal et al. (2017).

    Examples
    --------
    >>> schedule = warm_up(constant(1.0), steps=4)
    >>> [schedule(t) for t in range(6)]
    [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]
    """
    _require_positive(steps=steps)
    return lambda t: min(1, (t + 1) / steps) * schedule(t)


def _require(**numbers):
    for name, value in numbers.items():
        if not value >= 0:
            raise ValueError(f"{name} is {value}, but should be 0 or more")


def _require_positive(**numbers):
    for name, value in numbers.items():
        if not value > 0:
            raise ValueError(f"{name} is {value}, but should be above 0")
