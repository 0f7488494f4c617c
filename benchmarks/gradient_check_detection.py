"""What a gradient check finds, and how often it cries wolf.

``python -m benchmarks.gradient_check_detection`` writes ``gradient_check_detection.csv`` beside this file, in a few
minutes. Networks are random, and their gradients right; each fault spoils one array of them. A method is given the loss
and the gradients, and says whether they are wrong. Two kinds of networks:

- ``small``: 3 to 8 units in each layer, 2 to 8 examples, ReLU, tanh or sigmoid;
- ``5,000``: ReLU, 64-64-10, 4,810 parameters, 32 examples.

A fault that changes nothing is no fault, and a row or an entry may be far from nothing and still be negligible in its
array. So entries of biases, and rows, are drawn from those of at least a hundredth of the largest.
"""

import csv
from functools import partial
from pathlib import Path

import numpy as np

from nnlib import gradcheck
from nnlib.gradcheck import check_gradient, directional_check, numerical_gradient, relative_error
from nnlib.losses import softmax_cross_entropy_backward, softmax_cross_entropy_forward
from nnlib.mlp import mlp_backward, mlp_forward, mlp_init

TABLE = Path(__file__).with_suffix(".csv")
ACTIVATIONS = {"relu": lambda Z: np.maximum(0, Z), "tanh": np.tanh, "sigmoid": lambda Z: 1 / (1 + np.exp(-Z))}
COLUMNS = ("method", "network", "fault", "trials", "alarms_percent")
NONE = "none (false alarm)"


def network(rng, sizes, examples, activation):
    """Loss as a function of parameters, parameters, and the right gradients."""
    params = mlp_init(sizes, rng)
    params = [{"W": layer["W"], "b": 0.5 * rng.normal(size=layer["b"].shape)} for layer in params]
    X, y = rng.normal(size=(examples, sizes[0])), rng.integers(sizes[-1], size=examples)

    def loss(params):  # the formulas without the checks of nnlib: most of the time is spent here
        A = X
        for layer in params[:-1]:
            A = ACTIVATIONS[activation](A @ layer["W"] + layer["b"])
        scores = A @ params[-1]["W"] + params[-1]["b"]
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[range(examples), y])

    scores, caches = mlp_forward(X, params, activation)
    dscores = softmax_cross_entropy_backward(1.0, softmax_cross_entropy_forward(scores, y)[1])
    return loss, params, mlp_backward(dscores, caches)[1], examples


def small(rng):
    """A network of some hundred parameters. Its second layer is square, so that a transposed gradient fits."""
    hidden = int(rng.integers(3, 9))
    sizes = (int(rng.integers(3, 9)), hidden, hidden, int(rng.integers(2, 6)))
    return network(rng, sizes, int(rng.integers(2, 9)), rng.choice(["relu", "tanh", "sigmoid"]))


def large(rng):
    """A ReLU network of 4,810 parameters."""
    return network(rng, (64, 64, 10), 32, "relu")


def significant(sizes, rng):
    """Index of an entry that is not negligible beside the largest."""
    return rng.choice(np.flatnonzero(np.abs(sizes) >= 0.01 * np.max(np.abs(sizes))))


def scaled(name, layer, by, grads, rng, examples):
    """One array, off by a factor."""
    grads[layer % len(grads)][name] *= by


def all_scaled(power, grads, rng, examples):
    """A factor 1/N that is missing (+1) or doubled (-1)."""
    for layer in grads:
        for array in layer.values():
            array *= float(examples) ** power


def transposed(grads, rng, examples):
    """The transposed gradient of a square layer."""
    square = next(layer for layer in grads if layer["W"].shape == layer["W"].T.shape)
    square["W"][...] = square["W"].T.copy()


def zeroed_bias(grads, rng, examples):
    """One entry of a bias forgotten."""
    b = grads[rng.integers(len(grads))]["b"]
    b[significant(b, rng)] = 0.0


def row_off(by, grads, rng, examples):
    """One row of weights off by a factor."""
    W = grads[rng.integers(len(grads))]["W"]
    W[significant(np.linalg.norm(W, axis=1), rng)] *= 1 + by


def array_off(by, grads, rng, examples):
    """One array off by a factor."""
    grads[rng.integers(len(grads))][rng.choice(["W", "b"])] *= 1 + by


def entry_off(by, grads, rng, examples):
    """One weight off by a factor."""
    W = grads[rng.integers(len(grads))]["W"]
    W.flat[significant(W, rng)] *= 1 + by


FAULTS = {
    "transposed matrix": transposed,
    "missing 1/N": partial(all_scaled, 1),
    "doubled 1/N": partial(all_scaled, -1),
    "zeroed bias entry": zeroed_bias,
    "row off by 1e-4": partial(row_off, 1e-4),
    "row off by 1e-5": partial(row_off, 1e-5),
    "array off by 1e-6": partial(array_off, 1e-6),
    "entry off by 1e-3": partial(entry_off, 1e-3),
}


def faulty(fault, grads, rng, examples):
    """A copy of the gradients with a fault; without one, where it changes nothing: a unit that never fires has none."""
    copy = [{name: array.copy() for name, array in layer.items()} for layer in grads]
    FAULTS[fault](copy, rng, examples)
    same = all(np.array_equal(a[name], b[name]) for a, b in zip(copy, grads) for name in a)
    return None if same else copy


def flat(params):
    """All arrays in one list."""
    return [array for layer in params for array in layer.values()]


def one_step(loss, params):
    """Centred differences with one step for every array."""
    numerical = []
    for k, layer in enumerate(params):
        for name in layer:
            def moved(array, k=k, name=name):
                return loss([{**p, name: array} if i == k else p for i, p in enumerate(params)])

            numerical.append(numerical_gradient(moved, layer[name]))
    return numerical


def largest_ratio(grads, numerical):
    """CS231n's measure: the largest relative error of an entry, ``|a − n| / max(|a|, |n|)``."""
    def ratio(a, n):
        size = np.maximum(np.abs(a), np.abs(n))
        return np.max(np.abs(a - n) / np.where(size == 0, 1, size))

    return max(ratio(a, n) for a, n in zip(flat(grads), numerical))


def norm_ratio(grads, numerical):
    """The largest ratio of norms of an array."""
    return max(relative_error(a, n) for a, n in zip(flat(grads), numerical))


def torch_fast(loss, grads, params, rng):
    """Alarm of PyTorch's checker in fast mode at its defaults, which sees the same loss and the same gradients."""
    import torch

    class Loss(torch.autograd.Function):
        @staticmethod
        def forward(ctx, *tensors):
            arrays = iter(tensor.detach().numpy() for tensor in tensors)
            return torch.tensor(loss([{name: next(arrays) for name in layer} for layer in params]))

        @staticmethod
        def backward(ctx, dloss):
            return tuple(dloss * torch.tensor(a) for a in flat(grads))

    tensors = [torch.tensor(array, requires_grad=True) for array in flat(params)]
    torch.manual_seed(int(rng.integers(2**31)))
    return not torch.autograd.gradcheck(Loss.apply, tensors, fast_mode=True, raise_exception=False)


def ladder(loss, grads, params, rng):
    """Alarm of `check_gradient`."""
    return not check_gradient(loss, grads, params, rng)


def directions(count, loss, grads, params, rng):
    """Alarm of `directional_check`."""
    return not directional_check(loss, grads, params, rng, count)


METHODS = {
    "nnlib check_gradient": ladder,
    "nnlib directional_check, 8 directions": partial(directions, 8),
    "nnlib directional_check, 16 directions": partial(directions, 16),
    "PyTorch gradcheck, fast mode": torch_fast,
}


def alarms(method, draw, fault, trials, seed=0):
    """Number of alarms in some trials. Every fault and every method sees the same networks."""
    count, trial = 0, 0
    for k in range(10 * trials):
        rng = np.random.default_rng([seed, k])
        loss, params, grads, examples = draw(rng)
        grads = grads if fault == NONE else faulty(fault, grads, rng, examples)
        if grads is not None:
            count, trial = count + method(loss, grads, params, rng), trial + 1
        if trial == trials:
            return count
    raise RuntimeError(f"{fault} changes nothing")


def one_step_rows(name, draw, trials, seed=0):
    """Rows of the methods that measure once: they share the measurement."""
    errors = {fault: {largest_ratio: [], norm_ratio: []} for fault in (NONE, *FAULTS)}
    for k in range(trials):
        rng = np.random.default_rng([seed, k])
        loss, params, grads, examples = draw(rng)
        numerical = one_step(loss, params)
        for fault, of in errors.items():
            spoiled = grads if fault == NONE else faulty(fault, grads, rng, examples)
            for measure in of if spoiled is not None else ():
                of[measure].append(measure(spoiled, numerical))
    calm = np.quantile(errors[NONE][largest_ratio], 0.99)
    thresholds = {
        "largest ratio of entries, above 1e-7": (largest_ratio, 1e-7),
        "largest ratio of entries, 1 % false alarms": (largest_ratio, calm),
        "ratio of norms, one step": (norm_ratio, gradcheck.TOLERANCE),
    }
    for method, (measure, threshold) in thresholds.items():
        for fault, of in errors.items():
            yield row(method, name, fault, len(of[measure]), np.sum(np.array(of[measure]) > threshold))


def row(method, name, fault, trials, count):
    """A row of the table. Rates are rounded to what another processor's rounding cannot change."""
    return method, name, fault, trials, f"{100 * count / trials:.{1 if fault == NONE else 0}f}"


def table(trials, false_alarm_trials, trials_of_5000):
    """All rows."""
    yield from one_step_rows("small", small, trials)
    yield from one_step_rows("5,000", large, trials_of_5000)
    for fault in (NONE, *FAULTS):
        n = false_alarm_trials if fault == NONE else trials
        yield row("nnlib check_gradient", "small", fault, n, alarms(ladder, small, fault, n))
    for method in METHODS:
        yield from rows_of_5000(method, trials)


def rows_of_5000(name, trials):
    """Rows of a method that measures anew for every fault. PyTorch's takes seconds to say no: it then looks slowly."""
    fewer = 50 if name.startswith("PyTorch") else 20 if "16" in name else 1
    for fault in (NONE, *FAULTS):
        n = trials // max(fewer, 1 if fault == NONE else 5)
        yield row(name, "5,000", fault, n, alarms(METHODS[name], large, fault, n))


def main(trials=1000, false_alarm_trials=10_000, trials_of_5000=100):
    """Compute the table, print it as it grows, and write it."""
    gradcheck.EXPLAINED = 0  # the verdict is what counts here; to say where takes longer than to say that
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry in table(trials, false_alarm_trials, trials_of_5000):
            print(*entry, sep="\t", flush=True)
            writer.writerow(entry)
            file.flush()


if __name__ == "__main__":
    main()
