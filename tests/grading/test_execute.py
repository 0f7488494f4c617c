"""The secret of a course, and what makes a stored result an old one."""

import importlib.metadata
import shutil
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from grading.referee import job
from grading.referee.execute import course_secret
from grading.referee.job import fingerprint_of_code


def test_the_secret_stays_the_same_and_is_the_owners(tmp_path):
    """If this fails, a student's grade changes when graded again, or everybody on the machine reads the secret."""
    assert course_secret(tmp_path) == course_secret(tmp_path) and len(course_secret(tmp_path)) == 64
    assert (tmp_path / ".course_secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [".course_secret"]


def test_two_who_ask_first_get_one_secret(tmp_path):
    """If this fails, two graders that start together ask the same student different questions."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(course_secret, [tmp_path] * 40))) == 1


def test_half_a_secret_is_refused(tmp_path):
    """If this fails, a file that a full disk left empty makes every hidden test foreseeable."""
    (tmp_path / ".course_secret").touch()
    with pytest.raises(ValueError, match="holds 0 bytes, but should hold 64"):
        course_secret(tmp_path)


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A copy of the grader whose fingerprint is taken anew each time."""
    shutil.copytree(job.CODE[0], tmp_path / "grading", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(job, "CODE", (tmp_path / "grading",))
    return tmp_path / "grading"


def test_moved_code_is_other_code(code):
    """If this fails, a result of other code is taken for one of this code."""
    before = fingerprint_of_code.__wrapped__()
    assert fingerprint_of_code.__wrapped__() == before
    (code / "outcome.py").rename(code / "referee" / "outcome.py")
    assert fingerprint_of_code.__wrapped__() != before


def test_another_version_of_a_package_is_other_code(code, monkeypatch):
    """If this fails, a result of another matplotlib, say, is taken for one of this."""
    installed = list(importlib.metadata.distributions())
    before = fingerprint_of_code.__wrapped__()
    newer = SimpleNamespace(name=installed[0].name, version="999")
    monkeypatch.setattr(importlib.metadata, "distributions", lambda: [newer, *installed[1:]])
    assert fingerprint_of_code.__wrapped__() != before
