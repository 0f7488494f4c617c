"""Right functions, asked with every set of numbers that a hidden test may draw: none may lose a point."""

import ast
import contextlib
import functools
import io
from dataclasses import replace

from grading.answers import Said
from grading.checks import DRAWS, examine, seed_of
from grading.problem_sets import find_task
from tests.grading.kill_rates import NOTEBOOKS, VARIANTS, solutions
from tests.play import functions, grade_ids, with_bodies

REFERENCES = [(problem_set, function, ()) for problem_set, nb in NOTEBOOKS.items() for function in functions(nb)]
ROUNDING = 5e-7
RIGHT = [*REFERENCES, *VARIANTS]


@functools.lru_cache(maxsize=2)  # they come one after the other
def namespace(problem_set, function, bodies):
    """What a notebook defines with one function written in another way; without, with none."""
    sources, defined = solutions(problem_set), {}
    if bodies:
        sources = {**sources, function: with_bodies(sources[function], *bodies)}
    for cell in NOTEBOOKS[problem_set].cells:
        info = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not info.get("grade") and info.get("grade_id") != "experiment-code":
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):  # as in a kernel
                exec(sources.get(info.get("grade_id"), cell.source), defined)
    return defined


def asked(problem_set, function):
    """Task, names of the functions, and seed of a hidden test."""
    source = grade_ids(NOTEBOOKS[problem_set], "grade")[f"test-{function}"].source
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    (call,) = [node for node in calls if getattr(node.func, "id", "") == "check"]
    task, *names = call.args
    (seed,) = [keyword.value for keyword in call.keywords if keyword.arg == "seed"]
    return find_task(ast.literal_eval(task)), [ast.unparse(name) for name in names], ast.literal_eval(seed)


def false_alarms(problem_set, function, bodies, draws=range(DRAWS)):
    """What is said against a right function, by the draw; with less tolerance, for another machine rounds anew."""
    task, names, seed = asked(problem_set, function)
    task = replace(task, tolerance=task.tolerance - min(task.tolerance / 2, ROUNDING))
    defined = namespace(problem_set, function, bodies)
    given, found = [eval(name, defined) for name in names], {}
    for draw in draws:
        results = examine(task, given, seed_of(seed, draw), Said())
        if wrong := [result.finding() for result in results if not result.right]:
            found[draw] = wrong
    return found
