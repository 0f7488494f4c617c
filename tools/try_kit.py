"""Install the student kit into an empty environment, as START_HERE.html says, and validate there."""

import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

import nbformat

from tools.kit import FOLDER, KIT, ROOT


def run(folder, *command):
    """What a command prints; stop if it fails."""
    done = subprocess.run([str(c) for c in command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def solve(folder, name):
    """Fill in every solution of a problem set."""
    (released,) = (folder / "exercises" / name).glob("*.ipynb")
    notebook = nbformat.read(released, as_version=4)
    reference = nbformat.read(ROOT / "solutions" / name / released.name, as_version=4)
    sources = {c.metadata.nbgrader.grade_id: c.source for c in reference.cells
               if c.metadata.get("nbgrader", {}).get("solution")}
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(grade_id, cell.source)
    nbformat.write(notebook, released)


def expect(text, printed, what):
    """Stop if a text is not in what Validate printed."""
    if text not in printed:
        sys.exit(f"{what}: {text!r} is not in what Validate says:\n{printed}")


def main():
    """Blank, every problem set must fail to validate and say why; solved, it must pass."""
    with tempfile.TemporaryDirectory() as temporary, zipfile.ZipFile(KIT) as kit:
        kit.extractall(temporary)
        folder = Path(temporary) / FOLDER
        venv.create(folder / ".venv", with_pip=True)
        print("installing the kit", flush=True)
        run(folder, ".venv/bin/pip", "install", "--quiet", "-r", "requirements.txt")
        for notebook in sorted(folder.glob("exercises/*/*.ipynb")):
            name = notebook.parent.name
            validate = (folder, ".venv/bin/nbgrader", "validate", notebook)
            expect("not written yet", run(*validate), f"blank {name}")
            solve(folder, name)
            expect("Success!", run(*validate), f"solved {name}")
            print(f"{name}: blank is told what is missing, solved passes", flush=True)


if __name__ == "__main__":
    main()
