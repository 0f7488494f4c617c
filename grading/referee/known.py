"""What submissions showed before a test was changed: only what has changed is executed again."""

from dataclasses import replace
from pathlib import Path

from grading.referee.store import Results


class Known:
    """Beside the results: of each submission, which tests gave the latest one.

    Parameters
    ----------
    folder : Path
        Of the results.
    """

    def __init__(self, folder):
        self.results, self.latest = Results(folder), Results(Path(folder, "latest"))

    def remember(self, job):
        """That the result of a job is the latest of its submission."""
        now = {"key": job.key(), "tests": job.tests()}
        if self.latest.get(job.key_without_tests()) != now:
            self.latest.put(job.key_without_tests(), now)

    def added(self, job):
        """The job, with what its cells showed if only tests have changed since."""
        latest = self.latest.get(job.key_without_tests())
        outputs = latest and self.results.get(latest["key"])
        if not outputs or job.key() in self.results:
            return job
        changed = {name for name, digest in job.tests().items() if latest["tests"].get(name) != digest}
        return replace(job, known=[None if name in changed else o for (name, _), o in zip(job.cells, outputs)])
