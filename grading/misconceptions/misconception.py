"""What a misconception consists of."""


class Misconception:
    """A mistake in words.

    Parameters
    ----------
    title : str
        What was done, in one sentence.
    hint : str
        A question or a pointer that leads to the answer without being it.
    *sections : str
        Where the book treats it, in the order of the chapters.
    """

    def __init__(self, title, hint, *sections):
        self.title, self.hint, self.sections = title, hint, sections

    def section_for(self, chapter):
        """The last of its sections that somebody who works on a chapter has read.

        Parameters
        ----------
        chapter : int
            Of the problem set.

        Returns
        -------
        section : str
            Its number and its title, ``"6.3 Computation graphs"``.
        """
        last = max(chapter, chapter_of(self.sections[0]))
        return [section for section in self.sections if chapter_of(section) <= last][-1]


def chapter_of(section):
    """The 6 of ``"6.3 Computation graphs"``.

    Parameters
    ----------
    section : str
        Its number and its title.

    Returns
    -------
    chapter : int
        The number of its chapter.
    """
    return int(section.split(".")[0])
