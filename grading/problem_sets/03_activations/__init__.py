"""Problem set 3: ten activations and the softmax, forward and backward."""

from . import rectifiers, saturating, smooth, softmax

TASKS = [*saturating.TASKS, *rectifiers.TASKS, *smooth.TASKS, *softmax.TASKS]

MAY_IMPORT = {
    "differences": "*",
    "gradcheck": "*",
    "gradient_report": "*",
    "plotting": "*",
}
