"""Mistakes with Jacobians, their shapes and their products."""

from grading.misconceptions.misconception import Misconception

PRODUCT = "5.2 The chain rule is a product"
COMMON = "5.3 Four Jacobians to know by heart"
ROW = "5.5 A row is not a matrix"
SOFTMAX = "5.8 The softmax, where everything touches everything"

TABLE = {
    # --- one Jacobian
    "zeros-left-out": Misconception(
        "only the entries that are not zero, not the whole Jacobian",
        "How many outputs are there, and how many inputs? The Jacobian has a place for every pair, also for pairs "
        "that have nothing to do with each other. What stands there?",
        COMMON),
    "touches-everything": Misconception(
        "an entry where nothing should be: as if every parameter touched every output",
        "Take one output and one parameter. Is this parameter in the formula of that output at all?",
        COMMON),
    "value-instead-of-slope": Misconception(
        "the value of the function, where its slope belongs",
        "A Jacobian says how much the output moves, not how large it is. Which of the two have you put in?",
        COMMON),
    "reads-column-by-column": Misconception(
        "the weights are read column by column",
        "NumPy reads a matrix row by row, and so do we. In which order do the weights stand in `W.ravel()`?",
        COMMON),
    "not-flattened": Misconception(
        "a matrix of weights is not read as one long row",
        "A Jacobian has two axes: outputs down, inputs across. How many inputs is a whole matrix of weights?",
        COMMON),
    # --- their product
    "innermost-first": Misconception(
        "the factors stand in the wrong order",
        "Which function acts last? Its outputs are the outputs of the whole chain, so where must its rows be?",
        PRODUCT),
    "entry-by-entry": Misconception(
        "entries are multiplied in pairs, where all pairs or all paths count",
        "What does each entry of the result belong to: one pair of an output and an input. Along which ways does "
        "this input reach this output?",
        PRODUCT),
    "first-two-only": Misconception(
        "a longer chain is cut off after its second link",
        "Try a chain of three. And of one.",
        PRODUCT),
    # --- shapes
    "left-in-numerator-form": Misconception(
        "the Jacobian's row, where an array of the parameter's shape is wanted",
        "Subtract your gradient from the parameter. Does every number meet the weight that it belongs to?",
        ROW),
    # --- the softmax
    "ignores-the-other-entries": Misconception(
        "each probability as if it depended on its own score only",
        "One score grows. Which probabilities move?",
        SOFTMAX),
    "denominator-held-constant": Misconception(
        "the sum below the fraction is treated as a constant",
        "A score stands in the softmax twice. Where is the second place?",
        SOFTMAX),
    "own-entry-forgotten": Misconception(
        "the effect of a score on its own probability is missing",
        "Does a probability grow or shrink when its own score grows? Look at the sign on your diagonal, and at the "
        "sum of each row.",
        SOFTMAX),
}
