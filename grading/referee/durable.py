"""Files that are whole or not there, also when the power fails: first they are on the disk, then in their place."""

import contextlib
import os
import tempfile
from pathlib import Path


def replace(path, content):
    """Put some bytes at a path, in place of what was there; only the owner reads them.

    Parameters
    ----------
    path : Path
        In a folder that is there.
    content : bytes
        All of the file.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(content)
        sync(file)
    os.replace(file.name, path)
    sync_folder(path.parent)


def write(path, content):
    """Write some bytes to a new file, in a folder that gets its own name later."""
    with Path(path).open("xb") as file:
        file.write(content)
        sync(file)


def sync(file):
    """Wait until what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder):
    """Wait until the names in a folder are on the disk."""
    with contextlib.suppress(PermissionError):  # Windows opens no folder
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
