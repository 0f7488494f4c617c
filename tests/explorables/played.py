"""What a reader does with the keyboard in each interactive figure, and what its status line then says.

A step is the label of a slider and keys, the label of a list and an option, the label of a text field and a text, or
the words on a button and how often it is pressed.
"""

PLAYED = {
    "dropout": (
        "08_regularization",
        [("Scaling", "none"), ("Draw 100 masks", 2), ("Draw a mask", 1)],
        "more masks bring it to 2.25, not 4.50, the output without dropout.",
    ),
    "graph": (
        "06_backprop",
        [("z", "ArrowRight " * 6), ("Step forward", 3), ("Step back", 2), ("Step forward", 2)],
        "+ distributes: x receives 3 · 1 = 3; y receives 3 · 1 = 3 and adds it to 0: 3.",
    ),
    "init": (
        "09_initialization",
        [("Weights", "He"), ("Activation", "tanh"), ("times", "ArrowRight " * 10)],
        "Activations roughly keep their size: 0.84 in layer 1, 0.82 in layer 10, 19\u00a0% of them flat. "
        "Gradients explode on their way down",
    ),
    "neuron": (
        "01_neurons",
        [("Target", "AND"), ("w₂", "ArrowRight " * 20), ("b", "ArrowLeft " * 20)],
        "This neuron computes AND. z = 4.0 x₁ + 4.0 x₂ − 5.0",
    ),
    "ucurve": (
        "07_gradient_check",
        [("f(x) =", "x³ + 1000"), ("Step h", "ArrowRight " * 14)],
        "one-sided 9 · 10⁻⁶, mostly truncation; centred 6 · 10⁻¹⁰, mostly rounding.",
    ),
}
