"""``python -m grading report`` and ``export``: what they write, and where."""

from datetime import date

from grading.classroom.feedback_zips import zip_feedback
from grading.classroom.gradebook import read_class
from grading.classroom.lms import canvas, moodle
from grading.classroom.nbgrader_api import nbgrader_api
from grading.classroom.page import page
from grading.classroom.spreadsheet import write_csv
from grading.classroom.tables import hand_ins, misconceptions, stuck

REPORT = """\
Write the class report into report/:
  class.html                 distribution of points, functions, mistakes; names nobody, so it can be shown to the class
  with_names/stuck.csv       who has not solved which function: points, state, misconceptions, sections to read
  with_names/hand_ins.csv    who handed in what: status, late, waiting to be graded by hand, points
"""
EXPORT = """\
Write the grades into export/:
  canvas.csv                 for Canvas: Grades, Import
  moodle.csv                 for Moodle: Grades, Import, CSV file; with a feedback column for each assignment
  misconceptions.csv         who made which mistake, where, and the section to read
  feedback/STUDENT.zip       the feedback pages of one student, and of nobody else
"""


def write_report(course, assignments=()):
    """Write the class report.

    Parameters
    ----------
    course : Path
        Where ``nbgrader_config.py`` lies.
    assignments : sequence of str
        Which; all that were graded if empty.

    Yields
    ------
    line : str
        What was written, and how the class stands.
    """
    problem_sets = read_class(course, nbgrader_api(course), assignments)
    folder = course / "report"
    (folder / "with_names").mkdir(parents=True, exist_ok=True)
    (folder / "class.html").write_text(page(problem_sets, date.today()), encoding="utf-8")
    yield from _standing(problem_sets)
    yield "report/class.html                 names nobody"
    for name, rows in {"stuck": stuck, "hand_ins": hand_ins}.items():
        path = write_csv(folder / "with_names" / f"{name}.csv", rows(problem_sets), bom=True)
        yield f"{path.relative_to(course).as_posix():33} for your eyes only"


def write_export(course, assignments=()):
    """Write the exports.

    Parameters
    ----------
    course : Path
        Where ``nbgrader_config.py`` lies.
    assignments : sequence of str
        Which; all that were graded if empty.

    Yields
    ------
    line : str
        What was written, and how the class stands.
    """
    api = nbgrader_api(course)
    problem_sets = read_class(course, api, assignments)
    folder = course / "export"
    yield from _standing(problem_sets)
    for name, rows, bom in (("canvas", canvas, False), ("moodle", moodle, False),
                            ("misconceptions", misconceptions, True)):
        path = write_csv(folder / f"{name}.csv", rows(problem_sets), bom)
        yield path.relative_to(course).as_posix()
    yield f"export/feedback/: {len(zip_feedback(api, problem_sets, folder / 'feedback'))} zips, one for each student"


def _standing(problem_sets):
    """One line for each problem set: whom it counts, and what is not final."""
    for one in problem_sets:
        states = [h.status for h in one.hand_ins]
        counted = [f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states))]
        by_hand = sum(h.by_hand for h in one.hand_ins)
        waiting = f"; {by_hand} not final, for part of them waits to be graded by hand" if by_hand else ""
        yield f"{one.name}: {', '.join(counted)}, {sum(h.late for h in one.hand_ins)} late{waiting}"
