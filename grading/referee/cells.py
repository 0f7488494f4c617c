"""Trusted cells, run in the referee: locked cells and tests, from the source that the gradebook holds."""

import ast
import contextlib
import io
from dataclasses import dataclass

import numpy as np
from nbformat.v4 import new_output

from grading.checks import seeded_with
from grading.findings import to_metadata
from grading.referee.student import Student


@dataclass(frozen=True)
class Trusted:
    """What the gradebook knows of a notebook.

    Parameters
    ----------
    sources : dict of str to str
        Source of every locked code cell by its grade_id.
    tests : tuple of str
        Those that earn points.
    functions, values : tuple of str
        Names that the solution cells define: what is called, and what is only looked at.
    given : tuple of str
        Functions that locked cells of a name such as ``given-functions`` define. To a test they are those in the
        student's process, where what they make can be handed to a student's function: a function cannot travel, but
        `make_function` and the numbers that it makes one of can. What a student makes of `make_function` is theirs, so
        no truth may come from it.
    """

    sources: dict
    tests: tuple
    functions: tuple
    values: tuple
    given: tuple = ()


class Referee:
    """Runs trusted cells one after the other, in one namespace, with a student's functions by their names.

    Parameters
    ----------
    trusted : Trusted
        The cells.
    send : callable
        ``send(text) -> text``: the way to the student's process.
    seed : str
        Secret, of the course and this student: from it and a check's own seed come the numbers of hidden tests.
    """

    def __init__(self, trusted, send, seed):
        self.trusted, self.student, self.seed = trusted, Student(send), seed
        self.namespace = {"__name__": "__referee__", "np": np}

    def run(self, grade_id):
        """Outputs of one trusted cell, as a kernel would show them; of an error, no source."""
        source, shown = self.trusted.sources[grade_id], io.StringIO()
        try:
            with contextlib.redirect_stdout(shown), seeded_with(self.seed):
                self._bind(source, self.trusted.given if grade_id in self.trusted.tests else ())
                result = [_result(run_cell(source, self.namespace))]
        except Exception as error:
            result = [_error(error)]
        text = shown.getvalue()
        return [output for output in [text and new_output("stream", name="stdout", text=text), *result] if output]

    def _bind(self, source, given):
        """Give the cell those of the student's functions and values, and of the given functions, that it mentions."""
        used = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
        functions = used & {*self.trusted.functions, *given}
        self.namespace |= {name: self.student.function(name) for name in functions}
        self.namespace |= {name: self.student.value(name) for name in self.trusted.values if name in used}


def run_cell(source, namespace):
    """Value of a cell's last expression, or None."""
    tree = ast.parse(source)
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<test>", "exec"), namespace)
    return eval(compile(last, "<test>", "eval"), namespace) if last else None


def names_defined(source):
    """Names of the functions and classes, and of the other things, that a cell defines at its top level."""
    body = ast.parse(source).body
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return functions, [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _result(value):
    """Points, which nbgrader reads as partial credit, with what was found beside them."""
    if isinstance(value, bool | int | float | np.number):
        shown = {"text/plain": repr(float(value))}
        return new_output("execute_result", shown, metadata=to_metadata(value), execution_count=1)
    return None


def _error(error):
    line = f"{type(error).__name__}: {error}".rstrip(": ")
    return new_output("error", ename=type(error).__name__, evalue=str(error), traceback=[line])
