"""What a check found, as data: it travels in the metadata of the output that shows the points.

A check's report is for people, and carries what the student's code printed. Whoever counts mistakes reads the findings,
which no submission can write.
"""

from dataclasses import asdict, dataclass

from grading.raised import Raised

KEY = "gradients-by-hand"  # in an output's metadata
RIGHT, WRONG, STOPPED, UNWRITTEN = "right", "wrong", "stopped", "not written"


@dataclass(frozen=True)
class Findings:
    """What was found of one function.

    Parameters
    ----------
    name : str
        Problem set and function, ``"06_backprop.affine_backward"``.
    parts : dict of str to str
        What became of each part, such as ``"dW"``: `RIGHT`, `WRONG`, `STOPPED` by an error, or `UNWRITTEN`.
    misconceptions : dict of str to list of str
        Parts by the name of the mistake that explains them.
    """

    name: str
    parts: dict
    misconceptions: dict

    @property
    def unwritten(self):
        """Whether nothing was written at all."""
        return set(self.parts.values()) == {UNWRITTEN}


class Points(float):
    """Points, and the findings that they follow from; shown, they are a number like any other."""

    def __new__(cls, value, findings):
        """Points of some value."""
        points = super().__new__(cls, value)
        points.findings = findings
        return points


def findings(name, results):
    """Findings from the results of a check.

    Parameters
    ----------
    name : str
        Problem set and function.
    results : list of Result
        One for each part.

    Returns
    -------
    findings : Findings
        The same without numbers.
    """
    return Findings(name, {r.label: _state(r) for r in results}, named(results))


def named(results):
    """Labels of parts by misconception, in the order of their appearance."""
    parts = {}
    for r in results:
        for misconception in r.misconceptions:
            parts.setdefault(misconception, []).append(r.label)
    return parts


def to_metadata(value):
    """Metadata for the output that shows the value of a test: of points, their findings."""
    return {KEY: asdict(value.findings)} if isinstance(value, Points) else {}


def from_outputs(outputs):
    """Findings in the outputs of a test cell; None if they hold none."""
    found = [output.get("metadata", {}).get(KEY) for output in outputs if output["output_type"] == "execute_result"]
    return Findings(**found[0]) if found and found[0] else None


def _state(result):
    if result.right:
        return RIGHT
    if not isinstance(result.outcome, Raised):
        return WRONG
    return UNWRITTEN if result.outcome.kind == "NotImplementedError" else STOPPED
