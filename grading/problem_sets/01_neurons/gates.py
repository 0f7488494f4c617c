"""and_gate, or_gate, nand_gate: weights and a bias, judged by the truth table that they give."""

from itertools import product

import numpy as np

from grading.task import Probe, Task, WrongForm, unpack, wrong

PART = "answers"
TABLES = {  # how many inputs are on, of how many: the answer
    "and_gate": lambda on, n: on == n,
    "or_gate": lambda on, n: on > 0,
    "nand_gate": lambda on, n: on < n,
    "nor": lambda on, n: on == 0,
}
TWO_INPUTS = {"and_gate": lambda on, n: on > 1, "nand_gate": lambda on, n: on < 2}  # biases that fit two inputs only


def probes(rng):
    """Two inputs first, then more, then one."""
    for n in (2, int(rng.integers(3, 5)), int(rng.integers(5, 7)), 1):
        yield Probe(n=n)


def inputs(n):
    """All rows of the truth table."""
    return np.array(list(product((0.0, 1.0), repeat=n)))


def table(p, answer):
    """Answers of a rule to all inputs."""
    on = inputs(p.n).sum(axis=1)
    return {PART: np.array([float(answer(k, p.n)) for k in on])}


def ask(p, gate):
    """Answers of the neuron that has the student's weights and bias."""
    answer = unpack(gate(p.n), "the gate", "w", "b")
    try:
        w, b = np.array(answer["w"], float), np.array(answer["b"], float)
    except (TypeError, ValueError):
        raise WrongForm("w and b should be numbers") from None
    if w.shape != (p.n,) or b.size != 1:
        raise WrongForm(f"w has shape {w.shape} and b {b.shape}, but they should have ({p.n},) and ()")
    return {PART: np.where(inputs(p.n) @ w + b.item() > 0, 1.0, 0.0)}


def for_two(p, rule):
    """Weights as they stand in the truth table of two inputs, for every number of them."""
    if p.n != 2:
        raise WrongForm
    return table(p, rule)[PART]


def entries(name):
    """Wrong answers of one gate."""
    def says(rule):
        return {PART: lambda p: table(p, rule)[PART]}

    for other, rule in TABLES.items():
        if other != name:
            yield wrong("another-gate", **says(rule))
    for constant in (0, 1):
        yield wrong("constant-gate", **says(lambda on, n, constant=constant: constant))
    if name in TWO_INPUTS:
        yield wrong("only-two-inputs", **says(TWO_INPUTS[name]))
    yield wrong("only-two-inputs", **{PART: lambda p: for_two(p, TABLES[name])})


TASKS = tuple(
    Task(
        name=name,
        probes=probes,
        call=ask,
        truth=lambda p, name=name: table(p, TABLES[name]),
        wrong=tuple(entries(name)),
    )
    for name in ("and_gate", "or_gate", "nand_gate")
)
