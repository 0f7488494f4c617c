"""The proof in small that the checker detects; in full in benchmarks/gradient_check_detection.py."""

import csv

import numpy as np
import pytest

from benchmarks import gradient_check_detection as detection
from nnlib.gradcheck import TOLERANCE, relative_error

FALSE_ALARM_TRIALS, TRIALS, LARGE_TRIALS = 200, 25, 3
TO_BE_FOUND = [fault for fault in detection.FAULTS if fault not in ("row off by 1e-5", "entry off by 1e-3")]
EIGHT = detection.METHODS["nnlib directional_check, 8 directions"]


@pytest.fixture(autouse=True)
def verdict_only(monkeypatch):
    """Do not measure large arrays entry by entry after the verdict."""
    monkeypatch.setattr(detection.gradcheck, "EXPLAINED", 0)


@pytest.fixture(scope="module")
def committed():
    """The committed table: alarms in percent by method, network and fault, with the number of trials."""
    with detection.TABLE.open(encoding="utf-8") as file:
        return {(r["method"], r["network"], r["fault"]): r for r in csv.DictReader(file)}


def test_right_networks_raise_no_alarm():
    """If this fails, the checker calls right networks of random sizes and activations wrong."""
    assert detection.alarms(detection.ladder, detection.small, detection.NONE, FALSE_ALARM_TRIALS, seed=1) == 0


@pytest.mark.parametrize("method", [detection.ladder, EIGHT], ids=["check_gradient", "directional_check"])
def test_right_relu_networks_of_5000_parameters_raise_no_alarm(method):
    """If this fails, the checker calls large networks wrong, for the kinks that a direction jumps over."""
    assert detection.alarms(method, detection.large, detection.NONE, 15, seed=1) == 0


@pytest.mark.parametrize("fault", TO_BE_FOUND)
def test_faults_are_found(fault):
    """If this fails, the checker misses this fault in some small network."""
    assert detection.alarms(detection.ladder, detection.small, fault, TRIALS, seed=1) == TRIALS


@pytest.mark.parametrize("fault", TO_BE_FOUND)
def test_faults_in_large_networks_are_found(fault):
    """If this fails, random directions miss this fault."""
    assert detection.alarms(detection.ladder, detection.large, fault, LARGE_TRIALS, seed=1) == LARGE_TRIALS


@pytest.mark.parametrize("fault", detection.FAULTS)
def test_a_fault_is_a_fault(fault):
    """If this fails, a fault of the table changes nothing, or changes the gradients that other faults start from."""
    rng = np.random.default_rng(0)
    _, _, grads, examples = detection.small(rng)
    before = [array.copy() for array in detection.flat(grads)]
    spoiled = detection.faulty(fault, grads, rng, examples)
    changed = [not np.array_equal(a, b) for a, b in zip(detection.flat(spoiled), before)]
    assert all(np.array_equal(a, b) for a, b in zip(detection.flat(grads), before))
    assert all(changed) if "1/N" in fault else sum(changed) == 1


def test_the_tolerance_lies_below_what_is_to_be_found():
    """If this fails, an array off by a factor of 1 + 1e-6 passes, however exact the measurement."""
    n = np.random.default_rng(0).normal(size=(5, 4))
    assert 2 * TOLERANCE < relative_error((1 + 1e-6) * n, n)


def test_the_committed_table_is_complete_and_says_so(committed):
    """If this fails, chapter 7 shows a table in which the checker cries wolf or misses what it has to find."""
    checker = "nnlib check_gradient"
    none = committed[checker, "small", detection.NONE]
    assert (int(none["trials"]), float(none["alarms_percent"])) == (10_000, 0)
    for fault in TO_BE_FOUND:
        found = committed[checker, "small", fault]
        assert (int(found["trials"]), float(found["alarms_percent"])) == (1000, 100)
    for method in detection.METHODS:
        for fault in (detection.NONE, *detection.FAULTS):
            assert (method, "5,000", fault) in committed
