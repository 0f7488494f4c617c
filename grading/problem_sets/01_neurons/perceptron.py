"""perceptron_train: add what should have been on, subtract what should have been off, until nothing is wrong."""

import numpy as np

from grading.answers import plain
from grading.task import Probe, Task, Wrong, WrongForm, unpack
from nnlib.perceptron import perceptron_train

PART = "w and b"
SIZES = ((12, 2, 30), (4, 4, 30), (1, 3, 30), (40, 3, 4))  # N, D, epochs: distinct, square, one example, little time
GAP = 0.15  # examples nearer than this to what separates them are left out
XOR = Probe(X=np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), y=np.array([0, 1, 1, 0]), epochs=6)


def probes(rng):
    """Examples that a hyperplane separates, both classes in any order, and four that none does."""
    for N, D, epochs in SIZES:
        while True:
            w, b = rng.normal(size=D), 0.5 * rng.normal()
            X = rng.normal(size=(400, D))
            z = (X @ w + b) / np.linalg.norm(w)
            X, z = X[np.abs(z) > GAP], z[np.abs(z) > GAP]
            mixed = np.sort(np.r_[np.flatnonzero(z > 0)[: (N + 1) // 2], np.flatnonzero(z < 0)[: N // 2]])
            if len(mixed) == N:
                break
        yield Probe(X=X[mixed], y=(z[mixed] > 0).astype(int), epochs=epochs)
    yield XOR.copies()


def ask(p, perceptron_train):
    """The student's weights and bias, and number of mistakes in each epoch."""
    answer = unpack(perceptron_train(p.X, p.y, p.epochs), "perceptron_train", "w", "b", "mistakes")
    w, b = plain("w", answer["w"]), plain("b", answer["b"])
    if getattr(w, "shape", None) != p.X.shape[1:] or getattr(b, "size", None) != 1:
        raise WrongForm("w should be an array with one weight for each input, and b one number")
    return parts(w, b.item(), answer["mistakes"])


def parts(w, b, mistakes):
    """What is compared. A small whole number such as b is too easily right by chance to stand alone."""
    return {PART: np.array([*w, b]), "mistakes": mistakes}


def fires(z):
    """Strictly above 0."""
    return float(z > 0)


def step(y, out):
    """What the example is multiplied by: 1, 0 or -1."""
    return y - out


def trained(p, out=fires, error=step, bias=1.0, most=None, go_on=False, every=1):
    """Learning, with one thing done differently; ``every`` is how many examples go by between two moves."""
    w, b, mistakes = np.zeros(p.X.shape[1]), 0.0, []
    for _ in range(p.epochs if most is None else most):
        wrong, dw, db = 0, 0.0, 0.0
        for i, (x, y) in enumerate(zip(p.X, p.y), start=1):
            wrong += fires(w @ x + b) != y if out is fires else out(w @ x + b) != y
            e = error(y, out(w @ x + b))
            dw, db = dw + e * x, db + bias * e
            if i % every == 0 or i == len(p.X):
                w, b, dw, db = w + dw, b + db, 0.0, 0.0
        mistakes.append(wrong)
        if wrong == 0 and not go_on:
            break
    return parts(w, b, np.array(mistakes, float))


def entry(name, **differently):
    """Misconception about one line of the rule."""
    return Wrong(name, lambda p: trained(p, **differently))


def swapped(p):
    """Every mistake makes the next one worse."""
    return trained(p, error=lambda y, out: out - y)


def truth(p):
    """Reference."""
    w, b, mistakes = perceptron_train(p.X, p.y, p.epochs)
    return parts(w, b, mistakes.astype(float))


TRAIN = Task(
    name="perceptron_train",
    probes=probes,
    call=ask,
    truth=truth,
    wrong=(
        Wrong("wrong-sign", swapped),
        entry("tie-counts-as-one", out=lambda z: float(z >= 0)),
        entry("never-subtracts", error=lambda y, out: y * (out != y)),
        entry("never-subtracts", error=lambda y, out: abs(y - out)),
        entry("moves-when-right", error=lambda y, out: 2 * y - 1),
        entry("moves-when-right", error=lambda y, out: y),
        entry("bias-forgotten", bias=0.0),
        entry("once-an-epoch", every=10**9),
        entry("one-epoch-only", most=1),
        Wrong("does-not-stop", lambda p: {**truth(p), **trained(p, go_on=True)}),
    ),
)

TASKS = (TRAIN,)
