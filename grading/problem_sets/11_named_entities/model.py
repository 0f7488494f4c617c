"""window_model_gradients: word vectors, a hidden layer, scores of the classes, a softmax; loss and all gradients."""

import numpy as np

from grading.raised import Damaged
from grading.task import Probe, Task, Wrong, WrongForm, unpack, vjp, wrong
from nnlib.losses import softmax_cross_entropy_forward
from nnlib.windows import window_softmax_forward

SIZES = ((4, 3, 7, 2, 5, 3), (2, 3, 6, 2, 6, 6), (1, 5, 9, 3, 4, 2))  # N, L, V, D, M, C; then W, U square; one window
FLAT = 0.01  # where no slope is larger, differences say too little about it
NAMES = ("E", "W", "b", "U", "c")
LOSS = ("softmax_cross_entropy_forward", "softmax_cross_entropy_backward")


def parameters(rng, L, V, D, M, C):
    """Parameters; biases are not zero, so a forgotten one shows."""
    shapes = ((V, D), (L * D, M), (M,), (M, C), (C,))
    return {name: rng.normal(size=shape) for name, shape in zip(NAMES, shapes)}


def probes(rng):
    """Windows of few words, so that words stand in several places; all gradients are steep."""
    for N, L, V, D, M, C in SIZES:
        while True:
            p = Probe(windows=rng.integers(V, size=(N, L)), y=rng.integers(C, size=N), **parameters(rng, L, V, D, M, C))
            if len(np.unique(p.windows)) < p.windows.size and steep(p):
                break
        yield p


def steep(p):
    """Whether differences say enough about every gradient."""
    return all(np.abs(gradient).max() > FLAT for part, gradient in with_gradients(p).items() if part != "loss")


def params_of(p):
    """The parameters as the dict that the student's function takes."""
    return {name: getattr(p, name) for name in NAMES}


def require_unchanged(p, params):
    """A dict of parameters holds what it held."""
    if params.keys() != set(NAMES) or any(params[name] is not getattr(p, name) for name in NAMES):
        raise Damaged("an argument was changed")


def loss(p):
    """Reference."""
    scores, _ = window_softmax_forward(p.E, p.windows, p.W, p.b, p.U, p.c)
    return softmax_cross_entropy_forward(scores, p.y)[0]


def ask(p, window_model_gradients):
    """The loss, and a gradient for every parameter."""
    params = params_of(p)
    parts = unpack(window_model_gradients(params, p.windows, p.y), "window_model_gradients", "loss", "grads")
    require_unchanged(p, params)
    if not isinstance(parts["grads"], dict) or set(parts["grads"]) != set(NAMES):
        raise WrongForm(f"window_model_gradients should return a dict of gradients with the keys {', '.join(NAMES)}")
    return {"loss": parts["loss"], **{f"d{name}": parts["grads"][name] for name in NAMES}}


def with_loss(p, activation=np.tanh, last=lambda scores: scores, bias=1.0, bias_2=1.0):
    """The loss, with one thing done differently."""
    X = p.E[p.windows].reshape(len(p.windows), -1)
    return softmax_cross_entropy_forward(last(activation(X @ p.W + bias * p.b) @ p.U + bias_2 * p.c), p.y)[0]


def scatter(dE, windows, dX):
    """Every place of a word counts."""
    np.add.at(dE, windows, dX)


def last_place(dE, windows, dX):
    """Of a word that stands in several places, only the last place counts."""
    dE[windows] = dX


def with_gradients(p, one_hot=1.0, slope=lambda H, Z: 1 - H**2, factor=lambda N: 1.0, add=scatter,
                   below=lambda p, dS: dS @ p.U.T):
    """Loss and gradients, with one thing done differently."""
    X = p.E[p.windows].reshape(len(p.windows), -1)
    Z = X @ p.W + p.b
    H = np.tanh(Z)
    S = H @ p.U + p.c
    P = np.exp(S - S.max(axis=1, keepdims=True))
    P = P / P.sum(axis=1, keepdims=True)
    dS = factor(len(P)) * (P - one_hot * np.eye(len(p.c))[p.y]) / len(p.y)
    dZ = below(p, dS) * slope(H, Z)
    dE = np.zeros(p.E.shape)
    add(dE, p.windows, (dZ @ p.W.T).reshape(*p.windows.shape, -1))
    return {"loss": -np.log(P[np.arange(len(P)), p.y]).mean(), "dE": dE, "dW": X.T @ dZ, "db": dZ.sum(axis=0),
            "dU": H.T @ dS, "dc": dS.sum(axis=0)}


def entry(name, *parts, **differently):
    """A misconception about gradients."""
    names = parts or ("dE", "dW", "db", "dU", "dc")
    return Wrong(name, lambda p: {part: with_gradients(p, **differently)[part] for part in names})


LOSSES = (
    wrong("bias-forgotten", loss=lambda p: with_loss(p, bias=0.0)),
    wrong("bias-forgotten", loss=lambda p: with_loss(p, bias_2=0.0)),
    wrong("bias-forgotten", loss=lambda p: with_loss(p, bias=0.0, bias_2=0.0)),
    wrong("skips-the-activation", loss=lambda p: with_loss(p, activation=lambda Z: Z)),
    wrong("wrong-activation", loss=lambda p: with_loss(p, activation=lambda Z: np.maximum(0, Z))),
    wrong("wrong-activation", loss=lambda p: with_loss(p, activation=lambda Z: 1 / (1 + np.exp(-Z)))),
    wrong("activates-the-scores", loss=lambda p: with_loss(p, last=np.tanh)),
    wrong("missing-mean", loss=lambda p: loss(p) * len(p.y)),
    wrong("mean-twice", loss=lambda p: loss(p) / len(p.y)),
    wrong("wrong-sign", loss=lambda p: -loss(p)),
)

MODEL = Task(
    name="window_model_gradients",
    probes=probes,
    call=ask,
    truth=lambda p: {"loss": loss(p), **vjp(loss, p, 1.0, *NAMES)},
    may_call=LOSS,
    wrong=(
        *LOSSES,
        entry("wrong-sign", factor=lambda N: -1.0),
        entry("missing-mean", factor=lambda N: N),
        entry("mean-twice", factor=lambda N: 1 / N),
        entry("missing-one-hot", one_hot=0.0),
        entry("forgot-local-derivative", "dE", "dW", "db", slope=lambda H, Z: 1.0),
        entry("derivative-at-the-wrong-variable", "dE", "dW", "db", slope=lambda H, Z: 1 - Z**2),
        entry("derivative-at-the-wrong-variable", "dE", "dW", "db", slope=lambda H, Z: 1 - np.tanh(H) ** 2),
        entry("derivative-of-another-activation", "dE", "dW", "db", slope=lambda H, Z: H * (1 - H)),
        entry("missing-upstream", "dE", "dW", "db", below=lambda p, dS: 1.0),
        entry("last-occurrence-only", "dE", add=last_place),
        wrong("freezes-the-vectors", dE=lambda p: np.zeros(p.E.shape)),
        wrong("transposed", dW=lambda p: with_gradients(p)["dW"].T),
        wrong("transposed", dU=lambda p: with_gradients(p)["dU"].T),
        entry("transposed", "dE", "dW", "db", below=lambda p, dS: dS @ p.U),
    ),
)

TASKS = (MODEL,)
