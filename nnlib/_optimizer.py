"""What all optimizers share: their hyper-parameters are checked, and they can work in place."""

from dataclasses import dataclass, fields

import numpy as np

from nnlib._trees import map_arrays, require_same_form

BELOW_ONE = {"momentum", "decay", "beta1", "beta2"}  # with 1, what came before would never fade


@dataclass(frozen=True)
class Optimizer:
    """Base of all optimizers: ``init``, ``update`` and the same in place.

    Parameters
    ----------
    learning_rate : float
        Size of a step; ``update`` can be given another one for its step.

    References
    ----------
    Chapter 10, "How far to step".
    """

    learning_rate: float

    def __post_init__(self):
        for field in fields(self):
            object.__setattr__(self, field.name, _in_range(field.name, getattr(self, field.name)))

    def init(self, params):
        """State before the first step: ``update`` takes it and returns the next."""
        return {}

    def init_in_place(self, params):
        """State for ``update_in_place`` only; ``params`` is one flat vector."""
        _require_flat(params)
        return {**self.init(params), "step": np.empty_like(params)}

    def rate(self, learning_rate, params, grads):
        """Learning rate of a step whose arguments fit: the one given, or that of the optimizer."""
        require_same_form(params=params, grads=grads)
        return self.learning_rate if learning_rate is None else _in_range("learning_rate", learning_rate)

    def rate_in_place(self, learning_rate, params, grads):
        """`rate` for two vectors, in less time than the step of a small network takes."""
        if grads.shape != params.shape:
            raise ValueError(f"grads has shape {grads.shape}, but should have the shape of params, {params.shape}")
        return self.learning_rate if learning_rate is None else _in_range("learning_rate", learning_rate)


def zeros_like(params):
    """Zeros in the form of the parameters.

    Parameters
    ----------
    params : dict, list or ndarray
        Parameters, a tree of arrays.

    Returns
    -------
    zeros : dict, list or ndarray
        A tree of the same form.

    References
    ----------
    Chapter 10.
    """
    return map_arrays(np.zeros_like, params)


def _in_range(name, value):
    if name in BELOW_ONE and not 0 <= value < 1:
        raise ValueError(f"{name} is {value}, but should be at least 0 and below 1")
    if name == "epsilon" and not value > 0:
        raise ValueError(f"{name} is {value}, but should be above 0")
    if not 0 <= value < np.inf:
        raise ValueError(f"{name} is {value}, but should be 0 or more, and finite")
    return float(value)  # a NumPy float64 would turn float32 parameters into float64


def _require_flat(params):
    if not isinstance(params, np.ndarray) or params.ndim != 1 or not np.issubdtype(params.dtype, np.floating):
        raise TypeError(f"params is {_described(params)}, but should be one flat vector of floats")
    if not (params.flags.c_contiguous and params.flags.writeable):
        raise ValueError("params is read-only or has gaps, but should be a vector that can be written to in place")


def _described(params):
    if isinstance(params, np.ndarray):
        return f"an array of {params.dtype}, shape {params.shape}"
    return f"a {type(params).__name__}"
