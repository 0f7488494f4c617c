"""Mistakes in computation graphs and in the window network."""

from grading.misconceptions.misconception import Misconception

GRAPH = "6.3 Computation graphs"
ORDER = "6.5 Backward, in the right order"
WINDOW = "6.10 A whole network for named entities"

TABLE = {
    # --- nodes
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
    "same-sign-for-both": Misconception(
        "both windows pull in the same direction",
        "Which of the two scores should grow, and which should shrink?",
        WINDOW),
    "last-occurrence-only": Misconception(
        "of a word that stands in several places, only one place counts",
        "How often does NumPy add when an index appears twice in one indexing? Try it with three numbers.",
        WINDOW),
}
