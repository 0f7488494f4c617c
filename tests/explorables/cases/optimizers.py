"""Cases for book/explorables/numerics/optimizers.js."""

import numpy as np

from nnlib.gradcheck import numerical_gradient
from nnlib.optimizers import SGD, Adam, Momentum, RMSProp

TURN = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)
CURVATURES = np.array([1.0, 25.0])
HEIGHTS = {
    "ravine": lambda theta: 0.5 * np.sum(CURVATURES * theta**2),
    "turned": lambda theta: 0.5 * np.sum(CURVATURES * (TURN.T @ theta) ** 2),
    "saddle": lambda theta: theta[0] ** 2 / 2 - theta[1] ** 2 / 2 + theta[1] ** 4 / 4,
}
SLOPES = {
    "ravine": lambda theta: CURVATURES * theta,
    "turned": lambda theta: TURN @ (CURVATURES * (TURN.T @ theta)),
    "saddle": lambda theta: np.array([theta[0], theta[1] ** 3 - theta[1]]),
}
STARTS = {"ravine": np.array([-8.0, 1.2]), "turned": TURN @ [-8.0, 1.2], "saddle": np.array([-1.0, 0.001])}
OPTIMIZERS = {"sgd": SGD, "momentum": Momentum, "rmsprop": RMSProp, "adam": Adam}


def cases():
    """Yield the name of a function, its arguments, and what it should return."""
    for surface, height in HEIGHTS.items():
        for theta in np.array([[0.7, -0.4], [-3.0, 1.5]]):
            assert np.allclose(numerical_gradient(height, theta), SLOPES[surface](theta))
            yield "height", [surface, theta], height(theta)
            yield "slope", [surface, theta], SLOPES[surface](theta)
        for name, optimizer in OPTIMIZERS.items():
            yield "walk", [name, surface, 0.03, 12], walk(optimizer(0.03), STARTS[surface], SLOPES[surface], 12)


def walk(optimizer, theta, slope, steps):
    """Places that nnlib's optimizer visits."""
    places, state = [theta], optimizer.init(theta)
    for _ in range(steps):
        theta, state = optimizer.update(theta, slope(theta), state)
        places.append(theta)
    return np.array(places)
