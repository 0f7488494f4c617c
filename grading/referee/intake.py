"""Intake: what was handed in becomes a gradable submission, and is kept untouched beside it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from grading.referee.gather import gather
from grading.referee.shelf import Shelf
from grading.referee.transplant import transplant


@dataclass(frozen=True)
class Taken:
    """What came of one hand-in.

    Parameters
    ----------
    notes : dict of str to list of str
        What an instructor may want to know, by released notebook; under ``"files"`` what concerns none of them.
    quarantined : str
        Why a notebook is blank in the gradable submission; empty if everything could be read.
    """

    notes: dict
    quarantined: str = ""

    @property
    def all_notes(self):
        """Notes on all notebooks."""
        return tuple(note for said in self.notes.values() for note in said)


def take_in(course, assignment, student):
    """Make one student's submission gradable.

    A hand-in in ``submitted/`` moves to ``received/``, and a gradable version takes its place. It may be called
    again at any time: it does what is left to do. Killed at any moment, it loses nothing.

    Parameters
    ----------
    course : Path
        The course's folder.
    assignment, student : str
        Names of folders.

    Returns
    -------
    taken : Taken
        Of the newest hand-in.

    Raises
    ------
    ValueError
        If a name cannot be that of a folder.
    FileNotFoundError
        If nothing was handed in, or nothing was released.
    """
    _require_folder_name(assignment, "assignment")
    _require_folder_name(student, "student")
    notebooks, reserved, fingerprint = _released(course / "exercises" / assignment)
    shelf = Shelf(course / "received" / student / assignment, course / "submitted" / student / assignment)
    original = shelf.keep_original()
    if original is None:
        raise FileNotFoundError(f"nothing to take in: no folder submitted/{student}/{assignment}")
    made_from = [original.name, fingerprint]
    if shelf.record().get("made_from") != made_from:
        gathered = gather(original, notebooks, reserved)
        shelf.put(gathered.contents, made_from=made_from, notes=gathered.notes, quarantined="; ".join(gathered.missing))
    record = shelf.record()
    return Taken(record["notes"], record["quarantined"])


def handed_in(course, assignment):
    """Students of whom there is a hand-in, also where a run was killed before its gradable version was there."""
    folders = [*course.glob(f"submitted/*/{assignment}"), *course.glob(f"received/*/{assignment}")]
    return sorted({folder.parent.name for folder in folders})


class Transplant(NbGraderPreprocessor):
    """First of nbgrader's sanitizing steps: a submission that was not taken in is graded the same."""

    course = Unicode(".", config=True, help="folder of the course; nbgrader works in it")
    release_directory = Unicode("exercises", config=True, help="where the released assignments are, in the course")

    def preprocess(self, nb, resources):
        """Replace the notebook by the released one with the student's answers."""
        info = resources["nbgrader"]
        folder = Path(self.course, self.release_directory, info["assignment"])
        notebooks, *_ = _released(folder)
        name = f"{info['notebook']}.ipynb"
        if name not in notebooks:
            raise FileNotFoundError(f"{folder / name} is not there, so {name} cannot be graded; release it first")
        return transplant(nb, notebooks[name])[0], resources


def _released(folder):
    """Notebooks by name, names of all files, and a fingerprint of what they hold."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and ".ipynb_checkpoints" not in path.parts]
    notebooks = {path.name: nbformat.read(path, as_version=4) for path in files
                 if path.suffix == ".ipynb" and path.parent == folder}
    if not notebooks:
        raise FileNotFoundError(f"no notebook in {folder}; release the assignment first")
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size} ".encode() + path.read_bytes())
    return notebooks, {path.name for path in files}, digest.hexdigest()


def _require_folder_name(name, whose):
    if not name.isprintable() or name.strip() != name or name.startswith(".") or {"/", "\\"} & set(name) or not name:
        raise ValueError(f"{whose} is {name!r}, but should be the name of a folder, without slashes or a leading dot")
