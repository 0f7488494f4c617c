"""xor_network: OR and NAND of the inputs, and AND of the two, as sigmoids of any steepness."""

import numpy as np

from grading.task import Probe, Task, unpack, wrong
from nnlib.by_hand import xor_parameters
from nnlib.mlp import mlp_forward

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
NOISE = 0.2
W1, B1 = np.array([[1, -1], [1, -1]]), np.array([-0.5, 1.5])  # OR and NAND, in columns
W2, B2 = np.array([1, 1]), -1.5  # AND


def probes(rng):
    """All corners and some more, in any order; as many rows as columns; one row."""
    for rows in ([0, 1, 2, 3, 0, 1, 3], [1, 3], [2], [0, 1, 2, 3, 3]):
        X = rng.permutation(CORNERS[rows])
        yield Probe(X=X + rng.uniform(-NOISE, NOISE, size=X.shape), steepness=float(rng.uniform(3, 6)))


def truth(p):
    """The network of nnlib: its first layer by itself, then the whole."""
    hidden, last = xor_parameters(p.steepness)
    scores = mlp_forward(p.X, [hidden, last], "sigmoid")[0]
    return {"H": sigmoid(mlp_forward(p.X, [hidden])[0]), "y": sigmoid(scores[:, 0])}


def ask(p, xor_network):
    """The hidden layer and the output, as the student computes them."""
    return unpack(xor_network(p.X, p.steepness), "xor_network", "H", "y")


def sigmoid(Z):
    """For numbers of any size."""
    return 0.5 * (1 + np.tanh(Z / 2))


def step(Z):
    """A threshold unit."""
    return (Z > 0).astype(float)


def network(p, f_1=sigmoid, f_2=sigmoid, w_1=W1, b_1=B1, b_2=B2, outside_1=0.0, outside_2=0.0):
    """Both parts, with one thing done differently."""
    k = p.steepness
    H = f_1(k * (p.X @ w_1 + b_1)) + outside_1
    return {"H": H, "y": f_2(k * (H @ W2 + b_2)) + outside_2}


def spoiled(name, parts="H y", **changes):
    """Misconception that changes one thing in the network; only the parts that it spoils."""
    def part(p, part):
        return network(p, **{key: value(p) if key[0] in "bo" else value for key, value in changes.items()})[part]

    return wrong(name, **{one: lambda p, one=one: part(p, one) for one in parts.split()})


def constant(value):
    """The same for every probe."""
    return lambda p: value


def gate(p, X, w, b):
    """One sigmoid unit."""
    return sigmoid(p.steepness * (X @ np.array(w) + b))


NETWORK = Task(
    name="xor_network",
    probes=probes,
    call=ask,
    truth=truth,
    wrong=(
        spoiled("skips-the-activation", f_1=lambda Z: Z),
        spoiled("skips-the-activation", "y", f_2=lambda Z: Z),
        spoiled("wrong-activation", f_1=step, f_2=step),
        spoiled("wrong-activation", f_1=np.tanh, f_2=np.tanh),
        spoiled("bias-forgotten", b_1=constant(0), b_2=constant(0)),
        spoiled("bias-forgotten", b_1=constant(0)),
        spoiled("bias-forgotten", "y", b_2=constant(0)),
        spoiled("bias-outside-the-activation", b_1=constant(0), outside_1=constant(B1)),
        spoiled("bias-outside-the-activation", b_1=constant(0), outside_1=lambda p: p.steepness * B1),
        spoiled("bias-outside-the-activation", "y", b_2=constant(0), outside_2=constant(B2)),
        spoiled("bias-not-scaled", b_1=lambda p: B1 / p.steepness, b_2=lambda p: B2 / p.steepness),
        spoiled("bias-not-scaled", b_1=lambda p: B1 / p.steepness),
        spoiled("bias-not-scaled", "y", b_2=lambda p: B2 / p.steepness),
        wrong("skips-the-hidden-layer", y=lambda p: gate(p, p.X, (1, 1), -1.5)),
        wrong("skips-the-hidden-layer", y=lambda p: gate(p, p.X, (1, 1), -0.5)),
        spoiled("swapped-gates", w_1=np.array([[1, 1], [1, 1]]), b_1=constant([-0.5, -1.5])),
        wrong("swapped-gates", H=lambda p: truth(p)["H"][:, ::-1]),
        wrong("swapped-gates", y=lambda p: gate(p, truth(p)["H"], (1, 1), -0.5)),
        wrong("swapped-gates", y=lambda p: gate(p, truth(p)["H"], (-1, -1), 1.5)),
        wrong("column-for-a-vector", y=lambda p: truth(p)["y"][:, None]),
        wrong("transposed", H=lambda p: truth(p)["H"].T),
    ),
)

TASKS = (NETWORK,)
