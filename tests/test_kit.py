"""The student kit: what is in it, and that Validate works with nothing else."""

import os
import subprocess
import sys
import zipfile

import nbformat
import pytest

from tests.play import grade_ids
from tools import kit
from tools.exercises import problem_sets
from tools.try_kit import solve

NAME, NOTEBOOK = "06_backprop", "backprop.ipynb"
STUB = "raise NotImplementedError()"


def test_kit_holds_what_it_should_and_nothing_else():
    """The kit would carry instructors' files, or lack what the visible checks need."""
    names = set(kit.members())
    assert {"START_HERE.html", "requirements.txt", "pyproject.toml", "LICENSE", "grading/checks.py"} <= names
    assert {f"exercises/{name}/{name.split('_', 1)[1]}.ipynb" for name in problem_sets()} <= names
    assert {name.split("/")[0] for name in names if "/" in name} == {"exercises", "nnlib", "grading"}
    assert not [name for name in names if "autograde" in name or "mutant" in name or "solution" in name]


def test_kit_is_the_committed_state(root):
    """The zip would be older than the files in it."""
    with zipfile.ZipFile(root / "_build/kit/gradients-by-hand-kit.zip") as zipped:
        assert {n.partition("/")[2]: zipped.read(n) for n in zipped.namelist()} == kit.members()


def test_the_same_content_makes_the_same_bytes(tmp_path):
    """Two builds of one state would differ."""
    assert kit.write(tmp_path / "a.zip").read_bytes() == kit.write(tmp_path / "b.zip").read_bytes()


def test_students_get_the_versions_of_the_course(root):
    """A student would run other versions than the grader, or install the website's tools."""
    everything = (root / "requirements.txt").read_text().splitlines()
    lines = kit.students_requirements("\n".join(everything)).splitlines()[1:]
    assert len(lines) == len(kit.STUDENTS_NEED)
    assert set(lines) <= set(everything)


@pytest.fixture
def folder(root, tmp_path):
    """The kit, unzipped as a student does."""
    with zipfile.ZipFile(root / "_build/kit/gradients-by-hand-kit.zip") as zipped:
        zipped.extractall(tmp_path)
    return tmp_path / kit.FOLDER


def run(folder, *command):
    """What a command prints, with nnlib and grading from the kit and from nowhere else."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, env=environment)
    return done.stdout + done.stderr


def write_solution(folder, function, *bodies):
    """Fill in the stubs of one solution cell."""
    path = folder / "exercises" / NAME / NOTEBOOK
    nb = nbformat.read(path, as_version=4)
    cell = grade_ids(nb, "solution")[function]
    for body in bodies:
        cell.source = cell.source.replace(STUB, body, 1)
    nbformat.write(nb, path)
    return path


def test_kit_brings_its_own_library_and_checks(folder):
    """The tests below would test the repository, not the kit."""
    where = run(folder, "-c", "import grading, nnlib; print(grading.__file__, nnlib.__file__)")
    assert where.count(str(folder)) == 2


def test_validate_says_what_is_missing_and_names_a_mistake(folder):
    """A student would not learn from Validate what is missing or wrong."""
    write_solution(folder, "affine_forward", "return X @ W + b, (X, W)")
    path = write_solution(folder, "affine_backward", "X, W = cache; return dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)")
    said = run(folder, "-m", "nbgrader", "validate", str(path))
    assert "affine_backward: 2 of 3 points" in said
    assert "dW → transposed" in said and "Hint: Write the shape under every factor" in said
    assert "✗ hidden_forward is not written yet" in said
    assert "affine_forward: 1 of 1" not in said


def test_validate_is_content_with_a_solved_problem_set(folder):
    """Right solutions would not validate with the kit alone."""
    solve(folder, NAME)
    path = folder / "exercises" / NAME / NOTEBOOK
    assert "Success! Your notebook passes all the tests." in run(folder, "-m", "nbgrader", "validate", str(path))
