"""find_the_bugs: five backward passes, some of them wrong."""

import numpy as np

from grading.task import Names, Task, Wrong, WrongForm

from .layers import FAULTS, forward, gradients, layer
from .recipes import Question

PASSES = ("a", "b", "c", "d", "e")
NEAR = 5e-8
GROUPS = {  # a layer's activation and its fault, or none
    "affine layers": (
        (("none", ""), ("none", "upstream"), ("none", "db"), ("none", ""), ("none", "transposed")),
        (("none", "example"), ("none", ""), ("none", ""), ("none", "dX"), ("none", "mean")),
    ),
    "smooth activations": (
        (("tanh", "slope"), ("sigmoid", ""), ("tanh", ""), ("sigmoid", "upstream"), ("sigmoid", "db")),
        (("sigmoid", ""), ("tanh", ""), ("sigmoid", "dX"), ("tanh", "mean"), ("tanh", "")),
    ),
    "ReLUs beside a kink": (
        (("relu", ""), ("relu", "dW"), ("relu", "upstream"), ("relu", ""), ("relu", "db")),
        (("relu", "slope"), ("relu", ""), ("relu", "mean"), ("relu", ""), ("relu", "dX")),
    ),
}
PART = "bugs"


def probes(rng, group):
    """Five layers in some order."""
    for kinds in GROUPS[group]:
        recipes, arguments, faults = {}, {}, {}
        for name, i in zip(PASSES, rng.permutation(5)):
            activation, fault = kinds[i]
            right, arguments[name] = layer(rng, activation, near=NEAR if activation == "relu" else None)
            recipes[name] = FAULTS[fault](right, arguments[name]) if fault else right
            faults[name] = fault
        yield Question(recipes=recipes, arguments=arguments, faults=faults, group=group,
                       about=f"five backward passes, {group}")


def ask(p, find_the_bugs, make_layer):
    """What is to be said against the student's list."""
    passes = {}
    for name in PASSES:
        passes[name] = [*make_layer(p.recipes[name]), p.arguments[name]]
    found = find_the_bugs(passes)
    if not isinstance(found, list | tuple | set) or not all(isinstance(name, str) for name in found):
        raise WrongForm("find_the_bugs should return a list of the names of passes")
    return {PART: complaints(p, found)}


def complaints(p, found):
    """Bugs that are missed, and right passes that are blamed."""
    wrong = {name for name, fault in p.faults.items() if fault}
    missed = [f"{name} is missed ({p.faults[name]})" for name in sorted(wrong - set(found))]
    return Names(missed + [f"{name} is right" for name in sorted(set(found) - wrong)])


def differs(p, name, dA, parts, tolerance=1e-6):
    """Whether a pass is seen to be wrong with this upstream gradient, in these of its three gradients."""
    right, _ = layer(np.random.default_rng(0), p.recipes[name]["activation"])
    answers = (gradients(recipe, **p.arguments[name], dA=dA) for recipe in (p.recipes[name], right))
    return any(np.linalg.norm(a - n) > tolerance * (np.linalg.norm(a) + np.linalg.norm(n))
               for a, n in list(zip(*answers))[parts])


def seen(p, parts=slice(0, 3), ones=False, tolerance=1e-6):
    """Passes that are seen to be wrong."""
    rng = np.random.default_rng(1)
    shapes = {name: forward(p.recipes[name], **p.arguments[name]).shape for name in PASSES}
    return [name for name in PASSES
            if differs(p, name, np.ones(shapes[name]) if ones else rng.normal(size=shapes[name]), parts, tolerance)]


def entry(name, found):
    """Misconception about the list."""
    return Wrong(name, lambda p: {PART: complaints(p, found(p))})


def blamed(p):
    """The wrong ones, and those beside a kink."""
    return [*seen(p), *(name for name in PASSES if p.recipes[name]["activation"] == "relu")]


HUNT = Task(
    name="find_the_bugs",
    probes=probes,
    call=ask,
    truth=lambda p: {PART: Names()},
    groups=tuple(GROUPS),
    wrong=(
        entry("asks-with-ones", lambda p: seen(p, ones=True)),
        *(entry("checks-one-gradient-only", lambda p, i=i: seen(p, slice(i, i + 1))) for i in range(3)),
        entry("single-step", blamed),
        entry("loose-tolerance", lambda p: seen(p, tolerance=0.01)),
        entry("never-alarms", lambda p: []),
        entry("says-the-opposite", lambda p: set(PASSES) - set(seen(p))),
    ),
)

TASKS = (HUNT,)
