"""What nbgrader's marks in a released cell say of it."""


def grade_id(cell):
    """Name that nbgrader knows a cell by; an empty string if it knows nothing of it."""
    info = cell.metadata.get("nbgrader", {})
    known = any(info.get(flag, True) for flag in ("grade", "solution", "locked", "task"))
    return info.get("grade_id", "") if known else ""


def is_solution(cell):
    """Whether a released cell is for the student's answer."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_locked(cell):
    """Whether a released cell has to stay as it is."""
    return bool(grade_id(cell)) and not is_solution(cell)
