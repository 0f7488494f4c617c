"""The step of nbgrader's autograding that executes: tests in the referee, students' cells in students' kernels."""

import contextlib
import functools
import hmac
import os
import secrets
import tempfile
from pathlib import Path

import nbformat
from nbformat.notebooknode import from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Unicode

from grading.referee import durable
from grading.referee.cells import Trusted, names_defined
from grading.referee.helpers import helper_files
from grading.referee.job import Job
from grading.referee.known import Known
from grading.referee.limits import Limits
from grading.referee.store import Results

GIVEN = "given-"  # so begins the grade_id of a locked cell whose functions tests find in the student's process


class RefereeExecute(NbGraderPreprocessor):
    """In place of nbgrader's ``Execute``; a result that is stored already is not computed again."""

    course = Unicode(".", config=True, help="folder of the course, for the secret and the results")
    unsafe_no_sandbox = Bool(False, config=True, help="run students' code unconfined, with your rights")
    call_seconds = Float(Limits.call, config=True, help="for one call of a student's function")
    cell_seconds = Float(Limits.cell, config=True, help="for one cell of a student's")
    notebook_seconds = Float(Limits.notebook, config=True, help="for all of a notebook")

    def __init__(self, **settings):
        super().__init__(**settings)
        self._trusted_cells = functools.cache(trusted_cells)  # the same for all students

    def preprocess(self, nb, resources):
        """Put the outputs into the notebook's cells."""
        job = self.job(nb, resources["nbgrader"], [resources["metadata"]["path"]])
        results = self.results()
        if job.key() not in results:
            results.put(job.key(), job.execute())
        Known(results.folder).remember(job)
        code_cells = [cell for cell in nb.cells if cell.cell_type == "code"]
        for i, (cell, outputs) in enumerate(zip(code_cells, results.get(job.key()), strict=True), start=1):
            cell.outputs, cell.execution_count = [from_dict(output) for output in outputs], i
        return nb, resources

    def results(self):
        """The stored results of this course."""
        return Results(Path(self.course, ".results"))

    def job(self, nb, info, folders):
        """The job of one submitted notebook.

        Parameters
        ----------
        nb : NotebookNode
            As submitted.
        info : dict
            Student, assignment, notebook and db_url, as nbgrader hands them to its preprocessors.
        folders : list of str
            Where helper files lie; later ones win.

        Returns
        -------
        job : Job
            What its outputs depend on.
        """
        trusted = self._trusted_cells(info["db_url"], info["assignment"], info["notebook"])
        return Known(self.results().folder).added(Job(
            assignment=info["assignment"],
            cells=[(name, "" if name in trusted.sources else source) for name, source in _code_cells(nb)],
            trusted=trusted,
            files={name: content for folder in folders for name, content in helper_files(folder).items()},
            seed=secret_of(self.course, info["assignment"], info["notebook"], info["student"]),
            jailed=not self.unsafe_no_sandbox,
            limits=Limits(self.call_seconds, self.cell_seconds, self.notebook_seconds),
        ))


def secret_of(course, assignment, notebook, student):
    """Secret of a student, from that of the course."""
    whose = "/".join([assignment, notebook, student])
    return hmac.digest(course_secret(course), whose.encode(), "sha256").hex()


def course_secret(course):
    """Random bytes of a course, made when they are first needed: from them come the numbers of hidden tests."""
    path = Path(course, ".course_secret")
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    secret = path.read_bytes()
    if len(secret) < 64:
        raise ValueError(f"{path} holds {len(secret)} bytes, but should hold 64: anybody could foresee the hidden "
                         "tests. Restore it, or delete it, and grade everybody again")
    return secret


def _write_once(path, text):
    """Write a file that appears whole or not at all, for its owner's eyes only; the first of two writers wins."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as file:  # its mode is 600
        file.write(text)
        durable.sync(file)
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
        durable.sync_folder(path.parent)


def trusted_cells(db_url, assignment, notebook):
    """What the gradebook holds of a notebook: no submission can change it.

    Parameters
    ----------
    db_url, assignment, notebook : str
        Where, and which.

    Returns
    -------
    trusted : Trusted
        Locked cells, tests, and the names that solution cells define.
    """
    with Gradebook(db_url) as gradebook:
        cells = gradebook.find_notebook(notebook, assignment)
        locked = {c.name: c.source for c in cells.source_cells if c.locked and c.cell_type == "code"}
        tests = {c.name for c in cells.grade_cells}
        solutions = {c.name for c in cells.solution_cells}
        stubs = [c.source for c in cells.source_cells if c.name in solutions and c.cell_type == "code"]
    names = [names_defined(stub) for stub in stubs]
    given = [names_defined(source)[0] for name, source in locked.items() if name.startswith(GIVEN)]
    return Trusted(
        sources=locked,
        tests=tuple(sorted(tests & set(locked))),
        functions=tuple(name for functions, _ in names for name in functions),
        values=tuple(name for _, values in names for name in values),
        given=tuple(name for functions in given for name in functions),
    )


def read_job(execute, path, info, folders):
    """The job of a notebook file, before nbgrader has touched it."""
    return execute.job(nbformat.read(path, as_version=4), info, folders)


def _code_cells(nb):
    """grade_id (or an empty string) and source of each code cell."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            yield cell.metadata.get("nbgrader", {}).get("grade_id", ""), cell.source
