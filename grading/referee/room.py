"""A full disk: told apart from what else can go wrong, in words that name it."""

import contextlib
import os
import re
import shutil
import tempfile
from errno import EDQUOT, ENOSPC

FULL = re.compile("|".join([os.strerror(ENOSPC), os.strerror(EDQUOT), "database or disk is full"]))


class NoRoom(Exception):
    """A disk is full, and which."""


@contextlib.contextmanager
def room(course):
    """Turn what a full disk raises in the block into `NoRoom`.

    Parameters
    ----------
    course : Path
        The course's folder, which is on one of the disks that may be full.

    Yields
    ------
    require : callable
        ``require(said)`` raises `NoRoom` if what somebody said of a problem comes from a full disk.
    """

    def require(said):
        if FULL.search(said):
            folder = min([course, tempfile.gettempdir()], key=lambda folder: shutil.disk_usage(folder).free)
            raise NoRoom(f"the disk that holds {folder} is full ({said.strip().splitlines()[0]}). Nothing is lost: "
                         "make room and run the same command again")

    try:
        yield require
    except NoRoom:
        raise
    except Exception as error:
        require(str(error))
        raise
