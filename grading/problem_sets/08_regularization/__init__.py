"""Problem set 8: penalties, dropout, batch normalisation, early stopping, random search."""

from . import dropout, normalization, penalties, search, stopping

TASKS = [*penalties.TASKS, *dropout.TASKS, *normalization.TASKS, *stopping.TASKS, *search.TASKS]

MAY_IMPORT = {"differences": "*", "gradcheck": "*", "gradient_report": "*", "plotting": "*"}
