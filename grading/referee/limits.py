"""What a submission may use of time and room; of memory and processes: `grading.referee.jail`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Parameters
    ----------
    call, cell, notebook : float
        Seconds for one call of the student's function, for one cell, for the whole notebook.
    shown, shown_in_all : int
        Characters that one cell may show, and all of them together; images count.
    message : int
        Bytes of one message; a kernel that sends more is cut off.
    """

    call: float = 5.0
    cell: float = 10.0
    notebook: float = 240.0
    shown: int = 1_000_000
    shown_in_all: int = 5_000_000
    message: int = 16_000_000
