"""How long commands take, and how much memory they hold, their children included."""

import contextlib
import threading
import time
from collections import defaultdict

import psutil

EVERY = 0.5  # seconds


class Meter:
    """Seconds by command, and the most memory that one held at a time.

    Memory is proportional: what processes share counts once.
    """

    def __init__(self):
        self.seconds, self.peak = defaultdict(float), 0

    @contextlib.contextmanager
    def watching(self, command, pid):
        """While a process runs."""
        ended, began = threading.Event(), time.perf_counter()
        watch = threading.Thread(target=self._watch, args=(pid, ended))
        watch.start()
        try:
            yield
        finally:
            ended.set()
            watch.join()
            self.seconds[command] += time.perf_counter() - began

    def _watch(self, pid, ended):
        while True:
            self.peak = max(self.peak, memory(pid))
            if ended.wait(EVERY):
                return


def memory(pid):
    """Bytes that a process and its descendants hold now."""
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(pid)
        return sum(_memory_of_one(process) for process in [parent, *parent.children(recursive=True)])
    return 0


def _memory_of_one(process):
    try:
        full = process.memory_full_info()
    except psutil.Error:  # it has ended, or may not be looked at
        return 0
    return getattr(full, "pss", full.uss)  # only Linux says what is shared by how many
