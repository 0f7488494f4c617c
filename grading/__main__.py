"""Command line of the grader: grade submissions, look at the class, export grades."""

import argparse
import functools
import gc
import sys
from pathlib import Path

import grading.referee.quick_start  # noqa: F401 (before nbformat)
from grading.autograde import autograde
from grading.classroom.commands import EXPORT, REPORT, write_export, write_report
from grading.classroom.nbgrader_api import Refused
from grading.classroom.progress import Progress


def main():
    """Run one command in the current folder, which is the course's; exit code 1 if something was not in order."""
    args = _parser().parse_args()
    try:
        in_order = args.run(args)
    except Refused as refusal:
        sys.exit(f"error: {refusal}")
    sys.exit(0 if in_order else 1)


def _parser():
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser("autograde", help="grade what lies in submitted/, write feedback/ and the gradebook")
    grade.add_argument("assignment", help="such as 06_backprop")
    grade.add_argument("--student", help="only this one")
    grade.add_argument("--jobs", type=int, help="notebooks executed at the same time; default: one for each processor")
    grade.add_argument("--dask", nargs="?", const="local", metavar="tcp://HOST:PORT",
                       help="execute by the workers of this Dask cluster; without an address, of one made for this run")
    grade.add_argument("--unsafe-no-sandbox", action="store_true",
                       help="run students' code unconfined, with your rights: where there is no bubblewrap")
    grade.set_defaults(run=_grade)
    for name, text, write in (("report", REPORT, write_report), ("export", EXPORT, write_export)):
        command = commands.add_parser(name, help=text.splitlines()[0].rstrip(":"), description=text,
                                      formatter_class=argparse.RawDescriptionHelpFormatter)
        command.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="default: all that were graded")
        command.set_defaults(run=functools.partial(_write, write))
    return parser


def _grade(args):
    """Say for each student what came of it."""
    gc.freeze()  # what was imported is not looked through again with every collection
    progress = Progress()
    jailed = not args.unsafe_no_sandbox
    for outcome in autograde(Path.cwd(), args.assignment, args.student, args.jobs, jailed, progress, args.dask):
        progress.say(outcome)
    return not progress.failures


def _write(write, args):
    for line in write(Path.cwd(), args.assignments):
        print(line)
    return True


if __name__ == "__main__":
    main()
