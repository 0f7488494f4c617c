"""Mistakes that can be made in more than one chapter; each chapter that treats one is named, in their order."""

from grading.misconceptions.misconception import Misconception

NEURON = "1.2 One neuron"
MOVE = "1.5 Which way to move"
LAYER = "1.8 A layer"
ALL_AT_ONCE = "1.9 All at once"
NETWORK = "2.4 A network of any size"
LINEAR = "2.5 Without a bend, depth is nothing"
ENTRY = "3.2 One factor for each entry"
SATURATING = "3.3 Functions that saturate"
LAST_LAYER = "3.8 The last layer"
OVERFLOW = "3.9 Numbers that overflow"
LOSS_GRADIENT = "4.7 Losses return their gradient"
PRODUCT = "5.2 The chain rule is a product"
JACOBIANS = "5.3 Four Jacobians to know by heart"
TRANSPOSE = "5.6 Where does the transpose come from?"
BATCH = "5.7 From one example to a batch"
GRAPH = "6.3 Computation graphs"
ORDER = "6.5 Backward, in the right order"
AFFINE = "6.6 The affine layer, backwards"
CHAIN = "6.7 Layers in a chain"
LOSS = "6.8 Two layers and a loss"
WINDOW = "6.10 A whole network for named entities"
CHECK = "6.11 Is it right?"
NORMAL = "8.8 Batch normalisation"
PICTURE = "12.7 A picture in two dimensions"

TABLE = {
    # --- how, not what
    "writes-to-its-arguments": Misconception(
        "the function changes what was handed to it",
        "Who else still needs it? Look for += and = on what came in as an argument or from the cache.",
        ALL_AT_ONCE, AFFINE),
    "hard-coded": Misconception(
        "the answers to the visible check are remembered, not computed",
        "The graded test asks with other numbers.",
        NEURON, CHECK),
    "delegated": Misconception(
        "nnlib does the work",
        "Calling the reference earns nothing here. Read how it is done, close it, and write it yourself.",
        NEURON, AFFINE),
    "overflows": Misconception(
        "an exponential grows beyond what a float can hold",
        "Of which sign may the argument of exp be, if the result must never become infinite? Can you write the formula "
        "so that it always has that sign? And np.where computes both of its branches before it chooses.",
        NEURON, OVERFLOW),
    # --- a neuron and its layer
    "bias-forgotten": Misconception(
        "the bias is missing",
        "What does a unit answer when all its inputs are zero?",
        NEURON, AFFINE),
    "skips-the-activation": Misconception(
        "the activation is never applied",
        "What is the difference between what enters a unit and what leaves it?",
        NEURON, CHAIN),
    "activation-before-the-sum": Misconception(
        "the activation is applied to the inputs, not to their weighted sum",
        "In which order do summing and bending happen inside one unit?",
        NEURON, CHAIN),
    "wrong-activation": Misconception(
        "another activation than the one that was asked for",
        "Compare the range of what comes out with the range that this activation has.",
        NEURON, SATURATING, CHAIN),
    "activates-the-scores": Misconception(
        "the last layer has an activation too",
        "Between which numbers may a score lie? And where is the softmax?",
        NETWORK, LAST_LAYER, LOSS),
    # --- any gradient
    "missing-upstream": Misconception(
        "the gradient that comes from above is not used",
        "Downstream is a product of two things. You have one of them; what has the rest of the network to say?",
        MOVE, ENTRY, GRAPH),
    "forgot-local-derivative": Misconception(
        "the gradient from above is passed on as it came",
        "This step changes its input into something else. How much does its output move when its input moves a little?",
        MOVE, ENTRY, GRAPH),
    "derivative-at-the-wrong-variable": Misconception(
        "the right derivative, taken at the wrong place",
        "A slope belongs to a point. Which variable is in your formula for the slope: the one before the activation, "
        "or the one after it? Which did you put in?",
        MOVE, ENTRY, CHAIN),
    "derivative-of-another-activation": Misconception(
        "the slope is that of another activation",
        "Each activation has its own slope. Draw this one: where is it steepest, and how steep?",
        MOVE, ENTRY, CHAIN),
    "wrong-sign": Misconception(
        "a sign is the wrong way round",
        "If this input grows a little, does the output grow or shrink? Compare with your sign.",
        MOVE, CHECK),
    "factor-two": Misconception(
        "everything is twice what it should be",
        "Is something added twice, or a square differentiated that is not there?",
        MOVE, CHECK),
    "does-not-switch": Misconception(
        "each input is scaled by itself",
        "If x grows by a little, by how much does x · y grow? Which of the two numbers decides that?",
        JACOBIANS, GRAPH),
    "adds-instead-of-multiplies": Misconception(
        "a sum where a product belongs",
        "The chain rule joins upstream and local. By which operation?",
        PRODUCT, GRAPH),
    "shares-its-memory": Misconception(
        "a second forward pass overwrites what the first one kept",
        "A network uses one function, or one class of nodes, many times before it goes back. Where does each use keep "
        "what its own backward will need?",
        ENTRY, ORDER),
    # --- shapes and sums
    "transposed": Misconception(
        "a matrix is transposed that should not be, or is not that should be",
        "Write the shape under every factor. A gradient has the shape of what it belongs to; only one arrangement "
        "of these factors has that shape when all sizes differ.",
        LAYER, TRANSPOSE, AFFINE),
    "mean-instead-of-sum": Misconception(
        "a mean where a sum belongs",
        "How often is this parameter used in one batch, and what happens to the gradients of all its uses? "
        "Where in the network does the factor 1/N stand?",
        BATCH, AFFINE),
    "summed-over-the-wrong-axis": Misconception(
        "the sum runs over the wrong axis",
        "Which axis counts the examples, and which the units? One of them must still be there afterwards.",
        LAST_LAYER, BATCH, AFFINE),
    "forgot-the-sum": Misconception(
        "the gradient of one use, where all uses count",
        "One parameter served every example of the batch. How many gradients arrive at it, and what becomes of them?",
        BATCH, AFFINE),
    "loses-the-batch-axis": Misconception(
        "an axis of length 1 is gone, or only one row is left",
        "Try a batch of one example: what shape should come out, and what shape does?",
        LAYER, AFFINE),
    "keeps-an-axis": Misconception(
        "an axis of length 1 is left over from a sum",
        "Which shape has the bias, and which has your gradient? What does the sum do with the axis that it sums over?",
        LINEAR, BATCH, AFFINE),
    "not-centred": Misconception(
        "the mean is not subtracted",
        "Move all examples by the same amount: should the result change? Does yours?",
        NORMAL, PICTURE),
    # --- losses
    "missing-mean": Misconception(
        "the factor 1/N is missing",
        "Does the loss grow when the same batch is repeated? Should it?",
        LOSS_GRADIENT, LOSS),
    "mean-twice": Misconception(
        "the factor 1/N is there twice",
        "Count the places where you divide by the number of examples. How many does the formula of the loss have?",
        LOSS_GRADIENT, LOSS),
    "missing-one-hot": Misconception(
        "the probabilities alone, as if there were no right class",
        "What should happen to the score of the right class in a step downhill? Does your gradient do that?",
        LOSS_GRADIENT, LOSS),
    "ignores-the-margin": Misconception(
        "windows that already win by the margin still get a gradient",
        "What is the slope of max(0, v) where v is negative?",
        LOSS_GRADIENT, WINDOW),
    "one-window-only": Misconception(
        "only one of the two windows sends a gradient back",
        "The same parameters score the true and the corrupt window. What happens to gradients that meet?",
        LOSS_GRADIENT, WINDOW),
}
