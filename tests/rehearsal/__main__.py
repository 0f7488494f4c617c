"""``python -m tests.rehearsal --students 200``: play a term, and say what it took."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.rehearsal.download import SYSTEMS
from tests.rehearsal.term import play
from tools.exercises import problem_sets

FIGURES = """
submissions               {submissions}
wall time                 {wall:.0f} s, of which grading for the first time {grading:.0f} s
submissions per minute    {rate:.1f} graded
peak memory               {peak:.0f} MB, a command and its children
size of the gradebook     {database:.1f} MB
rows compared             {rows}
failures                  {failures}
"""


def main():
    """Command line; exit code 1 if anything in the gradebook is not what it must be."""
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal", description=__doc__)
    parser.add_argument("--students", type=int, default=10)
    parser.add_argument("--sets", nargs="+", default=problem_sets(), metavar="NN_topic", help="default: all")
    parser.add_argument("--system", choices=SYSTEMS, default="canvas", help="where students hand in")
    args = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        term = play(Path(folder), args.students, args.sets, args.system, lambda sentence: print(sentence, flush=True))
    print("\n".join(term.failures))
    print(FIGURES.format(
        submissions=term.submissions, wall=time.perf_counter() - began, grading=term.grading,
        rate=60 * term.submissions / term.grading, peak=term.meter.peak / 1e6, database=term.database / 1e6,
        rows=term.rows, failures=len(term.failures)))
    sys.exit(bool(term.failures))


if __name__ == "__main__":
    main()
