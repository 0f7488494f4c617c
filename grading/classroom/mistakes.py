"""A misconception as the report and the exports name it."""

from dataclasses import dataclass

from grading.misconceptions import MISCONCEPTIONS


@dataclass(frozen=True)
class Mistake:
    """Name, title and hint of a misconception, and the section that its maker has read."""

    name: str
    title: str
    hint: str
    section: str


def mistake(name, chapter):
    """What a misconception is called.

    Parameters
    ----------
    name : str
        As findings have it.
    chapter : int
        Of the problem set in which it was met.

    Returns
    -------
    mistake : Mistake
        Of a name that the table no longer has, only the name.
    """
    known = MISCONCEPTIONS.get(name)
    return Mistake(name, known.title, known.hint, known.section_for(chapter)) if known else Mistake(name, name, "", "")
