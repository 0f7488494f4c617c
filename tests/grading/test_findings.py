"""What a check found travels as data beside the points, and nothing that a student prints gets into it."""

import json

import nbformat

from grading.checks import check
from grading.findings import RIGHT, STOPPED, UNWRITTEN, WRONG, Findings, from_outputs, to_metadata
from grading.referee.cells import Referee, Trusted
from grading.referee.shown import plain
from tests.grading.classes import affine, boaster, mean, unwritten

NAME = "06_backprop.affine_backward"
SOURCE = f'from grading.checks import check\ncheck("{NAME}", affine_backward, affine_forward, points=9, seed=7)'


def found(function):
    """Findings of a function's check."""
    return check(NAME, function, affine, points=9, seed=7).findings


def test_findings_say_what_became_of_each_part():
    """If this fails, the class report counts other mistakes than the feedback names."""
    assert found(mean) == Findings(NAME, {"dX": RIGHT, "dW": RIGHT, "db": WRONG}, {"mean-instead-of-sum": ["db"]})
    assert found(unwritten).unwritten and set(found(unwritten).parts.values()) == {UNWRITTEN}
    assert set(found(lambda dZ, cache: 1 / 0).parts.values()) == {STOPPED}


def test_points_stay_a_number():
    """If this fails, nbgrader or a student's Jupyter shows something else than the points."""
    points = check(NAME, mean, affine, points=9)
    assert points == 6 and repr(points) == "6.0" and json.dumps(points) == "6.0"


def test_a_students_print_does_not_get_into_the_findings():
    """If this fails, a submission can claim a mistake, or hide one, in the class report."""
    assert found(boaster) == found(mean)


def test_findings_travel_through_the_referee_and_the_store():
    """If this fails, the report finds nothing in an autograded notebook, or the notebook is not valid."""
    referee = Referee(Trusted({"test-affine_backward": SOURCE}, ("test-affine_backward",), (), ()), None, "secret")
    referee.namespace |= {"affine_backward": mean, "affine_forward": affine}
    outputs = json.loads(json.dumps(plain(referee.run("test-affine_backward"))))
    cell = nbformat.v4.new_code_cell(SOURCE, outputs=nbformat.from_dict(outputs))
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
    assert from_outputs(outputs).misconceptions == {"mean-instead-of-sum": ["db"]}
    assert outputs[-1]["data"] == {"text/plain": "6.0"}


def test_what_is_no_check_has_no_findings():
    """If this fails, an instructor's own test cell breaks the report."""
    assert to_metadata(3.0) == {} and from_outputs([]) is None
    assert from_outputs([{"output_type": "execute_result", "metadata": {}, "data": {}}]) is None
