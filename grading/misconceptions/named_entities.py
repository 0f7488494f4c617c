"""Mistakes in a tagger: its words, its windows, its training and its score."""

from grading.misconceptions.misconception import Misconception

WORDS = "11.2 Words become numbers"
WINDOWS = "11.3 A window for every word"
LOOKUP = "11.4 Looking up is multiplying"
SCORE = "11.5 How good is a tagger?"
MODEL = "11.6 A softmax for every window"
CORRUPT = "11.8 Text without tags"
FROZEN = "11.9 Frozen or tuned?"

TABLE = {
    # --- the vocabulary
    "special-words-missing": Misconception(
        "there is no number for the padding or for unknown words",
        "What will stand beyond the end of a sentence, and in the place of a word that nobody has seen?",
        WORDS),
    "special-words-swapped": Misconception(
        "<pad> and <unk> have each other's number",
        "Windows are padded with zeros. Which word is number 0 in your vocabulary?",
        WORDS),
    "not-by-frequency": Misconception(
        "the words are not ordered by how often they occur",
        "What is the most frequent word of your text, and which number does it have?",
        WORDS),
    "rarest-first": Misconception(
        "the rarest word comes first",
        "Which way round does your sort run?",
        WORDS),
    "ties-as-they-come": Misconception(
        "words that are equally frequent stand in the order in which they came",
        "Shuffle the sentences of a text. Should its words get other numbers?",
        WORDS),
    "threshold-off-by-one": Misconception(
        "words that occur just often enough are left out",
        "A word occurs twice, and min_count is 2. Is it in?",
        WORDS),
    "keeps-rare-words": Misconception(
        "words below the threshold are kept",
        "From what does the vector of <unk> learn if no word of the training text is unknown?",
        WORDS),
    "counts-sentences": Misconception(
        "a word that stands twice in a sentence counts once",
        "How often does 'rose' occur in 'a rose is a rose'?",
        WORDS),
    # --- windows
    "window-off-centre": Misconception(
        "the word that is tagged does not stand in the middle of its window",
        "How many words of padding belong before the first word, and how many after the last?",
        WINDOWS),
    "ends-without-padding": Misconception(
        "words near the ends of a sentence have no window",
        "How many tags does a sentence of six words need? How many windows do you cut?",
        WINDOWS),
    "sentence-in-a-circle": Misconception(
        "beyond the end of the sentence its beginning comes again",
        "What does a negative index mean in Python, and what should stand before the first word?",
        WINDOWS),
    "pads-with-another-word": Misconception(
        "something else than <pad> stands beyond the ends",
        "Which number does <pad> have? Is it what you put there?",
        WINDOWS),
    "reads-backwards": Misconception(
        "the words of a window stand in the opposite order",
        "Read one of your windows aloud, from left to right.",
        WINDOWS),
    "half-taken-for-the-width": Misconception(
        "the width is taken for the number of neighbours on each side",
        "A window of width 5: how many words is that, all together?",
        WINDOWS),
    # --- looking up
    "averages-the-window": Misconception(
        "the vectors of a window are merged into one",
        "Do 'Paris beat Rome' and 'Rome beat Paris' give different inputs in your code?",
        LOOKUP),
    "interleaves-the-vectors": Misconception(
        "the numbers of different words are mixed inside a row",
        "The first D numbers of a row belong to one word. To which word do yours belong?",
        LOOKUP),
    "mixes-the-windows": Misconception(
        "words of different windows come into one row",
        "In which order does a reshape read? Follow one word of the second window.",
        LOOKUP),
    "not-laid-side-by-side": Misconception(
        "every word still has an axis of its own",
        "A hidden layer takes one row for each example. How long is this row?",
        LOOKUP),
    "forgets-unused-words": Misconception(
        "words that stand in no window have no gradient, where it should be zero",
        "Which shape has E, and which shape has a gradient of it?",
        LOOKUP),
    "skips-the-padding": Misconception(
        "the padding gets no gradient",
        "The vector of <pad> is a row of E as every other. If it moves, do the scores of a window at the end move?",
        LOOKUP),
    # --- corrupt windows
    "keeps-the-own-word": Misconception(
        "the word that was there comes back now and then",
        "Draw from a vocabulary of two words. How often is your corrupt window the true one?",
        CORRUPT),
    "corrupts-another-place": Misconception(
        "another place than the middle is changed, or more than the middle",
        "Which column of the windows holds the words in the middle?",
        CORRUPT),
    "one-draw-for-all": Misconception(
        "all windows share one draw",
        "How many random numbers does a batch of N windows need?",
        CORRUPT),
    "never-draws-some-words": Misconception(
        "some words never come",
        "Does the upper bound of your draw belong to what can be drawn? List what may come for a vocabulary of four.",
        CORRUPT),
    "draws-unevenly": Misconception(
        "some words come more often than others",
        "What happens in your code when the word that was there is drawn? Which word then gets a second chance?",
        CORRUPT),
    "ignores-the-seed": Misconception(
        "the seed does not decide what is drawn",
        "Call your function twice with one seed, and once with another. Which of the three results should agree?",
        CORRUPT),
    # --- the network and its training
    "freezes-the-vectors": Misconception(
        "the word vectors get no gradient",
        "E is looked up, not multiplied. Do the scores move if a row of it moves?",
        MODEL),
    "trains-what-is-frozen": Misconception(
        "frozen parameters move, or those that should move are frozen",
        "Compare each parameter before and after the training. Which of them should be the same?",
        FROZEN),
    "stale-gradients": Misconception(
        "every step uses the gradient at the beginning",
        "Where on the slope do you stand after the first step? Where is your gradient taken?",
        MODEL),
    "loss-one-step-late": Misconception(
        "the loss of a batch is taken after the step that it led to",
        "Which of the two is the loss of the parameters that the gradient belongs to?",
        MODEL),
    # --- scores
    "precision-for-recall": Misconception(
        "precision and recall have changed places",
        "A tagger finds one name in a hundred and is right. Which of the two is 1?",
        SCORE),
    "not-the-harmonic-mean": Misconception(
        "F1 is another mean of precision and recall",
        "Precision 1, recall 0: what is F1, and what do you get?",
        SCORE),
    "counts-what-is-no-name": Misconception(
        "the averages are taken over other classes than was asked for",
        "How good is a tagger that never finds a name, in your averages? Which class is to be left out?",
        SCORE),
    "forgets-false-alarms": Misconception(
        "words that are no name are thrown away before counting",
        "A tagger calls every word a person. Where do its false alarms show in your counts?",
        SCORE),
    "micro-for-macro": Misconception(
        "micro and macro have changed places",
        "In which of the two does a rare class weigh as much as a frequent one?",
        SCORE),
    "score-of-the-means": Misconception(
        "macro F1 is taken of the mean precision and the mean recall",
        "Macro F1 is a mean over classes. Of what?",
        SCORE),
    "skips-absent-classes": Misconception(
        "classes that do not occur are left out of the macro average",
        "A class never occurs, and the tagger predicts it all the time. Does your average notice?",
        SCORE),
    "nothing-by-nothing": Misconception(
        "a share of nothing is not 0",
        "What is the precision of a class that was never predicted? What does the text above say?",
        SCORE),
}
