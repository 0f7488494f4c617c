"""What can be wrong with a line: all changes of one expression or statement that `tools.mutate` tries.

A change is reported as the line before and after, so that it keeps its name when other lines move. Left alone are
what no caller computes with: docstrings, annotations, the words of an error.
"""

import ast
import copy
import re
from functools import partial
from typing import NamedTuple

OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.MatMult: ast.Mult, ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
CONFUSED = "max min, sum mean, maximum minimum, argmax argmin, zeros ones, zeros_like ones_like, any all, floor ceil"
ONE_WAY = {"exp": "expm1", "log": "log1p", "log1p": "log", "sqrt": "square", "var": "std", "std": "var"}
NAMES = ONE_WAY | {a: b for pair in CONFUSED.split(", ") for a, b in (pair.split(), pair.split()[::-1])}
WRAPPERS = {"abs", "array", "asarray", "float", "reversed", "sorted"}  # may be forgotten around their argument
SYMMETRIC = {"multiply", "maximum", "minimum", "logaddexp", "hypot", "max", "min"}  # the order of two is no matter
METHODS = {"copy", "reshape", "squeeze"}  # may be forgotten behind their object
AXES = {"0": 1, "1": 0, "-1": 0}
SHAPE = re.compile(r"[A-Z1]+( [A-Z1]+)+")  # "N D", as in require_shapes
NO_CODE = {"annotation", "returns", "decorator_list"}
SKIPPED = (ast.Raise, ast.JoinedStr, ast.Import, ast.ImportFrom, ast.Assert)


class Mutant(NamedTuple):
    """A change: in which function, the line before, the line after."""

    function: str
    line: str
    becomes: str


def mutants(tree):
    """Yield every `Mutant` of a module; while it is out, the tree is changed."""
    seen = set()
    for function, statement, node, put in places(tree):
        before = first_line(statement)
        for new in replacements(node):
            put(ast.fix_missing_locations(ast.copy_location(new, node)))
            after = first_line(new if node is statement else statement)
            if after != before and (statement, after) not in seen:
                seen.add((statement, after))
                yield Mutant(function, before, after)
            put(node)


def places(node, function="", statement=None):
    """Yield function, statement, node and a way to replace it, for every node that may be changed."""
    for field, value in ast.iter_fields(node):
        children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for i, child in children:
            if field in NO_CODE or not isinstance(child, ast.AST) or isinstance(child, SKIPPED) or is_words(child):
                continue
            line = child if isinstance(child, ast.stmt) else statement
            yield function or "module", line, child, partial(put, node, field, i)
            if not is_axis(child) and not is_the_rest(node, child):
                yield from places(child, name_within(function, child), line)


def put(node, field, i, new):
    """Replace a child: the value of a field, or item i of the list in a field."""
    if i is None:
        setattr(node, field, new)
    else:
        getattr(node, field)[i] = new


def name_within(function, node):
    """The name of the function or class that a node's children are in; a function in a function has no own name."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or function.endswith("()"):
        return function
    return f"{function}.{node.name}".strip(".") + "()" * isinstance(node, ast.FunctionDef)


def is_words(node):
    """Whether a node is a docstring or the list of public names."""
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def first_line(statement):
    """A statement as one line, a compound one by its head."""
    return next(line for line in ast.unparse(statement).splitlines() if not line.startswith("@"))


def changed(node, **fields):
    """A copy with other fields."""
    new = copy.copy(node)
    vars(new).update(fields)
    return new


def swapped(items):
    """Yield the items with two neighbours exchanged."""
    for i in range(len(items) - 1):
        yield [*items[:i], items[i + 1], items[i], *items[i + 2 :]]


def replacements(node):
    """Yield what could stand in place of a node."""
    match node:
        case ast.BinOp() | ast.AugAssign() if type(node.op) in OPERATORS:
            yield changed(node, op=OPERATORS[type(node.op)]())
        case ast.Compare(ops=[op]):
            yield from (changed(node, ops=[other()]) for other in COMPARISONS[type(op)])
        case ast.BoolOp():
            yield changed(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        case ast.UnaryOp():
            yield node.operand
        case ast.Constant():
            yield from map(ast.Constant, other_values(node.value))
        case ast.keyword() if is_axis(node):
            yield changed(node, value=ast.Constant(AXES[ast.unparse(node.value)]))
        case ast.Attribute(value=value, attr="T"):
            yield value
        case ast.Tuple(elts=items, ctx=ast.Load()) | ast.List(elts=items, ctx=ast.Load()):
            if not any(isinstance(item, ast.Constant) and isinstance(item.value, str) for item in items):
                yield from (changed(node, elts=other) for other in swapped(items))
        case ast.Call():
            yield from other_calls(node)
        case ast.If() | ast.IfExp():
            yield from (changed(node, test=ast.Constant(value)) for value in (True, False))
        case ast.comprehension(ifs=[_, *_]):
            yield changed(node, ifs=[])
        case ast.Continue() | ast.Break():
            yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()
    if isinstance(node, ast.AugAssign | ast.Expr) or (
        isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript)
    ):
        yield ast.Pass()


def is_axis(node):
    """Whether a node is an argument ``axis=0``."""
    return isinstance(node, ast.keyword) and node.arg == "axis" and ast.unparse(node.value) in AXES


def is_the_rest(call, node):
    """Whether a node is -1 in ``reshape(-1)``, where NumPy takes any other negative number for the same."""
    return isinstance(call, ast.Call) and ast.unparse(call.func).endswith("reshape") and ast.unparse(node) == "-1"


def other_values(value):
    """Yield constants for another constant."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, float):
        yield from (value + 1, value / 2)
    elif isinstance(value, str) and SHAPE.fullmatch(value):
        yield " ".join(value.split()[::-1])


def other_calls(call):
    """Yield calls for another call: other function, no function, arguments swapped or forgotten."""
    name = getattr(call.func, "attr", getattr(call.func, "id", None))
    if name in NAMES:
        field = "attr" if isinstance(call.func, ast.Attribute) else "id"
        yield changed(call, func=changed(call.func, **{field: NAMES[name]}))
    if name in WRAPPERS and call.args:
        yield call.args[0]
    if name in METHODS and isinstance(call.func, ast.Attribute):
        yield call.func.value
    if name not in SYMMETRIC:
        yield from (changed(call, args=other) for other in swapped(call.args))
    for i, keyword in enumerate(call.keywords):
        if not (isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool)):
            yield changed(call, keywords=call.keywords[:i] + call.keywords[i + 1 :])
