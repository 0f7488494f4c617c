"""Problem set 10: optimizers, from one step downhill to a network that reads digits."""

from . import adam, adaptive, clipping, digits, downhill, schedules, training

TASKS = [*downhill.TASKS, *adaptive.TASKS, *adam.TASKS, *schedules.TASKS, *clipping.TASKS, *training.TASKS,
         *digits.TASKS]

MAY_IMPORT = {"datasets": ("digits",), "plotting": "*"}
