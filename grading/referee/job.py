"""One notebook to execute: data in, data out. A job never sees the gradebook."""

import ast
import functools
import hashlib
import importlib.metadata
import json
import sys
import tempfile
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import grading.referee.quick_start  # noqa: F401 (before nbformat)
import nnlib
from grading.referee.cells import Referee, Trusted
from grading.referee.kernel import StudentKernel
from grading.referee.limits import Limits
from grading.referee.manager import new_manager
from grading.referee.shown import plain, stopped
from grading.referee.student import NoAnswer

CODE = (Path(__file__).parents[1], Path(nnlib.__file__).parent)


@dataclass(frozen=True)
class Job:
    """What the outputs of a submitted notebook depend on.

    Parameters
    ----------
    assignment : str
        Such as ``"06_backprop"``: decides what can be imported.
    cells : list of tuple of str
        grade_id and source of every code cell; of a trusted one, no source.
    trusted : Trusted
        What the gradebook holds.
    files : dict of str to bytes
        The student's helper files.
    seed : str
        Secret, of this student.
    jailed : bool
        Whether the kernel is confined.
    limits : Limits
        Of time and size.
    known : list
        For each cell what it shows, or None: what the same submission showed under other tests. Empty if it is new.
    """

    assignment: str
    cells: list
    trusted: Trusted
    files: dict
    seed: str
    jailed: bool = True
    limits: Limits = field(default_factory=Limits)
    known: list = field(default_factory=list)

    def key(self):
        """Fingerprint of the job and of all code that takes part: equal keys, equal outputs."""
        return self._fingerprint(self.trusted.sources)

    def key_without_tests(self):
        """The same, whatever is tested: equal for one submission before and after a test was changed."""
        return self._fingerprint({n: s for n, s in self.trusted.sources.items() if n not in self.trusted.tests})

    def tests(self):
        """Fingerprint of each test."""
        return {name: _digest(self.trusted.sources[name]) for name in self.trusted.tests}

    def _fingerprint(self, sources):
        files = {name: hashlib.sha256(content).hexdigest() for name, content in self.files.items()}
        new = replace(self, known=[], files=files, trusted=replace(self.trusted, sources=sources))
        return _digest(json.dumps([asdict(new), fingerprint_of_code()], sort_keys=True))

    def execute(self):
        """Outputs of every code cell, in order.

        A cell of which they are known is run only where a later one, of which they are not, may need what it leaves.
        """
        with tempfile.TemporaryDirectory() as folder:
            for name, content in self.files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            kernel = StudentKernel(functools.partial(new_manager, self.assignment, self.jailed), folder, self.limits)
            try:
                return list(self._all_outputs(Referee(self.trusted, kernel.ask, self.seed), kernel))
            finally:
                kernel.stop()

    def _all_outputs(self, referee, kernel):
        known = self.known or [None] * len(self.cells)
        last = max((i for i, outputs in enumerate(known) if outputs is None), default=-1)
        for i, ((grade_id, source), outputs) in enumerate(zip(self.cells, known, strict=True)):
            if outputs is None:
                yield plain(self._outputs(grade_id, source, referee, kernel))
            else:
                if i < last and not self._only_asks(grade_id):
                    self._outputs(grade_id, source, referee, kernel)
                yield outputs

    def _only_asks(self, grade_id):
        """Whether a cell is a test that defines nothing: no other cell can need it."""
        return grade_id in self.trusted.tests and all(
            isinstance(node, ast.Expr) for node in ast.parse(self.trusted.sources[grade_id]).body)

    def _outputs(self, grade_id, source, referee, kernel):
        """A test runs in the referee, a locked cell in both, the student's own in the student's kernel."""
        if grade_id in self.trusted.tests:
            return referee.run(grade_id)
        if grade_id in self.trusted.sources:
            source = self.trusted.sources[grade_id]
            if any(output.output_type == "error" for output in referee.run(grade_id)):
                raise RuntimeError(f"the locked cell {grade_id} of {self.assignment} raises an error")
        try:
            return kernel.run(source) if source.strip() else []
        except NoAnswer as error:
            return [stopped(str(error))]


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def fingerprint_of_code():
    """Hash of the grader, the library, Python and every package that is installed."""
    packages = sorted({f"{d.name}=={d.version}" for d in importlib.metadata.distributions()})  # some are listed twice
    digest = hashlib.sha256(json.dumps([sys.version, packages]).encode())
    for folder in CODE:
        for path in sorted(folder.rglob("*.py")):
            digest.update(str(path.relative_to(folder.parent)).encode() + path.read_bytes())
    return digest.hexdigest()
