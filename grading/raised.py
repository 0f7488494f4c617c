"""What a student's function raised, in words: the grader's process and the student's own say it alike."""

import traceback
from dataclasses import dataclass
from pathlib import Path

NOT_THE_STUDENTS = (str(Path(__file__).parent), "site-packages", "lib/python")


@dataclass(frozen=True)
class Raised:
    """No value: the function raised.

    Parameters
    ----------
    kind : str
        The exception's class.
    message : str
        What it says.
    function, line : str
        The innermost of the student's functions and lines that the traceback knows.
    """

    kind: str
    message: str
    function: str = ""
    line: str = ""

    def __str__(self):
        return " ".join(filter(None, [f"{self.kind}: {self.message}", self.line and f"(in your line: {self.line})"]))


class StudentRaised(Exception):
    """A student's function in another process raised.

    Parameters
    ----------
    raised : Raised
        What, and where.
    """

    def __init__(self, raised):
        super().__init__(str(raised))
        self.raised = raised


class Damaged(Exception):
    """An argument was written to."""


def raised(error):
    """The `Raised` of an exception.

    Parameters
    ----------
    error : BaseException
        With its traceback.

    Returns
    -------
    raised : Raised
        Without function and line where the traceback holds none of the student's.
    """
    if isinstance(error, StudentRaised):
        return error.raised
    frames = [(f, n) for f, n in traceback.walk_tb(error.__traceback__)
              if not any(path in f.f_code.co_filename for path in NOT_THE_STUDENTS)]
    if not frames:
        return Raised(type(error).__name__, str(error))
    frame, number = frames[-1]
    line = traceback.FrameSummary(frame.f_code.co_filename, number, frame.f_code.co_name).line
    return Raised(type(error).__name__, str(error), frame.f_code.co_qualname.split("<locals>.")[-1], line or "")
