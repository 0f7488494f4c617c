"""Grade a course again and again, killed at another moment each time, and once more: what comes of it is looked at.

``python -m tests.grading.killed 06_backprop COURSE FOLDER 40 9`` grades a copy of a course undisturbed, and of forty
moments from its first change of the disk to its last every ninth copy is ended there, and graded once more. What
changes the disk: a file opened to be written, a name made or removed, a statement or a commit to the gradebook. At
every second moment the power fails as well: what no ``fsync`` has made safe is cut in half.

It runs in processes forked from this one, which has everything imported: a run takes a second or two.
"""

import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from grading import __main__ as grader

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "os.truncate", "shutil.copyfile"}
COUNTED = "events counted:"
WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE")


class Counter:
    """Ends this process at one of its events."""

    def __init__(self, course, end, power):
        self.course, self.end, self.power, self.count = course, end, power, 0
        self.safe = {_state(path) for path in course.rglob("*")}

    def install(self):
        """Count from now on."""
        synced = os.fsync

        def fsync(number):
            synced(number)
            self.safe.add(_state(number))

        os.fsync = fsync
        sys.addaudithook(self.on_event)
        event.listen(Engine, "before_cursor_execute", self.on_statement)
        event.listen(Engine, "commit", lambda _: self.tick())

    def stop(self):
        """How many there were."""
        self.end = 0
        return self.count

    def on_event(self, name, arguments):
        """A change of the course's folder; of a name alone nobody knows where it is, so it counts."""
        if name in CHANGES or (name == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            path = arguments[0]
            if not isinstance(path, str | Path) or not os.path.isabs(path) or Path(path).is_relative_to(self.course):
                self.tick()

    def on_statement(self, connection, cursor, statement, *_):
        """A change of the gradebook."""
        if statement.lstrip().startswith(WRITES):
            self.tick()

    def tick(self):
        """One more."""
        self.count += 1
        if self.count == self.end:
            if self.power:
                self.cut()
            os.kill(os.getpid(), signal.SIGKILL)

    def cut(self):
        """Halve every file that is not safe; SQLite sees to its own."""
        for path in self.course.rglob("*"):
            if path.is_file() and not path.name.startswith("gradebook.db") and _state(path) not in self.safe:
                with path.open("rb") as file:
                    half = file.read(path.stat().st_size // 2)
                path.unlink()
                path.write_bytes(half)


def grade(assignment, course, end=0, power=False):
    """Grade in a process of its own; its exit code, what it said, and how many events there were, if it came so far."""
    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if not child:
            _grade(assignment, course, Counter(course, end, power), said.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        text, _, count = said.read().rpartition(COUNTED)
    return os.waitstatus_to_exitcode(status), text, int(count) if text else 0


def _grade(assignment, course, counter, said):
    """Does not return."""
    os.chdir(course)
    sys.argv = ["grading", "autograde", assignment, "--unsafe-no-sandbox"]
    os.dup2(said, 1)
    os.dup2(said, 2)
    counter.install()
    try:
        grader.main()
    except SystemExit as end:
        code = end.code
        if not isinstance(code, int):  # a sentence, as of any command
            print(code)
            code = 1
    except BaseException:
        traceback.print_exc()
        code = 1
    print(COUNTED, counter.stop(), flush=True)
    os._exit(code)


def main():
    """Grade copies; of each a line of JSON: where it is, its moment, and the exit code of its last run."""
    assignment, course, folder, moments, every = sys.argv[1:]
    whole = shutil.copytree(course, Path(folder, "whole", "course"))
    code, _, count = grade(assignment, whole)
    print(json.dumps([str(whole), count, code]), flush=True)
    for i in range(0, int(moments), int(every)):
        end, power = 1 + round(i * (count - 1) / (int(moments) - 1)), bool(i % 2)
        copy = shutil.copytree(course, Path(folder, f"{end}{'-power' * power}", "course"))
        code, *_ = grade(assignment, copy, end, power)
        assert code == -signal.SIGKILL, f"it was not killed at event {end} of {count}: exit code {code}"
        print(json.dumps([str(copy), end, grade(assignment, copy)[0]]), flush=True)


def _state(path):
    """Which file, and what version of it."""
    with contextlib.suppress(FileNotFoundError):
        found = os.stat(path)
        return found.st_ino, found.st_mtime_ns


if __name__ == "__main__":
    main()
