"""Change nnlib in every small way, one at a time, and see whether tests/nnlib notices.

``python -m tools.mutate [--module affine]``. A change that no test notices is a *survivor*. The run fails on a survivor
that tests/nnlib/equivalent_mutants.toml does not explain, and on an explanation that is no longer needed.

The mutation testers on PyPI do not fit. mutmut 3 adds its mutants to the module, as functions, where the tests of
docstrings and signatures find them and fail; it numbers them, so that every edit breaks a list of explained ones; it
leaves statements, defaults and transposes alone. cosmic-ray starts a new Python for each mutant, and PyTorch in it.

Here pytest collects once, and each mutant is a fork of that process: the existing function object is given the code of
the changed function, so that every table that holds the function holds the mutant. Only the tests that call the
function, or have it as a parameter, run, the fastest first, until one fails. Limits are of processor time: a busy
machine changes no result.
"""

import argparse
import ast
import importlib
import json
import os
import resource
import signal
import sys
import tomllib
import traceback
from collections import Counter, defaultdict
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from types import FunctionType

import pytest
from hypothesis import Phase, settings

from tools.graft import graft_module
from tools.mutations import Mutant, mutants

ROOT = Path(__file__).resolve().parents[1]
NNLIB = ROOT / "nnlib"
EXPLAINED = ROOT / "tests" / "nnlib" / "equivalent_mutants.toml"
LEFT_ALONE = {
    "grammar": "words and how often they come, which are a matter of taste; tests of corpus say what the course needs",
    "plotting": "pictures: people look at them",
    "plotting_graphs": "pictures: people look at them",
}
SURVIVED, KILLED, BROKEN = 0, 1, 2
SECONDS = 20  # of processor time, beyond what the tests need without a change; a change can make a loop endless
ASLEEP = 1800  # seconds until one that uses no processor time, either, has failed
MEMORY = 8 << 30  # bytes; a change can make an array huge


def explained():
    """The survivors that nobody can tell from the original, as a set of (module, Mutant)."""
    entries = tomllib.loads(EXPLAINED.read_text("utf-8")).get("mutant", [])
    return {(e["module"], Mutant(e["function"], e["line"], becomes)) for e in entries for becomes in e["becomes"]}


def forked(work):
    """Do something in a fork whose output goes nowhere; return its process id. What work returns is its status."""
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    status = BROKEN
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        status = work()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


class Mutation:
    """The pytest plugin: it stands in for the loop over the tests."""

    def __init__(self, paths, jobs):
        self.paths, self.jobs, self.results = paths, jobs, {}

    def pytest_configure(self, config):
        """Search for a failing example, but do not make it small: nobody reads it."""
        phases = [Phase.explicit, Phase.reuse, Phase.generate]
        settings.register_profile("mutate", settings.get_profile("nnlib"), phases=phases)
        settings.load_profile("mutate")

    def pytest_collectreport(self, report):
        """Say what is wrong with a file of tests: nobody else does."""
        if report.failed:
            print(f"{report.nodeid} cannot be collected:\n{report.longreprtext}", file=sys.stderr)
            pytest.exit("nothing to try", returncode=1)

    def pytest_runtest_logreport(self, report):
        """Keep what a failed test says."""
        if report.failed:
            self.failure = report.longreprtext

    def pytest_runtestloop(self, session):
        """Try every mutant on the tests that call its function."""
        self.calls, self.seconds = self.measured(session)
        running = {}
        for path in self.paths:
            module, tree = importlib.import_module(f"nnlib.{path.stem}"), ast.parse(path.read_text("utf-8"))
            for mutant in mutants(tree):
                if len(running) == self.jobs:
                    self.collect(running)
                running[forked(partial(self.trial, session, module, tree, mutant))] = path.stem, mutant
        while running:
            self.collect(running)
        print(file=sys.stderr)
        return True

    def measured(self, session):
        """Which functions each test calls, and how long it takes, found by a run without a change."""
        read, write = os.pipe()

        def run():
            calls, seconds = {}, {}
            for item in session.items:
                codes, start = set(), process_time()
                sys.settrace(lambda frame, event, arg, codes=codes: codes.add(frame.f_code))
                fine = self.passes(session, item)
                sys.settrace(None)
                if not fine:
                    print(f"{item.nodeid} fails without any change:\n{self.failure}", file=sys.stderr)
                    return BROKEN
                seconds[item.nodeid] = process_time() - start
                calls[item.nodeid] = sorted({name for code in codes if (name := name_of(code))} | parameters_of(item))
            with os.fdopen(write, "w") as pipe:
                json.dump([calls, seconds], pipe)
            return SURVIVED

        forked(run)
        os.close(write)
        with os.fdopen(read) as pipe:
            text = pipe.read()
        os.wait()
        return json.loads(text) if text else pytest.exit(returncode=1)

    def passes(self, session, item):
        """Run one test."""
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return session.testsfailed == 0

    def trial(self, session, module, tree, mutant):
        """In a fork: make the change, run the tests that could notice, the fastest first."""
        called = self.items(session, f"{module.__name__}.{mutant.function}") if mutant.function.endswith("()") else []
        items = called or self.items(session, f"{module.__name__}.") or session.items
        signal.setitimer(signal.ITIMER_PROF, SECONDS + sum(self.seconds[i.nodeid] for i in items))
        signal.alarm(ASLEEP)
        try:
            graft_module(module, tree, constants=not called)  # what no test calls is called when the module is imported
        except Exception:  # the changed module cannot be imported
            return KILLED
        by_seconds = sorted(items, key=lambda item: self.seconds[item.nodeid])
        return SURVIVED if all(self.passes(session, item) for item in by_seconds) else KILLED

    def items(self, session, prefix):
        """The tests that call a function whose name begins like this."""
        return [i for i in session.items if any(name.startswith(prefix) for name in self.calls[i.nodeid])]

    def collect(self, running):
        """Wait for a fork to end and note its result; one that a signal ended noticed the change."""
        pid, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        if code == BROKEN:
            print(f"{running[pid]} could not be tried", file=sys.stderr)
            pytest.exit(returncode=1)
        module, mutant = running.pop(pid)
        survived = code == SURVIVED or self.results.get((module, mutant), False)  # two lines may look the same
        self.results[module, mutant] = survived
        tried = f"{len(self.results)} mutants, {sum(self.results.values())} survivors, {module:24}"
        print(tried, end="\r", file=sys.stderr, flush=True)


def name_of(code):
    """``nnlib.module.function()`` for code of nnlib, None for other code."""
    path = Path(code.co_filename)
    return f"nnlib.{path.stem}.{code.co_qualname.split('.<locals>')[0]}()" if path.parent == NNLIB else None


def parameters_of(item):
    """Names of the functions and classes that a test has as parameters; it may look at their signatures only."""
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {f"{v.__module__}.{v.__qualname__}()" for v in values if isinstance(v, FunctionType | type)}


def report(results, known):
    """Print a table and what is wrong; return whether nothing is."""
    survivors = {key for key, survived in results.items() if survived}
    unexplained, needless = sorted(survivors - known), sorted(known - survivors)
    rows = defaultdict(Counter)
    for key, survived in results.items():
        rows[key[0]]["survived" if survived else "killed"] += 1
    print(f"{'module':24}{'mutants':>9}{'killed':>9}{'explained':>11}{'unexplained':>13}")
    for module, row in [*sorted(rows.items()), ("all", sum(rows.values(), Counter()))]:
        open_ = sum(module in (name, "all") for name, _ in unexplained)
        print(f"{module:24}{row.total():9}{row['killed']:9}{row['survived'] - open_:11}{open_:13}")
    for module, why in LEFT_ALONE.items():
        print(f"{module:24}left alone: {why}")
    for title, keys in (("SURVIVED", unexplained), ("NEEDS NO EXPLANATION (killed, or no longer there)", needless)):
        for module, mutant in keys:
            print(f"\n{title}: {module}.{mutant.function}\n  - {mutant.line}\n  + {mutant.becomes}")
    return not unexplained and not needless


def main():
    """Try all mutants of all modules, or of some."""
    every = {p.stem: p for p in sorted(NNLIB.glob("*.py")) if p.stem not in LEFT_ALONE}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--module", nargs="+", choices=every, default=list(every), help="only these, such as affine")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    chosen = {name: every[name] for name in options.module}
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if find_spec("torch"):
        importlib.import_module("torch").set_num_threads(1)  # once, here, and not in every fork
    mutation = Mutation(chosen.values(), options.jobs)
    status = pytest.main(["-s", "-p", "no:terminal", str(ROOT / "tests" / "nnlib")], plugins=[mutation])
    if status != pytest.ExitCode.OK:
        sys.exit("tests/nnlib must pass before anything is changed")
    known = {key for key in explained() if key[0] in chosen}
    return not report(mutation.results, known)


if __name__ == "__main__":
    sys.exit(main())
