"""Mistakes on the way from a text to word vectors, and in what is asked of them."""

from grading.misconceptions.misconception import Misconception

COMPANY = "12.1 The company that words keep"
PAIR = "12.3 True pair or false pair?"
STAGES = "12.4 The gradient, in stages"
DRAWING = "12.5 Which words to draw"
TRAINING = "12.6 Training"
PICTURE = "12.7 A picture in two dimensions"
NEAR = "12.8 Near means: the same direction"
ANALOGY = "12.9 Analogies"

TABLE = {
    # --- pairs of neighbours
    "pairs-with-itself": Misconception(
        "every place of the text is its own neighbour",
        "How far is a place from itself? Is that among the distances that you want?",
        COMPANY),
    "one-side-of-the-window": Misconception(
        "neighbours on one side only",
        "In a text of two words, which pairs are there? Both words have a neighbour.",
        COMPANY),
    "window-cut-short": Misconception(
        "the window ends too early",
        "Take a window of 1. Has every word in the middle of a sentence two neighbours? Where does a range end?",
        COMPANY),
    "crosses-sentences": Misconception(
        "the last word of a sentence and the first word of the next are taken for neighbours",
        "Where does a sentence end in your code?",
        COMPANY),
    "compares-words-not-places": Misconception(
        "a word that stands twice in a window loses pairs",
        "What are the pairs in the sentence 'no no no'? What makes two neighbours different: the word or the place?",
        COMPANY),
    "counts-a-pair-once": Misconception(
        "a pair that comes several times is kept once",
        "What tells you that two words often stand together?",
        COMPANY),
    "wraps-around": Misconception(
        "places beyond the ends of a sentence are looked up",
        "Which word is sentence[-1]? What stands before the first word?",
        COMPANY),
    # --- the model
    "one-table-for-both": Misconception(
        "centres and contexts are looked up in the same table",
        "How many vectors does a word have? Which of them is used when it stands in the middle?",
        PAIR),
    "tables-swapped": Misconception(
        "the tables of centres and of contexts have changed places",
        "Which table holds the vector of a word in the middle, and which that of its neighbour?",
        PAIR),
    "negatives-pulled-near": Misconception(
        "words drawn at random are treated like true neighbours",
        "Which answer should the model give to a pair that is not from the text?",
        PAIR),
    "negatives-forgotten": Misconception(
        "only the true pairs count",
        "What is the smallest loss if every answer may be 'yes'?",
        PAIR),
    "context-forgotten": Misconception(
        "only the words drawn at random count",
        "What is the smallest loss if every answer may be 'no'?",
        PAIR),
    # --- drawing
    "as-often-as-they-stand-there": Misconception(
        "words are drawn as often as they stand in the text",
        "A word stands there 10,000 times, another once. How much more often should the first be drawn?",
        DRAWING),
    "all-words-alike": Misconception(
        "the counts make no difference",
        "Should a frequent word be drawn as seldom as a rare one?",
        DRAWING),
    "another-power": Misconception(
        "the counts are raised to another power",
        "Two words stand there once and 16 times. By which factor should the second be drawn more often?",
        DRAWING),
    "does-not-add-up-to-one": Misconception(
        "the probabilities do not add up to 1",
        "Add up what you return. In which order do the power and the division come?",
        DRAWING),
    "falls-off-the-end": Misconception(
        "a draw near 1 gives a word that does not exist",
        "What is the sum of ten times 0.1 in floats? What does your code do with a draw above it?",
        DRAWING),
    "draws-the-impossible": Misconception(
        "a draw of exactly 0 gives a word of probability 0",
        "A generator may give 0.0. Which word has the first stretch that is not empty?",
        DRAWING),
    "one-word-too-far": Misconception(
        "every word is taken for its neighbour in the vocabulary",
        "With probabilities 0.5 and 0.5, which word belongs to a draw of 0.2?",
        DRAWING),
    "probabilities-not-added-up": Misconception(
        "a draw is compared with single probabilities",
        "Lay the probabilities end to end on a line from 0 to 1. Where does the third one begin?",
        DRAWING),
    "ignores-the-probabilities": Misconception(
        "every word gets an equal share of the draws",
        "With probabilities 0.9 and 0.1, which word belongs to a draw of 0.7?",
        DRAWING),
    "always-the-most-likely": Misconception(
        "the likeliest word, whatever was drawn",
        "Should two different draws be able to give two different words?",
        DRAWING),
    "one-row-for-all-pairs": Misconception(
        "all pairs get the negatives of the first one",
        "How many numbers were drawn, and how many of them does your code use?",
        DRAWING),
    # --- training
    "rate-does-not-fall": Misconception(
        "the learning rate stays as it is",
        "How large should the step of the last batch be, compared with the first?",
        TRAINING),
    "rate-falls-too-soon": Misconception(
        "the learning rate falls along another line",
        "Write down the rates of four batches: the first is the whole rate, and the fifth would have none.",
        TRAINING),
    "climbs-instead-of-descending": Misconception(
        "the steps lead uphill",
        "The gradient points to where the loss grows. Where do you want to go?",
        TRAINING),
    "step-of-the-mean": Misconception(
        "a pair in a large batch moves its words less than one in a small batch",
        "The loss is a mean. The rate is meant for the sum over the pairs: what lies between the two?",
        TRAINING),
    "one-table-stands-still": Misconception(
        "one of the two tables does not learn",
        "How many tables has the model, and how many lines of your loop change one?",
        TRAINING),
    "second-step-sees-the-first": Misconception(
        "the second table's gradient is taken after the first table has moved",
        "At which vectors are both gradients of one batch taken?",
        TRAINING),
    "starts-again-each-batch": Misconception(
        "every batch begins with the vectors of the start",
        "Which vectors should the second batch see?",
        TRAINING),
    "loss-after-the-step": Misconception(
        "the losses are those after the steps",
        "The loss of a batch comes with its gradient, for the same vectors. When do you compute it?",
        TRAINING),
    "gives-the-last-loss-only": Misconception(
        "one loss, where one for each batch is wanted",
        "What would you draw as a learning curve?",
        TRAINING),
    # --- a picture
    "one-mean-for-all": Misconception(
        "one number is taken off everything",
        "The middle of a cloud is a point. How many numbers does it have?",
        PICTURE),
    "directions-with-least-spread": Misconception(
        "the directions in which the vectors differ least",
        "In which order does your function of NumPy give eigenvalues, or singular values?",
        PICTURE),
    "second-before-first": Misconception(
        "the two directions have changed places",
        "Along which of your two axes is the spread larger?",
        PICTURE),
    "spread-left-out": Misconception(
        "both axes have the same spread",
        "Which factor of U S Vᵀ knows how long the cloud is in each direction?",
        PICTURE),
    "picks-two-columns": Misconception(
        "two of the columns, not two directions",
        "Turn the cloud: your picture changes, the distances between words do not. Which directions turn with it?",
        PICTURE),
    "rescales-the-columns": Misconception(
        "every column was divided by its spread",
        "You look for the directions with the largest spread. What is left of that if all columns have the same?",
        PICTURE),
    # --- angles
    "lengths-left-in": Misconception(
        "long vectors win because they are long",
        "What does your number do when one vector is doubled? Its direction is the same.",
        NEAR),
    "one-length-only": Misconception(
        "divided by one of the two lengths",
        "What is the similarity of a vector with itself in your code?",
        NEAR),
    "one-length-for-all": Misconception(
        "one length for the whole table",
        "How many lengths does a table of V vectors have? Over which axis do you sum?",
        NEAR),
    "distance-for-similarity": Misconception(
        "a distance, where a cosine is wanted",
        "Should the number be large or small for two vectors of the same direction? And for one twice as long?",
        NEAR),
    "sign-lost": Misconception(
        "opposite directions count as the same",
        "Which cosine do a vector and its opposite have?",
        NEAR),
    # --- analogies
    "answers-with-the-question": Misconception(
        "a word of the question is the answer",
        "Which words are nearest to x, before you leave any out? How many must you leave out?",
        ANALOGY),
    "wrong-corner-of-the-parallelogram": Misconception(
        "another sum of the three vectors",
        "Draw a, b and c as points. From c, which way is it to the fourth corner?",
        ANALOGY),
    "normalised-before-the-sum": Misconception(
        "the three vectors are made equally long before they are added",
        "x is made of the vectors as they are. Where does the formula divide by a length?",
        ANALOGY),
    "farthest-instead-of-nearest": Misconception(
        "the word that is farthest from x",
        "Is a large cosine near or far?",
        ANALOGY),
    "index-in-a-shorter-list": Misconception(
        "the index counts in a list from which words were taken out",
        "After a word is deleted, which index does its successor have?",
        ANALOGY),
}
