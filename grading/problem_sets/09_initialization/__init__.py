"""Problem set 9: initialisation, from data to the first forward and backward pass."""

from . import biases, drawing, preparing, statistics, whitening

TASKS = [*preparing.TASKS, *whitening.TASKS, *drawing.TASKS, *statistics.TASKS, *biases.TASKS]

MAY_IMPORT = {"plotting": "*"}
