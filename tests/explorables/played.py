"""What a reader does with the keyboard in each interactive figure, and what its status line then says.

A step is the label of a slider and keys, the label of a list and an option, the label of a text field and a text, or
the words on a button and how often it is pressed.
"""

PLAYED = {
    "neuron": (
        "01_neurons",
        [("Target", "AND"), ("w₂", "ArrowRight " * 20), ("b", "ArrowLeft " * 20)],
        "This neuron computes AND. z = 4.0 x₁ + 4.0 x₂ − 5.0",
    ),
    "xor": (
        "02_xor",
        [("Start", "ArrowRight " * 2), ("Steps", "Home"), ("One step", 3), ("Train", 1)],
        "Start 4, 200 steps, loss 0.001: 4 of 4 corners are right.",
    ),
    "activation": (
        "03_activations",
        [("Activation", "sigmoid"), ("z", "Home " + "ArrowRight " * 60)],
        "sigmoid at z = 0.0: value 0.50, slope 0.25. "
        "Of a gradient of 1, one unit passes on 0.25, and ten in a row leave 1 · 10⁻⁶.",
    ),
    "margin": (
        "04_losses",
        [("Wrong class", "ArrowLeft " * 5), ("Margin Δ", "ArrowRight " * 3), ("Right class", "ArrowRight " * 6)],
        "The right class leads by 1.3, and the margin of 1.3 is won: the hinge costs nothing and pushes nobody. "
        "Cross-entropy still pushes, with 0.21.",
    ),
    "transpose": (
        "05_matrix_calculus",
        [("Wanted", "dX"), ("Right", "W"), ("Left", "dZ"), ("Sizes", "D = M"), ("Swap", 2)],
        "dZ (5, 3) times W (3, 3) is (5, 3), the shape of X, but only because D = M: this is not dX.",
    ),
    "graph": (
        "06_backprop",
        [("z", "ArrowRight " * 6), ("Step forward", 3), ("Step back", 2), ("Step forward", 2)],
        "+ distributes: x receives 3 · 1 = 3; y receives 3 · 1 = 3 and adds it to 0: 3.",
    ),
    "ucurve": (
        "07_gradient_check",
        [("f(x) =", "x³ + 1000"), ("Step h", "ArrowRight " * 14)],
        "one-sided 9 · 10⁻⁶, mostly truncation; centred 6 · 10⁻¹⁰, mostly rounding.",
    ),
    "dropout": (
        "08_regularization",
        [("Scaling", "none"), ("Draw 100 masks", 2), ("Draw a mask", 1)],
        "more masks bring it to 2.25, not 4.50, the output without dropout.",
    ),
    "init": (
        "09_initialization",
        [("Weights", "He"), ("Activation", "tanh"), ("times", "ArrowRight " * 10)],
        "Activations roughly keep their size: 0.84 in layer 1, 0.82 in layer 10, 19\u00a0% of them flat. "
        "Gradients explode on their way down",
    ),
    "optimizers": (
        "10_optimizers",
        [("SGD: rate", "ArrowRight"), ("Steps", "End")],
        "Out of bounds: SGD.",
    ),
    "window": (
        "11_named_entities",
        [("Sentence", "to be or not to be"), ("Word", "Home"), ("Window", "3")],
        "Word 1 of 6, “to”: its window is 0 3 2. No row gets more than one gradient.",
    ),
    "neighbours": (
        "12_word_vectors",
        [("One word, or three", "norway oslo italy")],
        "norway is to oslo as italy is to rome, say the vectors",
    ),
}
