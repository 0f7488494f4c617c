"""The files of a hand-in, those in zip archives among them: listed and read within bounds, never extracted."""

import io
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from grading.referee.reading import MAX_BYTES, Unreadable, too_large

MAX_FILES = 1_000  # in the folder, and in each archive
MAX_ARCHIVES = 3
MAX_DEPTH = 8
LEFT_BEHIND = ("__MACOSX", "__pycache__")
BROKEN = (OSError, RuntimeError, EOFError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


@dataclass(frozen=True)
class HandedFile:
    """A regular file of a hand-in.

    Parameters
    ----------
    path : PurePosixPath
        Where it is in the hand-in; of a file in an archive, where it would be if that were extracted on the spot.
    size : int
        In bytes, as declared.
    open : callable
        ``open()`` gives a binary file.
    """

    path: PurePosixPath
    size: int
    open: Callable

    def content(self, most=MAX_BYTES):
        """Its bytes; raises `Unreadable` if it is larger than allowed, or broken."""
        if self.size > most:
            raise too_large(self.size, most)
        try:
            with self.open() as file:
                content = file.read(most + 1)
        except BROKEN as error:
            raise Unreadable(f"it cannot be opened ({error})") from None
        if len(content) > most:
            raise too_large(len(content), most)
        return content


def files_of(folder):
    """Regular files of a hand-in; links, devices and hidden files are none.

    Parameters
    ----------
    folder : Path
        The hand-in.

    Returns
    -------
    files : list of HandedFile
        By path; of two with one path, the one that is not in an archive.
    notes : list of str
        What could not be looked at.
    """
    files, notes = {}, []
    _add(files, notes, _in_folder(folder), "the folder")
    archives = [file for file in files.values() if file.path.suffix.lower() == ".zip"]
    for archive in archives[:MAX_ARCHIVES]:
        try:
            _add(files, notes, _in_archive(archive), str(archive.path))
        except (Unreadable, *BROKEN) as error:
            notes.append(f"{archive.path}: {error}")
    notes += [f"{archive.path}: not looked at; it is one archive too many" for archive in archives[MAX_ARCHIVES:]]
    return sorted(files.values(), key=lambda file: file.path), notes


def _add(files, notes, found, where):
    found = list(islice(found, MAX_FILES + 1))
    if len(found) > MAX_FILES:
        notes.append(f"{where}: only {MAX_FILES} files were looked at")
    for file in found[:MAX_FILES]:
        files.setdefault(file.path, file)


def _in_folder(folder):
    for where, folders, names in os.walk(folder):  # links to folders are not followed
        folders[:] = sorted(name for name in folders if _is_harmless(PurePosixPath(name)))
        for name in sorted(names):
            path = Path(where, name)
            status, inside = path.lstat(), PurePosixPath(path.relative_to(folder))
            if stat.S_ISREG(status.st_mode) and _is_harmless(inside):
                yield HandedFile(inside, status.st_size, partial(path.open, "rb"))


def _in_archive(archive):
    opened = zipfile.ZipFile(io.BytesIO(archive.content()))
    for info in opened.infolist():
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16) and _is_harmless(path):
            yield HandedFile(archive.path.parent / path, info.file_size, partial(opened.open, info))


def _is_harmless(path):
    """Whether a path stays inside, can be shown, and is nothing that a system left behind."""
    return 0 < len(path.parts) <= MAX_DEPTH and all(
        part.isprintable() and len(part.encode()) <= 255 and not part.startswith((".", "/")) and part not in LEFT_BEHIND
        for part in path.parts
    )
