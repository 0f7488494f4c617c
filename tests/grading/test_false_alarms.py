"""No set of numbers that a hidden test may draw takes a point from a right function."""

import os

import pytest

from grading.checks import DRAWS
from tests.grading import false_alarms

EVERY = int(os.environ.get("EVERY", 250))  # EVERY=1 pytest tests/grading/test_false_alarms.py: all, in half an hour


@pytest.mark.parametrize(("problem_set", "function", "bodies"), false_alarms.RIGHT,
                         ids=[f"{p}-{f}{'-variant' if bodies else ''}" for p, f, bodies in false_alarms.RIGHT])
def test_no_numbers_are_unlucky(problem_set, function, bodies):
    """If this fails, a right function loses points for some students, by numbers at which a check is not reliable."""
    assert false_alarms.false_alarms(problem_set, function, bodies, range(0, DRAWS, EVERY)) == {}
