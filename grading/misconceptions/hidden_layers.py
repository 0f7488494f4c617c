"""Mistakes in putting units together: XOR by hand, networks of any size, what they count and what they can be."""

from grading.misconceptions.misconception import Misconception

MATRICES = "2.2 Two lines, and a third unit"
HIDDEN = "2.3 What the hidden units see"
NETWORK = "2.4 A network of any size"
LINEAR = "2.5 Without a bend, depth is nothing"
BUMPS = "2.6 A function made of bumps"

TABLE = {
    # --- XOR by hand
    "skips-the-hidden-layer": Misconception(
        "the output unit reads the inputs, and not what the hidden units say",
        "Which numbers arrive at the last unit? Draw its line in the plane of those numbers.",
        HIDDEN),
    "swapped-gates": Misconception(
        "one gate stands where another belongs",
        "Write the truth table of each unit beside its weights, one row for each of the four inputs.",
        MATRICES),
    "column-for-a-vector": Misconception(
        "a column of shape (N, 1) where a vector of shape (N,) belongs",
        "One number for each example: how many indices does that need, and how many does your last product leave?",
        MATRICES),
    "bias-outside-the-activation": Misconception(
        "the bias is added after the activation",
        "What decides where a unit switches: what is added before the bend, or behind it?",
        MATRICES),
    # --- any size
    "every-layer-reads-the-input": Misconception(
        "each layer reads X, and not the layer below it",
        "Which variable goes into the second layer of your loop, and which should?",
        NETWORK),
    "fixed-depth": Misconception(
        "it works for one number of layers only",
        "How many entries may the list of layers have? Try it with one, and with four.",
        NETWORK),
    "counts-weights-only": Misconception(
        "connections are counted, biases are not",
        "How many numbers does one unit own: one for each thing it reads, and what else?",
        NETWORK),
    "counts-the-input-layer": Misconception(
        "the inputs are given biases, as if they were units",
        "What does an input compute?",
        NETWORK),
    "bias-for-every-input": Misconception(
        "a bias for everything that is read, not for every unit that reads",
        "Whose threshold does a bias move: that of the unit where the arrow starts, or where it ends?",
        NETWORK),
    "one-bias-per-layer": Misconception(
        "a whole layer shares one bias",
        "Do two units of a layer have to switch at the same place?",
        NETWORK),
    "misses-a-layer": Misconception(
        "the first or the last layer is left out",
        "Between how many pairs of neighbours do weights stand? How often does your loop run?",
        NETWORK),
    "counts-units": Misconception(
        "units are counted, not their weights",
        "How many numbers does training change in a unit that reads three inputs?",
        NETWORK),
    # --- linear networks
    "multiplied-in-the-wrong-order": Misconception(
        "the weights are multiplied in the wrong order",
        "An example is a row and comes from the left. Which matrix does it meet first?",
        LINEAR),
    "biases-stay-behind": Misconception(
        "a bias does not pass through the layers behind it",
        "Put in an example of zeros and follow the first bias to the output. What happens to it on the way?",
        LINEAR),
    "bias-through-its-own-weights": Misconception(
        "a bias is multiplied by the weights of its own layer",
        "In which order does a layer multiply and add? Which weights has a bias still before it?",
        LINEAR),
    # --- bumps
    "bumps-never-end": Misconception(
        "steps go up and never come down",
        "A bump is two steps. What should the network say to the right of the last one?",
        BUMPS),
    "threshold-mirrored": Misconception(
        "the steps stand on the other side of zero",
        "A unit is at one half where its pre-activation is zero. Solve that for x.",
        BUMPS),
    "bias-not-scaled": Misconception(
        "the weight is made steeper, the bias is not",
        "Where is the step of a unit, in terms of its weight and bias? Where should it be?",
        BUMPS),
    "edges-at-the-centres": Misconception(
        "each bump is moved by half its width",
        "Where does the first bump begin, and where is its centre?",
        BUMPS),
    "steepness-of-another-width": Misconception(
        "the steps are not as steep as asked, compared with the width of a bump",
        "The weight times the width of a bump should be the steepness. What is it in your network?",
        BUMPS),
    "one-edge-too-few": Misconception(
        "the bumps have the wrong width",
        "A fence with n panels: how many posts has it, and how long is one panel?",
        BUMPS),
}
