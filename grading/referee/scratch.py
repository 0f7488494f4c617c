"""A folder for what this process needs on disk for a while; what a killed process left is cleared by the next one."""

import atexit
import functools
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX, LOCK = "referee-", "lock"
YOUNG = 60  # seconds in which a folder without a lock may still be getting one


def scratch():
    """Path of this process's folder; it goes with the process."""
    return _scratch(os.getpid())


@functools.cache
def _scratch(process):
    """A process that was forked has its own."""
    clear_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    lock = (folder / LOCK).open("w")  # held as long as the process lives, however it ends
    _held.append(lock)
    _locked(lock)
    atexit.register(_clear, folder, process)
    return folder


def clear_abandoned():
    """Remove the folders of processes that are gone."""
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        try:
            if time.time() - lock.stat().st_mtime > YOUNG:
                with lock.open("r+") as file:
                    if _locked(file):
                        shutil.rmtree(lock.parent, ignore_errors=True)
        except OSError:  # another user's, or gone in the meantime
            continue


def _clear(folder, process):
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _locked(file):
    """Take the lock unless another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing is cleared while it might be in use
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


_held = []
