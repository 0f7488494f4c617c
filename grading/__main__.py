"""Command line of the grader: ``python -m grading autograde 06_backprop [--student ID]``."""

import argparse
import functools
import sys
from pathlib import Path

from tqdm import tqdm

from grading.autograde import Refused, autograde


def main():
    """Grade, and say for each student what came of it; exit code 1 if something was not in order."""
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
    args = parser.parse_args()
    try:
        bar = functools.partial(tqdm, unit="notebook", disable=None)
        jailed = not args.unsafe_no_sandbox
        outcomes = list(_told(autograde(Path.cwd(), args.assignment, args.student, args.jobs, jailed, bar, args.dask)))
    except Refused as refusal:
        sys.exit(f"error: {refusal}")
    sys.exit(0 if all(o.in_order for o in outcomes) else 1)


def _told(outcomes):
    for outcome in outcomes:
        tqdm.write(str(outcome))
        yield outcome


if __name__ == "__main__":
    main()
