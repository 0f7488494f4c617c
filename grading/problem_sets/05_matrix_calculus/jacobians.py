"""affine_jacobians and elementwise_jacobian: the Jacobians that everything else is made of."""

import numpy as np

from grading.task import Probe, Task, unpack, wrong
from nnlib.activations import ACTIVATIONS
from nnlib.calculus import numerical_jacobian

SIZES = ((3, 4), (3, 3), (4, 2), (1, 3))  # M, D: distinct, square, distinct the other way, one unit
LENGTHS = (4, 3, 1, 6)
KINK = 1e-2  # differences must not step over the kink of the ReLU


def affine_probes(rng):
    """Layers of several sizes, in columns."""
    for M, D in SIZES:
        yield Probe(W=rng.normal(size=(M, D)), x=rng.normal(size=D), b=rng.normal(size=M))


def affine_truth(p):
    """All three by differences of z = W x + b."""
    return {
        "dz_dx": numerical_jacobian(lambda x: p.W @ x + p.b, p.x),
        "dz_dW": numerical_jacobian(lambda W: W @ p.x + p.b, p.W),
        "dz_db": numerical_jacobian(lambda b: p.W @ p.x + b, p.b),
    }


def ask_affine(p, affine_jacobians):
    """The three Jacobians."""
    return unpack(affine_jacobians(p.W, p.x), "affine_jacobians", "dz_dx", "dz_dW", "dz_db")


def of_weights(p, axes):
    """The derivatives of every z with respect to every weight, (M, M, D), as a matrix that lists the axes so."""
    M, D = p.W.shape
    table = np.einsum("ik,j->ikj", np.eye(M), p.x)
    return np.einsum(f"ikj->{axes}", table).reshape(M, M * D) if axes else table


AFFINE = Task(
    name="affine_jacobians",
    probes=affine_probes,
    call=ask_affine,
    truth=affine_truth,
    wrong=(
        wrong("transposed", dz_dx=lambda p: p.W.T),
        wrong("transposed", dz_dW=lambda p: of_weights(p, "ikj").T),
        wrong("reads-column-by-column", dz_dW=lambda p: of_weights(p, "ijk")),
        wrong("touches-everything", dz_dW=lambda p: np.tile(p.x, (len(p.W), len(p.W)))),
        wrong("touches-everything", dz_db=lambda p: np.ones((len(p.W), len(p.W)))),
        wrong("zeros-left-out", dz_dW=lambda p: np.tile(p.x, (len(p.W), 1)), dz_db=lambda p: np.ones(len(p.W))),
        wrong("zeros-left-out", dz_dW=lambda p: p.x, dz_db=lambda p: 1.0),
        wrong("not-flattened", dz_dW=lambda p: of_weights(p, "")),
        wrong("does-not-switch", dz_dx=lambda p: np.tile(p.x, (len(p.W), 1))),
        wrong("does-not-switch", dz_dW=lambda p: np.kron(np.eye(len(p.W)), np.ones(p.x.size)) * p.W.ravel()),
    ),
)


def elementwise_probes(rng, activation):
    """Vectors whose entries keep away from 0, of both signs where there are several."""
    for M in LENGTHS:
        signs = rng.permutation([(-1) ** i for i in range(M)])
        yield Probe(activation=activation, z=signs * rng.uniform(KINK, 2, size=M))


def f(p, z):
    """The probe's activation."""
    return ACTIVATIONS[p.activation][0](z)[0]


def slope(activation, z, a):
    """Formula of the derivative, with a place for z, which the ReLU uses, and one for the activation."""
    return {"sigmoid": a * (1 - a), "tanh": 1 - a**2, "relu": (z > 0) * 1.0}[activation]


def right_slope(p):
    """The diagonal."""
    return slope(p.activation, p.z, f(p, p.z))


def another(p):
    """An activation that was not asked for."""
    return {"sigmoid": "tanh", "tanh": "sigmoid", "relu": "sigmoid"}[p.activation]


ELEMENTWISE = Task(
    name="elementwise_jacobian",
    probes=elementwise_probes,
    call=lambda p, function: {"J": function(p.activation, p.z)},
    truth=lambda p: {"J": numerical_jacobian(lambda z: f(p, z), p.z)},
    groups=("sigmoid", "tanh", "relu"),
    wrong=(
        wrong("zeros-left-out", J=right_slope),
        wrong("touches-everything", J=lambda p: np.tile(right_slope(p), (p.z.size, 1))),
        wrong("touches-everything", J=lambda p: np.tile(right_slope(p), (p.z.size, 1)).T),
        wrong("value-instead-of-slope", J=lambda p: np.diag(f(p, p.z))),
        wrong("forgot-local-derivative", J=lambda p: np.eye(p.z.size)),
        wrong("derivative-at-the-wrong-variable", J=lambda p: np.diag(slope(p.activation, p.z, p.z))),
        wrong("derivative-at-the-wrong-variable", J=lambda p: np.diag(slope(p.activation, p.z, f(p, f(p, p.z))))),
        wrong("derivative-of-another-activation", J=lambda p: np.diag(slope(another(p), p.z, f(p, p.z)))),
    ),
)

TASKS = (AFFINE, ELEMENTWISE)
