"""Every hostile submission gets what its honest part earns, reads nothing, changes nothing, and stops nobody."""

import contextlib
import hashlib
import os
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.hostile import breaking, broken, forging, honest, stealing
from tests.hostile.course import CANARY, FUNCTIONS, NAME, NOTEBOOK, VICTIM, VICTIMS_WORK, build, hand_in, run, small

pytestmark = pytest.mark.grades

FAMILIES = {"forging": forging, "stealing": stealing, "breaking": breaking, "broken": broken, "honest": honest}
ONLY = os.environ.get("FAMILY", " ".join(FAMILIES)).split()  # FAMILY="forging" pytest tests/hostile: while writing one
EVERY = {name: submission for family in ONLY for name, submission in FAMILIES[family].SUBMISSIONS.items()}
WHOSE = {"submitted", "received", "autograded", "feedback"}  # folders with one of their own for each student
WRITTEN = {"gradebook.db", ".results", ".course_secret", "exercises"}  # by the grader itself
every_submission = pytest.mark.parametrize("name", EVERY)


def tree(course):
    """Contents of everything that belongs to nobody's submission."""
    files = (path for path in course.parent.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(course.parent)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files if not WHOSE & set(path.parts) and not WRITTEN & set(path.parts)
            and "__pycache__" not in path.parts}


@pytest.fixture(scope="session")
def course(root, tmp_path_factory, sandbox):
    """The course with all submissions handed in."""
    course = tmp_path_factory.mktemp("hostile") / "course"
    course.mkdir()
    build(root, course)
    release = small(nbformat.read(root / "exercises" / NAME / NOTEBOOK, as_version=4))
    for name, submission in EVERY.items():
        hand_in(course / "submitted" / name / NAME, submission, release)
    return course


@pytest.fixture(scope="session")
def graded(course):
    """What grading all of them in one run says, and what else is in the course before and after."""
    run(course, "nbgrader", "--version")  # whatever a first start of nbgrader writes
    before = tree(course)
    processes = set(os.listdir("/proc")) if os.path.isdir("/proc") else set()
    result = run(course, "grading", "autograde", NAME)
    return result, before, tree(course), processes


@pytest.fixture(scope="session")
def points(course, graded):
    """Points of each submission's functions, visible check and hidden test together, as (earned, possible)."""
    result = {}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for name in EVERY:
            cells = {g.name: g for g in gradebook.find_submission_notebook(NOTEBOOK[:-6], NAME, name).grades}
            pairs = {f: [cells[f"check-{f}"], cells[f"test-{f}"]] for f in FUNCTIONS}
            result[name] = {f: (sum(g.score for g in two), sum(g.max_score for g in two)) for f, two in pairs.items()}
    return result


def test_there_are_enough():
    """If this fails, a family has lost its submissions, or two have one name."""
    counts = {name: len(family.SUBMISSIONS) for name, family in FAMILIES.items()}
    assert len(EVERY) == sum(counts[name] for name in ONLY)
    assert sum(counts.values()) - counts["honest"] >= 60


@every_submission
def test_the_score_is_what_the_honest_part_earns(points, name):
    """If this fails, a forgery raises a score, or an attack or an oddity costs points that were earned."""
    most = {f: possible for f, (_, possible) in points[name].items()}
    assert points[name] == {f: (most[f] if f in EVERY[name].earns else 0, most[f]) for f in FUNCTIONS}


@every_submission
def test_nothing_secret_comes_back(course, graded, name):
    """If this fails, a student reads hidden tests, solutions, another submission or the grader's environment."""
    pages = [page.read_text("utf-8") for page in (course / "feedback" / name).rglob("*.html")]
    assert pages
    assert [page for page in pages if CANARY in page or "seed=" in page] == []
    assert name == VICTIM or [page for page in pages if VICTIMS_WORK in page] == []


def test_nothing_else_has_changed(graded):
    """If this fails, a submission wrote where it should not, such as into a configuration or another's folder."""
    _, before, after, _ = graded
    assert after == before


def test_everybody_is_graded(graded):
    """If this fails, a submission stopped the run, or was passed over in silence."""
    said = [line.split(":")[0] for line in graded[0].stdout.splitlines() if line[:1].strip()]
    assert sorted(said) == sorted(EVERY), graded[0].stderr[-3000:]


def test_nothing_is_left_running(graded):
    """If this fails, a process of a submission outlives its grading: it belongs to nobody any more."""
    left = []
    for status in Path("/proc").glob("[0-9]*/status") if Path("/proc/self").exists() else []:
        with contextlib.suppress(OSError):  # one that has just ended
            orphan = status.parent.name not in graded[3] and "PPid:\t1\n" in status.read_text()
            command = status.with_name("cmdline").read_text() if orphan else ""
            left += [command] if any(word in command for word in ("ipykernel", "bwrap", "zygote")) else []
    assert left == []
