"""Mistakes with what holds a network back, normalises it, stops its training and chooses its settings."""

from grading.misconceptions.misconception import Misconception

L2 = "8.2 A price on large weights"
L1 = "8.4 A price that makes zeros"
DROPOUT = "8.6 Dropout"
NORMAL = "8.8 Batch normalisation"
BACK = "8.9 Back through the batch"
USE = "8.10 Alone, without a batch"
STOP = "8.11 Stop in time"
SEARCH = "8.12 Looking for good settings"

TABLE = {
    # --- penalties
    "norm-not-squared": Misconception(
        "the norm itself, where its square belongs",
        "Double all weights. By which factor should the penalty grow, and by which does yours?",
        L2),
    "another-norm": Misconception(
        "the L1 and the L2 penalty have changed places",
        "Which of the two pulls a weight back in proportion to its size, and which pulls on all alike?",
        L1),
    "norm-of-the-matrix": Misconception(
        "a norm of the matrix as a map, where one of its entries as a list belongs",
        "What does `np.linalg.norm` compute if its second argument is 1 or 2 and the first a matrix? Flatten it and "
        "compare.",
        L2),
    "penalty-not-summed": Misconception(
        "an array of penalties, where one number is wanted",
        "The penalty is added to the loss. How many numbers is a loss?",
        L2),
    "keeps-the-square": Misconception(
        "the square is still there after differentiating",
        "What is the derivative of w² at w = 3? And what does your code give there?",
        L2),
    "keeps-the-absolute-value": Misconception(
        "the size of the weight, where the slope of its size belongs",
        "Draw |w|. How steep is it at 0.1, and how steep at 10?",
        L1),
    "pulls-all-one-way": Misconception(
        "positive and negative weights are pushed in the same direction",
        "A weight of −2 should come nearer to 0. Which sign must its gradient have, if a step goes downhill?",
        L1),
    "pulls-at-zero": Misconception(
        "a weight that is 0 is pushed away from it",
        "What does the penalty gain by moving a weight that is 0 already?",
        L1),
    # --- dropout
    "not-inverted": Misconception(
        "nothing makes up for what is dropped while training",
        "Average what comes out over many masks. Is it what went in? And who has to know about it in use?",
        DROPOUT),
    "scaled-the-wrong-way": Misconception(
        "what is kept is scaled by the wrong factor",
        "A quarter is kept. By which factor must it grow, so that the sum stays what it was on average?",
        DROPOUT),
    "keep-taken-for-drop": Misconception(
        "what should be kept is dropped",
        "How many of 100 units should be left with keep = 0.9? How many are, in your code?",
        DROPOUT),
    "drops-in-use": Misconception(
        "units are dropped in use, too",
        "Ask a trained network the same question twice. Should it answer the same?",
        DROPOUT),
    "never-drops": Misconception(
        "nothing is dropped in training",
        "Count the zeros in what comes out.",
        DROPOUT),
    "one-mask-for-all": Misconception(
        "all examples of a batch lose the same units",
        "Which shape has the mask, and which has the batch?",
        DROPOUT),
    "forgot-the-mask": Misconception(
        "entries that were dropped receive a gradient",
        "An entry was set to 0. Does the output move if this entry moves a little?",
        DROPOUT),
    # --- batch normalisation
    "divides-by-the-variance": Misconception(
        "the variance, where the standard deviation belongs",
        "Measure in centimetres instead of metres. Should what comes out change?",
        NORMAL),
    "eps-outside-the-root": Misconception(
        "eps is added to the standard deviation, not to the variance",
        "Read the formula again: what stands under the root?",
        NORMAL),
    "sample-variance": Misconception(
        "the squares are divided by N − 1",
        "The formula of the forward pass describes this batch, and estimates nothing. By what does it divide?",
        NORMAL),
    "gain-or-shift-missing": Misconception(
        "gain or shift is left out",
        "Which two arrays are learned here? Where in your line do both of them stand?",
        NORMAL),
    "statistics-as-constants": Misconception(
        "mean and variance are treated as constants",
        "Move one entry a little. Does the mean of its feature stay where it was?",
        BACK),
    "path-left-out": Misconception(
        "one of the three paths from the input to the output is missing",
        "An entry acts on the output by itself, through the mean, and through the variance. Which of these is not in "
        "your sum?",
        BACK),
    "batch-statistics-in-use": Misconception(
        "the batch decides in use what should have been decided in training",
        "Hand in the same example twice, in different company. Should the answers differ? And what is the spread of "
        "one example?",
        USE),
    # --- early stopping
    "patience-off-by-one": Misconception(
        "training stops one epoch early or late",
        "With a patience of 1, how many epochs without improvement may there be? Count with a pencil.",
        STOP),
    "never-stops": Misconception(
        "training never stops",
        "Which of your numbers grows when nothing gets better, and who looks at it?",
        STOP),
    "counter-never-reset": Misconception(
        "epochs without improvement are counted from the beginning of training",
        "What should happen to the counter when a new best value comes?",
        STOP),
    "compares-with-the-last": Misconception(
        "a value counts as better if it is better than the one before",
        "Losses of 1, 5, 4: has anything been gained since the first?",
        STOP),
    "tie-counts-as-better": Misconception(
        "a value as good as the best counts as an improvement",
        "A loss that stands still for a hundred epochs: is it worth waiting for?",
        STOP),
    "best-not-kept": Misconception(
        "what comes back is the last one, not the best one",
        "Which one do you hand back? And if you kept the best: a copy, or an array that training goes on writing to?",
        STOP),
    "wrong-end": Misconception(
        "the worst is taken for the best",
        "Is more better here, or less?",
        STOP),
    # --- search
    "nan-wins": Misconception(
        "a trial that failed counts as the best",
        "What is NaN > 1? What is 1 > NaN? And what does argmax do with it?",
        SEARCH),
    "wrong-scale": Misconception(
        "a value is drawn on another scale than the one that was asked for",
        "Of a thousand draws between 0.0001 and 1 on a logarithmic scale, how many lie below 0.01? How many of yours?",
        SEARCH),
    "same-draw-for-all": Misconception(
        "one random number serves all hyper-parameters of a trial",
        "Plot your trials in the plane. Do they fill it, or do they lie on a line?",
        SEARCH),
    "tries-a-grid": Misconception(
        "all combinations are tried",
        "How many trials were asked for, and how many different values of each hyper-parameter should they hold?",
        SEARCH),
}
