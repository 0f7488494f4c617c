"""Grades in the form that learning management systems import: Canvas and Moodle.

Who handed in nothing has an empty cell, which is no grade in either. Whether that is a zero, you decide there.
"""

from grading.classroom.mistakes import mistake


def canvas(problem_sets):
    """Canvas's gradebook: its columns, a second row with the points possible, a column for each assignment.

    Canvas finds a student by ``ID``, its own number, or by the SIS ids, or by name; an assignment by its title.

    Parameters
    ----------
    problem_sets : list of ProblemSet
        Records of the class.

    Yields
    ------
    row : tuple
        The header first.
    """
    yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(one.name for one in problem_sets)
    yield "    Points Possible", "", "", "", "", *(one.of for one in problem_sets)
    for s, grades in _students(problem_sets):
        name = ", ".join(filter(None, [s.last_name, s.first_name])) or s.id
        yield name, s.lms_user_id, "", s.id, "", *(_points(h) for _, h in grades)


def moodle(problem_sets):
    """Moodle's grade import: who it is, and for each assignment the points and a feedback in words.

    You choose in Moodle which column tells who it is, and which grade each of the others is.

    Parameters
    ----------
    problem_sets : list of ProblemSet
        Records of the class.

    Yields
    ------
    row : tuple
        The header first.
    """
    titles = [title for one in problem_sets for title in (one.name, f"Feedback: {one.name}")]
    yield "First name", "Last name", "Username", "ID number", "Email address", *titles
    for s, grades in _students(problem_sets):
        cells = [cell for one, h in grades for cell in (_points(h), _feedback(one, h))]
        yield s.first_name, s.last_name, s.id, s.lms_user_id, s.email, *cells


def _students(problem_sets):
    """Each student with their hand-ins: problem set and hand-in, or None where the gradebook did not know them."""
    students = {h.student.id: h.student for one in problem_sets for h in one.hand_ins}
    found = [(one, {h.student.id: h for h in one.hand_ins}) for one in problem_sets]
    return [(student, [(one, by_id.get(name)) for one, by_id in found]) for name, student in sorted(students.items())]


def _points(hand_in):
    return round(hand_in.points, 2) if hand_in and hand_in.counts else ""


def _feedback(one, hand_in):
    """What to read again, in one line."""
    functions = hand_in.functions.items() if hand_in and hand_in.counts else ()
    said = [f"{function}: {m.title} ({m.name}). Read again: {m.section}" if m.section else f"{function}: {m.name}"
            for function, graded in functions for m in (mistake(name, one.chapter) for name in graded.misconceptions)]
    return " | ".join(said)
