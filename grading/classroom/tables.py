"""Tables with names, for instructors only: who is stuck where, who handed in what, who made which mistake."""

from grading.classroom.mistakes import mistake
from grading.findings import STOPPED, UNWRITTEN


def stuck(problem_sets):
    """Every function that a student has not solved.

    Parameters
    ----------
    problem_sets : list of ProblemSet
        Records of the class.

    Yields
    ------
    row : tuple
        The header first.
    """
    yield "student", "assignment", "function", "points", "of", "state", "misconceptions", "sections"
    for one, hand_in, function, graded in _functions(problem_sets):
        if not graded.solved:
            mistakes = [mistake(name, one.chapter) for name in graded.misconceptions]
            sections = dict.fromkeys(m.section for m in mistakes if m.section)
            yield (hand_in.student.id, one.name, function, round(graded.points, 2), graded.of, _state(graded),
                   ", ".join(m.name for m in mistakes), ", ".join(sections))


def hand_ins(problem_sets):
    """What became of each hand-in, and which are missing.

    Parameters
    ----------
    problem_sets : list of ProblemSet
        Records of the class.

    Yields
    ------
    row : tuple
        The header first.
    """
    yield ("student", "first name", "last name", "email", "assignment", "status", "late", "to be graded by hand",
           "points", "of")
    for one in problem_sets:
        for h in one.hand_ins:
            s = h.student
            yield (s.id, s.first_name, s.last_name, s.email, one.name, h.status, _yes(h.late), _yes(h.by_hand),
                   round(h.points, 2) if h.counts else "", one.of)


def misconceptions(problem_sets):
    """Every mistake with a name, where it was made.

    Parameters
    ----------
    problem_sets : list of ProblemSet
        Records of the class.

    Yields
    ------
    row : tuple
        The header first.
    """
    yield "student", "assignment", "function", "misconception", "title", "section"
    for one, hand_in, function, graded in _functions(problem_sets):
        for m in (mistake(name, one.chapter) for name in graded.misconceptions):
            yield hand_in.student.id, one.name, function, m.name, m.title, m.section


def _functions(problem_sets):
    """Problem set, hand-in, name and grade of every function of those that could be read."""
    return [(one, hand_in, *item) for one in problem_sets for hand_in in one.graded
            for item in hand_in.functions.items()]


def _state(graded):
    if graded.unwritten:
        return "not written"
    parts = [state for f in graded.findings for state in f.parts.values()]
    return "stops with an error" if parts and set(parts) <= {STOPPED, UNWRITTEN} else "wrong"


def _yes(true):
    return "yes" if true else ""
