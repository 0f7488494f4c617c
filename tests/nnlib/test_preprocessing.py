"""Preparing data: against scikit-learn, and where there is no variance."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nnlib.preprocessing import center, standardize, whiten

TRAIN = np.random.default_rng(0).normal(size=(50, 4)) @ np.array(
    [[2.0, 1.0, 0.0, 0.5], [0.0, 1.0, 3.0, 0.0], [0.0, 0.0, 0.3, 1.0], [0.0, 0.0, 0.0, 5.0]]
) + np.array([100.0, -3.0, 0.0, 7.0])
TEST = np.random.default_rng(1).normal(size=(9, 4)) + np.array([90.0, 0.0, 1.0, 8.0])

DEGENERATE = {
    "constant column": np.column_stack([TRAIN[:, 0], np.full(50, 0.1)]),
    "constant column far out": np.column_stack([TRAIN[:, 0], np.full(50, 1e9 / 3)]),
    "repeated column": TRAIN[:, [0, 1, 0]],
    "sum of columns": np.column_stack([TRAIN, TRAIN.sum(axis=1)]),
    "fewer examples than features": TRAIN[:3],
    "one example": TRAIN[:1],
    "all the same": np.full((5, 3), 0.7),
}
every_function = pytest.mark.parametrize("prepare", [center, standardize, whiten])


def test_worked_example():
    """If this fails, statistics are taken over features, not over examples."""
    X = np.array([[1.0, 10.0], [3.0, 10.0]])
    assert_array_equal(center(X), [[-1, 0], [1, 0]])
    assert_array_equal(standardize(X), [[-1, 0], [1, 0]])
    assert_array_equal(standardize([[7.0, 12.0]], X), [[5, 2]])


def test_standardize_agrees_with_scikit_learn():
    """If this fails, training or test data are scaled otherwise than by a library that shares no line with nnlib."""
    sklearn = pytest.importorskip("sklearn.preprocessing")
    for train in (TRAIN, DEGENERATE["constant column"]):
        test = TEST[:, : train.shape[1]]
        scaler = sklearn.StandardScaler().fit(train)
        assert_allclose(standardize(train), scaler.transform(train), rtol=1e-9, atol=1e-12)
        assert_allclose(standardize(test, train), scaler.transform(test), rtol=1e-9, atol=1e-12)


def test_whiten_agrees_with_scikit_learn():
    """If this fails, principal directions, their order, their signs or their scale are wrong."""
    sklearn = pytest.importorskip("sklearn.decomposition")
    pca = sklearn.PCA(whiten=True).fit(TRAIN)
    unbiased = np.sqrt(50 / 49)  # scikit-learn divides by N - 1
    assert_allclose(whiten(TRAIN), unbiased * pca.transform(TRAIN), rtol=1e-9, atol=1e-12)
    assert_allclose(whiten(TEST, TRAIN), unbiased * pca.transform(TEST), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", ["pca", "zca"])
def test_whitened_data_have_no_covariance(kind):
    """If this fails, features are still correlated, or have unequal variances."""
    Z = whiten(TRAIN, kind=kind)
    assert_allclose(Z.mean(axis=0), 0, atol=1e-12)
    assert_allclose(Z.T @ Z / len(Z), np.eye(4), atol=1e-12)


def test_zca_stays_as_near_to_the_data_as_can_be():
    """If this fails, the rotation is not undone: column j no longer belongs to feature j."""
    X = center(TRAIN)
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    inverse_root = vectors / np.sqrt(values) @ vectors.T
    assert_allclose(whiten(TRAIN, kind="zca"), X @ inverse_root, rtol=1e-9, atol=1e-12)


def test_eps_is_added_to_the_variances():
    """If this fails, noise is not damped, or not by what was asked for."""
    Z = whiten(TRAIN, eps=0.5)
    variances = np.linalg.eigvalsh(np.cov(TRAIN.T, ddof=0))[::-1]
    assert_allclose((Z**2).mean(axis=0), variances / (variances + 0.5))


@every_function
def test_test_data_are_prepared_with_the_numbers_of_the_training_set(prepare):
    """If this fails, the network sees test data of another origin and scale than it was trained on."""
    together = prepare(np.vstack([TEST, TRAIN[:3]]), TRAIN)
    assert_allclose(together[:9], prepare(TEST, TRAIN), atol=1e-12)
    assert_allclose(together[9:], prepare(TRAIN)[:3], atol=1e-12)


@pytest.mark.parametrize("name", DEGENERATE)
@pytest.mark.parametrize("kind", ["pca", "zca"])
def test_directions_without_variance_stay_zero(name, kind):
    """If this fails, whitening blows rounding errors up to full size, or divides by 0."""
    X = DEGENERATE[name]
    rank = {"constant column": 1, "constant column far out": 1, "repeated column": 2, "sum of columns": 4}
    rank |= {"fewer examples than features": 2, "one example": 0, "all the same": 0}
    with np.errstate(all="raise"):
        Z, test = whiten(X, kind=kind), whiten(X + 1.0, X, kind=kind)
    assert Z.shape == test.shape == X.shape
    assert np.isfinite(test).all()
    variances = np.linalg.eigvalsh(Z.T @ Z / len(Z))
    expected = np.repeat([0, 1], [X.shape[1] - rank[name], rank[name]])
    assert_allclose(variances, expected, atol=1e-9)
    if kind == "pca":
        assert_array_equal(test[:, rank[name] :], 0)


@pytest.mark.parametrize("name", DEGENERATE)
def test_constant_features_are_only_centred(name):
    """If this fails, a feature that is always the same becomes a large number or NaN."""
    X = DEGENERATE[name]
    constant = np.ptp(X, axis=0) == 0
    with np.errstate(all="raise"):
        Z, test = standardize(X), standardize(X + 1.0, X)
    assert_array_equal(Z[:, constant], 0)
    assert_allclose(test[:, constant], 1, rtol=1e-6)
    assert_allclose(Z[:, ~constant].std(axis=0), 1)


@pytest.mark.parametrize("seed", range(20))
def test_the_sign_of_a_principal_direction_does_not_hang_on_rounding(seed):
    """If this fails, a figure is mirrored on another processor."""
    rng = np.random.default_rng(seed)
    X = standardize(rng.normal(size=(40, 1)) * [1.0, -1.0] + rng.normal(size=(40, 2)))
    principal = np.column_stack([X[:, 0] - X[:, 1], X[:, 0] + X[:, 1]])  # the directions of two equal variances
    assert_allclose(whiten(X), standardize(principal), rtol=1e-9, atol=1e-12)


@every_function
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((np.ones((0, 3)),), "X has no rows, but a mean needs at least one example"),
        ((np.ones((2, 3)), np.ones((0, 3))), "reference has no rows, but a mean needs at least one example"),
        ((np.ones(3),), "X has shape (3,), but should have shape (N, D)"),
        ((np.ones((2, 3)), np.ones((2, 4))), "reference has shape (2, 4), but should have shape (R, D) = (?, 3)"),
    ],
)
def test_what_has_no_statistics_is_refused(prepare, arguments, message):
    """If this fails, an empty or foreign training set becomes NaN."""
    with pytest.raises(ValueError) as error:
        prepare(*arguments)
    assert str(error.value) == message


@every_function
def test_no_test_data_is_no_error(prepare):
    """If this fails, an empty selection of examples cannot be prepared."""
    assert prepare(np.ones((0, 4)), TRAIN).shape == (0, 4)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"kind": "ica"}, "kind is 'ica', but should be one of pca, zca"),
        ({"eps": -1.0}, "eps is -1.0, but should be 0 or more"),
    ],
)
def test_impossible_settings_are_named(settings, message):
    """If this fails, a misspelt kind is taken for another one, or variances become negative."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        whiten(TRAIN, **settings)


@every_function
def test_nothing_is_written_to(prepare):
    """If this fails, preparing data changes the data."""
    train, test = TRAIN.copy(), TEST.copy()
    train.setflags(write=False)
    test.setflags(write=False)
    prepare(test, train)
    assert_array_equal(train, TRAIN)
    assert_array_equal(test, TEST)


def test_a_data_set_of_zeros_stays_zero():
    """If this fails, features without any variance become NaN."""
    for kind in ("pca", "zca"):
        assert_array_equal(whiten(np.zeros((5, 3)), kind=kind), np.zeros((5, 3)))


def test_data_may_be_lists():
    """If this fails, data that are written down as lists have to be converted first."""
    X, reference = [[1.0, 2.0], [3.0, 5.0]], [[0.0, 1.0], [2.0, 0.0], [4.0, 7.0]]
    for prepare in (center, standardize, whiten):
        assert_array_equal(prepare(X, reference), prepare(np.array(X), np.array(reference)))
        assert_array_equal(prepare(X, np.array(reference)), prepare(np.array(X), reference))


@pytest.mark.parametrize(("a", "b", "sign"), [(0.7071066, 0.7071069, 1), (0.7071053, 0.7071083, -1)])
def test_entries_are_equal_to_six_digits(a, b, sign):
    """If this fails, the sign of a principal direction is not the one that the docstring says."""
    X = np.outer([-1.0, 0.0, 1.0], [a, -b])
    assert np.sign(whiten(X)[2, 0]) == sign
