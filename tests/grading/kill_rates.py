"""``python -m tests.grading.kill_rates``: play every wrong and right solution, and write book/kill_rates.md."""

import functools
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import load
from tests.play import functions, grade_ids, named_in, run, solution_notebook, with_bodies, with_edit

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "kill_rates.md"
FILES = {path.stem: load(path) for path in sorted((ROOT / "tests" / "mutants").glob("*.py"))}
NOTEBOOKS = {name: solution_notebook(name) for name in FILES}
MUTANTS = [(name, function, *mutant) for name, file in FILES.items()
           for function, mutants in file.MUTANTS.items() for mutant in mutants]
VARIANTS = [(name, function, (bodies,) if isinstance(bodies, str) else tuple(bodies)) for name, file in FILES.items()
            for function, variants in file.VARIANTS.items() for bodies in variants]
TEXT = """\
# Does the grader catch mistakes?

How do you know that a grade means something? Hand in wrong answers, and see.

For every graded function of this course there are wrong solutions, each with one mistake that students make, and right
solutions written in another way. A wrong one must lose points, and be given the name of its mistake and no other. A
right one must get all points and no name. A test plays them all whenever something changes; the counts below are what
it found.

| problem set | functions | wrong | lose points | rightly named | wrongly named | right variants | full marks |
|---|---|---|---|---|---|---|---|
{sets}

What the names mean stands under *Common mistakes* in each chapter. What the table cannot say: whether students make
mistakes that nobody has thought of. Such a mistake still loses its points, as all values are compared, but it has no
name.

{details}"""
DETAILS = """\
## {name}

| function | wrong | lose points | rightly named | right variants | full marks |
|---|---|---|---|---|---|
{rows}
"""


@dataclass(frozen=True)
class Played:
    """What became of one solution: points, and the names of mistakes."""

    earned: float
    possible: float
    names: frozenset
    report: str


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


@functools.cache
def mutant_played(name, function, old, new):
    """What a wrong solution earns in the hidden test."""
    return _played(name, function, mutated(name, function, old, new), [f"test-{function}"])


@functools.cache
def variant_played(name, function, bodies):
    """What a right solution earns in both tests."""
    source = with_bodies(solutions(name)[function], *bodies)
    return _played(name, function, source, [f"check-{function}", f"test-{function}"])


def _played(name, function, source, grade_ids_):
    results = run(NOTEBOOKS[name], {function: source}, [function])
    reports = "\n".join(results[i][1] for i in grade_ids_)
    return Played(sum(results[i][0] for i in grade_ids_), sum(points(name, i) for i in grade_ids_),
                  frozenset(named_in(reports)), reports)


def counts(name, function):
    """Wrong solutions, of which lose points, rightly named, wrongly named; right solutions, of which full marks."""
    wrong = [(misconception, mutant_played(name, function, old, new))
             for n, f, misconception, old, new in MUTANTS if (n, f) == (name, function)]
    right = [variant_played(*variant) for variant in VARIANTS if variant[:2] == (name, function)]
    return (
        len(wrong),
        sum(p.earned < p.possible for _, p in wrong),
        sum(p.names == {misconception} for misconception, p in wrong),
        sum(bool(p.names - {misconception}) for misconception, p in wrong),
        len(right),
        sum(p.earned == p.possible and not p.names for p in right),
    )


def page():
    """The page of the book, in Markdown."""
    graded = {name: {f: counts(name, f) for f in functions(nb)} for name, nb in NOTEBOOKS.items()}
    totals = {name: [sum(column) for column in zip(*rows.values())] for name, rows in graded.items()}
    sets = "\n".join(_line(_linked(name), len(graded[name]), *total) for name, total in totals.items())
    details = "\n".join(DETAILS.format(name=name, rows="\n".join(
        _line(f"`{f}`", *row[:3], *row[4:]) for f, row in rows.items())) for name, rows in graded.items())
    return TEXT.format(sets=sets, details=details)


def _linked(name):
    return f"[{name}]({name}.ipynb)"


def _line(*cells):
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
