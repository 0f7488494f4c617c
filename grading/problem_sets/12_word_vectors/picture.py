"""pca_2d: the two directions in which vectors differ most. A mirror image is as good."""

import numpy as np

from grading.task import Probe, Task, WrongForm, unpack, wrong

SIZES = ((7, 4), (5, 5), (3, 2), (6, 3), (4, 9))  # V, D
FIRST, SECOND = "first coordinates", "second coordinates"


def probes(rng):
    """Clouds that are longest in one direction, shorter in the next, and far from the origin."""
    for V, D in SIZES:
        while True:
            E = rng.normal(size=(V, D)) * rng.uniform(0.3, 3, size=D) + rng.normal(scale=2, size=D)
            sizes = np.linalg.svd(E - E.mean(axis=0), compute_uv=False)
            if sizes[0] > 1.2 * sizes[1] and (D == 2 or sizes[1] > 1.2 * sizes[2]) and sizes[1] > 0.3:
                break
        yield Probe(E=E)


def ask(p, pca_2d):
    """The two columns, each with the sign that the referee prefers."""
    points = unpack(pca_2d(p.E), "pca_2d", "points")["points"]
    try:
        points = np.asarray(points, dtype=float)
    except (TypeError, ValueError):
        raise WrongForm("points should be an array of numbers") from None
    if points.ndim != 2 or points.shape[1] != 2:
        raise WrongForm(f"pca_2d returned an array of shape {points.shape}, but should return one of shape (V, 2)")
    return parts(points)


def parts(points):
    """Both columns; of a column and its mirror image, the one whose largest entry is positive."""
    return {name: column * np.sign(column[np.argmax(np.abs(column))])
            for name, column in zip((FIRST, SECOND), np.asarray(points).T)}


def centred(E, axis=0):
    """With mean 0."""
    return E - E.mean(axis=axis, keepdims=True)


def directions(E):
    """Directions of a cloud, the longest first, by the eigenvectors of its covariance."""
    values, vectors = np.linalg.eigh(E.T @ E)
    return vectors[:, np.argsort(-values)]


def projected(E, seen=None, order=slice(0, 2)):
    """A cloud on two of its directions, or of another's."""
    return E @ directions(E if seen is None else seen)[:, order]


def entry(name, points):
    """A misconception about the picture."""
    return wrong(name, **{part: lambda p, part=part: parts(points(p))[part] for part in (FIRST, SECOND)})


def unscaled(p):
    """What the singular vectors alone give: both columns of length 1."""
    return np.linalg.svd(centred(p.E), full_matrices=False)[0][:, :2]


def same_unit(p):
    """Every column divided by its spread first."""
    return projected(centred(p.E) / p.E.std(axis=0))


PICTURE = Task(
    name="pca_2d",
    probes=probes,
    call=ask,
    truth=lambda p: parts(projected(centred(p.E))),
    wrong=(
        entry("not-centred", lambda p: projected(p.E)),
        entry("not-centred", lambda p: projected(p.E, seen=centred(p.E))),
        entry("summed-over-the-wrong-axis", lambda p: projected(centred(p.E, axis=1))),
        entry("one-mean-for-all", lambda p: projected(p.E - p.E.mean())),
        entry("directions-with-least-spread", lambda p: projected(centred(p.E), order=[-1, -2])),
        entry("directions-with-least-spread", lambda p: projected(centred(p.E), order=[-2, -1])),
        entry("second-before-first", lambda p: projected(centred(p.E), order=[1, 0])),
        entry("spread-left-out", unscaled),
        entry("picks-two-columns", lambda p: centred(p.E)[:, :2]),
        entry("picks-two-columns", lambda p: p.E[:, :2]),
        entry("rescales-the-columns", same_unit),
        entry("transposed", lambda p: centred(p.E) @ directions(centred(p.E)).T[:, :2]),
    ),
)

TASKS = (PICTURE,)
