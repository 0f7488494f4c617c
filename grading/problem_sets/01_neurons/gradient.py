"""neuron_gradient: how a neuron's answer reacts to its weights, its bias and its inputs."""

from grading.task import Task, Wrong, unpack, vjp, wrong
from nnlib.affine import neuron_forward

from .neuron import neuron_probes, sigmoid, z


def probes(rng):
    """The neuron's, with a gradient from above that is not 1."""
    for p in neuron_probes(rng):
        p.da = float(rng.uniform(1.5, 3) * rng.choice([-1, 1]))
        yield p


def a(p):
    """Reference."""
    return neuron_forward(p.x, p.w, p.b)[0]


def slope(p):
    """Of the sigmoid, at the weighted sum."""
    return a(p) * (1 - a(p))


def gradients(p, dz):
    """All three, once the gradient of the weighted sum is known."""
    return {"dw": dz * p.x, "db": dz, "dx": dz * p.w}


def ask(p, neuron_gradient):
    """The student's three gradients."""
    return unpack(neuron_gradient(p.da, p.x, p.w, p.b), "neuron_gradient", "dw", "db", "dx")


GRADIENT = Task(
    name="neuron_gradient",
    probes=probes,
    call=ask,
    truth=lambda p: vjp(a, p, p.da, "w", "b", "x"),
    wrong=(
        Wrong("missing-upstream", lambda p: gradients(p, slope(p))),
        Wrong("forgot-local-derivative", lambda p: gradients(p, p.da)),
        Wrong("forgot-local-derivative", lambda p: gradients(p, p.da * a(p))),
        Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.da * z(p) * (1 - z(p)))),
        Wrong("derivative-at-the-wrong-variable", lambda p: gradients(p, p.da * sigmoid(a(p)) * (1 - sigmoid(a(p))))),
        Wrong("derivative-of-another-activation", lambda p: gradients(p, p.da * (1 - a(p) ** 2))),
        Wrong("square-forgotten", lambda p: gradients(p, -p.da * (1 - a(p)))),
        Wrong("square-forgotten", lambda p: gradients(p, p.da * (1 - a(p)))),
        Wrong("bias-forgotten", lambda p: gradients(p, p.da * sigmoid(z(p) - p.b) * (1 - sigmoid(z(p) - p.b)))),
        wrong("swaps-inputs-and-weights", dw=lambda p: p.da * slope(p) * p.w, dx=lambda p: p.da * slope(p) * p.x),
        wrong("bias-times-itself", db=lambda p: p.da * slope(p) * p.b),
        wrong("bias-times-itself", db=lambda p: 0.0),
    ),
)

TASKS = (GRADIENT,)
