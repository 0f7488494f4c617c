"""Mistakes in following a gradient downhill: steps, schedules, clipping, and the loop around them."""

from grading.misconceptions.misconception import Misconception

STEP = "10.1 How far to step"
SCHEDULE = "10.2 A rate that changes"
MOMENTUM = "10.3 Momentum"
AHEAD = "10.4 Look ahead"
OWN = "10.5 A rate for every parameter"
ADAM = "10.6 Adam"
DECAY = "10.7 Weight decay"
CLIP = "10.9 Gradients that explode"
TRAIN = "10.10 Train on handwritten digits"

TABLE = {
    # --- one step
    "uphill": Misconception(
        "the step goes up the slope",
        "A positive gradient says that the loss grows with this parameter. Which way should the parameter move?",
        STEP),
    "step-instead-of-place": Misconception(
        "the step itself, or the place without where it came from",
        "If the gradient is zero, where should you be after the step? Where does your formula put you?",
        STEP),
    "ignores-the-size": Misconception(
        "the step has one length, however steep it is",
        "The gradient has a direction and a length. Which of the two have you used?",
        STEP),
    # --- what is remembered
    "state-not-kept": Misconception(
        "every step is made as if it were the first",
        "Follow what you remember from one step to the next: who returns it, who hands it in again, and who throws it "
        "away?",
        MOMENTUM),
    "weights-the-new-gradient": Misconception(
        "the new gradient enters the velocity with a weight that the formula does not have",
        "Which terms of the velocity does the friction act on? With a constant gradient, how fast is the ball in the "
        "end?",
        MOMENTUM),
    "shrinks-the-place": Misconception(
        "the friction acts on the parameters, not on the velocity",
        "If no force acts and the velocity is zero, should the parameters move?",
        MOMENTUM),
    "another-optimizer": Misconception(
        "this is the step of another optimizer",
        "Write this update and that of its neighbours in the chapter below each other. In which term do they differ?",
        AHEAD),
    "forgets-the-new-gradient": Misconception(
        "the look ahead is there, the step from the gradient is not",
        "The new place is the old one plus two terms. Compare them with yours one by one.",
        AHEAD),
    "counts-the-gradient-twice": Misconception(
        "the new gradient enters twice in full",
        "The new velocity contains the new gradient already. With which factor does it enter the place?",
        AHEAD),
    # --- a size for every parameter
    "root-forgotten": Misconception(
        "squares, where their root belongs",
        "Multiply all gradients by ten. By how much should the answer change, and by how much does yours?",
        OWN),
    "epsilon-inside-the-root": Misconception(
        "epsilon is added before the root is taken",
        "How large is the root of 1e-8? Compare what you divide by with the formula when all gradients are zero.",
        OWN),
    "one-size-for-all": Misconception(
        "all entries are divided by the same number",
        "One entry has gradients of 100, another of 0.01. How long should the step of each be?",
        OWN),
    "divides-by-the-old-size": Misconception(
        "the new gradient is not yet in what it is divided by",
        "In the first step, what stands below the fraction? Which of the two lines comes first?",
        OWN),
    "adds-up-without-squaring": Misconception(
        "gradients are collected that were not squared",
        "Gradients of +1 and -1 have a sum of 0. Does that say that this parameter's gradients are small?",
        OWN),
    "shares-swapped": Misconception(
        "old and new have changed places in a fading mean, or two means their rates",
        "With a decay of 0.99, how much of the mean should survive one step?",
        OWN),
    "shares-exceed-one": Misconception(
        "the shares of a mean do not add up to one",
        "Let all gradients be 1. Which number does your mean approach?",
        OWN),
    # --- Adam
    "no-bias-correction": Misconception(
        "the means begin at zero, and nothing corrects for it",
        "After one step the mean holds a tenth of the gradient, or a thousandth of its square. What should it hold?",
        ADAM),
    "corrects-one-mean-only": Misconception(
        "one of the two means is corrected, the other is not",
        "Both means begin at zero. Which of them do you divide, and by what?",
        ADAM),
    "time-stands-still": Misconception(
        "every step is corrected as if it were the first",
        "How large is the correction after a thousand steps? What must you remember to know that?",
        ADAM),
    "time-off-by-one": Misconception(
        "the steps are counted from a wrong number",
        "Put the first step into the formula by hand. What should be left of the correction and the mean?",
        ADAM),
    "keeps-the-corrected-means": Misconception(
        "the corrected means are remembered, and corrected again",
        "Which means does the next step begin with: those that were divided, or those that were not?",
        ADAM),
    # --- decay
    "decay-in-the-gradient": Misconception(
        "the decay goes through Adam, as the gradient of a penalty does",
        "What becomes of a term of the gradient when Adam divides by the root? Is a large weight then pulled more than "
        "a small one?",
        DECAY),
    "decay-without-the-rate": Misconception(
        "the decay does not know the learning rate",
        "When a schedule lowers the learning rate to nothing, should the parameters go on shrinking?",
        DECAY),
    "decays-after-the-step": Misconception(
        "what shrinks is the place after the step",
        "Which place does the formula multiply: the one before the step, or the one behind it?",
        DECAY),
    "grows-instead-of-shrinking": Misconception(
        "what should become smaller becomes larger",
        "Put in a time, or a weight, of 1. Is the result below or above what you began with?",
        SCHEDULE),
    # --- schedules
    "another-schedule": Misconception(
        "this is another schedule",
        "Compute your value for three times by hand, and draw them beside the curve in the chapter.",
        SCHEDULE),
    "schedule-off-by-one": Misconception(
        "the schedule is one step ahead, or one behind",
        "Time begins at 0. Which learning rate has the very first step?",
        SCHEDULE),
    "decays-without-a-step": Misconception(
        "the rate sinks all the time where it should stand still and then drop",
        "How many whole intervals have passed at time t? Which kind of division says so?",
        SCHEDULE),
    "decays-once-only": Misconception(
        "the rate drops once and never again",
        "How often has it dropped after three intervals?",
        SCHEDULE),
    "time-ignored": Misconception(
        "the rate does not depend on the time",
        "Where in your formula does t stand, and what changes when it grows?",
        SCHEDULE),
    "forgets-the-plateau": Misconception(
        "before tau the rate is larger than it was meant to be at all",
        "What does your formula give at t = 1, and at t = 0?",
        SCHEDULE),
    "not-scaled-back": Misconception(
        "the rate does not begin at the learning rate",
        "What should the schedule give as long as t is below tau?",
        SCHEDULE),
    "rises-again": Misconception(
        "the rate comes up again after its end",
        "What does a cosine do beyond half a turn? What should your rate do?",
        SCHEDULE),
    "a-whole-wave": Misconception(
        "the cosine makes another part of a turn than half of one",
        "Which angle should stand in the cosine at the last step? What is the cosine there?",
        SCHEDULE),
    "starts-too-high": Misconception(
        "the rate does not begin where it should",
        "What is your rate at t = 0? How large is the span that the cosine has to cover?",
        SCHEDULE),
    "half-forgotten": Misconception(
        "the wave is higher than its span, or goes below its end",
        "Between which two numbers does 1 + cos lie? Between which should the share lie?",
        SCHEDULE),
    "warms-up-for-ever": Misconception(
        "the rate goes on rising when the warm-up is over",
        "What is your rate long after the warm-up?",
        SCHEDULE),
    "cools-down": Misconception(
        "the larger of two numbers is taken where the smaller was meant",
        "Which rates do you get in the first steps: lower ones than later, or the same?",
        SCHEDULE),
    # --- clipping
    "clips-each-array": Misconception(
        "every array is shortened by itself",
        "Does the direction of the whole gradient stay what it was?",
        CLIP),
    "clips-each-entry": Misconception(
        "every entry is cut off by itself",
        "Cut (30, 40) off at 5, entry by entry. In which direction does the result point, and in which should it?",
        CLIP),
    "stretches-short-ones": Misconception(
        "short gradients are made longer",
        "Which gradients should come out as they went in?",
        CLIP),
    "another-length": Misconception(
        "the length is measured in another way",
        "How long is the vector (3, 4)? How long do you say it is?",
        CLIP),
    "length-one": Misconception(
        "what is too long is brought to length 1, not to the limit",
        "How long is your result? How long should it be?",
        CLIP),
    "throws-long-ones-away": Misconception(
        "a gradient that is too long is thrown away",
        "A long gradient still knows a direction. What is left of it in your result?",
        CLIP),
    # --- the loop
    "same-order-every-epoch": Misconception(
        "every epoch goes through the examples in the same order",
        "How often do you draw an order, and how often do you make a generator?",
        TRAIN),
    "draws-with-replacement": Misconception(
        "some examples come twice in an epoch, others never",
        "After one epoch, how often has each example been used?",
        TRAIN),
    "whole-set-at-once": Misconception(
        "one step for the whole training set",
        "How many steps should one epoch make?",
        TRAIN),
    "one-example-at-a-time": Misconception(
        "one step for every single example",
        "How many examples are there in a batch?",
        TRAIN),
    "gradient-of-an-old-place": Misconception(
        "all steps of an epoch follow gradients that were taken at its beginning",
        "At which parameters is the second gradient of an epoch taken?",
        TRAIN),
    "learns-nothing": Misconception(
        "what comes out is no better than what went in",
        "Print the loss, or a parameter, before and after the first epoch. Does anything move, and which way?",
        TRAIN),
    "stops-too-early": Misconception(
        "something is learned, but not enough",
        "How many steps do you make, and how long are they? Try ten times as much of either.",
        TRAIN),
}
