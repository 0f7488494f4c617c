"""Where hand-ins and their gradable versions lie; a run that is killed leaves nothing that the next cannot complete."""

import hashlib
import json
import os
import shutil
from itertools import count
from pathlib import Path

from grading.referee import durable

RECORD, NEW, OLD = "intake.json", "new", "old"


class Shelf:
    """The two folders of one student's assignment.

    Parameters
    ----------
    received : Path
        Originals, as ``original``, ``original-2`` and so on, and the record of what was made of the newest.
    submitted : Path
        What is graded; anything here that `put` has not written is a hand-in.
    """

    def __init__(self, received, submitted):
        self.received, self.submitted = received, submitted

    def keep_original(self):
        """Move a hand-in, if there is one, to the originals; returns the newest of these, or None."""
        for name in (NEW, OLD):  # of a run that was killed: nothing is only there
            self._remove(self.received / name)
        if os.path.lexists(self.submitted) and not self._is_ours():
            self.received.mkdir(parents=True, exist_ok=True)
            os.rename(self.submitted, next(path for path in self._originals() if not os.path.lexists(path)))
        newest = None
        for path in self._originals():
            if not os.path.lexists(path):
                return newest
            newest = path

    def record(self):
        """What `put` was told of the gradable version; empty if it is not there."""
        path = self.received / RECORD
        return json.loads(path.read_text("utf-8")) if path.is_file() and self.submitted.is_dir() else {}

    def put(self, contents, **record):
        """Replace the gradable version by files with some contents, by path, and record it."""
        new, old = self.received / NEW, self.received / OLD
        for name, content in contents.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            durable.write(new / name, content)
        if self.submitted.exists():  # first, so that it is never taken for a hand-in beside the new record
            os.rename(self.submitted, old)
        written = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        self._write_record({"written": written, **record})
        self.submitted.parent.mkdir(parents=True, exist_ok=True)
        os.rename(new, self.submitted)
        durable.sync_folder(self.submitted.parent)
        self._remove(old)

    def _is_ours(self):
        written = self.record().get("written")
        found = (path for path in self.submitted.rglob("*") if path.is_symlink() or not path.is_dir())
        files = {path.relative_to(self.submitted).as_posix(): path for path in found}
        return not self.submitted.is_symlink() and written is not None and files.keys() == written.keys() and all(
            path.is_file() and not path.is_symlink() and _digest(path) == written[name] for name, path in files.items())

    def _originals(self):
        for number in count(1):
            yield self.received / ("original" if number == 1 else f"original-{number}")

    def _write_record(self, record):
        path = self.received / RECORD
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        durable.write(part, json.dumps(record, indent=1).encode())
        os.replace(part, path)
        durable.sync_folder(self.received)

    @staticmethod
    def _remove(folder):
        if folder.exists():
            shutil.rmtree(folder)


def _digest(path: Path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
