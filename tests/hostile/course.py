"""A small course with a submission for each table entry, graded once for all tests."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from tests.play import grade_ids, solution_notebook

NAME, NOTEBOOK = "06_backprop", "backprop.ipynb"
FUNCTIONS = ("affine_forward", "affine_backward", "MatMul")
KEPT = {"setup", "derivation", *FUNCTIONS, *(f"{kind}-{f}" for kind in ("check", "test") for f in FUNCTIONS)}
CANARY = "canary-that-nobody-may-hear"
VICTIM, VICTIMS_WORK = "victim", "work-of-the-victim"  # a student, and what only this one may read
LIMITS = """
c.RefereeExecute.call_seconds = 3.0
c.RefereeExecute.cell_seconds = 5.0
c.RefereeExecute.notebook_seconds = 60.0
"""


def small(nb):
    """The notebook with three of its functions."""
    nb.cells = [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") in KEPT]
    return nb


def notebook(submission, release):
    """Text of the notebook that a submission hands in."""
    nb = nbformat.from_dict(release)
    sources = dict(zip(FUNCTIONS, (submission.forward, submission.backward, submission.matmul)))
    cells = []
    for cell in nb.cells:
        grade_id = cell.metadata.nbgrader.grade_id
        cell.source = sources.get(grade_id, cell.source)
        cells += [cell, *own_cell(submission.after if grade_id == "affine_backward" else "")]
    nb.cells = own_cell(submission.first) + cells + own_cell(submission.last)
    submission.change(nb)
    return nbformat.writes(nb)


def own_cell(source):
    """A cell of the student's own, if there is one."""
    return [new_code_cell(source)] if source else []


def hand_in(folder, submission, release):
    """Write a submission as it would arrive."""
    folder.mkdir(parents=True)
    files = {submission.name: submission.raw(notebook(submission, release)), **submission.files}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            path.symlink_to(content)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def build(root, course):
    """The course without submissions; the canary sits where no student may look."""
    nb = small(solution_notebook(NAME))
    for cell in grade_ids(nb, "solution").values():
        cell.source += f"\n### BEGIN SOLUTION\n# {CANARY}\n### END SOLUTION" if cell.cell_type == "code" else ""
    for name, cell in grade_ids(nb, "grade").items():
        if name.startswith("test-"):
            cell.source = cell.source.replace("### END HIDDEN TESTS", f"# {CANARY}\n### END HIDDEN TESTS")
            call = cell.source.index("check(\"")  # the call stays last: its value is the points
            cell.source = cell.source[:call] + f"# {CANARY}\n" + cell.source[call:]
    (course / "solutions" / NAME).mkdir(parents=True)
    nbformat.write(nb, course / "solutions" / NAME / NOTEBOOK)
    settings = (root / "nbgrader_config.py").read_text("utf-8")
    (course / "nbgrader_config.py").write_text(settings + LIMITS, "utf-8")
    return nb


def run(course, *command, timeout=900):
    """A command as an instructor types it, with a secret of theirs in the environment."""
    home = course.parent / "home"
    for name in (".ssh/id_ed25519", ".netrc", "grades.csv"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(CANARY)
    environment = {**os.environ, "HOME": str(home), "A_TOKEN": CANARY}
    return subprocess.run([sys.executable, "-m", *command], cwd=course, capture_output=True, text=True,
                          env=environment, timeout=timeout)
