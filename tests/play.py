"""Play a student: fill in a problem set, edit a solution, run its cells, read its points."""

import contextlib
import io
import re
import textwrap
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
BODY = re.compile(r"^( *)### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", re.S | re.M)


def solution_notebook(problem_set):
    """The instructors' notebook of a problem set."""
    (path,) = (ROOT / "solutions" / problem_set).glob("*.ipynb")
    return nbformat.read(path, as_version=4)


def grade_ids(nb, kind):
    """Cells of one kind (``grade``, ``solution``, ``task``) by their grade_id."""
    return {c.metadata.nbgrader.grade_id: c for c in nb.cells if c.metadata.get("nbgrader", {}).get(kind)}


def functions(nb):
    """Names of the graded functions: those that have a hidden test."""
    return [name.removeprefix("test-") for name in grade_ids(nb, "grade") if name.startswith("test-")]


def with_edit(source, old, new):
    """Source of a solution cell in which one text is replaced by another, exactly once."""
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times in\n{source}"
    line = next(line for line in source.splitlines() if old.splitlines()[0] in line)
    indent = line[: len(line) - len(line.lstrip())]
    return source.replace(old, new.replace("\n", "\n" + indent))


def with_bodies(source, *bodies):
    """Source of a solution cell whose solution regions are replaced, one body for each."""
    bodies = iter(bodies)
    return BODY.sub(lambda m: textwrap.indent(textwrap.dedent(next(bodies)).strip("\n"), m.group(1)), source)


def run(nb, replaced, graded):
    """Points and reports of some graded functions after running the notebook with some solution cells replaced.

    Returns a dict from the cell's grade_id to (points, report).
    """
    namespace, results = {}, {}
    for cell in nb.cells:
        info = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not info.get("grade") and info.get("grade_id") != "experiment-code":
            with contextlib.suppress(Exception):  # as in a kernel: an error in one cell does not stop the next
                exec(replaced.get(info.get("grade_id"), cell.source), namespace)
    for name in graded:
        for grade_id in (f"check-{name}", f"test-{name}"):
            source = grade_ids(nb, "grade")[grade_id].source
            call = source[source.index('check("'):].split("\n###")[0]
            exec("from grading.checks import check", namespace)
            with contextlib.redirect_stdout(io.StringIO()) as report:
                points = eval(call, namespace)
            results[grade_id] = (points, report.getvalue())
    return results


def named_in(report):
    """Misconceptions that a report names."""
    return set(re.findall(r"→ ([a-z-]+):", report))
