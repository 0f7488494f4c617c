"""Points in the plane, and digits."""

import sys

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.datasets import digits, logic_gate, moons, rings, spirals

DRAWS = {
    "moons": lambda N, noise, rng: moons(N, noise, rng),
    "spirals": lambda N, noise, rng: spirals(N, 3, noise, rng),
    "rings": lambda N, noise, rng: rings(N, 3, noise, rng),
}
every_drawing = pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("and", lambda a, b: a and b),
        ("or", lambda a, b: a or b),
        ("nand", lambda a, b: not (a and b)),
        ("xor", lambda a, b: a != b),
    ],
)
def test_gates_follow_logic(name, gate):
    """If this fails, a truth table is wrong."""
    X, y = logic_gate(name)
    assert [tuple(x) for x in X] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert_array_equal(y, [gate(*x) for x in X])


def test_an_unknown_gate_is_named():
    """If this fails, a misspelled gate gives an error that does not say which ones there are."""
    with pytest.raises(ValueError, match=r"^name is 'nor', but should be one of and, or, nand, xor$"):
        logic_gate("nor")


def test_moons_lie_on_their_half_circles():
    """If this fails, the moons are not of radius 1, not halves, or not where they should be."""
    X, y = moons(200, 0, np.random.default_rng(0))
    assert_allclose(np.hypot(*X[y == 0].T), 1)
    assert_allclose(np.hypot(*(X[y == 1] - [1, 0.5]).T), 1)
    assert X[y == 0, 1].min() >= 0
    assert X[y == 1, 1].max() <= 0.5


def test_arms_of_a_spiral_are_turned_copies():
    """If this fails, the angle of a point does not follow from its radius and its arm."""
    X, y = spirals(300, 4, 0, np.random.default_rng(0))
    radius, angle = np.hypot(*X.T), np.arctan2(X[:, 1], X[:, 0])
    turns = (angle / (2 * np.pi) - radius - y / 4) % 1
    assert_allclose(np.minimum(turns, 1 - turns), 0, atol=1e-9)
    assert radius.max() <= 1


def test_rings_have_their_radius():
    """If this fails, a ring has another radius than its class says, or has a gap."""
    X, y = rings(300, 3, 0, np.random.default_rng(0))
    assert_allclose(np.hypot(*X.T), y + 1)
    assert (np.histogram(np.arctan2(X[:, 1], X[:, 0]), bins=8)[0] > 15).all()


@every_drawing
def test_noise_has_its_size(draw):
    """If this fails, noise is not the standard deviation of what is added to each coordinate."""
    clean, noisy = (draw(2000, noise, np.random.default_rng(0))[0] for noise in (0, 0.3))
    assert_allclose((noisy - clean).std(axis=0), 0.3, rtol=0.05)
    assert_allclose((noisy - clean).mean(axis=0), 0, atol=0.03)


@every_drawing
def test_the_seed_decides(draw):
    """If this fails, a figure of the book looks different every time, or the generator is not used."""
    first, again, other = (draw(20, 0.1, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert_array_equal(first[0], again[0])
    assert (first[0] != other[0]).all()


@every_drawing
def test_classes_are_equally_large(draw):
    """If this fails, one class has more points than another."""
    _, y = draw(60, 0.1, np.random.default_rng(0))
    assert len(set(np.bincount(y))) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda rng: moons(-1, 0.1, rng), "N is -1, but should be at least 0"),
        (lambda rng: moons(5, -0.1, rng), "noise is -0.1, but should be at least 0"),
        (lambda rng: moons(5, np.nan, rng), "noise is nan, but should be at least 0"),
        (lambda rng: spirals(5, 0, 0.1, rng), "arms is 0, but should be at least 1"),
        (lambda rng: rings(5, 0, 0.1, rng), "count is 0, but should be at least 1"),
        (lambda rng: digits(rng, 1.5), "test_share is 1.5, but should be between 0 and 1"),
        (lambda rng: digits(rng, -0.5), "test_share is -0.5, but should be between 0 and 1"),
    ],
)
def test_senseless_numbers_are_refused(call, message):
    """If this fails, a wrong argument is not named, or gives an empty or broken picture."""
    with pytest.raises(ValueError) as error:
        call(np.random.default_rng(0))
    assert str(error.value) == message


def test_digits_are_split_without_loss():
    """If this fails, an image is lost, stands on both sides, or has lost its label."""
    load = pytest.importorskip("sklearn.datasets").load_digits
    X_train, y_train, X_test, y_test = digits(np.random.default_rng(0), test_share=0.25)
    assert X_test.shape == (449, 64)
    assert X_train.shape == (1348, 64)
    expected = sorted((*x, y) for x, y in zip(*load(return_X_y=True)))
    assert sorted((*(16 * x), y) for x, y in [*zip(X_train, y_train), *zip(X_test, y_test)]) == expected


def test_digits_are_shuffled_grey_levels_from_0_to_1():
    """If this fails, a first learning rate that works for the book does not work, or the split is not random."""
    first, other = (digits(np.random.default_rng(seed))[0] for seed in (0, 1))
    assert first.dtype == np.float64
    assert (first.min(), first.max()) == (0, 1)
    assert (first != other).any()


def test_digits_without_scikit_learn(monkeypatch):
    """If this fails, a reader without scikit-learn is not told what to install."""
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(ModuleNotFoundError, match=r"^digits needs scikit-learn: pip install scikit-learn$"):
        digits(np.random.default_rng(0))


@every_drawing
def test_classes_come_in_turns(draw):
    """If this fails, a class is missing, or has more points than another."""
    X, y = draw(7, 0.1, np.random.default_rng(0))
    assert_array_equal(y, [0, 1, 0, 1, 0, 1, 0] if draw is DRAWS["moons"] else [0, 1, 2, 0, 1, 2, 0])
    X, y = draw(0, 0.1, np.random.default_rng(0))
    assert (X.shape, y.shape) == ((0, 2), (0,))


def test_one_class_is_enough():
    """If this fails, a figure of one ring or one arm cannot be drawn."""
    assert_array_equal(rings(3, 1, 0, np.random.default_rng(0))[1], [0, 0, 0])
    assert_array_equal(spirals(3, 1, 0, np.random.default_rng(0))[1], [0, 0, 0])


def test_points_lie_everywhere_along_their_curve():
    """If this fails, a curve begins late, ends early, or is drawn twice in places."""
    rng = np.random.default_rng(0)
    (moon, y), (spiral, _), (ring, _) = moons(4000, 0, rng), spirals(4000, 1, 0, rng), rings(4000, 1, 0, rng)
    along_moon = np.arccos(moon[y == 0, 0]) / np.pi
    along_ring = np.arctan2(ring[:, 1], ring[:, 0]) / (2 * np.pi) % 1
    for along in (along_moon, np.hypot(*spiral.T), along_ring):
        shares = np.histogram(along, bins=10, range=(0, 1))[0] / len(along)
        assert_allclose(shares, 0.1, atol=0.03)
