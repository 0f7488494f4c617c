"""How far grading has come, for whoever waits: a line at the bottom of the terminal."""

from tqdm import tqdm


class Progress:
    """Notebooks done of all, how many a second, the time that is left, and failures so far.

    What is said about a student scrolls by above the line. Where there is no terminal, there is no line.
    """

    def __init__(self):
        self.failures, self._line = 0, None

    def __call__(self, notebooks, total):
        """The iterable of executed notebooks, with the line below while it runs."""
        self._line = tqdm(notebooks, total=total, unit="notebook", disable=None)
        self._show()
        return self._line

    def say(self, outcome):
        """Say what came of a student, and count it."""
        tqdm.write(str(outcome))
        self.failures += not outcome.in_order
        self._show()

    def _show(self):
        if self._line is not None:
            self._line.set_postfix(failures=self.failures)
