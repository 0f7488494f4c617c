"""``python -m benchmarks``: measure everything, and write ``results.md`` beside this file.

``python -m benchmarks xor epoch`` measures only these and prints them.
"""

import importlib
import sys
from pathlib import Path

import numpy as np

from benchmarks.harness import Row, measure, ratios
from benchmarks.machine import description, one_core

SUBJECTS = ("epoch", "single_layers", "xor", "imports", "gradient_check_speed", "word_vectors")
RESULTS = Path(__file__).with_name("results.md")
INTRODUCTION = """\
# Side by side

Written by `make bench`. The competitors take turns on one core, {turns} turns each; a ratio is taken within a turn, so
that what slows the machine for a while drops out of it. Figures are medians, in brackets the quartiles. A ratio below 1
means that nnlib is faster. What is measured, and how: [README.md](README.md).
"""


def rows(module):
    """The rows of a subject; one with ``cases()`` has groups by title, and targets by title if it has ``LIMITS``."""
    if hasattr(module, "rows"):
        return module.rows()
    limits = getattr(module, "LIMITS", {})
    return [Row(title, cases, limits.get(title, {})) for title, cases in module.cases().items()]


def table(row, times):
    """Lines of Markdown: each competitor's time, nnlib's in ratio to it, and whether the target is reached."""
    yield f"\n## {row.title}\n"
    yield "| | time | nnlib takes | target | |"
    yield "|---|---|---|---|---|"
    against = ratios(row, times)
    for name in row.cases:
        low, middle, high = np.percentile(times[name], [25, 50, 75])
        time = f"{readable(middle)} ({readable(low)} to {readable(high)})"
        yield f"| {name} | {time} | {' | '.join(verdict(against.get(name), row.limits.get(name)))} |"


def verdict(ratio, limit):
    """The last three cells of a line."""
    if ratio is None:
        return "", "", ""
    middle, low, high = ratio
    measured = f"{middle:.3g} × ({low:.3g} to {high:.3g})"
    return (measured, f"≤ {limit:.3g} ×", reached(middle <= limit)) if limit else (measured, "", "")


def reached(yes):
    """A word for the last cell."""
    return "reached" if yes else "**not reached**"


def readable(seconds):
    """A time with its unit."""
    unit, factor = next((u, f) for u, f in (("s", 1), ("ms", 1e3), ("µs", 1e6)) if seconds * f >= 1 or u == "µs")
    return f"{seconds * factor:.3g} {unit}"


def counts():
    """Lines of Markdown: what is counted and not timed."""
    from benchmarks.epoch import counts

    yield "\n## Counted, with `nnlib.layers`\n"
    yield "| | counted | target | |"
    yield "|---|---|---|---|"
    for what, (number, target) in counts().items():
        yield f"| {what} | {number:g} | {target} | {reached(number == target)} |"


def report(subjects, turns=15):
    """All lines, as they are measured."""
    yield INTRODUCTION.format(turns=turns)
    for subject in subjects:
        for row in rows(importlib.import_module(f"benchmarks.{subject}")):
            yield from table(row, measure(row, turns))
        if subject == "epoch":
            yield from counts()
    yield "\n## Measured on\n"
    yield from description()


def main(subjects):
    """Measure, print, and write if it was everything."""
    one_core()
    lines = []
    for line in report(subjects or SUBJECTS):
        print(line, flush=True)
        lines.append(line)
    if not subjects:
        RESULTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
