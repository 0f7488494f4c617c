"""Is the website always made of the same bytes? Build it twice, in two folders: ``python -m tools.twice``.

What differs between two builds (a date, a path, the order of a set) makes every later comparison useless.
"""

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = Path("_build", "site", "_build", "html")
BINARY = Path(sys.executable).parent / "jupyter-book"
BUILD = [  # as the Makefile does
    [sys.executable, "-m", "tools.kit"],
    [sys.executable, "-m", "tools.qti"],
    [BINARY, "build", ".", "--path-output", "_build/site", "-W", "-n", "--keep-going", "--quiet"],
]  # fmt: skip


def copy_course(folder):
    """Copy what git knows, as it is now."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)


def build(folder):
    """Build the kit and the website of a copy, with the nnlib and the tools of that copy."""
    copy_course(folder)
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "random"}
    for command in BUILD:
        subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder / SITE


def files(folder):
    """The paths of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def differences(one, two):
    """The paths of the files that only one folder has, or that differ."""
    both = files(one) & files(two)
    return sorted((files(one) ^ files(two)) | set(filecmp.cmpfiles(one, two, both, shallow=False)[1]))


def main():
    """Command line."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = build(Path(folder, "one")), build(Path(folder, "another", "two"))
        differing = differences(one, two)
        print(f"{len(files(one))} files, {len(differing)} differ")
        sys.exit("\n".join(differing) or None)


if __name__ == "__main__":
    main()
