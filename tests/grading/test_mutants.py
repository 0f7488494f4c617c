"""Every mutant loses points where it is wrong and is named; every variant gets full marks."""

import pytest

from tests.grading.kill_rates import (
    FILES,
    MUTANTS,
    NOTEBOOKS,
    PAGE,
    VARIANTS,
    mutant_played,
    page,
    points,
    solutions,
    variant_played,
)
from tests.play import BODY, functions, run


@pytest.mark.parametrize(("name", "function", "misconception", "old", "new"), MUTANTS)
def test_mutant_loses_points_and_is_named(name, function, misconception, old, new):
    """A wrong solution would keep its points, or be given another mistake's name."""
    played = mutant_played(name, function, old, new)
    assert played.earned < played.possible, played.report
    assert played.names == {misconception}, played.report


@pytest.mark.parametrize(("name", "function", "bodies"), VARIANTS)
def test_variant_gets_full_marks(name, function, bodies):
    """A right solution, written differently, would lose points or be given a mistake's name."""
    played = variant_played(name, function, bodies)
    assert played.earned == played.possible and not played.names, played.report


def test_the_page_of_kill_rates_says_what_was_found():
    """The book would publish rates that nobody measured: python -m tests.grading.kill_rates writes the page."""
    assert PAGE.read_text("utf-8") == page()


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
