"""Make exercises/ from solutions/, by nbgrader itself: ``python -m tools.exercises [FOLDER]``."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def problem_sets():
    """Names of all problem sets."""
    return sorted(p.parent.name for p in ROOT.glob("solutions/*/*.ipynb"))


def generate(problem_set, folder=ROOT / "exercises"):
    """Release one problem set into a folder; without the gradebook, which `make grade` fills."""
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", problem_set, "--force", "--no-db",
               f"--CourseDirectory.release_directory={folder}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"nbgrader could not release {problem_set}:\n{done.stderr}")
    return Path(folder) / problem_set


def main():
    """Command line."""
    for name in problem_sets():
        print(f"released {generate(name, *sys.argv[1:])}")


if __name__ == "__main__":
    main()
