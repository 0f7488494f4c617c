"""What a check says and gives, whatever the student's function does."""

import sys
import threading
import types
import warnings

import numpy as np
import pytest

from grading.answers import Said, ask
from grading.checks import CheckFailed, check
from grading.task import Probe, Task

NAME = "06_backprop.affine_forward"


def right(X, W, b):
    """The right answer."""
    return X @ W + b, None


def report(function, capsys, points=4, **options):
    """Points and text of a check of affine_forward."""
    earned = check(NAME, function, points=points, **options)
    return earned, capsys.readouterr().out


def answering(value):
    """A function that always returns the same."""
    return lambda X, W, b: value


def raising(error):
    """A function that raises."""
    def function(X, W, b):
        raise error
    return function


@pytest.mark.parametrize(("function", "sentence"), [
    (answering(None), "returned None, but should return Z, cache"),
    (answering((None, None)), "Z is None, but should be real numbers"),
    (answering(("4", None)), "Z is str, but should be real numbers"),
    (lambda X, W, b: (X @ W + b + 0j, None), "Z is ndarray, but should be real numbers"),
    (answering((1, 2, 3)), "returned 3 values, but should return Z, cache"),
    (lambda X, W, b: (X @ W * np.nan, None), "NaN in 8 entries"),
    (lambda X, W, b: ((X @ W + b)[:, :1], None), "shape ✗ is (4, 1), should be (4, 2)"),
    (raising(NotImplementedError()), "function is not written yet"),
    (raising(SystemExit("enough")), "SystemExit: enough"),
    (raising(ZeroDivisionError("division by zero")), "ZeroDivisionError: division by zero"),
    (lambda X: X, "takes 1 positional argument but 3 were given"),
])
def test_bad_answers_get_a_sentence_and_no_points(function, sentence, capsys):
    """A None, a NaN or a wrong shape would earn points or end in a traceback."""
    earned, text = report(function, capsys)
    assert earned == 0
    assert sentence in " ".join(text.split())


def test_prints_and_warnings_cost_nothing(capsys):
    """Honest code that warns or prints would lose its points: nbgrader gives none to a cell with stderr."""
    def noisy(X, W, b):
        warnings.warn("a remark", stacklevel=1)
        print("a print")
        print("an error message", file=sys.stderr)
        np.log(np.zeros(1))
        return right(X, W, b)

    earned = check(NAME, noisy, points=4)
    said = capsys.readouterr()
    assert (earned, said.err) == (4, "")
    assert all(words in said.out for words in ("a remark", "a print", "an error message", "divide by zero"))


def test_arguments_are_read_only(capsys):
    """Code that changes its arguments would pass."""
    def careless(X, W, b):
        X *= 2
        return right(X / 2, W, b)

    earned, text = report(careless, capsys)
    assert earned == 0
    assert "writes-to-its-arguments" in text


def test_a_list_of_layers_is_unchanged_if_nobody_changed_it():
    """A function that is handed a list of dicts of arrays could not be graded, or could shorten the list unseen."""
    task = Task(name="total", probes=None, call=lambda p, f: {"out": f(p.layers)}, truth=None, wrong=())
    layers = Probe(layers=[{"W": np.ones((2, 3))}, {"W": np.ones(4)}])

    def total(layers):
        return sum(layer["W"].sum() for layer in layers)

    def consuming(layers):
        return layers.pop()["W"].sum() + total(layers)

    assert ask(task, [total], layers, Said()) == {"out": 10.0}
    assert ask(task, [consuming], layers, Said())[""].kind == "Damaged"


def test_an_argument_that_holds_nan_is_unchanged_if_nobody_changed_it(capsys):
    """A function that is asked about NaN would be said to write to its arguments: NaN does not equal itself."""
    def careful(a, n):
        return 1.0 if a.shape != n.shape or not np.isfinite(a).all() else 0.0

    assert check("07_gradient_check.relative_error", careful, points=4) == 3
    assert "not finite error: ✓" in capsys.readouterr().out


def test_the_own_name_of_a_task_comes_before_a_general_one(capsys):
    """A difference that is divided by h would also be called twice too large, which is no help."""
    def over_h(f, x, h):
        steps = h * np.eye(x.size).reshape(-1, *x.shape)
        return np.reshape([(f(x + step) - f(x - step)) / h for step in steps], x.shape)

    def cube(recipe):
        return lambda x: recipe["offset"] + np.sum(recipe["a"] * np.sin(recipe["k"] * x + recipe["phase"])) + np.sum(
            recipe["b"] * x) ** 3

    assert check("07_gradient_check.numerical_gradient", over_h, cube, points=4) == 0
    report = capsys.readouterr().out
    assert "→ divides-by-h" in report and "factor-two" not in report


def test_a_way_round_read_only_is_noticed(capsys):
    """Code that makes its arguments writable first would pass."""
    def sly(X, W, b):
        X.setflags(write=True)
        result = right(X, W, b)
        X[:] = 0
        return result

    assert report(sly, capsys)[0] == 0


@pytest.mark.parametrize("alias", ["affine_forward", "reference"])
def test_delegating_earns_nothing_under_any_name(alias, capsys):
    """Calling nnlib would earn points."""
    from nnlib.affine import affine_forward

    functions = {alias: affine_forward}
    earned, text = report(lambda X, W, b: functions[alias](X, W, b), capsys)
    assert earned == 0
    assert "delegated" in text


@pytest.mark.parametrize("way", ["thread", "copy", "array"])
def test_delegating_earns_nothing_by_detours(way, capsys):
    """A thread, a copied function or an object that computes later would hide the call of nnlib."""
    from nnlib.affine import affine_forward

    class Later:
        def __init__(self, *arguments):
            self.arguments = arguments

        def __array__(self, dtype=None, copy=None):
            return affine_forward(*self.arguments)[0]

    def in_a_thread(*arguments):
        answer = []
        thread = threading.Thread(target=lambda: answer.append(affine_forward(*arguments)))
        thread.start()
        thread.join()
        return answer[0]

    copied = types.FunctionType(affine_forward.__code__, {**affine_forward.__globals__, "__name__": "mine"})
    ways = {"thread": in_a_thread, "copy": copied, "array": lambda *arguments: (Later(*arguments), None)}
    earned, text = report(ways[way], capsys)
    assert earned == 0
    assert "delegated" in text


def test_one_missing_part_costs_that_part(capsys):
    """A gradient that is still missing would cost the others."""
    def two_of_three(dZ, cache):
        X, W = cache
        return dZ @ W.T, X.T @ dZ, None

    earned = check("06_backprop.affine_backward", two_of_three, lambda X, W, b: (X @ W + b, (X, W)), points=9)
    assert earned == 6
    assert "db: ✗ db is None, but should be real numbers" in capsys.readouterr().out


def test_the_value_of_a_node_keeps_its_credit(capsys):
    """A node whose backward is not written yet would lose its forward too."""
    class Half:
        def forward(self, x, y):
            return x + y

        def backward(self, dout):
            raise NotImplementedError

    assert check("06_backprop.Add", Half, points=3) == 1
    assert "Half.backward is not written yet" in capsys.readouterr().out


def test_a_cache_outside_the_cache_does_not_pass(capsys):
    """Module globals in place of a cache would pass: right for one layer, wrong in every network."""
    kept = {}

    def forward(X, W, b):
        kept.update(X=X, W=W)
        return X @ W + b, None

    def backward(dZ, cache):
        return dZ @ kept["W"].T, kept["X"].T @ dZ, dZ.sum(axis=0)

    assert check("06_backprop.affine_backward", backward, forward, points=9) == 3
    assert "dX, dW → shares-its-memory" in capsys.readouterr().out


@pytest.mark.parametrize("order", [[], ["loss"]])
def test_an_order_that_leaves_nodes_out_earns_nothing(order, capsys):
    """An empty list would earn points for having nothing in the wrong place."""
    assert check("06_backprop.topological_order", lambda graph, output: order, points=6) == 0


def test_partial_credit_by_part(capsys):
    """One wrong gradient of three would cost more or less than a third."""
    def two_of_three(dZ, cache):
        X, W = cache
        return dZ @ W.T, dZ.T @ X, dZ.sum(axis=0)

    earned = check("06_backprop.affine_backward", two_of_three, lambda X, W, b: (X @ W + b, (X, W)), points=9)
    assert earned == 6
    assert "dW → transposed" in capsys.readouterr().out


def test_values_of_the_visible_check_do_not_pass_the_hidden_one(capsys):
    """Remembered answers would earn the hidden points."""
    remembered = {}

    def learns(X, W, b):
        remembered[X.shape] = X @ W + b
        return right(X, W, b)

    assert report(learns, capsys)[0] == 4
    earned, text = report(lambda X, W, b: (remembered[X.shape], None), capsys, seed=17)
    assert earned == 0
    assert "hard-coded" in text


def test_forward_and_backward_that_are_wrong_together_do_not_pass(capsys):
    """A pair that agrees with itself but not with the mathematics would pass."""
    def twice(X, W, b):
        return 2 * (X @ W + b), (X, W)

    def twice_back(dZ, cache):
        X, W = cache
        return 2 * dZ @ W.T, 2 * X.T @ dZ, 2 * dZ.sum(axis=0)

    assert report(twice, capsys)[0] == 0
    assert check("06_backprop.affine_backward", twice_back, twice, points=9) == 0


def test_objects_that_equal_everything_are_not_numbers(capsys):
    """An object with its own idea of equality would pass."""
    class Everything:
        def __eq__(self, other):
            return True

        def __sub__(self, other):
            return 0

        __hash__ = None

    assert report(answering((Everything(), None)), capsys)[0] == 0


def test_validate_shows_the_report(monkeypatch):
    """Validate shows errors only; without one, a student would read 'partial credit' and no reason."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(CheckFailed, match="bias-forgotten") as failure:
        check(NAME, lambda X, W, b: (X @ W, None), points=4)
    assert max(map(len, str(failure.value).splitlines())) <= 84


def test_unknown_name_is_refused():
    """A typing error in a test cell would pass as full marks."""
    with pytest.raises(ValueError, match="should be a problem set and a function of it"):
        check("06_backprop.affine_forwards", right, points=4)


def test_the_profiler_of_the_student_comes_back():
    """A debugger or a coverage tool would stop working after a check."""
    def profiler(*_):
        return None

    sys.setprofile(profiler)
    try:
        check(NAME, right, points=4)
        assert sys.getprofile() is profiler
    finally:
        sys.setprofile(None)
