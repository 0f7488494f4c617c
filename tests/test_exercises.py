"""The problem sets: what is released, what is hidden, what it is worth."""

import ast
import doctest
import re

import nbformat
import pytest

from tests.play import functions, grade_ids, solution_notebook
from tools.exercises import generate, problem_sets

NAMES = problem_sets()
MARKERS = ("BEGIN SOLUTION", "BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME")


@pytest.mark.parametrize("name", NAMES)
def test_committed_exercises_are_what_nbgrader_releases(name, root, tmp_path):
    """Students would get an exercise that its solution does not make."""
    fresh = sorted(p for p in generate(name, tmp_path).rglob("*") if p.is_file())
    committed = sorted(p for p in (root / "exercises" / name).rglob("*") if p.is_file() and "checkpoint" not in str(p))
    assert [p.name for p in committed] == [p.name for p in fresh]
    for old, new in zip(committed, fresh):
        assert old.read_bytes() == new.read_bytes(), f"{old} is out of date: run make exercises"


@pytest.mark.parametrize("name", NAMES)
def test_released_notebook_has_no_markers_and_no_outputs(name, root):
    """A solution, a hidden test or a mark scheme would be released."""
    for path in (root / "exercises" / name).glob("*.ipynb"):
        nb = nbformat.read(path, as_version=4)
        assert not [m for m in MARKERS for c in nb.cells if m in c.source]
        assert not [c.id for c in nb.cells if c.cell_type == "code" and c.outputs]


@pytest.mark.parametrize("name", NAMES)
def test_points_add_up_to_100(name):
    """The maximum would not be what the problem set says."""
    nb = solution_notebook(name)
    graded = {**grade_ids(nb, "grade"), **grade_ids(nb, "task")}
    assert sum(cell.metadata.nbgrader.points for cell in graded.values()) == 100


@pytest.mark.parametrize("name", NAMES)
def test_cell_and_check_agree_on_points(name):
    """A check would give points that its cell does not have."""
    for grade_id, cell in grade_ids(solution_notebook(name), "grade").items():
        (call,) = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Call)]
        said = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
        assert said["points"] == cell.metadata.nbgrader.points, grade_id
        assert call.args[0].value == f"{name}.{grade_id.partition('-')[2]}"
        assert ("seed" in said) == grade_id.startswith("test-")


@pytest.mark.parametrize("name", NAMES)
def test_every_function_has_a_visible_check_and_a_hidden_test(name):
    """A function would be graded without a check that the student can run, or the other way round."""
    nb = solution_notebook(name)
    wanted = {f"{kind}-{f}" for f in functions(nb) for kind in ("check", "test")}
    assert set(grade_ids(nb, "grade")) == wanted
    assert set(functions(nb)) <= set(grade_ids(nb, "solution"))


@pytest.mark.parametrize("name", NAMES)
def test_hidden_seeds_differ(name):
    """Two hidden tests, or a hidden and a visible one, would ask with the same numbers."""
    cells = grade_ids(solution_notebook(name), "grade").values()
    seeds = re.findall(r"seed=(\d+)", " ".join(c.source for c in cells))
    assert len(seeds) == len(set(seeds)) and "0" not in seeds


@pytest.mark.parametrize("name", NAMES)
def test_examples_in_the_docstrings_are_right(name):
    """The example that a student compares with would be wrong."""
    namespace, examples = {}, 0
    for cell in solution_notebook(name).cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade"):
            exec(cell.source, namespace)
    for function in functions(solution_notebook(name)):
        for test in doctest.DocTestFinder().find(namespace[function], function, globs=namespace):
            examples += len(test.examples)
            assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0, test.name
    assert examples >= len(functions(solution_notebook(name)))


@pytest.mark.parametrize("name", NAMES)
def test_mark_scheme_gives_all_points_of_its_task(name):
    """The points of a mark scheme would not add up to those of its task."""
    tasks = grade_ids(solution_notebook(name), "task")
    assert tasks
    for cell in tasks.values():
        scheme = cell.source.split("### BEGIN MARK SCHEME")[1]
        assert sum(map(int, re.findall(r"^\| (\d+) \|", scheme, re.M))) == cell.metadata.nbgrader.points
