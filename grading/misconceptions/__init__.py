"""Misconceptions: mistakes with a name, a hint that does not give the answer away, and a place to read again.

What each one *does* stands with the tasks, in `grading.problem_sets`; the same names serve the book's
"Common mistakes", the quizzes, the feedback and the class report. A name stands in the module of the chapter that
treats it; one that several chapters treat stands in `anywhere`.
"""

from grading.misconceptions import (
    activations,
    anywhere,
    backpropagation,
    gradient_checking,
    hidden_layers,
    initialization,
    losses,
    matrix_calculus,
    named_entities,
    neurons,
    optimizers,
    regularization,
    word_vectors,
)
from grading.misconceptions.misconception import Misconception

__all__ = ["MISCONCEPTIONS", "Misconception"]

MISCONCEPTIONS = {
    **anywhere.TABLE,
    **neurons.TABLE,
    **hidden_layers.TABLE,
    **activations.TABLE,
    **losses.TABLE,
    **matrix_calculus.TABLE,
    **backpropagation.TABLE,
    **gradient_checking.TABLE,
    **initialization.TABLE,
    **named_entities.TABLE,
    **optimizers.TABLE,
    **regularization.TABLE,
    **word_vectors.TABLE,
}
