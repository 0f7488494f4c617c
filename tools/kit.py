"""Write the student kit, one zip with the exercises and what they need: ``python -m tools.kit [FILE]``."""

import re
import sys
from pathlib import Path

from grading.classroom.archive import write_zip

ROOT = Path(__file__).resolve().parents[1]
KIT = ROOT / "_build" / "kit" / "gradients-by-hand-kit.zip"
FOLDER = "gradients-by-hand"
CONTENT = ("exercises/*/*", "nnlib/*.py", "grading/*.py", "grading/misconceptions/*.py", "grading/problem_sets/**/*.py",
           "LICENSE", "pyproject.toml")
INSTRUCTORS_ONLY = {"grading/autograde.py", "grading/outcome.py", "grading/__main__.py"}  # and grading/referee
STUDENTS_NEED = ("numpy", "matplotlib", "scikit-learn", "tqdm", "jupyterlab", "notebook", "ipykernel", "nbclient",
                 "nbconvert", "nbformat", "nbgrader", "-e .")


def members():
    """Path in the kit and content of every file, in order."""
    found = sorted({p for pattern in CONTENT for p in ROOT.glob(pattern) if p.is_file()})
    files = {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in found}
    files = {name: data for name, data in files.items() if name not in INSTRUCTORS_ONLY}
    files["START_HERE.html"] = (Path(__file__).parent / "kit" / "START_HERE.html").read_bytes()
    files["requirements.txt"] = students_requirements((ROOT / "requirements.txt").read_text()).encode()
    return files


def students_requirements(requirements):
    """The lines of requirements.txt that a student needs: the same versions, without site and tests."""
    def name(line):
        return re.split(r"==|\s*#", line)[0].strip()

    chosen = [line for line in requirements.splitlines() if name(line) in STUDENTS_NEED]
    return "# pip install -r requirements.txt, in this folder\n" + "\n".join(chosen) + "\n"


def write(path):
    """Write the zip."""
    return write_zip(path, {f"{FOLDER}/{name}": data for name, data in members().items()})


def main():
    """Command line."""
    path = write(Path(sys.argv[1]) if len(sys.argv) > 1 else KIT)
    print(f"student kit: {path.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
