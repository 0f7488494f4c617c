"""Every mutant loses points where it is wrong and is named; every variant gets full marks."""

from pathlib import Path

import pytest

from tests.conftest import load
from tests.play import BODY, functions, grade_ids, named_in, run, solution_notebook, with_bodies, with_edit

FILES = {path.stem: load(path) for path in sorted((Path(__file__).parents[1] / "mutants").glob("*.py"))}
NOTEBOOKS = {name: solution_notebook(name) for name in FILES}
MUTANTS = [(name, function, *mutant) for name, file in FILES.items()
           for function, mutants in file.MUTANTS.items() for mutant in mutants]
VARIANTS = [(name, function, bodies) for name, file in FILES.items()
            for function, variants in file.VARIANTS.items() for bodies in variants]


def solutions(name):
    """Sources of the solution cells."""
    return {grade_id: cell.source for grade_id, cell in grade_ids(NOTEBOOKS[name], "solution").items()}


def points(name, grade_id):
    """What a cell is worth."""
    return grade_ids(NOTEBOOKS[name], "grade")[grade_id].metadata.nbgrader.points


def mutated(name, function, old, new):
    """Source of the wrong solution."""
    source = solutions(name)[function]
    return with_bodies(source, new) if old is FILES[name].BODY else with_edit(source, old, new)


@pytest.mark.parametrize(("name", "function", "misconception", "old", "new"), MUTANTS)
def test_mutant_loses_points_and_is_named(name, function, misconception, old, new):
    """A wrong solution would keep its points, or be given another mistake's name."""
    results = run(NOTEBOOKS[name], {function: mutated(name, function, old, new)}, [function])
    earned, report = results[f"test-{function}"]
    assert earned < points(name, f"test-{function}"), report
    assert named_in(report) == {misconception}, report


@pytest.mark.parametrize(("name", "function", "bodies"), VARIANTS)
def test_variant_gets_full_marks(name, function, bodies):
    """A right solution, written differently, would lose points or be given a mistake's name."""
    source = with_bodies(solutions(name)[function], *([bodies] if isinstance(bodies, str) else bodies))
    for grade_id, (earned, report) in run(NOTEBOOKS[name], {function: source}, [function]).items():
        assert earned == points(name, grade_id), report
        assert named_in(report) == set()


@pytest.mark.parametrize("name", FILES)
def test_every_function_has_mutants_and_variants(name):
    """A graded function would have fewer than four wrong and two right solutions to its name."""
    for function in functions(NOTEBOOKS[name]):
        assert len(FILES[name].MUTANTS[function]) >= 4, function
        assert len(FILES[name].VARIANTS[function]) >= 2, function


@pytest.mark.parametrize("name", FILES)
def test_blank_earns_nothing_and_the_solution_everything(name):
    """An empty notebook would earn points, or the reference solution lose some."""
    nb, graded = NOTEBOOKS[name], functions(NOTEBOOKS[name])
    blank = {grade_id: BODY.sub(r"\1raise NotImplementedError()", s) for grade_id, s in solutions(name).items()}
    assert {earned for earned, _ in run(nb, blank, graded).values()} == {0.0}
    assert {grade_id: earned for grade_id, (earned, _) in run(nb, {}, graded).items()} == {
        grade_id: points(name, grade_id) for f in graded for grade_id in (f"check-{f}", f"test-{f}")}
