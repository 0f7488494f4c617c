"""Proxies and guest: a student's function, called by value, answers as it would if it were called."""

import sys
import types

import numpy as np
import pytest

from grading.checks import check
from grading.raised import Damaged, StudentRaised
from grading.referee import guest
from grading.referee.cells import Referee, Trusted
from grading.referee.student import NoAnswer, Student, StudentObject, become

CODE = '''
import numpy as np

def double(x):
    return 2 * x

def spoil(x):
    x.setflags(write=True)
    x[0] = 99
    return x.sum()

def talk():
    import warnings
    print("hello")
    warnings.warn("careful")
    return 1

def fail(x):
    return 1 / x

def forward(x):
    return x, lambda dout: dout * x

def backward(dout, cache):
    return cache(dout)

def named(x):
    from collections import defaultdict, namedtuple
    return defaultdict(int, x=x), namedtuple("Cache", "x")(x)

def slope(dout, cache):
    return dout * cache.x

def keep(x):
    return x, {"p": np.array([x])}

def use_up(cache):
    cache["p"] += 1
    cache["used"] = True
    return cache["p"][0]

def make_function(factor):
    return lambda x: factor * x

def twice(f, x):
    return f(f(x))

class Counter:
    def __init__(self):
        self.n = 0
    def add(self, k):
        self.n += k
        return self.n

answer = (1, [2.5])
'''


@pytest.fixture
def student(monkeypatch):
    """A student whose process is this one."""
    module = types.ModuleType("__main__")
    exec(compile(CODE, "their_cell", "exec"), vars(module))
    monkeypatch.setitem(sys.modules, "__main__", module)
    return Student(guest.answer)


def test_a_call_gives_what_the_function_returns(student):
    """If this fails, a right function gets a wrong grade."""
    x = np.arange(3)
    value = student.function("double")(x)
    assert type(value) is np.ndarray and value.tolist() == [0, 2, 4]


def test_many_calls_travel_in_one_message(student, monkeypatch):
    """If this fails, checking a gradient takes a message for each entry."""
    sent = []
    send = student.send
    monkeypatch.setattr(student, "send", lambda text: sent.append(text) or send(text))
    assert student.function("double").map([(1,), (2.5,)]) == [2, 5.0]
    assert len(sent) == 1


def test_a_value_can_be_looked_at(student):
    """If this fails, a test cannot ask for a number that the student wrote down."""
    assert student.value("answer") == (1, [2.5])


def test_a_cache_may_be_a_closure(student):
    """If this fails, only plain data can be a cache."""
    out, cache = student.function("forward")(3.0)
    assert out == 3.0 and isinstance(cache, StudentObject)
    assert student.function("backward")(2.0, cache) == 6.0


def test_objects_keep_their_state(student):
    """If this fails, the nodes of a graph cannot be graded."""
    Counter = student.function("Counter")
    first, second = Counter(), Counter()
    assert [first.add(2), first.add(3), second.add(10)] == [2, 5, 10]
    assert Counter.__name__ == "Counter"


def test_an_error_names_the_students_line(student):
    """If this fails, a student is not told where their code failed."""
    with pytest.raises(StudentRaised) as error:
        student.function("fail")(0)
    assert (error.value.raised.kind, error.value.raised.function) == ("ZeroDivisionError", "fail")


def test_a_name_that_is_missing_is_an_error_of_the_students(student):
    """If this fails, a deleted function stops the grader."""
    with pytest.raises(StudentRaised, match="NameError: name 'gone' is not defined"):
        student.function("gone")()


def test_writing_to_an_argument_is_noticed(student):
    """If this fails, a function that spoils its arguments passes."""
    x = np.arange(3.0)
    x.setflags(write=False)
    student.function("spoil")(x)
    assert x[0] == 99  # as if it had been called here
    x.setflags(write=False)
    with pytest.raises(Damaged):
        student.function("spoil")(x[:2])  # a view of what cannot be written to


@pytest.mark.parametrize(("before", "after"), [
    ({"a": [1, 2], "b": (3, {})}, {"a": [1], "b": (3, {"c": 4})}),
    ([np.zeros(2), {"x": np.zeros(1)}], [np.ones(2), {"x": np.ones(1), "y": 2.0}]),
])
def test_an_argument_becomes_what_the_function_made_of_it(before, after):
    """If this fails, a change of an argument is overlooked, or one of the student's own cache is lost."""
    parts = list(before.values()) if isinstance(before, dict) else list(before)
    assert become(before, after) is before
    assert repr(before) == repr(after)
    left = before.values() if isinstance(before, dict) else before
    assert all(part is kept for part, kept in zip(parts, left))  # changed in place


def test_a_kind_of_tuple_or_dict_is_both_data_and_itself(student):
    """If this fails, gradients in a named tuple or a defaultdict earn nothing, or such a cache loses its names."""
    out, cache = student.function("named")(3.0)
    assert out["x"] == 3.0 and isinstance(cache, tuple) and cache[0] == 3.0
    assert student.function("slope")(2.0, cache) == 6.0


def test_a_function_may_use_up_its_own_cache(student):
    """If this fails, code that works in place on its own arrays loses its points in the referee."""
    _, cache = student.function("keep")(2.0)
    assert student.function("use_up")(cache) == 3.0
    assert cache["p"].tolist() == [3.0] and cache["used"] is True


def test_what_is_printed_and_warned_arrives(student, capsys):
    """If this fails, a student does not see what their code said."""
    assert student.function("talk")() == 1
    assert capsys.readouterr().out == "hello\nUserWarning: careful\n"


ANSWERS = {
    "nothing": None,
    "no JSON": "(",
    "no list": "1",
    "too many results": "[{}, {}]",
    "no result": "[1]",
    "a value that is no text": '[{"dict": [["value", 1]]}]',
    "a value that is no data": '[{"dict": [["value", "{"]]}]',
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_hostile_answer_is_no_answer(answer):
    """If this fails, a student's process crashes the referee, or an empty answer counts as one."""
    with pytest.raises(NoAnswer):
        Student(lambda text: answer).function("f")(1)


@pytest.mark.parametrize("raised", ["1", '{"dict": []}', '["a", "b"]', '["a", "b", "c", 4]'])
def test_a_hostile_error_is_an_error(raised):
    """If this fails, what a student's process says of an error crashes the referee."""
    with pytest.raises(StudentRaised, match="cannot be read"):
        Student(lambda text: f'[{{"dict": [["raised", {raised}]]}}]').function("f")(1)


def test_only_data_is_sent(student):
    """If this fails, an object of the referee's reaches a student."""
    with pytest.raises(TypeError, match="only plain data"):
        student.function("double")(lambda x: x)


def test_a_function_that_never_answers_is_not_asked_again(capsys):
    """If this fails, one endless loop uses up the time of the whole notebook, and honest parts behind it earn none."""
    asked = []

    def send(text):
        asked.append(text)
        raise NoAnswer("your code did not finish in time")

    function = Student(send).function("hidden_forward")
    assert check("06_backprop.hidden_forward", function, points=3) == 0
    assert len(asked) == 3  # once for each activation, which is credited by itself
    assert "everything: ✗ your code did not finish in time" in capsys.readouterr().out


def test_a_check_takes_proxies_as_functions(student, capsys):
    """If this fails, checks give another grade by way of the referee than in the student's own kernel."""
    affine = """
def affine_forward(X, W, b):
    return X @ W + b, (X, W)

def affine_backward(dZ, cache):
    X, W = cache
    return dZ @ W.T, (dZ.T @ X).T, 2 * dZ.sum(axis=0)
"""
    exec(affine, vars(sys.modules["__main__"]))
    functions = [student.function(name) for name in ("affine_backward", "affine_forward")]
    assert check("06_backprop.affine_backward", *functions, points=3) == 2.0
    assert "factor-two" in capsys.readouterr().out


def test_a_function_made_from_numbers_is_handed_to_the_students_function(student):
    """If this fails, no function can be an argument: a checker of gradients cannot be graded."""
    make_function, twice = (student.function(name) for name in ("make_function", "twice"))
    assert twice(make_function(3.0), 2.0) == 18.0


def test_a_given_function_is_the_students_in_a_test_and_the_course_own_elsewhere(student):
    """If this fails, a test hands a function of the referee's to a student, or a locked cell trusts a student's."""
    sources = {
        "given-functions": "def make_function(factor):\n    return lambda x: factor * x",
        "another": "print(make_function(3.0)(2.0))",
        "test-twice": "print(make_function(3.0).type_name, twice(make_function(3.0), 2.0))",
    }
    referee = Referee(Trusted(sources, ("test-twice",), ("twice",), (), ("make_function",)), student.send, seed="")
    shown = [[output.get("text") for output in referee.run(cell)] for cell in sources]
    assert shown == [[], ["6.0\n"], ["function 18.0\n"]]
