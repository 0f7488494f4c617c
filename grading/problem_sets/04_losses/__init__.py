"""Problem set 4: losses, each with its gradient, and the batches that they are averaged over."""

from . import batches, binary, classes, margin, squared_error, targets

TASKS = [*squared_error.TASKS, *margin.TASKS, *binary.TASKS, *targets.TASKS, *classes.TASKS, *batches.TASKS]

MAY_IMPORT = {"differences": "*", "gradcheck": "*", "gradient_report": "*", "plotting": "*"}
