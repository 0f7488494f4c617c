"""Mistakes in measuring gradients, and in judging by what was measured."""

from grading.misconceptions.misconception import Misconception

SLOPE = "7.1 Measure a slope"
STEP = "7.2 How small a step?"
ERROR = "7.3 How large is an error?"
KINKS = "7.4 Kinks"
DIRECTIONS = "7.7 Random directions"
CHECKER = "7.9 Who checks the checker?"
HUNT = "7.10 A bug hunt"

TABLE = {
    # --- measuring
    "one-sided-difference": Misconception(
        "the step goes to one side only, or only one side counts",
        "Draw a parabola and the line through your two points. Where on the curve is its slope the slope of that line? "
        "Where should it be?",
        SLOPE),
    "divides-by-h": Misconception(
        "the rise is divided by another length than the run",
        "How far apart are the two points at which you call f?",
        SLOPE),
    "step-not-restored": Misconception(
        "an entry that was moved does not come back",
        "When you move the second entry, where is the first one? Print x before and after the loop.",
        SLOPE),
    "moves-every-entry": Misconception(
        "all entries are moved at the same time",
        "A partial derivative asks what happens if one number moves and all others stand still. Which ones stand still "
        "here?",
        SLOPE),
    "step-ignored": Misconception(
        "another step than the one that was asked for",
        "Call your function with a very large h and with a small one. Should the answers be equal?",
        STEP),
    "loses-the-shape": Misconception(
        "the gradient has another shape than x",
        "A gradient has the shape of what it belongs to. Which shape comes out if x is a matrix?",
        SLOPE),
    "rounds-to-integers": Misconception(
        "steps or slopes are rounded to whole numbers",
        "Which dtype has an array made of [1, 2, 3]? What does it keep of 1.1?",
        SLOPE),
    "smallest-step": Misconception(
        "the smallest step is taken for the best",
        "Measure a slope with a step of 1e-15. What is left of the difference, and why?",
        STEP),
    "always-the-same-step": Misconception(
        "one step for every function and every precision",
        "Would the same step do if x were measured in thousandths, or f computed in single precision?",
        STEP),
    "returns-the-index": Misconception(
        "the place of the step in the list, not the step",
        "What does argmin return, and what was asked for?",
        STEP),
    "largest-error": Misconception(
        "the step of the largest error",
        "Do you look for the bottom of the curve or for its top?",
        STEP),
    # --- comparing
    "absolute-error": Misconception(
        "a difference that is compared with nothing",
        "Multiply the loss by a million: the gradient is as right or as wrong as before. What does your number do?",
        ERROR),
    "one-norm-only": Misconception(
        "the difference is compared with one of the two gradients only",
        "Swap the two gradients. Should the error change? And what if the one you divide by is zero?",
        ERROR),
    "largest-ratio-of-entries": Misconception(
        "entries are compared one by one, where the whole array is asked for",
        "What becomes of a ratio whose entry should be zero, and is measured as 1e-12?",
        ERROR),
    "compares-lengths-only": Misconception(
        "two gradients count as equal if they are equally long",
        "Turn a gradient round. Is it as long as before? Is it right?",
        ERROR),
    "forgot-the-root": Misconception(
        "squares are compared, not lengths",
        "What is the length of (3, 4)? An error of 1e-4, squared, looks harmless.",
        ERROR),
    "zero-over-zero": Misconception(
        "two gradients that are both zero do not count as equal",
        "What is 0/0 in NumPy? A unit that never fires has a gradient of zeros, and rightly so.",
        ERROR),
    "broadcasts-shapes": Misconception(
        "another shape is stretched until it fits",
        "What does NumPy make of an array of shape (3,) minus one of shape (1, 3)? Look at the shapes before the "
        "values.",
        ERROR),
    "lets-nan-pass": Misconception(
        "NaN or infinity counts as near enough",
        "Is NaN greater than a tolerance? Is it smaller? Which of the two did you ask?",
        ERROR),
    "loose-tolerance": Misconception(
        "the tolerance forgives errors that are none of rounding",
        "How large is the error of a right gradient, measured at a good step? How far above that is your limit?",
        ERROR),
    # --- judging
    "single-step": Misconception(
        "one step decides alone",
        "Near a kink a long step jumps over it, and a short one drowns in the rounding of a large loss. Which step is "
        "right for both?",
        KINKS),
    "never-alarms": Misconception(
        "every gradient is called right",
        "Give your checker a gradient of which you know that it is wrong.",
        CHECKER),
    "always-alarms": Misconception(
        "every gradient is called wrong",
        "Give your checker a gradient of which you know that it is right. How exact can a measurement be?",
        CHECKER),
    "says-the-opposite": Misconception(
        "right is called wrong, and wrong right",
        "Read aloud what was asked for, and what your last line returns.",
        CHECKER),
    "forgets-the-direction": Misconception(
        "the slope of another direction than the given one",
        "By how much does f grow along v, if it grows by g_i for each unit of entry i? What if v has a zero there?",
        DIRECTIONS),
    "one-direction-only": Misconception(
        "one direction decides alone",
        "Two wrong entries can make up for each other along one direction. Along all of them?",
        DIRECTIONS),
    "asks-with-ones": Misconception(
        "the upstream gradient of the check is all ones",
        "A backward pass that ignores what comes from above multiplies with 1. With which upstream gradient would you "
        "never notice?",
        CHECKER),
    "checks-one-gradient-only": Misconception(
        "only one of the gradients is looked at",
        "A backward pass returns several gradients. Which of them have you compared?",
        HUNT),
}
