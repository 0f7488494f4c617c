"""Problem set 2: XOR by hand, networks of any size, and what they can and cannot be."""

from . import bumps, counting, forward, linear, xor

TASKS = [*xor.TASKS, *forward.TASKS, *counting.TASKS, *linear.TASKS, *bumps.TASKS]

MAY_IMPORT = {"plotting": "*"}
