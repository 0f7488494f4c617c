"""layer_statistics: what arrives at each hidden layer, forwards and backwards."""

from itertools import pairwise

import numpy as np

from grading.task import Probe, Task, Wrong, unpack, wrong

SIZES = ((7, (4, 6, 5, 3)), (5, (5, 5, 5, 5)), (1, (3, 7, 6, 2)), (6, (2, 8, 3)))  # N, and the sizes of the layers
ACTIVATIONS = {
    "tanh": (np.tanh, lambda Z: 1 - np.tanh(Z) ** 2),
    "relu": (lambda Z: Z * (Z > 0), lambda Z: (Z > 0).astype(float)),
}
OTHER = {"tanh": "relu", "relu": "tanh"}
FLAT = 0.01


def probes(rng, group):
    """Networks of several depths; weights so large that part of a tanh is flat."""
    for N, sizes in SIZES:
        params = [{"W": 1.5 * rng.normal(size=shape), "b": rng.normal(size=shape[1])}
                  for shape in pairwise(sizes)]
        for layer in params[:-1]:  # one unit is near zero, and not flat
            unit = rng.integers(len(layer["b"]))
            layer["W"][:, unit] *= 1e-4
            layer["b"][unit] = rng.uniform(0.002, 0.004)
        yield Probe(X=rng.normal(size=(N, sizes[0])), params=params, activation=group,
                    dscores=rng.normal(size=(N, sizes[-1])))


def ask(p, layer_statistics):
    """Three lists, one number for each hidden layer."""
    answer = layer_statistics(p.X, p.params, p.activation, p.dscores)
    return unpack(answer, "layer_statistics", "std", "flat", "gradient_std")


class Run:
    """A run through a network, with one thing done differently."""

    def __init__(self, p, bias=True, activation=None, bend=True, dscores=None, local=True, slope_of_A=None):
        activate, slope = ACTIVATIONS[activation or p.activation]
        self.A, self.Z, self.slope, A = [], [], [], p.X
        for layer in p.params[:-1]:
            Z = A @ layer["W"] + layer["b"] * bias
            A = activate(Z) if bend else Z
            self.Z.append(Z)
            self.A.append(A)
            self.slope.append(slope(Z) if slope_of_A is None else slope_of_A(Z, A))
        self.scores = A @ p.params[-1]["W"] + p.params[-1]["b"]
        self.dA, self.dZ, below = [], [], p.dscores if dscores is None else dscores
        for layer, local_slope in zip(p.params[:0:-1], self.slope[::-1]):
            dA = below @ layer["W"].T
            below = dA * local_slope if local else dA
            self.dA.insert(0, dA)
            self.dZ.insert(0, below)


def each(arrays, statistic=np.std):
    """One number for each layer."""
    return [statistic(a) for a in arrays]


def share(slopes):
    """Of the places that are flat."""
    return each(slopes, lambda s: (np.abs(s) < FLAT).mean())


def about(name, std=None, flat=None, grad=None, **differently):
    """A misconception as it shows in one of the three lists, or in several."""
    parts = {part: (lambda p, of=of: of(Run(p, **differently)))
             for part, of in {"std": std, "flat": flat, "gradient_std": grad}.items() if of}
    return wrong(name, **parts)


def everywhere(name, **differently):
    """A mistake in the pass forwards, which all three lists show."""
    return about(name, lambda r: each(r.A), lambda r: share(r.slope), lambda r: each(r.dZ), **differently)


def swapped(p):
    """Statistics of the other activation."""
    return Run(p, activation=OTHER[p.activation])


def misplaced(slope_of_A):
    """A slope by a, taken of z, or the other way round; only a tanh shows it."""
    def answer(p):
        run = Run(p, slope_of_A=slope_of_A)
        return {"flat": share(run.slope), "gradient_std": each(run.dZ)} if p.activation == "tanh" else {}

    return Wrong("derivative-at-the-wrong-variable", answer)


def reads_the_input(p):
    """Spread of the layers if each of them reads X; only where the shapes allow it."""
    activate, _ = ACTIVATIONS[p.activation]
    return each([activate(p.X @ layer["W"] + layer["b"]) for layer in p.params[:-1]])


STATISTICS = Task(
    name="layer_statistics",
    probes=probes,
    call=ask,
    truth=lambda p: {"std": each(Run(p).A), "flat": share(Run(p).slope), "gradient_std": each(Run(p).dZ)},
    groups=("tanh", "relu"),
    wrong=(
        everywhere("bias-forgotten", bias=False),
        wrong("wrong-activation", std=lambda p: each(swapped(p).A), flat=lambda p: share(swapped(p).slope),
              gradient_std=lambda p: each(swapped(p).dZ)),
        about("skips-the-activation", std=lambda r: each(r.Z), bend=False),
        about("before-the-activation", std=lambda r: each(r.Z)),
        about("counts-the-output-layer", std=lambda r: each([*r.A, r.scores])),
        wrong("starts-at-the-inputs", std=lambda p: each([p.X, *Run(p).A])),
        wrong("starts-at-the-inputs", std=lambda p: each([p.X, *Run(p).A[:-1]])),
        wrong("every-layer-reads-the-input", std=reads_the_input),
        about("variance-for-deviation", std=lambda r: each(r.A, np.var)),
        about("forgot-to-centre", std=lambda r: each(r.A, lambda a: np.sqrt(np.mean(a**2)))),
        about("unit-by-unit", std=lambda r: each(r.A, lambda a: a.std(axis=0).mean())),
        about("unit-by-unit", std=lambda r: each(r.A, lambda a: a.std(axis=1).mean())),
        about("mean-for-deviation", std=lambda r: each(r.A, np.mean)),
        about("last-layer-first", std=lambda r: each(r.A[::-1])),
        about("near-zero-is-not-flat", flat=lambda r: each(r.A, lambda a: (np.abs(a) < FLAT).mean())),
        about("steep-for-flat", flat=lambda r: [1 - s for s in share(r.slope)]),
        about("counts-instead-of-a-share", flat=lambda r: each(r.slope, lambda s: (s < FLAT).sum())),
        about("last-layer-first", flat=lambda r: share(r.slope[::-1])),
        misplaced(lambda Z, A: 1 - Z**2),
        misplaced(lambda Z, A: 1 - np.tanh(A) ** 2),
        about("forgot-local-derivative", grad=lambda r: each(r.dZ), local=False),
        about("gradient-of-the-activations", grad=lambda r: each(r.dA)),
        about("last-layer-first", grad=lambda r: each(r.dZ[::-1])),
        wrong("counts-the-output-layer", gradient_std=lambda p: each([*Run(p).dZ, p.dscores])),
        about("variance-for-deviation", grad=lambda r: each(r.dZ, np.var)),
        about("forgot-to-centre", grad=lambda r: each(r.dZ, lambda d: np.sqrt(np.mean(d**2)))),
        about("unit-by-unit", grad=lambda r: each(r.dZ, lambda d: d.std(axis=0).mean())),
        about("unit-by-unit", grad=lambda r: each(r.dZ, lambda d: d.std(axis=1).mean())),
        about("mean-for-deviation", grad=lambda r: each(r.dZ, np.mean)),
        wrong("missing-upstream", gradient_std=lambda p: each(Run(p, dscores=np.ones_like(p.dscores)).dZ)),
    ),
)

TASKS = (STATISTICS,)
