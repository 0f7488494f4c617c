"""A step of autograding: what counts is the number that a check returned, and nothing else."""

from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade


class TrustNumbersOnly(NbGraderPreprocessor):
    """Mend what nbgrader makes of outputs.

    A test cell without a number is full marks to nbgrader, although its check may not have run at all; here it
    is an error. Anything on stderr is no marks to nbgrader, although right code may warn; here it costs nothing.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        """Mend the outputs of one cell."""
        if cell.cell_type == "code" and is_grade(cell):
            if not any(_is_number(output) for output in cell.outputs):
                cell.outputs.append(_no_number())
            for output in cell.outputs:
                if output.output_type == "stream":
                    output.name = "stdout"
        return cell, resources


def _is_number(output):
    if output.output_type != "execute_result":
        return False
    try:
        return float(output.data.get("text/plain", "")) >= 0
    except ValueError:
        return False


def _no_number():
    sentence = "The check of this cell did not give a number of points."
    return new_output("error", ename="NoResult", evalue=sentence, traceback=[f"NoResult: {sentence}"])
