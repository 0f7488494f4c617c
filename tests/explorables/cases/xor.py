"""Cases for book/explorables/numerics/xor.js; `write_starts` writes the weights that it begins with."""

import json
from pathlib import Path

import numpy as np

from nnlib.adaptive_optimizers import Adam
from nnlib.classifier import mlp_loss_and_gradients
from nnlib.datasets import logic_gate
from nnlib.mlp import mlp_forward, mlp_init
from nnlib.softmax import softmax_forward

SEEDS, STEPS = range(10), 200  # of the twenty in chapter 2
STARTS = Path(__file__).parents[3] / "book" / "explorables" / "numerics" / "data" / "xor_starts.js"
HEAD = "// Weights of nnlib.mlp.mlp_init for the seeds 0, 1, 2, ...; tests/explorables/cases/xor.py writes them.\n"
X, Y = logic_gate("xor")
LOSS = mlp_loss_and_gradients("tanh")


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for seed in SEEDS:
        theta = flat(start(seed))
        states = run(seed)
        yield "start", [seed], theta
        yield "run", [seed], states
        yield from of_one_network(theta)
        yield from of_one_network(np.array(states[-1]["theta"]))


def of_one_network(theta):
    """What a network answers at the corners."""
    params = folded(theta)
    H = np.tanh(X @ params[0]["W"] + params[0]["b"])
    all_scores, _ = mlp_forward(X, params, "tanh")
    P, _ = softmax_forward(all_scores)
    for x, h, s, p in zip(X, H, all_scores, P, strict=True):
        yield "features", [theta, x], h
        yield "scores", [theta, h], s
        yield "probability", [theta, h], p[1]
    loss, grads = LOSS(params, X, Y)
    yield "lossAndGradient", [theta], [loss, flat(grads).tolist()]
    gaps = {(i, j): np.abs(H[i] - H[j]).max() for i in (1, 2) for j in (0, 3)}
    pair = min(gaps, key=gaps.get)
    yield "nearest", [theta], {"pair": list(pair), "gap": float(gaps[pair])}


def start(seed):
    """The network that chapter 2 begins with."""
    return mlp_init([2, 2, 2], np.random.default_rng(seed))


def run(seed):
    """Parameters and loss before each step and after the last."""
    params, adam = start(seed), Adam(0.1)
    state, states = adam.init(params), []
    for _ in range(STEPS + 1):
        loss, grads = LOSS(params, X, Y)
        states.append({"theta": flat(params).tolist(), "loss": float(loss)})
        params, state = adam.update(params, grads, state)
    return states


def flat(params):
    """W and b of each layer in one vector."""
    return np.concatenate([layer[name].ravel() for layer in params for name in ("W", "b")])


def folded(theta):
    """The opposite of flat."""
    parts = theta.reshape(2, 6)
    return [{"W": part[:4].reshape(2, 2), "b": part[4:]} for part in parts]


def write_starts():
    """Write the weights of all seeds, with all their digits."""
    weights = [[float(w) for layer in start(seed) for w in layer["W"].ravel()] for seed in SEEDS]
    rows = ",\n".join(f"  {json.dumps(row)}" for row in weights)
    STARTS.parent.mkdir(exist_ok=True)
    STARTS.write_text(f"{HEAD}export const STARTS = [\n{rows},\n];\n", "utf-8")


if __name__ == "__main__":
    write_starts()
