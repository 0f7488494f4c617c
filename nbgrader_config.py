"""nbgrader's settings; every nbgrader command run from this directory reads them."""

from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "gradients-by-hand"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Your answer: replace this line.*"

# A test cell that a student deleted is graded all the same.
c.OverwriteCells.add_missing_cells = True

# Seconds for one cell; an endless loop is interrupted and the next cells still run.
c.Execute.timeout = 30
