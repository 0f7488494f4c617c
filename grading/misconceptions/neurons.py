"""Mistakes in a single neuron, in a layer of them, and in how a neuron learns."""

from grading.misconceptions.misconception import Misconception

NEURON = "1.2 One neuron"
MOVE = "1.5 Which way to move"
GATES = "1.6 Gates"
LEARN = "1.7 Learning from mistakes"
LAYER = "1.8 A layer"

TABLE = {
    # --- the sigmoid
    "lost-in-rounding": Misconception(
        "tiny numbers have become 0",
        "What is 1 - 1e-20 in floating point? Look for a formula that never subtracts numbers which are nearly equal.",
        NEURON),
    "clips-its-argument": Misconception(
        "beyond some z, all arguments get the same answer",
        "Clipping avoids the overflow by giving a wrong number. Is there a formula that needs no clipping?",
        NEURON),
    "brackets-missing": Misconception(
        "a fraction without its brackets",
        "Which of / and + does Python do first? Put in z = 0 by hand.",
        NEURON),
    "slope-for-value": Misconception(
        "the slope of the sigmoid where its value was asked for",
        "What should come out at z = 0: one half, or one quarter?",
        NEURON),
    "threshold-for-sigmoid": Misconception(
        "a hard yes or no where a number between them belongs",
        "Which answers can your neuron give? Should two inputs that lie close together get answers as different as "
        "that?",
        NEURON),
    # --- one neuron
    "product-not-summed": Misconception(
        "the inputs are weighted but not added up",
        "One neuron gives one number. How many does yours give?",
        NEURON),
    "bias-once-per-input": Misconception(
        "the bias is added once for each input",
        "How many times does b stand in the formula of a neuron with five inputs?",
        NEURON),
    "swaps-inputs-and-weights": Misconception(
        "the gradients of weights and inputs are exchanged",
        "In a product of two numbers, nudge the first. Which of the two says by how much the product moves?",
        MOVE),
    "square-forgotten": Misconception(
        "the slope of the sigmoid has lost a factor, and perhaps gained a sign",
        "Differentiate 1/u. Which power of u comes out? And what is the largest slope that the curve has?",
        MOVE),
    "bias-times-itself": Misconception(
        "the bias is taken for its own input",
        "The bias is a weight. What is the input that it multiplies?",
        MOVE),
    # --- gates
    "another-gate": Misconception(
        "these weights compute another gate",
        "Write down w·x + b for every row of the truth table. Which rows have the wrong sign?",
        GATES),
    "constant-gate": Misconception(
        "the neuron gives one answer to all inputs",
        "Write down the smallest and the largest w·x + b in the truth table. Where between them should 0 lie?",
        GATES),
    "only-two-inputs": Misconception(
        "right for two inputs, wrong for more",
        "With n inputs, between which two values of the sum does the answer change? How does that depend on n?",
        GATES),
    # --- the perceptron
    "tie-counts-as-one": Misconception(
        "w·x + b = 0 is taken for a yes",
        "All weights are 0 at the beginning. What does your perceptron answer to the first example, and what does the "
        "rule say?",
        LEARN),
    "never-subtracts": Misconception(
        "both kinds of mistake are corrected in the same way, or one kind not at all",
        "There are two ways to be wrong. Which way should w·x + b move in each?",
        LEARN),
    "moves-when-right": Misconception(
        "the weights move although the answer was right",
        "What does the perceptron learn from a right answer?",
        LEARN),
    "once-an-epoch": Misconception(
        "all examples of an epoch are judged by the same old weights",
        "When does the second example see what the first has taught?",
        LEARN),
    "one-epoch-only": Misconception(
        "learning ends after one pass",
        "After the first pass, are the early examples still answered rightly?",
        LEARN),
    "does-not-stop": Misconception(
        "learning goes on after an epoch without a mistake",
        "If a whole pass changed nothing, what will the next one do?",
        LEARN),
    # --- a layer
    "first-unit-only": Misconception(
        "all that is computed, or added, belongs to the first unit",
        "Each unit has a column of weights and a bias of its own. How many numbers should one example get?",
        LAYER),
}
