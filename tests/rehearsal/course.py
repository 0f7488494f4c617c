"""A copy of the course in a folder of its own, and commands typed in it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.rehearsal.meter import Meter

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "_build", "_text", "__pycache__", "*.egg-info")
NEEDED = ("grading", "nnlib", "tools", "requirements.txt", "pyproject.toml", "LICENSE", "nbgrader_config.py")
LATE_IS_NOTHING = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"


class Failed(Exception):
    """A command did not end as it should."""


@dataclass
class Course:
    """A course that was copied.

    Parameters
    ----------
    folder : Path
        Where.
    meter : Meter
        What its commands took.
    """

    folder: Path
    meter: Meter = field(default_factory=Meter)

    def type(self, *command, may_fail=False):
        """Type a command of Python's, such as ``"nbgrader", "export"``; returns what it printed."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        process = subprocess.Popen([sys.executable, "-m", *map(str, command)], cwd=self.folder, env=environment,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        with self.meter.watching(" ".join(map(str, command[:2])), process.pid):
            printed = process.communicate()[0]
        if process.returncode and not may_fail:
            raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{printed[-3000:]}")
        return printed


def copy_parts(folder, parts):
    """Copy files and folders of the repository."""
    for part in parts:
        source, to = ROOT / part, folder / part
        to.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, to, ignore=LEFT_OUT)
        else:
            shutil.copyfile(source, to)


def new_course(folder, problem_sets):
    """A course with some problem sets, none of them released, in which late work earns nothing."""
    copy_parts(folder, [*NEEDED, *(f"solutions/{name}" for name in problem_sets)])
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(LATE_IS_NOTHING)
    return Course(folder)
