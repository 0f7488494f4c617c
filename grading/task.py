"""What one graded function is asked, what is right, and which wrong answers have a name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from nnlib.gradcheck import STEPS, numerical_vjp

SMALL_GRAPH = 8  # nodes


class Probe(SimpleNamespace):
    """One question: the arguments by name, and the sizes to mention when the answer is wrong."""

    def copies(self, writable=False):
        """The same question with fresh arrays: read-only ones for a student's function."""
        return Probe(**{name: _copy(value, writable) for name, value in vars(self).items()})

    def described(self):
        """Sizes of the arrays, and small graphs as they are, for messages."""
        shapes = [f"{k} {v.shape}" for k, v in vars(self).items() if isinstance(v, np.ndarray) and v.shape]
        graphs = [f"{k} {v}" for k, v in vars(self).items() if isinstance(v, dict) and len(v) <= SMALL_GRAPH]
        return ", ".join(shapes + graphs)


class Names(tuple):
    """An answer in words; made by tasks only, never by a student."""

    __slots__ = ()


class WrongForm(Exception):
    """The answer is not of the form that was asked for: None, too few values, not numbers."""


@dataclass(frozen=True)
class Wrong:
    """A wrong implementation with a name: a misconception, as it acts on one task."""

    name: str
    answer: Callable[[Probe], dict]


@dataclass(frozen=True)
class Task:
    """One graded function.

    Parameters
    ----------
    name : str
        Of the function.
    probes : callable
        ``probes(rng)`` yields the questions, distinct sizes first, then a square and a batch of one.
    call : callable
        ``call(probe, function, *others)`` asks the student's function; returns its answer as a
        dict of named parts.
    truth : callable
        ``truth(probe)`` returns the right parts: values of a reference, gradients by finite differences of it or
        by another way that shares no code with backpropagation.
    wrong : tuple of Wrong
        The named wrong answers.
    groups : tuple of str
        Where a function has several cases, such as activations: each is asked and credited by itself.
    may_call : tuple of str
        Functions of nnlib that do not solve the task.
    tolerance : float
        Largest relative error of a part that is right.
    """

    name: str
    probes: Callable[..., Iterable[Probe]]
    call: Callable[..., dict]
    truth: Callable[[Probe], dict]
    wrong: tuple[Wrong, ...]
    groups: tuple[str, ...] = ("",)
    may_call: tuple[str, ...] = ()
    tolerance: float = 1e-6

    def questions(self, seed):
        """Probes of each group, drawn from one seed."""
        rng = np.random.default_rng(seed)
        return {group: list(self.probes(rng, group) if group else self.probes(rng)) for group in self.groups}


def wrong(name, **parts):
    """Misconception that spoils single parts: ``wrong("transposed", dW=lambda p: p.dZ.T @ p.X)``.

    Where one part cannot be computed (a shape error), the whole answer cannot, as for a student.
    """
    return Wrong(name, lambda probe: {part: value(probe) for part, value in parts.items()})


def unpack(answer, function, *names):
    """Parts of a tuple, or a sentence that says what came instead."""
    if len(names) > 1 and not (isinstance(answer, tuple | list) and len(answer) == len(names)):
        raise WrongForm(f"{function} returned {_described(answer)}, but should return {', '.join(names)}")
    return dict(zip(names, answer if len(names) > 1 else (answer,)))


def vjp(forward, probe, dout, *names):
    """Finite differences of a reference forward pass with respect to some arguments of a probe."""
    def value_at(name, x):
        return forward(Probe(**{**vars(probe), name: x}))

    return {f"d{name}": numerical_vjp(lambda x, name=name: value_at(name, x), getattr(probe, name), dout, STEPS[0])
            for name in names}


def _copy(value, writable):
    if isinstance(value, dict):
        return {k: _copy(v, writable) for k, v in value.items()}
    if isinstance(value, list):
        return [_copy(v, writable) for v in value]
    if isinstance(value, np.ndarray):
        value = value.copy()
        value.setflags(write=writable)
    return value


def _described(answer):
    if isinstance(answer, tuple | list):
        return f"{len(answer)} values"
    return "None" if answer is None else f"one {type(answer).__name__}"
