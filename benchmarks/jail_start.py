"""How long a student's kernel takes to start: from `start_kernel` to the reply to its first cell, in milliseconds."""

import statistics
import sys
import time

from jupyter_client.manager import KernelManager

from grading.referee.manager import new_manager

PROBLEM_SET, ROUNDS, ALLOWED = "06_backprop", 15, 150
ARGUMENTS = ["--HistoryManager.enabled=False", "--log-level=ERROR"]
KINDS = {
    "plain Jupyter": KernelManager,
    "without a jail": lambda: new_manager(PROBLEM_SET, jailed=False),
    "in a jail": lambda: new_manager(PROBLEM_SET, warm=False),
    "in a jail, warm": lambda: new_manager(PROBLEM_SET),
}


def measured():
    """Milliseconds of each start by kind; the kinds take turns, so that whatever else runs here slows all alike."""
    times = {kind: [] for kind in KINDS}
    for manager in KINDS.values():
        start(manager())  # the first one has to read everything from the disk, or to warm up
    for _ in range(ROUNDS):
        for kind, manager in KINDS.items():
            times[kind].append(start(manager()))
    return times


def more_than_unjailed():
    """Medians of what a jail costs: ``start`` if it is new, ``warm`` if it is forked from one that is there."""
    medians = {kind: statistics.median(found) for kind, found in measured().items()}
    return {"start": medians["in a jail"] - medians["without a jail"],
            "warm": medians["in a jail, warm"] - medians["without a jail"]}


def main():
    """Print a table."""
    times = measured()
    plain = statistics.median(times["without a jail"])
    print(f"{'kernel':<16}{'median':>8}{'fastest':>9}{'slowest':>9}{'more than without a jail':>26}")
    for kind, found in times.items():
        median = statistics.median(found)
        print(f"{kind:<16}{median:8.0f}{min(found):9.0f}{max(found):9.0f}{median - plain:+26.0f}")
    return statistics.median(times["in a jail"]) - plain <= ALLOWED


def start(manager):
    """Milliseconds of one start."""
    before = time.perf_counter()
    manager.start_kernel(extra_arguments=ARGUMENTS)
    client = manager.client()
    client.start_channels(hb=False, stdin=False)
    client.execute("1")
    client.get_shell_msg(timeout=60)
    took = 1000 * (time.perf_counter() - before)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return took


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
