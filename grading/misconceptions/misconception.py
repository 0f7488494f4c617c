"""What a misconception consists of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Misconception:
    """A mistake in words.

    Parameters
    ----------
    title : str
        What was done, in one sentence.
    hint : str
        A question or a pointer that leads to the answer without being it.
    section : str
        Where the book treats it.
    """

    title: str
    hint: str
    section: str
