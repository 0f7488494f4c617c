"""Grade a course on a disk that has some room left, then make room and grade again.

``python -m tests.grading.filled 06_backprop COURSE DISK RESULT 0 50000`` does it with no byte left, and with 50,000: on
DISK, whose size is small. What comes of a course is in RESULT; of each there is a line of JSON: where, both exit codes,
and what was said.
"""

import json
import shutil
import sys
from pathlib import Path

from tests.grading.killed import grade

BLOCK = 4096


def fill(disk, room):
    """A file that leaves only so much room."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        for _ in range((shutil.disk_usage(disk).free - room) // BLOCK):
            file.write(bytes(BLOCK))
    return ballast


def main():
    """Grade copies."""
    assignment, course, disk, result, *rooms = sys.argv[1:]
    for room in rooms:
        copy = shutil.copytree(course, Path(disk, "course"))
        ballast = fill(Path(disk), int(room))
        first, said, _ = grade(assignment, copy)
        ballast.unlink()
        again, *_ = grade(assignment, copy)
        print(json.dumps([str(shutil.move(copy, Path(result, room))), first, said, again]), flush=True)


if __name__ == "__main__":
    main()
