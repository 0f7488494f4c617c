"""nbgrader's settings; every nbgrader command run from this directory reads them."""

import os
import sys
from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import Autograde
from nbgrader.preprocessors import ClearHiddenTests, GetGrades

from grading.classroom.feedback_pages import FeedbackExporter
from grading.referee.execute import RefereeExecute
from grading.referee.intake import Transplant
from grading.referee.uploads import Collect, Unpack

# nbgrader calls `alembic` by name, also when the virtual environment is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "gradients-by-hand"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Your answer: replace this line.*"

# What Canvas and Moodle give to download.
c.ZipCollectApp.extractor_plugin = Unpack
c.ZipCollectApp.collector_plugin = Collect

# A test cell that a student deleted is graded all the same.
c.OverwriteCells.add_missing_cells = True

# The released notebook is the skeleton; of what was handed in, the sources of the student's own cells count.
c.Transplant.course = c.CourseDirectory.root
c.Transplant.release_directory = c.CourseDirectory.release_directory
c.Autograde.sanitize_preprocessors = [Transplant, *Autograde.sanitize_preprocessors.default()]

# Tests run in the referee, students' cells in a jailed kernel; the first of nbgrader's steps would run both in one.
c.RefereeExecute.course = c.CourseDirectory.root
c.Autograde.autograde_preprocessors = [RefereeExecute, *Autograde.autograde_preprocessors.default()[1:]]

# A notebook is checked when all steps are done, not after each of them.
c.Exporter.optimistic_validation = True

# What a submission writes into a page is shown, never run.
c.HTMLExporter.sanitize_html = True

# Feedback shows what a hidden test found, not what it asked.
c.GenerateFeedback.exporter_class = FeedbackExporter
c.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests, CSSHTMLHeaderPreprocessor]
