"""A gradebook whose creation was interrupted is completed: nbgrader itself would never do so, nor upgrade it."""

from nbgrader.api import Base, Gradebook, get_alembic_version
from sqlalchemy import inspect, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError


class NoGradebook(Exception):
    """The gradebook cannot be opened, and why."""


def complete(db_url):
    """Make a gradebook if there is none; give it the version that it lacks, if all of it is of that version.

    Parameters
    ----------
    db_url : str
        Where, as nbgrader writes it.

    Raises
    ------
    NoGradebook
        If nothing answers there, or nothing that is a gradebook.
    """
    try:
        _complete(db_url)
    except (ArgumentError, DBAPIError, NoSuchModuleError, ImportError) as error:
        why = str(error).strip().splitlines()[0]
        raise NoGradebook(f"the gradebook cannot be opened: {why}") from None


def _complete(db_url):
    with Gradebook(db_url) as gradebook:  # makes what tables are missing
        tables = inspect(gradebook.engine)
        db = gradebook.db
        if tables.has_table("alembic_version") and db.execute(text("SELECT version_num FROM alembic_version")).first():
            return
        if all(_columns(tables, name) >= set(table.columns.keys()) for name, table in Base.metadata.tables.items()):
            db.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)"))
            db.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": get_alembic_version()})
            db.commit()


def _columns(tables, name):
    return {column["name"] for column in tables.get_columns(name)}
