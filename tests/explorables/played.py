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
