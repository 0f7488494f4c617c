"""Mistakes in losses, and in the batches that they are averaged over."""

from grading.misconceptions.misconception import Misconception

MARGIN = "4.2 Winning by a margin"
CROSS_ENTROPY = "4.3 Cross-entropy"
CLASSIFIER = "4.4 The loss of a classifier"
BINARY = "4.5 Two classes"
SQUARED = "4.6 Numbers instead of classes"
GRADIENT = "4.7 Losses return their gradient"
BATCHES = "4.8 Mini-batches"

TABLE = {
    # --- one number for a batch
    "one-loss-per-example": Misconception(
        "a number for each example, where one number for the batch is wanted",
        "A step of learning needs one number to make small. How does the formula make one of N?",
        CLASSIFIER),
    "divides-by-the-wrong-count": Misconception(
        "the mean is taken over another number of things than the formula says",
        "What does the formula count: examples, entries, classes, active pairs? What does your code divide by?",
        SQUARED),
    "factor-half": Misconception(
        "everything is half of what it should be",
        "Some texts put a 1/2 before a square to lose the 2 of its derivative. Does the formula here have it?",
        SQUARED),
    # --- the margin
    "forgot-the-hinge": Misconception(
        "pairs that win by more than the margin count as well",
        "What does a pair cost that is better than it has to be? Put in a pair that wins by a lot.",
        MARGIN),
    "hinge-of-the-mean": Misconception(
        "the hinge is taken of the mean, not the mean of the hinges",
        "May one pair that wins by a lot make up for another one that loses?",
        MARGIN),
    "margin-forgotten": Misconception(
        "the margin that was handed in is not the one that is used",
        "Try your function with two different margins. Does the loss change as it should?",
        MARGIN),
    "targets-swapped": Misconception(
        "right and wrong have changed places",
        "Put in one example that is right beyond doubt. What should it cost, and what does it cost?",
        MARGIN),
    # --- cross-entropy
    "forgot-the-logarithm": Misconception(
        "the probability itself, not its logarithm",
        "What does an example cost whose right class has probability 0? What should it cost?",
        CROSS_ENTROPY),
    "another-logarithm": Misconception(
        "the logarithm has another base",
        "With C classes and equal scores the loss should be ln C. What is yours?",
        CROSS_ENTROPY),
    "counts-the-classes-in-the-batch": Misconception(
        "the number of classes is read off the batch",
        "What happens in a batch in which the last class does not occur?",
        CROSS_ENTROPY),
    "counts-from-one": Misconception(
        "the classes are counted from 1",
        "Which column belongs to class 0?",
        CROSS_ENTROPY),
    "every-row-with-every-class": Misconception(
        "every row is combined with every class of the batch",
        "How many numbers should the indexing pick: N, or N times N? Pair each row with its own class.",
        CLASSIFIER),
    "log-of-zero": Misconception(
        "on the way to the logarithm a probability was rounded to 0, or its reciprocal to infinity",
        "Which number lies between your score and your logarithm? Can you get from one to the other without it?",
        CLASSIFIER),
    "hides-the-zero": Misconception(
        "a small number inside the logarithm hides that the probability was rounded to 0",
        "What is the largest loss that an example can have in your code? Is there a largest one in the formula?",
        CLASSIFIER),
    "squashes-twice": Misconception(
        "scores are made probabilities twice",
        "Your function takes scores. Is what you feed to the softmax, or to the sigmoid, a score or a probability?",
        CLASSIFIER),
    "only-the-positive-class": Misconception(
        "the examples of one of the two classes are not judged by their own term",
        "What does an example with y = 0 cost in your code if the network gives it p = 0.99?",
        BINARY),
    # --- squares
    "forgot-the-square": Misconception(
        "the errors are not squared",
        "What is the loss of two errors, 1 and −1, in your code? And of one error of 2?",
        SQUARED),
    "takes-the-root": Misconception(
        "the root of the mean of squares",
        "In which units is your loss: in those of the target, or in their square?",
        SQUARED),
    # --- gradients of losses
    "only-the-right-class": Misconception(
        "the scores of the wrong classes get no gradient",
        "If the score of a wrong class grows, does the probability of the right one stay as it is?",
        GRADIENT),
    "stops-at-the-probabilities": Misconception(
        "the gradient with respect to the probabilities, not to the scores",
        "Your function was handed scores. Which step lies between them and the probabilities, and what is its slope?",
        GRADIENT),
    "one-slope-too-many": Misconception(
        "a slope is multiplied on that is in the gradient already",
        "Write the chain rule with all its factors. Which of them have cancelled in the formula that you use?",
        GRADIENT),
    # --- batches
    "drops-the-last-batch": Misconception(
        "examples that do not fill a whole batch are left out",
        "How many examples do your batches hold together?",
        BATCHES),
    "adds-an-empty-batch": Misconception(
        "there is a batch without examples",
        "What is the mean loss of no examples? At which place should the last batch begin?",
        BATCHES),
    "batches-overlap": Misconception(
        "an example stands in several batches",
        "Where does one batch end, and where does the next begin?",
        BATCHES),
    "batch-size-as-count": Misconception(
        "the size of a batch is taken for the number of batches",
        "How many batches of 2 do 6 examples make?",
        BATCHES),
    "ignores-the-order": Misconception(
        "the examples come as they lie there, not in the order that was asked for",
        "What if the first half of the examples is all of one class?",
        BATCHES),
    "examples-lose-their-targets": Misconception(
        "examples and targets are put into different orders",
        "What belongs beside the row that you moved?",
        BATCHES),
    "inverse-order": Misconception(
        "the order says which example comes, and was read as where each one goes",
        "With the order [2, 0, 1], which example is the first of the first batch?",
        BATCHES),
}
