"""``python -m benchmarks.grading``: the grader beside plain nbgrader; writes ``grading.md`` beside this file.

Both grade the same submissions of problem set 6, one after the other, in courses of their own.
"""

import argparse
import functools
import importlib.metadata
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import numpy as np

from benchmarks import jail_start
from benchmarks.__main__ import reached
from benchmarks.machine import processor
from grading.referee.kernel import StudentKernel
from grading.referee.limits import Limits
from grading.referee.manager import new_manager
from grading.referee.student import Student
from tests.grading.kill_rates import MUTANTS, NOTEBOOKS, mutated
from tests.play import ROOT, grade_ids

NAME, NOTEBOOK = "06_backprop", "backprop.ipynb"
CALLS = 200
RESULTS = Path(__file__).with_name("grading.md")
PLAIN_CONFIG = """
import os, sys
from pathlib import Path
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
c.CourseDirectory.course_id = "plain"
c.CourseDirectory.source_directory, c.CourseDirectory.release_directory = "solutions", "exercises"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
c.Execute.timeout = 60
"""
TARGETS = {"start": 150, "call": 2, "ratio": 0.25}  # milliseconds more, milliseconds, times as long
TEXT = """\
# Grading

Written by `make bench-grading`: {submissions} submissions of problem set 6, all different, graded by plain nbgrader
(its own `Execute`, tests in the student's kernel) and by `python -m grading autograde`, which also takes in, confines
and writes the feedback; its time for that is contained. {cores} cores; {rounds} rounds of each command after the other:
medians, and of ratios, which are taken within a round, the least and the greatest.

| | measured | target | |
|---|---|---|---|
| `nbgrader autograde` | {plain:.1f} s | | |
| `nbgrader generate_feedback` after it | {feedback:.1f} s | | |
| `python -m grading autograde`, feedback included | {ours:.1f} s | | |
| in ratio to `nbgrader autograde` alone | {ratio:.2f} × ({ratio_range}) | ≤ {limit_ratio} × | {ratio_reached} |
| in ratio to both commands of nbgrader | {fair:.2f} × ({fair_range}) | | |
| graded again, one hidden test changed in the middle | {changed:.1f} s | | |
| graded again, nothing new (without feedback it is nbgrader's recording) | {again:.1f} s | | |
| start of a jailed kernel, more than of an unjailed one | {start:.0f} ms | ≤ {limit_start} ms | {start_reached} |
| start of a warm jailed kernel, more than of an unjailed one | {warm:.0f} ms | | |
| one call through the referee (median of {calls}) | {call:.2f} ms | ≤ {limit_call} ms | {call_reached} |

Measured on {processor}, {cores} cores, {system}, Python {python}, NumPy {numpy}, nbgrader {nbgrader},
ipykernel {ipykernel}.
"""


def submissions(number):
    """Notebooks that differ: each has one wrong function, the first has none."""
    wrong = [(f, mutated(name, f, old, new)) for name, f, _, old, new in MUTANTS if name == NAME]
    for i in range(number):
        nb = nbformat.from_dict(NOTEBOOKS[NAME])
        nb = nbformat.reads(nbformat.writes(nb), as_version=4)
        if i:
            function, source = wrong[i * len(wrong) // number]
            grade_ids(nb, "solution")[function].source = source + f"\n# student {i}\n"
        yield f"student{i:02}", nb


def new_course(folder, config, number):
    """A course with submissions."""
    folder.mkdir()
    shutil.copytree(ROOT / "solutions" / NAME, folder / "solutions" / NAME)
    (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    for student, nb in submissions(number):
        path = folder / "submitted" / student / NAME / NOTEBOOK
        path.parent.mkdir(parents=True)
        nbformat.write(nb, path)
    return folder


def seconds(course, *command):
    """How long a command takes."""
    before = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", *command], cwd=course, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.perf_counter() - before


def grade(number):
    """Seconds of nbgrader's and of our commands on the same submissions."""
    with tempfile.TemporaryDirectory() as folder:
        plain = new_course(Path(folder, "plain"), PLAIN_CONFIG, number)
        ours = new_course(Path(folder, "ours"), (ROOT / "nbgrader_config.py").read_text("utf-8"), number)
        for course in (plain, ours):  # as it is when students hand in
            seconds(course, "nbgrader", "generate_assignment", NAME)
        found = {
            "plain": seconds(plain, "nbgrader", "autograde", NAME),
            "feedback": seconds(plain, "nbgrader", "generate_feedback", NAME),
            "ours": seconds(ours, "grading", "autograde", NAME),
            "again": seconds(ours, "grading", "autograde", NAME),
        }
        change_a_test(ours / "solutions" / NAME / NOTEBOOK)
        return found | {"changed": seconds(ours, "grading", "autograde", NAME)}


def change_a_test(path):
    """Let one hidden test ask other numbers."""
    nb = nbformat.read(path, as_version=4)
    cell = grade_ids(nb, "grade")["test-MatMul"]
    cell.source = cell.source.replace("seed=", "seed=1")
    nbformat.write(nb, path)


def milliseconds_of_a_call():
    """Median over many calls of a function on a small matrix, in a warm jailed kernel."""
    with tempfile.TemporaryDirectory() as folder:
        kernel = StudentKernel(functools.partial(new_manager, NAME), folder, Limits())
        try:
            kernel.run("def f(X, W, b):\n    return X @ W + b, (X, W)")
            f, arrays = Student(kernel.ask).function("f"), (np.ones((4, 3)), np.ones((3, 2)), np.ones(2))
            return 1000 * statistics.median(took(lambda: f(*arrays)) for _ in range(CALLS))
        finally:
            kernel.stop()


def took(work):
    """Seconds of one call."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def rounds_of_grading(number, rounds):
    """Medians of seconds and ratios over some rounds, and the range of the ratios."""
    found = [grade(number) for _ in range(rounds)]
    for one in found:
        one |= {"ratio": one["ours"] / one["plain"], "fair": one["ours"] / (one["plain"] + one["feedback"])}
    ranges = {f"{name}_range": "{:.2f} to {:.2f}".format(*(end(one[name] for one in found) for end in (min, max)))
              for name in ("ratio", "fair")}
    return {name: statistics.median(one[name] for one in found) for name in found[0]} | ranges


def measured(number, rounds):
    """All figures, and whether the targets are reached."""
    found = rounds_of_grading(number, rounds) | {"call": milliseconds_of_a_call()} | jail_start.more_than_unjailed()
    return found | {f"{name}_reached": reached(found[name] <= limit) for name, limit in TARGETS.items()}


def main():
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    versions = {name: importlib.metadata.version(name) for name in ("numpy", "nbgrader", "ipykernel")}
    text = TEXT.format(
        submissions=args.submissions, rounds=args.rounds, cores=os.cpu_count(), calls=CALLS, processor=processor(),
        python=platform.python_version(), system=f"{platform.system()} {platform.release()}", **versions,
        **{f"limit_{name}": limit for name, limit in TARGETS.items()}, **measured(args.submissions, args.rounds))
    print(text)
    RESULTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
