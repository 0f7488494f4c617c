"""The commands of the guides, and a machine on which they can be typed.

A block of commands is a fence of a shell's language. One that cannot be run has a MyST comment above it that says why:
``% not run: needs a network``.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ("guide_students", "guide_instructors")
BLOCK = re.compile(r"(?:^% not run: ([^\n]+)\n)?^```(bash|sh|console|powershell|bat)\n(.*?)^```$", re.M | re.S)
IGNORED = re.compile(r"Unrecognized|it will have no effect|No command given")  # and nbgrader ends as if all were well


@dataclass(frozen=True)
class Block:
    """Commands of a guide.

    Parameters
    ----------
    guide, section : str
        Where they stand.
    commands : str
        What is typed.
    not_run : str
        Why they are not run; empty if they are.
    """

    guide: str
    section: str
    commands: str
    not_run: str = ""


def blocks(guide, text):
    """All blocks of a guide, in order."""
    found = []
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        section, _, body = part.partition("\n")
        found += [Block(guide, section, commands, reason) for reason, _, commands in BLOCK.findall(body)]
    return found


def blocks_of(guide):
    """All blocks of a guide of the book."""
    return blocks(guide, (ROOT / "book" / f"{guide}.md").read_text("utf-8"))


@dataclass
class Machine:
    """A home, and what is configured for all who work here.

    Parameters
    ----------
    folder : Path
        Where all of it lies.
    """

    folder: Path

    def __post_init__(self):
        self.home, self.etc = self.folder / "home", self.folder / "etc"
        for folder in (self.home / "Downloads", self.etc, self.folder / "exchange"):
            folder.mkdir(parents=True)
        (self.etc / "nbgrader_config.py").write_text(
            f"c = get_config()\nc.Exchange.root = {str(self.folder / 'exchange')!r}\n"
            "c.CourseDirectory.course_id = 'gradients-by-hand'\n", encoding="utf-8")

    def environment(self, course):
        """Variables of a terminal: what is imported comes from the course's folder."""
        return {**os.environ, "HOME": str(self.home), "JUPYTER_CONFIG_PATH": str(self.etc), "SHELL": "/bin/bash",
                "PYTHONPATH": str(course), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    def type(self, course, commands):
        """Type commands into one terminal after the other; returns exit code and all that was printed.

        Parameters
        ----------
        course : Path
            Where the terminal is opened.
        commands : list of str
            The shell stops at the first that fails.
        """
        script = "set -eo pipefail\n" + "\n".join(commands)
        done = subprocess.run(["bash", "-c", script], cwd=course, env=self.environment(course), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        return done.returncode or bool(IGNORED.search(done.stdout)), done.stdout


def installed(folder):
    """Give a folder the environment of these tests, as if ``make`` had made it there; nothing is installed."""
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for path in Path(sys.executable).parent.iterdir():
        if path.name.startswith("python"):  # which by a link would look for its libraries here
            (programs / path.name).write_text(f'#!/bin/sh\nexec {path} "$@"\n')
            (programs / path.name).chmod(0o755)
        else:
            (programs / path.name).symlink_to(path)
    for stamp in (".ready", ".ready-to-test"):
        (folder / ".venv" / stamp).touch()
    return folder


def elsewhere(folder, environment, commands):
    """Commands that another person types in another folder, in between."""
    variables = " ".join(f"{name}={environment[name]!r}" for name in ("PYTHONPATH", "PATH"))
    return f"( cd {str(folder)!r}\nexport {variables}\n{textwrap.dedent(commands)})"


def unpacked(archive, folder):
    """A folder of what is in an archive; the one folder that is in it, if there is one."""
    shutil.unpack_archive(archive, folder)
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 else folder
