"""Feedback to hand out: one zip for each student, with that student's pages and nothing else."""

from pathlib import Path

from grading.classroom.archive import write_zip


def zip_feedback(api, problem_sets, folder):
    """Write the zips; a student without feedback gets none.

    Parameters
    ----------
    api : NbGraderAPI
        Of the course: it knows where feedback lies.
    problem_sets : list of ProblemSet
        Whose feedback.
    folder : Path
        Where ``STUDENT.zip`` is written.

    Returns
    -------
    paths : list of Path
        The zips, by student.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.zip"):
        old.unlink()  # of a student who has left, or of other assignments
    students = sorted({h.student.id for one in problem_sets for h in one.hand_ins})
    return [write_zip(folder / f"{student}.zip", pages) for student in students
            if (pages := _pages(api.coursedir, student, [one.name for one in problem_sets]))]


def _pages(coursedir, student, assignments):
    """Pages by their path in the zip; no link is followed, for it may lead to another student's."""
    pages = {}
    for assignment in assignments:
        folder = Path(coursedir.format_path(coursedir.feedback_directory, student, assignment))
        for page in sorted(folder.glob("*.html")):
            if not any(path.is_symlink() for path in (page, folder, folder.parent)):
                pages[f"{assignment}/{page.name}"] = page.read_bytes()
    return pages
