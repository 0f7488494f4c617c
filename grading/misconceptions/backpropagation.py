"""Mistakes in backpropagation, and those that can be made in any gradient."""

from grading.misconceptions.misconception import Misconception

AFFINE = "6.6 The affine layer, backwards"
CHAIN = "6.7 Layers in a chain"
LOSS = "6.8 Two layers and a loss"
GRAPH = "6.3 Computation graphs"
ORDER = "6.5 Backward, in the right order"
WINDOW = "6.10 A whole network for named entities"
CHECK = "6.11 Is it right?"

TABLE = {
    # --- any gradient
    "missing-upstream": Misconception(
        "the gradient that comes from above is not used",
        "Downstream is a product of two things. You have one of them; what has the rest of the network to say?",
        GRAPH),
    "forgot-local-derivative": Misconception(
        "the gradient from above is passed on as it came",
        "This step changes its input into something else. How much does its output move when its input moves a little?",
        GRAPH),
    "derivative-at-the-wrong-variable": Misconception(
        "the right derivative, taken at the wrong place",
        "A slope belongs to a point. Which variable is in your formula for the slope: the one before the activation, "
        "or the one after it? Which did you put in?",
        CHAIN),
    "derivative-of-another-activation": Misconception(
        "the slope is that of another activation",
        "Each activation has its own slope. Draw this one: where is it steepest, and how steep?",
        CHAIN),
    "wrong-sign": Misconception(
        "a sign is the wrong way round",
        "If this input grows a little, does the output grow or shrink? Compare with your sign.",
        CHECK),
    "factor-two": Misconception(
        "everything is twice what it should be",
        "Is something added twice, or a square differentiated that is not there?",
        CHECK),
    "transposed": Misconception(
        "a matrix is transposed that should not be, or is not that should be",
        "Write the shape under every factor. A gradient has the shape of what it belongs to; only one arrangement "
        "of these factors has that shape when all sizes differ.",
        AFFINE),
    "mean-instead-of-sum": Misconception(
        "a mean where a sum belongs",
        "How often is this parameter used in one batch, and what happens to the gradients of all its uses? "
        "Where in the network does the factor 1/N stand?",
        AFFINE),
    "summed-over-the-wrong-axis": Misconception(
        "the sum runs over the wrong axis",
        "Which axis counts the examples, and which the units? One of them must still be there afterwards.",
        AFFINE),
    "forgot-the-sum": Misconception(
        "the gradient of one use, where all uses count",
        "One parameter served every example of the batch. How many gradients arrive at it, and what becomes of them?",
        AFFINE),
    "loses-the-batch-axis": Misconception(
        "an axis of length 1 is gone, or only one row is left",
        "Try a batch of one example: what shape should come out, and what shape does?",
        AFFINE),
    "keeps-an-axis": Misconception(
        "an axis of length 1 is left over from a sum",
        "Which shape has the bias, and which has your gradient? What does the sum do with the axis that it sums over?",
        AFFINE),
    "bias-forgotten": Misconception(
        "the bias is missing",
        "What does a unit answer when all its inputs are zero?",
        AFFINE),
    # --- layers
    "skips-the-activation": Misconception(
        "the activation is never applied",
        "What is the difference between what enters a unit and what leaves it?",
        CHAIN),
    "activation-before-the-sum": Misconception(
        "the activation is applied to the inputs, not to their weighted sum",
        "In which order do summing and bending happen inside one unit?",
        CHAIN),
    "wrong-activation": Misconception(
        "another activation than the one that was asked for",
        "Compare the range of what comes out with the range that this activation has.",
        CHAIN),
    "activates-the-scores": Misconception(
        "the last layer has an activation too",
        "Between which numbers may a score lie? And where is the softmax?",
        LOSS),
    # --- losses
    "missing-mean": Misconception(
        "the factor 1/N is missing",
        "Does the loss grow when the same batch is repeated? Should it?",
        LOSS),
    "mean-twice": Misconception(
        "the factor 1/N is there twice",
        "Count the places where you divide by the number of examples. How many does the formula of the loss have?",
        LOSS),
    "missing-one-hot": Misconception(
        "the probabilities alone, as if there were no right class",
        "What should happen to the score of the right class in a step downhill? Does your gradient do that?",
        LOSS),
    # --- nodes
    "does-not-switch": Misconception(
        "each input is scaled by itself",
        "If x grows by a little, by how much does x · y grow? Which of the two numbers decides that?",
        GRAPH),
    "feeds-both": Misconception(
        "a maximum sends the gradient to both inputs",
        "If the smaller of the two moves a little, does the maximum move?",
        GRAPH),
    "feeds-the-loser": Misconception(
        "the smaller input is taken for the larger",
        "Which of the two would have to move for the maximum to move?",
        GRAPH),
    "splits-the-gradient": Misconception(
        "the gradient is shared out between the inputs",
        "Move one input alone by a little. By how much does the output move? By half?",
        GRAPH),
    "multiplies-instead-of-adds": Misconception(
        "a product where a sum belongs",
        "Put in 2 and 3 by hand.",
        GRAPH),
    "adds-instead-of-multiplies": Misconception(
        "a sum where a product belongs",
        "The chain rule joins upstream and local. By which operation?",
        GRAPH),
    "shares-its-memory": Misconception(
        "a second forward pass overwrites what the first one kept",
        "A network uses one function, or one class of nodes, many times before it goes back. Where does each use keep "
        "what its own backward will need?",
        ORDER),
    # --- graphs
    "overwrites-instead-of-adds": Misconception(
        "at a fork, the last gradient replaces the others",
        "A value that is used twice acts on the output along two paths. What becomes of the first one in your code?",
        ORDER),
    "forward-order": Misconception(
        "gradients are passed on before they are complete",
        "When may a node hand its gradient down? Which nodes must have handed theirs before?",
        ORDER),
    "starts-from-zero": Misconception(
        "the sweep starts from zero",
        "By how much does the output move when the output itself moves by a little?",
        ORDER),
    "not-topological": Misconception(
        "some node comes before one of its inputs",
        "Draw a node whose inputs have different depths. Can a walk level by level get it right?",
        ORDER),
    "output-first": Misconception(
        "the order is turned round",
        "Could you compute the values in this order, from the first to the last?",
        ORDER),
    "visits-twice": Misconception(
        "nodes that are used twice are listed twice",
        "How do you know, on the second visit, that you have been there?",
        ORDER),
    "lists-everything": Misconception(
        "nodes are listed that the output does not depend on",
        "Start at the output and walk only along inputs. Where do you never come?",
        ORDER),
    "leaves-forgotten": Misconception(
        "the inputs of the graph are missing",
        "A node without inputs is a node too: its gradient is what you are after.",
        ORDER),
    "recursion-limit": Misconception(
        "one call for each level, and Python's stack ends first",
        "Keep your own list of nodes still to visit. What has to happen between the first and the second time that "
        "you see a node?",
        ORDER),
    # --- the window network
    "ignores-the-margin": Misconception(
        "windows that already win by the margin still get a gradient",
        "What is the slope of max(0, v) where v is negative?",
        WINDOW),
    "one-window-only": Misconception(
        "only one of the two windows sends a gradient back",
        "The same parameters score the true and the corrupt window. What happens to gradients that meet?",
        WINDOW),
    "same-sign-for-both": Misconception(
        "both windows pull in the same direction",
        "Which of the two scores should grow, and which should shrink?",
        WINDOW),
    "last-occurrence-only": Misconception(
        "of a word that stands in several places, only one place counts",
        "How often does NumPy add when an index appears twice in one indexing? Try it with three numbers.",
        WINDOW),
    # --- how, not what
    "writes-to-its-arguments": Misconception(
        "the function changes what was handed to it",
        "Who else still needs it? Look for += and = on what came in as an argument or from the cache.",
        AFFINE),
    "hard-coded": Misconception(
        "the answers to the visible check are remembered, not computed",
        "The graded test asks with other numbers.",
        CHECK),
    "delegated": Misconception(
        "nnlib does the work",
        "Calling the reference earns nothing here. Read how it is done, close it, and write it yourself.",
        AFFINE),
}
