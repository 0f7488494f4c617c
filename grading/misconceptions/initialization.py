"""Mistakes before the first step: in preparing data, in drawing weights, in looking at what they do."""

from grading.misconceptions.misconception import Misconception

PREPARE = "9.1 Centre and scale"
WHITEN = "9.2 Whiten"
ZEROS = "9.3 All zeros"
SUM = "9.4 The variance of a sum"
XAVIER = "9.5 Forwards and backwards"
HE = "9.6 Half of it is lost"
DEEP = "9.7 Ten layers, looked at"
BIASES = "9.8 Biases"

TABLE = {
    # --- preparing data
    "statistics-of-its-own": Misconception(
        "each set is prepared with its own statistics",
        "Hand in a test set of one example. Where does it end up, whatever it was? Whose mean should be taken off?",
        PREPARE),
    "looks-at-the-test-set": Misconception(
        "the statistics are those of training and test set together",
        "What should training know of the examples that it will be judged by?",
        PREPARE),
    "one-number-for-all-features": Misconception(
        "one mean, or one spread, for all features",
        "Think of a feature in metres beside one in grams. What is the mean of all numbers, and for which of the two "
        "would it do?",
        PREPARE),
    "prepares-the-training-set": Misconception(
        "what comes back is the training set",
        "Two arrays come in. Which of them tells you the statistics, and which is wanted back?",
        PREPARE),
    "adds-the-mean": Misconception(
        "the mean is added",
        "Where should the middle of the training set be afterwards, and where is it?",
        PREPARE),
    "scales-as-well": Misconception(
        "the data are not only moved but scaled",
        "How far apart are two examples before, and how far afterwards? What should moving do to distances?",
        PREPARE),
    "forgot-to-centre": Misconception(
        "the mean is not taken off first",
        "Add 100 to all numbers. Should the answer change? Does yours?",
        PREPARE),
    "forgot-the-scale": Misconception(
        "the data are moved or turned, but not scaled",
        "Which standard deviation should every column of the training set have afterwards?",
        PREPARE),
    "variance-as-divisor": Misconception(
        "the divisor is a variance",
        "In which unit is a variance, if the data are in metres? In which unit should the answer be?",
        PREPARE),
    "one-less-than-n": Misconception(
        "the variance is divided by N - 1",
        "Here the variance is the mean of the squares, over all N examples. Which divisor does your function use?",
        PREPARE),
    "divides-by-the-range": Misconception(
        "the divisor is the distance from the smallest to the largest value",
        "What would one outlier do to your divisor, and what to the one that is asked for?",
        PREPARE),
    "divides-by-no-spread": Misconception(
        "a feature that never varies is divided by zero, or by next to nothing",
        "A feature is 3 in every training example, and 4 in a test example. What should become of the 4, and what "
        "does yours make of it?",
        PREPARE),
    # --- whitening
    "forgot-the-count": Misconception(
        "singular values are taken for standard deviations",
        "Hand in every example twice. The spread is the same; are the singular values?",
        WHITEN),
    "smallest-first": Misconception(
        "the columns come in the order of rising variance",
        "In which order does your function deliver the directions, and in which are they asked for?",
        WHITEN),
    "rotates-back": Misconception(
        "the data are turned back to the features at the end",
        "Should column 1 of the answer belong to feature 1, or to the direction of the largest variance?",
        WHITEN),
    "rows-for-directions": Misconception(
        "the directions are taken from the wrong axis of a square matrix",
        "svd returns the directions as the rows of its last matrix. On which side of X, and which way round, must "
        "they stand so that every example is multiplied by every direction?",
        WHITEN),
    "never-rotates": Misconception(
        "every feature is scaled by itself",
        "Compute the covariance matrix of your answer on the training set. What stands beside its diagonal?",
        WHITEN),
    # --- drawing weights
    "all-alike": Misconception(
        "all weights are equal",
        "Two units with equal weights get equal gradients. When will they ever differ?",
        ZEROS),
    "one-scale-for-all-layers": Misconception(
        "the size of the weights does not depend on the size of the layer",
        "A unit adds up fan_in terms. What should become of the terms when there are four times as many?",
        SUM),
    "variance-as-deviation": Misconception(
        "a variance stands where a standard deviation is expected",
        "Does the function that draws your numbers take a variance or a standard deviation?",
        SUM),
    "divides-by-the-root": Misconception(
        "the weights are divided where they should be multiplied",
        "Should the weights of a large layer be larger or smaller than those of a small one?",
        SUM),
    "ignores-the-generator": Misconception(
        "the random numbers do not come from the generator that was handed over",
        "The same seed should give the same weights, and another seed others. Whose numbers do you draw?",
        SUM),
    "fans-swapped": Misconception(
        "the matrix has fan_out rows and fan_in columns",
        "A batch X has fan_in columns and is multiplied as X @ W. How many rows must W have?",
        SUM),
    "limit-as-deviation": Misconception(
        "the limit of the uniform distribution is taken for its standard deviation",
        "Where lie most numbers of a uniform distribution: at its limits, or inside? Which of your numbers is the "
        "standard deviation?",
        XAVIER),
    "deviation-as-limit": Misconception(
        "the standard deviation is taken for the limit of a uniform distribution",
        "Numbers that are spread evenly between -a and a: is their standard deviation a, or less?",
        XAVIER),
    "one-sided-range": Misconception(
        "the weights are drawn from one side of zero only",
        "What is the mean of your weights? Which range does your function draw from if you give it one number?",
        XAVIER),
    "another-distribution": Misconception(
        "the spread is right, the shape of the distribution is not",
        "Draw a histogram of your weights. Is it a box or a bell, and which is asked for?",
        XAVIER),
    "one-fan-only": Misconception(
        "only one side of the layer counts",
        "Forwards a layer adds up fan_in terms. How many does it add up backwards? Where is that in your formula?",
        XAVIER),
    "forgot-the-average": Misconception(
        "half the variance: the two sides are added up, not averaged",
        "Put in a layer with fan_in = fan_out = n. Your variance should then be 1/n.",
        XAVIER),
    "forgot-the-lost-half": Misconception(
        "the variance is right for an activation that lets everything through",
        "Which share of the mean square of its inputs is left behind a ReLU?",
        HE),
    "fan-out-for-fan-in": Misconception(
        "the units are counted, not their inputs",
        "How many terms does one unit of this layer add up?",
        HE),
    "both-fans": Misconception(
        "the variance depends on both sides of the layer",
        "This recipe looks in one direction only. In which, and which number counts there?",
        HE),
    # --- looking at layers
    "before-the-activation": Misconception(
        "the statistics are those of what enters the activation",
        "Which numbers does the next layer see?",
        DEEP),
    "counts-the-output-layer": Misconception(
        "the output layer is counted among the hidden ones",
        "How many layers have an activation? How many numbers do you return?",
        DEEP),
    "starts-at-the-inputs": Misconception(
        "the inputs are counted as the first hidden layer",
        "Which is the first array that a layer of this network has computed?",
        DEEP),
    "variance-for-deviation": Misconception(
        "a variance where a standard deviation is asked for",
        "Double all numbers. By which factor should the answer grow, and by which does yours?",
        DEEP),
    "unit-by-unit": Misconception(
        "a standard deviation for every unit, or every example, and then their mean",
        "How many numbers does a layer compute for a batch? The standard deviation of how many do you take?",
        DEEP),
    "mean-for-deviation": Misconception(
        "a mean where a standard deviation is asked for",
        "Which of the two tells you whether a signal has died out?",
        DEEP),
    "last-layer-first": Misconception(
        "the list begins at the output",
        "You meet the layers from the end. In which order should their numbers stand in the list?",
        DEEP),
    "near-zero-is-not-flat": Misconception(
        "it counts activations near zero",
        "Draw the activation. Where is it flat: where its value is small, or where its slope is?",
        DEEP),
    "steep-for-flat": Misconception(
        "it counts the places where the activation is not flat",
        "Your share and the right one add up to 1. Which of the two stops gradients?",
        DEEP),
    "counts-instead-of-a-share": Misconception(
        "a count where a share is asked for",
        "Between which numbers does a share lie?",
        DEEP),
    "gradient-of-the-activations": Misconception(
        "the gradients are those of the activations, not of what enters them",
        "Which gradient does the layer's own weights receive: the one above the activation, or below it?",
        DEEP),
    # --- biases
    "shares-as-scores": Misconception(
        "the shares themselves, not their logarithms",
        "The softmax takes an exponential. What must go in so that a share comes out?",
        BIASES),
    "minus-the-logarithm": Misconception(
        "minus the logarithm: rare classes get the highest scores",
        "Which class should a network that knows nothing think most likely?",
        BIASES),
    "ignores-the-frequencies": Misconception(
        "all classes get the same bias",
        "Count the classes in y. Would you bet on each of them alike?",
        BIASES),
    "logit-for-a-softmax": Misconception(
        "the logarithm of the odds, which belongs to a sigmoid",
        "How many scores enter the last step here, one or C? What does that step do with them?",
        BIASES),
    "plus-one": Misconception(
        "something is added inside the logarithm",
        "Every class has an example, so no logarithm is of zero. What does your 1 do to a rare class?",
        BIASES),
    "most-frequent-first": Misconception(
        "the biases are sorted",
        "To which class does the first entry of your answer belong?",
        BIASES),
}
