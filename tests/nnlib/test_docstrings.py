"""Docstrings: complete, and true of a real call."""

import ast
import doctest
import inspect
import re
import sys
from math import prod

import numpy as np
import pytest
from numpydoc.docscrape import ClassDoc, FunctionDoc

from calls import CALLS, SIZES, public
from pairs import PAIRS

FUNCTIONS, CLASSES = public(inspect.isfunction), public(inspect.isclass)
every_function = pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
every_class = pytest.mark.parametrize("class_", CLASSES.values(), ids=CLASSES)


def documented(entries):
    """Names and types of a numpydoc section, ``a, n : type`` taken apart."""
    return [(name.lstrip("*"), entry.type) for entry in entries for name in entry.name.split(", ")]


def shape_in(text):
    """The shape that a documented type states, as a list of symbols, or None."""
    stated = re.search(r"shape \(([^)]*)\)", text)
    return stated and [symbol.strip() for symbol in stated[1].split(",") if symbol.strip()]


def length(symbol):
    """A number for itself, a letter for its size, several letters for the product of their sizes."""
    return int(symbol) if symbol.isdigit() else prod(SIZES[letter] for letter in symbol)


def wrong_shape(name, type_, value):
    """A sentence if a value does not have the shape that its documented type states."""
    symbols = shape_in(type_)
    if symbols is None or symbols == ["..."] or np.shape(value) == tuple(map(length, symbols)):
        return []
    return [f"{name} is documented as ({', '.join(symbols)}), but has shape {np.shape(value)}"]


def real_call(function):
    """Arguments by name, and results as a list, of the call in `calls.CALLS`."""
    arguments = inspect.signature(function).bind(*CALLS[function]).arguments
    result = function(*CALLS[function])
    returns = FunctionDoc(function)["Returns"]
    return arguments, list(result) if len(returns) > 1 else [result]


@every_function
def test_every_function_has_a_real_call(function):
    """If this fails, nobody knows whether the docstring of this function is true."""
    assert function in CALLS, (
        f"{function.__module__}.{function.__name__} has no call: if it is half of a pair, give the pair an entry in "
        "tests/nnlib/pairs/; if not, give it a line in tests/nnlib/calls/"
    )


@every_function
def test_documented_shapes_are_real(function):
    """If this fails, a docstring claims a shape that a real call does not have."""
    arguments, results = real_call(function)
    doc = FunctionDoc(function)
    given = [(name, type_, arguments[name]) for name, type_ in documented(doc["Parameters"]) if name in arguments]
    returned = [(name, type_, v) for (name, type_), v in zip(documented(doc["Returns"]), results, strict=True)]
    assert [sentence for entry in given + returned for sentence in wrong_shape(*entry)] == []


@every_function
def test_functions_document_what_they_take(function):
    """If this fails, a parameter is undocumented, or a documented one does not exist."""
    names = [name for name, _ in documented(FunctionDoc(function)["Parameters"])]
    assert names == list(inspect.signature(function).parameters)


def default_in(type_):
    """The default that a documented type states, or None."""
    stated = re.search(r"default (\S+)$", type_)
    return stated and ast.literal_eval(stated[1])


def defaults(takes, doc):
    """Numbers, words and flags that a parameter is if nobody says so: as the signature has them, as documented."""
    given = {name: p.default for name, p in inspect.signature(takes).parameters.items()}
    documented_ones = {name: value for name, t in documented(doc["Parameters"]) if (value := default_in(t)) is not None}
    return {name: v for name, v in given.items() if isinstance(v, bool | int | float | str)}, documented_ones


@every_function
def test_functions_document_their_defaults(function):
    """If this fails, a function called without an option does not do what its docstring says."""
    given, stated = defaults(function, FunctionDoc(function))
    assert given == stated


@every_class
def test_classes_document_their_defaults(class_):
    """If this fails, an object made without an option is not what its docstring says."""
    given, stated = defaults(class_, ClassDoc(class_))
    assert given == stated


@every_function
def test_functions_document_what_they_return(function):
    """If this fails, a function returns something that its docstring does not mention."""
    returns = documented(FunctionDoc(function)["Returns"])
    assert bool(returns) == (function(*CALLS[function]) is not None)
    assert all(name and type_ for name, type_ in returns), "write `name : type`"


@every_function
def test_functions_say_where_they_come_from(function):
    """If this fails, a reader cannot find the derivation of this equation."""
    doc = FunctionDoc(function)
    assert doc["Summary"]
    assert doc["References"]


@every_function
def test_arrays_say_their_shape(function):
    """If this fails, an array is documented without its shape (array_like is for any shape)."""
    doc = FunctionDoc(function)
    arrays = [(n, t) for n, t in documented(doc["Parameters"] + doc["Returns"]) if t.startswith("ndarray")]
    assert [n for n, t in arrays if n != "cache" and shape_in(t) is None] == []


@every_function
def test_documented_integers_are_real(function):
    """If this fails, an array documented as int holds floats, or the other way round."""
    arguments, results = real_call(function)
    doc = FunctionDoc(function)
    values = {**arguments, **dict(zip((n for n, _ in documented(doc["Returns"])), results))}
    arrays = [(n, t) for n, t in documented(doc["Parameters"] + doc["Returns"]) if t.startswith("ndarray")]
    wrong = [n for n, t in arrays if ("int" in t) != np.issubdtype(values[n].dtype, np.integer)]
    assert [n for n in wrong if n != "cache"] == []


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.forward in CALLS], ids=str)
def test_backward_returns_gradients_in_the_order_of_forward(pair):
    """If this fails, the name or the place of a gradient does not tell what it is the gradient of."""
    arguments = [n for n in inspect.signature(pair.forward).parameters if n not in pair.fixed]
    returns = [name for name, _ in documented(FunctionDoc(pair.backward)["Returns"])]
    assert returns == [f"d{name}" for name in arguments]


@every_class
def test_classes_document_what_they_take(class_):
    """If this fails, a class has no summary, or a parameter that its docstring does not mention."""
    doc = ClassDoc(class_)
    takes = list(inspect.signature(class_).parameters)
    assert doc["Summary"]
    assert [name for name, _ in documented(doc["Parameters"])] == takes
    assert doc["References"] or not takes


@pytest.mark.parametrize("module", sorted({f.__module__ for f in FUNCTIONS.values()} | {"nnlib._shapes"}))
def test_examples_run(module):
    """If this fails, an example in a docstring shows what is no longer so."""
    __import__(module)
    assert doctest.testmod(sys.modules[module]).failed == 0
