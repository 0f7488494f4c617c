"""A gradebook is whole before anything is written to it, or it is refused."""

import shutil
import sqlite3

import pytest
from nbgrader.api import Gradebook

from grading.referee.repair import NoGradebook, complete


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A gradebook of nbgrader's, which asks another program for its version."""
    folder = tmp_path_factory.mktemp("gradebook")
    Gradebook(f"sqlite:///{folder}/gradebook.db").close()
    return folder / "gradebook.db"


@pytest.fixture
def path(whole, tmp_path):
    """A copy of it."""
    return shutil.copyfile(whole, tmp_path / "gradebook.db")


def change(path, *statements):
    """Execute some statements of SQL, and what the last one finds."""
    database = sqlite3.connect(path)
    for statement in statements:
        found = database.execute(statement).fetchall()
    database.commit()
    database.close()
    return found


@pytest.mark.parametrize("left_undone", [
    ["DELETE FROM alembic_version"],
    ["DROP TABLE alembic_version", "DROP TABLE grade", "DROP TABLE comment"],
])
def test_an_interrupted_creation_is_completed(path, left_undone):
    """If this fails, a gradebook that a crash met at its creation can never be upgraded."""
    version = change(path, "SELECT version_num FROM alembic_version")
    change(path, *left_undone)
    complete(f"sqlite:///{path}")
    complete(f"sqlite:///{path}")
    assert change(path, "SELECT version_num FROM alembic_version") == version != []
    assert change(path, "SELECT count(*) FROM grade") == [(0,)]


def test_a_gradebook_of_long_ago_gets_no_version(path):
    """If this fails, an old gradebook passes for a new one, and upgrading it does nothing."""
    change(path, "DROP TABLE alembic_version", "ALTER TABLE student DROP COLUMN lms_user_id")
    complete(f"sqlite:///{path}")
    assert change(path, "SELECT name FROM sqlite_master WHERE name = 'alembic_version'") == []


@pytest.mark.parametrize("url", ["sqlite:///{folder}", "sqlite:///{folder}/no/gradebook.db", "nonsense", "none://x/y"])
def test_no_gradebook_is_refused(tmp_path, url):
    """If this fails, a wrong address of the gradebook ends in a traceback."""
    with pytest.raises(NoGradebook, match=r"^the gradebook cannot be opened: "):
        complete(url.format(folder=tmp_path))
