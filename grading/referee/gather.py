"""What belongs into a gradable submission, from whatever was handed in: nothing is written here."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

import nbformat
from nbformat.v4 import new_notebook
from nbgrader.utils import parse_utc

from grading.referee.files import files_of
from grading.referee.reading import Unreadable, parse
from grading.referee.transplant import likeness, transplant

HELPERS = {".py", ".npy", ".npz", ".csv", ".json", ".txt", ".png", ".jpg"}
MAX_HELPERS = 100
MAX_HELPER_BYTES = 50_000_000  # all together
MAX_NOTEBOOKS = 10
TIMESTAMP = "timestamp.txt"


@dataclass
class Gathered:
    """A gradable submission.

    Parameters
    ----------
    contents : dict of str to bytes
        Its files, by path.
    notes : dict of str to list of str
        What an instructor may want to know, by released notebook; under ``"files"`` what concerns none of them.
    missing : list of str
        For each released notebook that is blank because there was nothing to read, why.
    """

    contents: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)


def gather(original, notebooks, reserved):
    """Turn a hand-in into a gradable submission.

    Parameters
    ----------
    original : Path
        The folder that was handed in.
    notebooks : dict of str to NotebookNode
        The released ones, by file name.
    reserved : set of str
        Names of all released files: a helper file cannot have one.

    Returns
    -------
    gathered : Gathered
        The submission, with every released notebook in it.
    """
    is_folder = original.is_dir() and not original.is_symlink()
    files, remarks = files_of(original) if is_folder else ([], ["what was handed in is not a folder"])
    gathered = Gathered(notes={"files": remarks})
    _take_timestamp(gathered, files)
    read, unreadable = _read(files, notebooks)
    folders = []
    for name, released in notebooks.items():
        others = {*notebooks} - {name}
        likely = _likely(name, released, {path: nb for path, nb in read.items() if path.name not in others})
        _take_notebook(gathered, name, released, likely, read)
        gathered.notes[name] += [f"{path}: {why}" for path, why in unreadable.items() if likely and path.name == name]
        if not likely:
            gathered.missing.append(_why_missing(name, unreadable, files))
        folders += [path.parent for path in likely[:1]]
    _take_helpers(gathered, files, folders[0] if folders else PurePosixPath(), reserved)
    return gathered


def _read(files, notebooks):
    """Notebooks, also of a name such as backprop.ipynb.txt, and what is wrong with those that cannot be read."""
    found = sorted((file for file in files if ".ipynb" in file.path.name.lower()),
                   key=lambda file: (file.path.name not in notebooks, len(file.path.parts), file.path))
    read, unreadable = {}, {file.path: "not looked at; it is one notebook too many" for file in found[MAX_NOTEBOOKS:]}
    for file in found[:MAX_NOTEBOOKS]:
        try:
            read[file.path] = parse(file.content())
        except Unreadable as error:
            unreadable[file.path] = str(error)
    return read, unreadable


def _likely(name, released, read):
    """Paths of notebooks that may be a released one, the likeliest first: answers count most, then the name."""
    ranks = {}
    for path, student in read.items():
        answers, solutions = likeness(student, released)
        if path.name == name or solutions:
            ranks[path] = path.name == name and answers > 0, answers, path.name == name, solutions, -len(path.parts)
    return sorted(ranks, key=ranks.get, reverse=True)


def _take_notebook(gathered, name, released, likely, read):
    student = read[likely[0]] if likely else new_notebook()
    notebook, notes = transplant(student, released)
    gathered.contents[name] = nbformat.writes(notebook).encode()
    renamed = [f"taken from {path}" for path in likely[:1] if str(path) != name]
    unused = [f"{path} is like it, but not graded" for path in likely[1:]]
    gathered.notes[name] = renamed + (notes if likely else []) + unused


def _why_missing(name, unreadable, files):
    broken = [f"{path}: {why}" for path, why in unreadable.items()]
    found = ", ".join(str(file.path) for file in files[:5]) or "nothing"
    return f"{name} cannot be graded: {'; '.join(broken[:3]) or f'it is not there (found: {found})'}"


def _take_timestamp(gathered, files):
    """When it was handed in, if nbgrader can read it: of anything else it would make an error."""
    for file in files:
        if str(file.path) == TIMESTAMP:
            try:
                content = file.content(most=100)
                parse_utc(content.decode().strip())
            except (Unreadable, ValueError, OverflowError, TypeError):
                gathered.notes["files"].append("timestamp.txt is not a time; the hand-in counts as in time")
            else:
                gathered.contents[TIMESTAMP] = content


def _take_helpers(gathered, files, folder, reserved):
    """Data and modules beside the notebook, or below."""
    reserved, taken = {name.casefold() for name in {*reserved, TIMESTAMP}}, 0
    helpers = [file for file in files if file.path.suffix.lower() in HELPERS and file.path.is_relative_to(folder)]
    for number, file in enumerate(helpers):
        path = file.path.relative_to(folder)
        if _may_stand(path, gathered.contents, reserved):
            try:
                if number >= MAX_HELPERS:
                    raise Unreadable("it is one file too many")
                gathered.contents[str(path)] = file.content(most=MAX_HELPER_BYTES - taken)
                taken += len(gathered.contents[str(path)])
            except Unreadable as error:
                gathered.notes["files"].append(f"{file.path}: left out, {error}")


def _may_stand(path, contents, reserved):
    """Whether a helper's path is neither a released file's nor below one of another file, and fit for every system."""
    return (reserved.isdisjoint(part.casefold() for part in path.parts) and ":" not in str(path)
            and contents.keys().isdisjoint(map(str, [path, *path.parents])))
