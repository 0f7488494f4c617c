"""From what students handed in to grades and feedback: taken in, executed in parallel, recorded one after the other.

A result is stored as soon as it is there, so a run that was killed goes on where it was. Recording is nbgrader's own
``autograde``, which finds every result and starts no kernel; there is one writer to the gradebook.
"""

import difflib
import os

from grading.classroom.nbgrader_api import Refused, nbgrader_api
from grading.classroom.recording import Recorder, reason
from grading.outcome import Outcome
from grading.referee.execute import RefereeExecute, read_job
from grading.referee.executors import NoCluster, executors
from grading.referee.intake import handed_in, take_in
from grading.referee.jail import NoSandbox, require_bwrap
from grading.referee.repair import NoGradebook, complete
from grading.referee.room import NoRoom, room


def autograde(course, assignment, student=None, jobs=None, jailed=True, progress=lambda names, total: names,
              dask=None):
    """Grade the submissions of one assignment.

    Parameters
    ----------
    course : Path
        Where ``nbgrader_config.py`` lies.
    assignment : str
        Such as ``"06_backprop"``.
    student : str, optional
        Only this one.
    jobs : int, optional
        Notebooks to execute at the same time; as many as there are processors if not given.
    jailed : bool
        Whether students' code is confined. Without, it runs with the rights of whoever grades.
    progress : callable
        Wraps the iterable of executed notebooks, as ``tqdm`` does; called with ``total=``.
    dask : str, optional
        Address of the Dask cluster whose workers execute; ``"local"`` for one of this machine.

    Yields
    ------
    outcome : Outcome
        For each student, as soon as there is one.

    Raises
    ------
    Refused
        If there is no such assignment, nothing was handed in for it, code cannot be confined here, the cluster
        cannot grade, the gradebook cannot be opened, or a disk is full.
    """
    students = _students(course, assignment, student)
    if jailed:
        _require_jail()
    try:
        warm = assignment if jailed else None
        with room(course) as require_room, executors(jobs or os.cpu_count(), dask, warm) as execute:
            for outcome in _graded(course, assignment, students, jailed, execute, progress):
                require_room(outcome.problem)
                yield outcome
    except (NoCluster, NoGradebook, NoRoom) as error:
        raise Refused(str(error)) from None


def _graded(course, assignment, students, jailed, execute, progress):
    """Outcomes of students, one after the other, as the executed jobs come."""
    api = nbgrader_api(course, jailed)
    complete(api.coursedir.db_url)
    _require(api.generate_assignment(assignment, force=True), f"the notebook of {assignment} cannot be released")
    taken, failed = _taken_in(course, assignment, students)
    step, recorder = RefereeExecute(config=api.config), Recorder(api)
    yield from (Outcome(name, problem) for name, problem in failed.items())
    work = {name: list(_jobs(step, api, course, assignment, name)) for name in taken}
    for name, problem in progress(execute(work, step.results()), total=len(work)):
        if problem:
            yield Outcome(name, problem, notes=taken[name].all_notes)
        else:
            yield recorder.record(assignment, name, taken[name])


def _students(course, assignment, student):
    known = sorted(p.name for p in (course / "solutions").glob("*/") if list(p.glob("*.ipynb")))
    if assignment not in known:
        close = difflib.get_close_matches(assignment, known, n=1, cutoff=0.4)
        meant = f"; did you mean {close[0]!r}?" if close else ""
        raise Refused(f"assignment is {assignment!r}, but should be one of {', '.join(known) or '(none)'}{meant}")
    students = [name for name in handed_in(course, assignment) if student in (None, name)]
    if not students:
        raise Refused(f"nothing to grade: no folder submitted/{student or 'STUDENT'}/{assignment}")
    return students


def _taken_in(course, assignment, students):
    """What intake made of each hand-in; and why not, of those of which it could make nothing."""
    taken, failed = {}, {}
    for name in students:
        try:
            taken[name] = take_in(course, assignment, name)
        except (OSError, ValueError) as error:
            failed[name] = str(error)
    return taken, failed


def _jobs(step, api, course, assignment, student):
    """The jobs that nbgrader's autograding of a student will ask for."""
    submitted, source = course / "submitted" / student / assignment, course / "solutions" / assignment
    for path in sorted(source.glob("*.ipynb")):
        info = {"db_url": api.coursedir.db_url, "assignment": assignment, "notebook": path.stem, "student": student}
        yield read_job(step, submitted / path.name, info, [submitted, source])


def _require_jail():
    try:
        require_bwrap()
    except NoSandbox as error:
        raise Refused(str(error)) from None


def _require(result, otherwise):
    if not result["success"]:
        raise Refused(f"{otherwise}: {reason(result)}")
