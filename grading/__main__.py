"""Command line of the grader: ``python -m grading autograde 06_backprop [--student ID]``."""

import argparse
import sys
from pathlib import Path

from grading.autograde import Refused, autograde


def main():
    """Grade, and say for each student what came of it; exit code 1 if something could not be graded."""
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser("autograde", help="grade what lies in submitted/, write feedback/ and the gradebook")
    grade.add_argument("assignment", help="such as 06_backprop")
    grade.add_argument("--student", help="only this one")
    args = parser.parse_args()
    try:
        outcomes = list(_told(autograde(Path.cwd(), args.assignment, args.student)))
    except Refused as refusal:
        sys.exit(f"error: {refusal}")
    sys.exit(0 if all(o.graded for o in outcomes) else 1)


def _told(outcomes):
    for outcome in outcomes:
        print(outcome, flush=True)
        yield outcome


if __name__ == "__main__":
    main()
