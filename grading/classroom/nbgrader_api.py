"""nbgrader, with the course's own configuration and without its chatter."""

import logging
import warnings

from nbgrader.apps import NbGraderAPI
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import PyFileConfigLoader


class Refused(Exception):
    """Nothing was done, and why."""


def nbgrader_api(course, jailed=True):
    """Nbgrader's commands and gradebook for one course.

    Parameters
    ----------
    course : Path
        Where ``nbgrader_config.py`` lies.
    jailed : bool
        Whether students' code is confined when it is executed.

    Returns
    -------
    api : NbGraderAPI
        It logs nothing: what goes wrong is in its results.
    """
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    config.RefereeExecute.unsafe_no_sandbox = not jailed
    warnings.simplefilter("ignore", SAWarning)  # nbgrader 0.9.6 adds rows in an order that SQLAlchemy 2 remarks on
    api = NbGraderAPI(config=config)
    api.log.handlers.clear()
    api.log.setLevel(logging.ERROR)
    return api
