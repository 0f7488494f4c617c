"""Problem set 5: Jacobians, their product, and where the transposes come from."""

from . import batch, chains, jacobians, score, softmax

TASKS = [*jacobians.TASKS, *chains.TASKS, *softmax.TASKS, *score.TASKS, *batch.TASKS]

MAY_IMPORT = {
    "differences": "*",
    "gradcheck": "*",
    "gradient_report": "*",
    "plotting": "*",
}
