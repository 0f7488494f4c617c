"""nbgrader's settings; every nbgrader command run from this directory reads them."""

import os
import sys
from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import Autograde
from nbgrader.preprocessors import ClearHiddenTests, GetGrades

from grading.results import TrustNumbersOnly

# nbgrader calls `alembic` by name, also when the virtual environment is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "gradients-by-hand"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Your answer: replace this line.*"

# A test cell that a student deleted is graded all the same.
c.OverwriteCells.add_missing_cells = True

# Seconds for one cell: an endless loop is interrupted, and the next cells still run.
c.Execute.timeout = 10

# Without a history file, and without the kernel's remark on TCP: it listens on this machine only.
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--log-level=ERROR"]

# What counts is the number that a check returned.
_steps = Autograde.autograde_preprocessors.default()
c.Autograde.autograde_preprocessors = [_steps[0], TrustNumbersOnly, *_steps[1:]]

# Feedback shows what a hidden test found, not what it asked.
c.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests, CSSHTMLHeaderPreprocessor]
