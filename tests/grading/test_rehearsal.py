"""A term in small: every kind of student, two problem sets, the real commands, every row of the gradebook."""

import pytest

from tests.rehearsal.students import KINDS
from tests.rehearsal.term import TURN, play

SETS = ["01_neurons", "05_matrix_calculus"]
pytestmark = pytest.mark.grades


@pytest.fixture(scope="module")
def term(tmp_path_factory, sandbox):
    """A term of five students, who hand in through Moodle."""
    return play(tmp_path_factory.mktemp("term"), TURN, SETS, system="moodle")


def test_every_row_of_the_gradebook_is_what_the_student_earned(term):
    """If this fails, a kind of student gets other points, marks, penalties, feedback or exports than it must."""
    assert term.failures == []


def test_every_kind_of_student_took_part(term):
    """If this fails, the rehearsal has said nothing of some students."""
    assert TURN * len(SETS) == len(KINDS)
    assert term.submissions == len(KINDS) - 1  # one has handed in nothing
    assert term.rows > 100
