"""What can be imported in the jail: what a problem set names, and nothing through it."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import nnlib
from grading import problem_sets
from grading.referee import course

SETS = sorted(p.parent.name for p in Path(problem_sets.__file__).parent.glob("*/__init__.py"))
MODULES = sorted(p.stem for p in Path(nnlib.__file__).parent.glob("*.py") if p.stem != "__init__")


@pytest.fixture(scope="module", params=SETS)
def problem_set(request):
    """Each problem set."""
    return request.param


def inside(problem_set, source):
    """What a program says where only this problem set's course can be imported."""
    folder = course.course_inside(problem_set)
    program = f"import sys\nsys.path.insert(0, {str(folder)!r})\nsys.path += {sys.path[1:]!r}\n{source}"
    done = subprocess.run([sys.executable, "-I", "-S", "-B", "-c", program], capture_output=True, text=True)
    return done.stdout or done.stderr.strip().splitlines()[-1]


IMPORT_ALL = """
import importlib
for name in {names}:
    try:
        importlib.import_module("nnlib." + name)
    except ImportError as error:
        print(name, error)
"""


def test_what_is_named_can_be_imported_and_nothing_else(problem_set):
    """If this fails, a solution can be imported, or what the notebook imports cannot."""
    refused = [m for m in MODULES if m not in course.shown_sources(problem_set)]
    told = [f"{m} nnlib.{m} cannot be used in {problem_set}: your own work is wanted here" for m in refused]
    assert inside(problem_set, IMPORT_ALL.format(names=MODULES)).splitlines() == told


@pytest.mark.parametrize("statement", [
    "from nnlib.affine import affine_backward",
    "import nnlib.affine",
    "import nnlib.affine as a",
    "import importlib; importlib.import_module('nnlib.affine')",
    "exec(open(nnlib.__path__[0] + '/affine.py').read())",
])
def test_a_refusal_says_why(statement):
    """If this fails, a student who imports the solution gets a riddle."""
    sentence = "ImportError: nnlib.affine cannot be used in 06_backprop: your own work is wanted here"
    assert inside("06_backprop", f"import nnlib\n{statement}") == sentence


@pytest.mark.parametrize("statement", [
    "from nnlib.losses import max_margin_backward",
    "import nnlib.losses\nnnlib.losses.max_margin_backward",
    "from nnlib import losses\ngetattr(losses, 'max_margin_backward')",
])
def test_of_a_module_only_the_named_functions_are_there(statement):
    """If this fails, a module that is allowed for one function gives away another."""
    assert inside("06_backprop", statement) == (
        "ImportError: nnlib.losses.max_margin_backward cannot be used in 06_backprop: your own work is wanted here")
    assert "def max_margin" not in (course.course_inside("06_backprop") / "nnlib" / "losses.py").read_text()


LEAKS = """
import importlib, types
for name in {names}:
    module = importlib.import_module("nnlib." + name)
    for value in vars(module).values():
        home = getattr(value, "__module__", None) or getattr(value, "__name__", "")
        if str(home).startswith("nnlib."):
            print(str(home).removeprefix("nnlib."))
"""


def test_nothing_leaks_through_a_module(problem_set):
    """If this fails, a solution is an attribute of something that is allowed."""
    allowed = course.shown_sources(problem_set)
    seen = set(inside(problem_set, LEAKS.format(names=sorted(allowed))).splitlines())
    assert seen <= set(allowed)
    assert seen


def test_what_is_allowed_works():
    """If this fails, an allowed function lacks another one that it needs."""
    source = """
import numpy as np
from nnlib.losses import softmax_cross_entropy_backward, softmax_cross_entropy_forward
from nnlib.gradcheck import check_backward
y = np.array([0, 1])
report = check_backward(lambda scores: softmax_cross_entropy_forward(scores, y),
                        lambda d, c: softmax_cross_entropy_backward(d, c),
                        {"scores": np.eye(2, 3)}, np.random.default_rng(0))
print(bool(report))
"""
    assert inside("06_backprop", source) == "True\n"


def test_what_the_released_notebook_imports_is_there(root, problem_set):
    """If this fails, the released notebook's own cells fail where they are graded."""
    import nbformat

    (path,) = (root / "exercises" / problem_set).glob("*.ipynb")
    lines = [line for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"
             for line in cell.source.splitlines() if line.startswith(("import ", "from "))]
    assert lines
    assert inside(problem_set, "\n".join([*lines, "print('imported')"])) == "imported\n"


def test_the_grader_inside_has_no_tests(problem_set):
    """If this fails, tasks, truths or mutants are in a student's reach; or a check in a student's cell is an error."""
    folder = course.course_inside(problem_set)
    found = sorted(p.relative_to(folder / "grading").as_posix() for p in (folder / "grading").rglob("*") if p.is_file())
    assert found == sorted(["__init__.py", "checks.py", *course.GUEST_FILES])
    text = "from grading.checks import check\nprint(check('a.b', len, points=3))"
    assert inside(problem_set, text) == "a.b is checked by the grader.\n0.0\n"
    assert inside(problem_set, "from grading.referee import guest, wire; print(1)") == "1\n"


@pytest.mark.parametrize(("named", "sentence"), [
    ({"no_such_module": "*"}, "names 'no_such_module', but should name modules of nnlib"),
    ({"losses": ("no_such_loss",)}, "names no_such_loss of nnlib.losses, but should name what is defined there"),
    ({"mlp": "*"}, "allows mlp, which needs activations, but should name that as well"),
    ({"autodiff": ("gradients",)}, "which need topological_order, but should name that as well, or less"),
])
def test_a_wrong_name_is_told(monkeypatch, named, sentence):
    """If this fails, a typing error in MAY_IMPORT refuses silently what the notebook needs."""
    package = importlib.import_module("grading.problem_sets.06_backprop")
    monkeypatch.setattr(package, "MAY_IMPORT", named)
    with pytest.raises(ValueError, match=sentence):
        course.course_inside.__wrapped__("06_backprop")


def test_a_problem_set_that_names_nothing_may_use_nothing(monkeypatch):
    """If this fails, a new problem set lets everything through."""
    monkeypatch.delattr(importlib.import_module("grading.problem_sets.06_backprop"), "MAY_IMPORT")
    assert course.shown_sources("06_backprop") == {}
