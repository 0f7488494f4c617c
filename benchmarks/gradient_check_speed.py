"""How long it takes to check the 4,810 gradients of a network, by differences of several kinds.

``python -m benchmarks.gradient_check_speed`` prints medians and ratios. What is compared runs in one process, on one
thread, in turn (A B A B).
"""

from itertools import accumulate, pairwise
from math import prod

import numpy as np

from benchmarks.harness import Row, measure, ratios
from nnlib.gradcheck import directional_check, numerical_gradient, numerical_gradient_batched

D, H, C, N = 64, 64, 10, 32
SHAPES = ((D, H), (1, H), (H, C), (1, C))
CUTS = (0, *accumulate(map(prod, SHAPES)))
WHOLE, DIRECTIONS = "whole numerical gradient of 4,810 parameters", "all 4,810 gradients checked by 8 directions"
LIMITS = {
    WHOLE: {"per-element loop": 1 / 1.8},
    DIRECTIONS: {"per-element loop": 1 / 300, "torch.autograd.gradcheck, fast mode": 1 / 2},
}


def arrays(theta):
    """Cut a vector, or each of a stack of vectors, into W, b, U, c; biases get an axis for the examples."""
    stack = theta.shape[:-1]
    return [theta[..., start:end].reshape(*stack, *shape) for (start, end), shape in zip(pairwise(CUTS), SHAPES)]


def losses(theta, X, y):
    """Loss of a ReLU network, or of each network of a stack: nothing but ``@`` knows of the stack."""
    W, b, U, c = arrays(theta)
    scores = np.maximum(0, X @ W + b) @ U + c
    log_sum = np.log(np.exp(scores).sum(axis=-1))
    return (log_sum - scores[..., np.arange(N), y]).mean(axis=-1)


def gradient(theta, X, y):
    """The same gradient by backpropagation."""
    W, b, U, c = arrays(theta)
    A = np.maximum(0, X @ W + b)
    P = np.exp(A @ U + c)
    dS = (P / P.sum(axis=1, keepdims=True) - np.eye(C)[y]) / N
    dZ = dS @ U.T * (A > 0)
    return np.concatenate([grad.ravel() for grad in (X.T @ dZ, dZ.sum(axis=0), A.T @ dS, dS.sum(axis=0))])


def per_element_loop(f, x, h=1e-5):
    """The loop of the CS224N and CS231n notes: visit every entry, move it, call f twice, put it back."""
    grad = np.zeros_like(x)
    visit = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    for _ in visit:
        index = visit.multi_index
        entry = x[index]
        x[index] = entry + h
        above = f(x)
        x[index] = entry - h
        below = f(x)
        x[index] = entry
        grad[index] = (above - below) / (2 * h)
    return grad


def torch_cases(theta, X, y):
    """PyTorch's checker, slow and fast, on the same network in PyTorch."""
    import torch

    torch.set_num_threads(1)
    leaves = [torch.tensor(part, requires_grad=True) for part in arrays(theta)]
    X, y = torch.tensor(X), torch.tensor(y)

    def loss(W, b, U, c):
        return torch.nn.functional.cross_entropy(torch.relu(X @ W + b) @ U + c, y)

    return {
        "torch.autograd.gradcheck": lambda: torch.autograd.gradcheck(loss, leaves),
        "torch.autograd.gradcheck, fast mode": lambda: torch.autograd.gradcheck(loss, leaves, fast_mode=True),
    }


def cases():
    """Groups of cases by name: in each, callables of no argument that do the same work."""
    from scipy.optimize import approx_fprime

    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(N, D)), rng.integers(C, size=N)
    theta = 0.1 * rng.normal(size=CUTS[-1])

    def loss(theta):
        return losses(theta, X, y)

    def by_directions():
        return directional_check(loss, gradient(theta, X, y), theta, np.random.default_rng(0))

    loop = {"per-element loop": lambda: per_element_loop(loss, theta.copy())}
    in_torch = torch_cases(theta, X, y)
    return {
        WHOLE: {
            "numerical_gradient_batched": lambda: numerical_gradient_batched(loss, theta),
            "numerical_gradient": lambda: numerical_gradient(loss, theta),
            **loop,
            "scipy.optimize.approx_fprime (one-sided)": lambda: approx_fprime(theta, loss, 1e-8),
        },
        DIRECTIONS: {"directional_check": by_directions, **loop, **in_torch},
    }


def main():
    """Print a table for each group; the ratios are to the first line, which is nnlib."""
    for title, group in cases().items():
        row = Row(title, group)
        times = measure(row, turns=7)
        slower = {name: 1 / median for name, (median, _, _) in ratios(row, times).items()}
        print(f"{title} ({CUTS[-1]:,} parameters)")
        for name, seconds in times.items():
            print(f"  {name:42} {1e3 * np.median(seconds):9.2f} ms  {slower.get(name, 1.0):7.1f} x")


if __name__ == "__main__":
    main()
