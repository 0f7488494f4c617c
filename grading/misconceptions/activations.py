"""Mistakes in activations and in the softmax."""

from grading.misconceptions.misconception import Misconception

SATURATING = "3.3 Functions that saturate"
RECTIFIERS = "3.4 Rectifiers"
SMOOTH = "3.5 Smooth rectifiers"
OUTPUTS = "3.8 The last layer"
OVERFLOW = "3.9 Numbers that overflow"

TABLE = {
    # --- any activation
    "parameter-ignored": Misconception(
        "the parameter that was handed over is not used",
        "Call it twice with different parameters. Where should the answers differ?",
        RECTIFIERS),
    "forgot-the-input": Misconception(
        "the factor by which z is multiplied, without z",
        "What should this activation give at z = 5, roughly? What does yours give?",
        SMOOTH),
    # --- saturating
    "forgot-the-stretch": Misconception(
        "a tanh with one of its two factors of 2 missing, or not shifted",
        "Which values should it have at 0 and far out, and how steep is it at 0? Compare with the sigmoid's on all "
        "three counts.",
        SATURATING),
    "slope-without-its-square": Misconception(
        "a square is missing in the slope",
        "Differentiate once more on paper, with the quotient rule. What does it do to the denominator?",
        SATURATING),
    "forgot-the-absolute-value": Misconception(
        "the absolute value is missing, or stands where z itself belongs",
        "Try z = -0.7 and z = 0.7. The function is odd: what does that say about the two answers, and about the two "
        "slopes?",
        SATURATING),
    "flat-in-the-middle": Misconception(
        "the middle and the outside have changed places",
        "Where does a tanh change, and where has it levelled off? The hard tanh does the same, with corners.",
        SATURATING),
    "one-side-only": Misconception(
        "it levels off on one side only, or at the wrong place",
        "A tanh has two ends. At which z, and at which values, are the two corners?",
        SATURATING),
    # --- rectifiers
    "keeps-the-wrong-half": Misconception(
        "what is negative passes, what is positive is stopped",
        "What should be left of -1, and of 2?",
        RECTIFIERS),
    "no-leak": Misconception(
        "nothing comes through on the left, as in a plain ReLU",
        "How does this activation differ from a ReLU? On which side?",
        RECTIFIERS),
    "leak-on-the-wrong-side": Misconception(
        "left and right have changed places",
        "Which half of the numbers should pass unchanged?",
        RECTIFIERS),
    "forgot-minus-one": Misconception(
        "the -1 of the ELU is missing, or is in the wrong place",
        "At 0 the two halves must meet. Where does the left one arrive, and where does it level off? And is the "
        "slope of a constant in the slope?",
        RECTIFIERS),
    # --- smooth rectifiers
    "forgot-plus-one": Misconception(
        "the 1 inside the logarithm is missing",
        "What is the logarithm of an exponential? What should the answer be at z = 0?",
        SMOOTH),
    "half-the-product-rule": Misconception(
        "one of the two terms of a product's derivative",
        "z stands in two places of this product. Move z a little: what does each of the two places do?",
        SMOOTH),
    "wrong-bell": Misconception(
        "a normal distribution of another width or height",
        "Which share of the standard normal distribution lies below 0, and which below 1? How high is its density at "
        "0? Compare with your numbers.",
        SMOOTH),
    "approximation-instead-of-exact": Misconception(
        "an approximation where the exact function is asked for",
        "It is close, but not equal. Which function does the definition use?",
        SMOOTH),
    # --- softmax
    "no-exponential": Misconception(
        "without the exponential",
        "What does your answer become when a score is negative? What takes every number to a positive one?",
        OUTPUTS),
    "not-normalised": Misconception(
        "the exponentials alone",
        "What should every row of probabilities add up to?",
        OUTPUTS),
    "gives-the-logarithm": Misconception(
        "the logarithms of the probabilities",
        "Are all numbers between 0 and 1?",
        OVERFLOW),
    "one-shift-for-all-rows": Misconception(
        "one number is subtracted from all rows",
        "Think of a row whose largest score is far below that of another row. What are its exponentials?",
        OVERFLOW),
    "diagonal-only": Misconception(
        "each score has a gradient from its own probability only",
        "Raise one score. Which probabilities of the row move?",
        OUTPUTS),
    "not-weighted": Misconception(
        "a plain sum or mean of the row, where a weighted one belongs",
        "Which number do you get by summing over k the upstream gradient times the slope of its probability? What "
        "stands beside the upstream gradient in that sum?",
        OUTPUTS),
}
