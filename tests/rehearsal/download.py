"""The archive that an instructor downloads from a learning-management system."""

import zipfile
from pathlib import PurePosixPath


def canvas(number):
    """A student of Canvas, as the gradebook names them, and how Canvas names their files: it knows no folders."""
    def named(path, late):
        return f"nunez{number}_{'LATE_' if late else ''}{number}_{90_000 + number}_{PurePosixPath(path).name}"
    return str(number), named


def moodle(number):
    """The same of Moodle."""
    student = f"Zoë O'Núñez {number}"

    def named(path, late):
        return f"{student}_{90_000 + number}_assignsubmission_file_/{path}"
    return student, named


SYSTEMS = {"canvas": canvas, "moodle": moodle}


def write(folder, files, times):
    """Write the archive, and beside it when what was late was handed in.

    Parameters
    ----------
    folder : Path
        Where downloads of the assignment belong.
    files : dict of str to bytes
        By the names that the system gives them.
    times : dict of str to str
        When a student handed in.
    """
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "submissions.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    rows = [f"{student},{time}\n" for student, time in times.items()]
    (folder / "times.csv").write_text("student,time\n" + "".join(rows), encoding="utf-8")
