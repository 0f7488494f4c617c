"""Who may import whom, and how long a file may be: the arrows of the design."""

import ast
import io
import json
import sys
import tokenize
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
NNLIB = sorted((ROOT / "nnlib").rglob("*.py"))
GRADING = sorted((ROOT / "grading").rglob("*.py"))
STANDARD = set(sys.stdlib_module_names)
LAZY = {"datasets": {"sklearn"}, "training": {"tqdm"}}  # imported when a call needs them
PLOTTING = {"matplotlib", "matplotlib_inline"}
NOTEBOOKS = {"book": set(), "solutions": {"grading"}, "exercises": {"grading"}}  # what they may import besides
LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def imports(nodes, package=""):
    """Dotted names of everything that some statements import, ``from a import b`` as ``a.b``."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = ".".join(filter(None, [package if node.level else "", node.module]))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imported(path):
    """Dotted names of everything that a file imports, wherever the statement stands."""
    return set(imports(ast.walk(ast.parse(path.read_text("utf-8"))), package=path.parent.name))


def packages(names):
    """The first part of dotted names."""
    return {name.split(".")[0] for name in names}


def is_plotting(path):
    """Whether a file of nnlib may draw."""
    return path.stem.startswith("plotting")


def notebook_cells(folder):
    """Path, cell id and source (without magics) of every code cell of the notebooks of a folder."""
    for path in sorted((ROOT / folder).rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            for cell in json.loads(path.read_text("utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    yield path, cell.get("id"), without_magics("".join(cell["source"]))


def without_magics(source):
    """Python only: IPython's ``%`` and ``!`` lines removed, a cell of another language emptied."""
    if source.startswith("%%") and not source.startswith(("%%time", "%%capture")):
        return ""
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())


def docstring_lines(tree):
    """Numbers of the lines that docstrings fill."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = [n.body[0] for n in ast.walk(tree) if isinstance(n, documented) and ast.get_docstring(n) is not None]
    return {line for node in docstrings for line in range(node.lineno, node.end_lineno + 1)}


def table_lines(tree):
    """Numbers of the lines that constants fill: data, however long, is one idea."""
    tables = [node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))]
    return {line for node in tables for line in range(node.lineno, node.end_lineno + 1)}


def code_lines(path):
    """Numbers of the lines that hold code: not docstrings, tables, comments or blanks."""
    source = path.read_text("utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    lines = {line for t in tokens if t.type not in LAYOUT for line in range(t.start[0], t.end[0] + 1)}
    tree = ast.parse(source)
    return lines - docstring_lines(tree) - table_lines(tree)


def body_lengths(path):
    """Lines of code in the body of each function of a file."""
    lines = code_lines(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield len(lines & set(range(node.body[0].lineno, node.end_lineno + 1)))


def relative(path):
    """A path as a reader of the repository knows it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", NNLIB, ids=relative)
def test_nnlib_needs_only_numpy(path):
    """If this fails, the reference library has grown a dependency."""
    allowed = STANDARD | {"numpy", "nnlib"} | LAZY.get(path.stem, set()) | (PLOTTING if is_plotting(path) else set())
    assert packages(imported(path)) - allowed == set()


@pytest.mark.parametrize("path", NNLIB, ids=relative)
def test_nnlib_imports_no_plotting(path):
    """If this fails, computing something loads matplotlib."""
    drawn = {name for name in imported(path) if name.startswith("nnlib.plotting")}
    assert is_plotting(path) or drawn == set()


@pytest.mark.parametrize("path", NNLIB, ids=relative)
def test_what_is_large_loads_when_a_call_needs_it(path):
    """If this fails, importing this module fails without scikit-learn or tqdm."""
    at_the_top = imports(ast.parse(path.read_text("utf-8")).body)
    assert packages(at_the_top) & LAZY.get(path.stem, set()) == set()


@pytest.mark.parametrize("path", GRADING, ids=relative)
def test_grading_does_not_import_tests(path):
    """If this fails, the grader cannot be installed without the tests."""
    assert packages(imported(path)) & {"tests", "solutions", "book"} == set()


@pytest.mark.parametrize("folder", NOTEBOOKS)
def test_notebooks_import_what_the_kit_has(folder):
    """If this fails, a notebook does not run in a student's Jupyter, or knows the grader or the tests."""
    allowed = STANDARD | {"numpy", "matplotlib", "nnlib"} | NOTEBOOKS[folder]
    foreign = [
        (relative(path), cell, sorted(packages(imports(ast.walk(ast.parse(source)))) - allowed))
        for path, cell, source in notebook_cells(folder)
    ]
    assert [f for f in foreign if f[2]] == []


@pytest.mark.parametrize("path", NNLIB + GRADING, ids=relative)
def test_files_are_short(path):
    """If this fails, a file holds more than one idea: split it."""
    assert len(code_lines(path)) <= 100


def test_functions_are_short():
    """If this fails, the functions of nnlib no longer read like equations."""
    assert median(n for path in NNLIB for n in body_lengths(path)) <= 6
