"""Kinds of students: what each hands in, and what it must earn, cell by cell.

What a wrong, an unfinished or an unusual notebook must earn is found by the checks in this process, which know nothing
of the referee, the jail and nbgrader, but ask with the numbers of the student; for all other kinds it is everything or
nothing.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import nbformat
from nbformat.v4 import new_code_cell

from tests.grading.kill_rates import MUTANTS, NOTEBOOKS, VARIANTS, mutated, solutions
from tests.hostile.broken import SUBMISSIONS as BROKEN
from tests.hostile.forging import SUBMISSIONS as FORGING
from tests.hostile.submission import Submission
from tests.play import functions, grade_ids, run, with_bodies

READABLE = ("byte-order-mark", "utf-16", "crlf-file", "renamed", "as-text", "subfolder", "zip")
UNREADABLE = ("empty", "no-notebook", "truncated", "nested", "web-page", "broken-zip")
FORGERIES = [s for s in FORGING.values() if s.first and s == Submission(s.tries, first=s.first)]
ELSEWHERE = {"hard-coded", "delegated"}  # by other numbers, and in the jail, these earn other parts of nothing


@dataclass(frozen=True)
class HandIn:
    """What a student hands in.

    Parameters
    ----------
    files : dict of str to bytes
        By path; nothing was handed in if there is none.
    earns : dict of str to float
        Points of each cell that is graded without a human.
    readable : bool
        Whether a notebook can be made of it.
    """

    files: dict
    earns: dict
    readable: bool = True


@dataclass(frozen=True)
class Kind:
    """A kind of student.

    Parameters
    ----------
    name : str
        Of the kind.
    hand_in : callable
        ``hand_in(problem_set, released, number) -> HandIn``: of the notebook in the kit, by the student of a number.
    late : bool
        Whether it comes after the due date.
    """

    name: str
    hand_in: Callable
    late: bool = False


def everything(problem_set):
    """Points of each cell that is graded without a human."""
    graded = grade_ids(NOTEBOOKS[problem_set], "grade")
    names = [f"{kind}-{name}" for name in functions(NOTEBOOKS[problem_set]) for kind in ("check", "test")]
    return {name: graded[name].metadata.nbgrader.points for name in names}


def nothing(problem_set):
    """No points for any of them."""
    return dict.fromkeys(everything(problem_set), 0)


def filled_in(released, sources):
    """The released notebook with some solution cells written."""
    nb = nbformat.reads(released, as_version=4)
    for name, cell in grade_ids(nb, "solution").items():
        cell.source = sources.get(name, cell.source)
    return nb


def file_name(problem_set):
    """Of its notebook."""
    return f"{problem_set.partition('_')[2]}.ipynb"


def perfect(problem_set, released, number, earns=None, replaced=None):
    """The reference solution, with some solution cells replaced."""
    nb = filled_in(released, {**solutions(problem_set), **(replaced or {})})
    return HandIn({file_name(problem_set): nbformat.writes(nb).encode()}, earns or everything(problem_set))


def blank(problem_set, released, number):
    """The notebook as it was released."""
    return HandIn({file_name(problem_set): released.encode()}, nothing(problem_set))


def absent(problem_set, released, number):
    """No hand-in."""
    return HandIn({}, {})


def played(problem_set, replaced):
    """What the checks in this process give."""
    results = run(NOTEBOOKS[problem_set], replaced, functions(NOTEBOOKS[problem_set]))
    return {grade_id: points for grade_id, (points, _) in results.items()}


def earned_without(problem_set, released, left_out):
    """Points of a student who has left some functions as they were released, and the released ones."""
    stubs = grade_ids(nbformat.reads(released, as_version=4), "solution")
    replaced = {name: stubs[name].source for name in left_out}
    return played(problem_set, replaced), replaced


def partly_right(problem_set, released, number):
    """Has written every second or third function, and left the others as they were."""
    names = functions(NOTEBOOKS[problem_set])
    left_out = tuple(sorted({*names} - {*names[number % 2::2 + number % 3 % 2]}))
    return perfect(problem_set, released, number, *earned_without(problem_set, released, left_out))


def earned_by_mutant(problem_set, function, old, new):
    """Points of a student with one wrong function."""
    return played(problem_set, {function: mutated(problem_set, function, old, new)})


def mutant(problem_set, released, number):
    """Has one function wrong, in a way that has a name."""
    wrong = [m for m in MUTANTS if m[0] == problem_set and m[2] not in ELSEWHERE]
    _, function, _, old, new = wrong[7 * number % len(wrong)]
    replaced = {function: mutated(problem_set, function, old, new)}
    return perfect(problem_set, released, number, earned_by_mutant(problem_set, function, old, new), replaced)


def earned_by_variant(problem_set, function, bodies):
    """Points of a student with one function written in another way, and its source.

    The function itself earns all its points. One that calls it may not: what returns a list in place of an array is
    right, and cannot be multiplied by a learning rate.
    """
    replaced = {function: with_bodies(solutions(problem_set)[function], *bodies)}
    own = {name: points for name, points in everything(problem_set).items() if name.partition("-")[2] == function}
    return played(problem_set, replaced) | own, replaced


def variant(problem_set, released, number):
    """Has one function right, written in another way."""
    right = [v for v in VARIANTS if v[0] == problem_set]
    return perfect(problem_set, released, number, *earned_by_variant(*right[7 * number % len(right)]))


def damaged(problem_set, released, number, names, readable):
    """A perfect notebook of which the file has suffered."""
    how = BROKEN[names[number % len(names)]]
    name = file_name(problem_set)
    text = perfect(problem_set, released, number).files[name].decode()
    earns = everything(problem_set) if readable else nothing(problem_set)
    return HandIn({how.name.replace("backprop.ipynb", name): how.raw(text)}, earns, readable)


def hostile(problem_set, released, number):
    """Has written nothing, and tries to get points all the same."""
    nb = nbformat.reads(released, as_version=4)
    nb.cells.insert(0, new_code_cell(FORGERIES[number % len(FORGERIES)].first))
    return HandIn({file_name(problem_set): nbformat.writes(nb).encode()}, nothing(problem_set))


KINDS = [
    Kind("perfect", perfect),
    Kind("blank", blank),
    Kind("late", perfect, late=True),
    Kind("partly right", partly_right),
    Kind("mutant", mutant),
    Kind("variant", variant),
    Kind("damaged", functools.partial(damaged, names=READABLE, readable=True)),
    Kind("hostile", hostile),
    Kind("unreadable", functools.partial(damaged, names=UNREADABLE, readable=False)),
    Kind("absent", absent),
]
