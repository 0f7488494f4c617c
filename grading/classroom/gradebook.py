"""From nbgrader's gradebook, the autograded notebooks and the record of intake to plain data."""

import json
from pathlib import Path

from nbgrader.api import BaseCell, Grade, MissingEntry, SubmittedAssignment, SubmittedNotebook

from grading.classroom.nbgrader_api import Refused
from grading.classroom.records import GRADED, MISSING, UNREADABLE, WAITING, Graded, HandIn, ProblemSet, Student
from grading.findings import from_outputs
from grading.referee.intake import handed_in
from grading.referee.shelf import Shelf

KINDS = ("check-", "test-")  # so begin the names of the cells that grade one function


def read_class(course, api, assignments=()):
    """Everything that the report and the exports say.

    Parameters
    ----------
    course : Path
        Where ``nbgrader_config.py`` lies.
    api : NbGraderAPI
        Of this course.
    assignments : sequence of str
        Which; all that the gradebook has grades of if empty.

    Returns
    -------
    problem_sets : list of ProblemSet
        By name. Every student whom the gradebook knows stands in each of them.

    Raises
    ------
    Refused
        If there are no grades, or none of an assignment that was asked for.
    """
    with api.gradebook as gradebook:
        known = {a.name: a for a in gradebook.assignments if a.submissions}
        if not known:
            raise Refused(f"there are no grades in {api.coursedir.db_url}: grade first")
        if unknown := [name for name in assignments if name not in known]:
            raise Refused(f"there are no grades of {', '.join(unknown)}, but of {', '.join(sorted(known))}")
        chosen = [known[name] for name in sorted(set(assignments) or known)]
        return [_problem_set(course, api, gradebook, assignment) for assignment in chosen]


def _problem_set(course, api, gradebook, assignment):
    handed = set(handed_in(course, assignment.name))
    students = _students(gradebook, handed)
    points = _points(gradebook, assignment)
    found = {name: _findings(api, assignment.name, name) for name in points}
    order = list(dict.fromkeys(function for of_one in (*found.values(), *points.values()) for function in of_one))
    hand_ins = []
    for name, student in students.items():
        functions = {function: Graded(*points[name][function], tuple(found[name].get(function, ())))
                     for function in order if function in points.get(name, {})}
        hand_ins.append(_hand_in(course, gradebook, assignment, student, functions, name in handed))
    return ProblemSet(assignment.name, assignment.max_score, tuple(order), tuple(hand_ins))


def _students(gradebook, handed):
    """All of the class by id; of those who handed in and were never graded, nothing more is known."""
    students = {name: Student(name) for name in handed}
    for s in gradebook.students:
        students[s.id] = Student(s.id, *(text or "" for text in (s.first_name, s.last_name, s.email, s.lms_user_id)))
    return dict(sorted(students.items()))


def _hand_in(course, gradebook, assignment, student, functions, handed):
    try:
        s = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return HandIn(student, WAITING if handed else MISSING)
    shelf = Shelf(*(course / folder / student.id / assignment.name for folder in ("received", "submitted")))
    return HandIn(
        student,
        status=UNREADABLE if shelf.record().get("quarantined") else GRADED,
        points=max(0.0, s.score - (s.late_submission_penalty or 0.0)),
        late=assignment.duedate is not None and s.total_seconds_late > 0,
        by_hand=bool(s.needs_manual_grade),
        functions=functions,
    )


def _points(gradebook, assignment):
    """Points of each function and how many there are, by student; in one question, for a class has many cells."""
    rows = (
        gradebook.db.query(SubmittedAssignment.student_id, BaseCell.name, Grade.score, Grade.max_score)
        .select_from(Grade)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .filter(SubmittedAssignment.assignment_id == assignment.id)
    )
    points = {}
    for student, cell, score, most in rows:
        if cell.startswith(KINDS):
            of_one, function = points.setdefault(student, {}), _function(cell)
            earned, possible = of_one.get(function, (0.0, 0.0))
            of_one[function] = earned + score, possible + most
    return points


def _findings(api, assignment, student):
    """Findings of each function, in the order of the autograded notebook's cells."""
    folder = Path(api.coursedir.format_path(api.coursedir.autograded_directory, student, assignment))
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            if cell["cell_type"] == "code" and name.startswith(KINDS):
                said = from_outputs(cell["outputs"])
                found.setdefault(_function(name), []).extend([said] if said else [])
    return found


def _function(cell):
    return cell.split("-", 1)[1]
