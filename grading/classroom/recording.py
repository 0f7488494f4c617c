"""Recording: nbgrader's own ``autograde`` and ``generate_feedback``, without what it would do again for every cell.

nbgrader opens the gradebook a dozen times for each student, and each time has every query translated anew and every
table looked for; for each cell it checks its own schema. While a student is recorded, these are done once.
"""

import contextlib
import functools
import re
from unittest.mock import patch

import nbgrader.api
from jsonschema.validators import validator_for
from nbgrader.nbgraderformat.common import jsonschema

from grading.outcome import Outcome
from grading.referee.patience import within

STEP_SECONDS = 60.0  # to record a student's grades, or to make the feedback: some texts take the square of their length


class Recorder:
    """Who writes to the gradebook, in one run.

    Parameters
    ----------
    api : NbGraderAPI
        Of the course.
    """

    def __init__(self, api):
        self.api = api
        self._engine = functools.cache(nbgrader.api.create_engine)
        self._tables = functools.cache(nbgrader.api.Base.metadata.create_all)

    def record(self, assignment, student, taken):
        """Grade and feedback of one student, from the stored results.

        Parameters
        ----------
        assignment, student : str
            Whose.
        taken : Taken
            What intake made of the hand-in.

        Returns
        -------
        outcome : Outcome
            For the instructor.
        """
        with self._hastened():
            for step in (self.api.autograde, self.api.generate_feedback):
                try:
                    with within(STEP_SECONDS):
                        result = step(assignment, student, force=True)
                except TimeoutError as error:
                    return Outcome(student, f"{step.__name__}: {error}", notes=taken.all_notes)
                if not result["success"]:
                    return Outcome(student, reason(result), notes=taken.all_notes)
            with self.api.gradebook as gradebook:
                s = gradebook.find_submission(assignment, student)
                return Outcome(student, taken.quarantined, s.score, s.max_score, s.needs_manual_grade,
                               f"feedback/{student}/{assignment}/", taken.all_notes)

    @contextlib.contextmanager
    def _hastened(self):
        with (patch.object(nbgrader.api, "create_engine", self._engine),
              patch.object(nbgrader.api.Base.metadata, "create_all", self._tables),
              patch.object(jsonschema, "validate", _validate)):
            yield


def reason(result):
    """The exception at the end of nbgrader's log, which is what an instructor can act on."""
    log = "\n".join([result.get("error", ""), result.get("log", "")])
    exceptions = re.findall(r"^\s*((?:\w+\.)*\w*(?:Error|Exception|Exceeded): .+)$", log, re.M)
    return exceptions[-1] if exceptions else "nbgrader gave no reason"


def _validate(instance, schema):
    """`jsonschema.validate`, which would check the schema as well."""
    validator_for(schema)(schema).validate(instance)
