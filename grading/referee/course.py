"""What a student's process can import of the course: what the problem set allows of nnlib, and a grader without tests.

A problem set says what it allows, as ``MAY_IMPORT`` in its package: the modules of nnlib, and of each the names, or
`EVERYTHING`. What is not named there is refused, and is not there: neither to import nor to read.
"""

import functools
import importlib
import shutil
import tempfile
from pathlib import Path

import nnlib
from grading.delegation import REFUSAL
from grading.referee.excerpt import definitions, excerpt, imports_from
from grading.referee.scratch import scratch

EVERYTHING = "*"
GUEST_FILES = ("raised.py", "referee/__init__.py", "referee/first_figure.py", "referee/guest.py", "referee/launch.py",
               "referee/namespaces.py", "referee/syscalls.py", "referee/wire.py", "referee/zygote.py")

CHECKS = '''"""Stands where the checks are in the student's own Jupyter."""


def check(name, *functions, points, seed=0):
    """Points are given elsewhere."""
    print(f"{name} is checked by the grader.")
    return 0.0
'''
REFUSED_MODULE = '''raise ImportError("nnlib.{module} {reason}")
'''
REFUSED_NAMES = '''

def __getattr__(name):
    if name in {names!r}:
        raise ImportError(f"nnlib.{module}.{{name}} {reason}")
    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
'''


@functools.cache
def course_inside(problem_set):
    """Folder with the packages that can be imported in one problem set.

    Parameters
    ----------
    problem_set : str
        Such as ``"06_backprop"``.

    Returns
    -------
    folder : Path
        It goes with this process.

    Raises
    ------
    ValueError
        If its ``MAY_IMPORT`` names what is not there, or not all that the named modules need.
    """
    folder = Path(tempfile.mkdtemp(prefix="course-", dir=scratch()))
    shown = shown_sources(problem_set)
    _build_grading(folder / "grading")
    (folder / "nnlib").mkdir()
    _write(folder / "nnlib" / "__init__.py", '"""What this problem set may use of nnlib."""\n')
    for module in _modules():
        refusal = REFUSED_MODULE.format(module=module, reason=_reason(problem_set))
        _write(folder / "nnlib" / f"{module}.py", shown.get(module, refusal))
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)  # root's jails run as an ordinary user
    return folder


def shown_sources(problem_set):
    """Sources by module: of what a problem set allows, and of the private modules that this is built on."""
    named = getattr(importlib.import_module(f"grading.problem_sets.{problem_set}"), "MAY_IMPORT", {})
    shown = {module: _allowed_source(module, names, _reason(problem_set)) for module, names in named.items()}
    waiting = list(shown)
    while waiting:
        module = waiting.pop()
        for needed in sorted(imports_from("nnlib", shown[module]) - set(shown)):
            if not needed.startswith("_"):
                raise ValueError(f"MAY_IMPORT of {problem_set} allows {module}, which needs {needed}, "
                                 "but should name that as well, or less")
            shown[needed] = _source(needed)
            waiting.append(needed)
    return shown


def _allowed_source(module, names, reason):
    """The source, without the names that are not allowed, and with a sentence for each of them."""
    source = _source(module)
    if names == EVERYTHING:
        return source
    try:
        shown = excerpt(source, names)
    except LookupError as missing:
        raise ValueError(f"MAY_IMPORT names {missing} of nnlib.{module}, "
                         "but should name what is defined there") from None
    refused = sorted(n for n in definitions(source) - set(names) if not n.startswith("_"))
    if needed := sorted(definitions(shown) & set(refused)):
        raise ValueError(f"MAY_IMPORT names {', '.join(names)} of nnlib.{module}, which need {', '.join(needed)}, "
                         "but should name that as well, or less")
    return shown + REFUSED_NAMES.format(names=refused, module=module, reason=reason)


def _build_grading(folder):
    here = Path(__file__).parents[1]
    for name in GUEST_FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(here / name, folder / name)
    _write(folder / "__init__.py", '"""What the grader shows to a submission."""\n')
    _write(folder / "checks.py", CHECKS)


def _modules():
    """Names of the modules of nnlib; a package counts as one."""
    found = {path.stem for path in Path(nnlib.__file__).parent.iterdir() if path.suffix == ".py" or path.is_dir()}
    return sorted(found - {"__init__", "__pycache__"})


def _source(module):
    path = Path(nnlib.__file__).parent / f"{module}.py"
    if not path.is_file():
        raise ValueError(f"MAY_IMPORT names {module!r}, but should name modules of nnlib, such as 'plotting'")
    return path.read_text(encoding="utf-8")


def _reason(problem_set):
    return f"cannot be used in {problem_set}: {REFUSAL}"


def _write(path, text):
    path.write_text(text, encoding="utf-8")
