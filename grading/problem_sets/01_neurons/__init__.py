"""Problem set 1: one neuron, a layer of them, and how one learns."""

from . import gates, gradient, neuron, perceptron, sigmoid

TASKS = [*sigmoid.TASKS, *neuron.TASKS, *gates.TASKS, *gradient.TASKS, *perceptron.TASKS]

MAY_IMPORT = {"plotting": "*"}
