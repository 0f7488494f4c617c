"""What a learning-management system gives to download, as nbgrader's ``zip_collect`` collects it.

Canvas and Moodle write into the name of a file, or of its folder, who handed it in. Archives that students handed in
stay closed here: intake looks into them, within bounds.
"""

import csv
import re
import shutil
import zipfile
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from grading.referee.gather import TIMESTAMP

NAMES = [  # Moodle's, then Canvas's, for a path below the download
    re.compile(r"(?:^|/)(?P<student_id>[^/]+)_(?P<participant>\d+)_assignsubmission_file(?:_?/|_)(?P<file_id>.+)"),
    re.compile(r"(?:^|/)[^/_]*_(?:LATE_)?(?P<student_id>\d+)_\d+_(?P<file_id>[^/]+)$"),
]
TIMES = "times.csv"  # when it was handed in, which neither says: two columns, student and time


def read_name(path):
    """Who handed a file in, and as what: None if the name is in no known form."""
    return next((match.groupdict() for name in NAMES if (match := name.search(path))), None)


class Unpack(ExtractorPlugin):
    """Unpacks the downloaded archive; copies what was unpacked already."""

    def extract(self, archive_path, extracted_path):
        """Fill the folder of extracted files."""
        for path in sorted(Path(archive_path).iterdir()):
            to = Path(extracted_path, path.name)
            if path.name == TIMES:
                continue
            if path.is_dir():
                shutil.copytree(path, to, symlinks=True)
            elif path.suffix.lower() == ".zip" and not read_name(path.name):
                self._unpack(path, to.with_suffix(""))
            else:
                shutil.copyfile(path, to)

    def _unpack(self, path, folder):
        try:
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
        except (zipfile.BadZipFile, OSError, RuntimeError) as error:
            self.parent.fail(f"{path.name} cannot be unpacked ({error}); download it again")


class Collect(FileNameCollectorPlugin):
    """Knows students by the names of files; takes everything that intake can make something of."""

    def __init__(self, **options):
        super().__init__(**options)
        archive, extracted = (self.parent._format_collect_path(folder) for folder in (
            self.parent.archive_directory, self.parent.extracted_directory))
        self.folder, self.times = Path(extracted), self._read_times(Path(archive, TIMES))
        self.participants, self.taken = {}, set()

    def collect(self, submitted_file):
        """Student, name and time of a file; None if its name does not say whose it is."""
        found = self._match(submitted_file) if self.named_regexp else read_name(
            Path(submitted_file).relative_to(self.folder).as_posix())
        if not found or found["file_id"] == TIMESTAMP:  # of which only we may say what is in it
            return None
        student, participant = found["student_id"], found.get("participant")
        if self.participants.setdefault(student, participant) != participant:
            self.parent.fail(f"two students are called {student!r}; rename the files of one of them in the download")
        while (student, found["file_id"]) in self.taken:  # a name that was uploaded twice
            found["file_id"] = f"again/{found['file_id']}"
        self.taken.add((student, found["file_id"]))
        return {"timestamp": self.times.get(student), **found}

    def _read_times(self, path):
        if not path.is_file():
            return {}
        with path.open(encoding="utf-8-sig", newline="") as file:  # a spreadsheet program may write the mark
            rows = csv.DictReader(file)
            if not {"student", "time"} <= set(rows.fieldnames or []):
                self.parent.fail(f"{TIMES} has the columns {rows.fieldnames}, but should have student and time")
            return {row["student"]: row["time"] for row in rows}
