"""After a test was changed, only what has changed is executed."""

import itertools
from dataclasses import dataclass, replace

import pytest

from grading.referee.cells import Trusted
from grading.referee.job import Job
from grading.referee.known import Known

SOURCES = {"imports": "import numpy as np", "check-f": "check(f)", "test-f": "check(f, 2)",
           "test-numbers": "size = 3\ncheck(f, size)", "test-g": "check(g)"}
TESTS = tuple(name for name in SOURCES if "-" in name)
CELLS = [("imports", ""), ("f", "def f(): pass"), ("check-f", ""), ("test-f", ""), ("test-numbers", ""),
         ("g", "def g(): pass"), ("test-g", ""), ("figure", "draw(f)")]
ran, count = [], itertools.count()


@dataclass(frozen=True)
class Noted(Job):
    """Notes which cells are run."""

    def _outputs(self, grade_id, source, referee, kernel):
        ran.append(grade_id)
        return [{"text": f"{next(count)}"}]


def job(cells=CELLS, **changed):
    """A job with some trusted cells changed."""
    return Noted("06_backprop", cells, Trusted({**SOURCES, **changed}, TESTS, ("f", "g"), ()), files={}, seed="a seed")


@pytest.fixture
def known(tmp_path):
    """With one job done."""
    ran.clear()
    known = Known(tmp_path)
    known.results.put(job().key(), job().execute())
    known.remember(job())
    ran.clear()
    return known


@pytest.mark.parametrize(("changed", "run"), [
    ("test-f", ["imports", "f", "test-f"]),
    ("test-g", ["imports", "f", "test-numbers", "g", "test-g"]),  # what a test defines, a later one may use
    ("check-f", ["imports", "f", "check-f"]),
])
def test_only_what_changed_is_executed(known, changed, run):
    """If this fails, regrading takes as long as grading, or a test misses what it needs."""
    before = known.results.get(job().key())
    after = known.added(job(**{changed: "check(f, 5)"})).execute()
    assert ran == run
    assert [name for (name, _), a, b in zip(CELLS, before, after) if a != b] == [changed]


@pytest.mark.parametrize("other", [
    job(imports="import numpy"), job(CELLS[:-1]), replace(job(), seed="another"), replace(job(), files={"a": b""}),
    replace(job(), jailed=False),
], ids=["locked cell", "student's cell", "seed", "helper file", "jail"])
def test_everything_else_is_executed_anew(known, other):
    """If this fails, one submission gets what another one has shown."""
    assert other.key() not in known.results
    known.added(other).execute()
    assert ran == [name for name, _ in other.cells]


def test_the_latest_result_counts(known):
    """If this fails, the outputs of a test that was changed twice are those of the first time."""
    second = known.added(job(**{"test-f": "check(f, 5)"}))
    known.results.put(second.key(), second.execute())
    known.remember(second)
    ran.clear()
    third = known.added(job(**{"test-f": "check(f, 5)", "test-g": "check(g, 6)"})).execute()
    assert ran == ["imports", "f", "test-numbers", "g", "test-g"]
    assert third[3] == known.results.get(second.key())[3]


def test_what_is_known_does_not_make_another_key(known):
    """If this fails, what was executed with less work is executed once more when it is recorded."""
    changed = job(**{"test-f": "check(f, 5)"})
    assert known.added(changed).known and known.added(changed).key() == changed.key()
