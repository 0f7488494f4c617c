"""Every number that a quiz calls right or a mistake is what nnlib computes, or what that mistake computes."""

import numpy as np
import pytest
from chapters import CHAPTERS

from nnlib.affine import neuron_forward
from nnlib.autodiff import Node, apply, gradients
from nnlib.calculus import score_gradients
from nnlib.differences import forward_difference, numerical_gradient
from nnlib.initializers import he_normal, he_uniform
from nnlib.losses import softmax_cross_entropy_forward
from nnlib.mlp import collapse_linear_layers
from nnlib.operations import Max
from nnlib.optimizers import SGD, Momentum, Nesterov
from nnlib.regularization import dropout_backward, dropout_forward
from nnlib.saturating import sigmoid_backward, sigmoid_forward
from nnlib.skipgram_sampling import unigram_distribution
from nnlib.softmax import softmax_forward
from nnlib.tagging import f1_score
from tools.quizzes import quiz_of

RIGHT = None
COMPUTED = {}
ROUNDING = 1e-9


def answers(chapter, number):
    """Register a function that computes the answer and the wrong answers to a question, in their order."""
    return lambda function: COMPUTED.setdefault((chapter, number), function)


def sigmoid(z):
    """The function as a number of a number."""
    return float(sigmoid_forward(np.array(z, dtype=float))[0])


def steps(optimizer, grads):
    """Where each step leads, from 0."""
    theta, state = np.zeros(1), optimizer.init(np.zeros(1))
    for grad in grads:
        theta, state = optimizer.update(theta, np.array([grad]), state)
        yield float(theta[0])


def length_of_the_second_step(optimizer, first, second):
    """How far the second step goes."""
    one, two = steps(optimizer, [first, second])
    return abs(two - one)


class Asked:
    """In the place of a generator: gives what it is asked for, the standard deviation or the limit."""

    def normal(self, mean, deviation, shape):
        """The standard deviation."""
        return deviation

    def uniform(self, low, high, shape):
        """The limit."""
        return high

    def random(self, shape):
        """Numbers so small that dropout keeps every unit."""
        return np.zeros(shape)


@answers("01_neurons", 7)
def neuron():
    """A neuron's answer."""
    w, b, x = np.array([2.0, -1.0]), 0.5, np.array([1.0, 1.0])
    return [
        (RIGHT, neuron_forward(x, w, b)[0]),
        ("skips-the-activation", w @ x + b),
        ("bias-forgotten", sigmoid(w @ x)),
        ("bias-once-per-input", sigmoid(np.sum(w * x + b))),
        ("wrong-activation", np.tanh(w @ x + b)),
        ("wrong-sign", sigmoid(-(w @ x + b))),
    ]


@answers("02_xor", 7)
def collapsed_bias():
    """The bias of two layers in one."""
    first, second = ({"W": np.array([[w]]), "b": np.array([b])} for w, b in [(2.0, 3.0), (5.0, 1.0)])
    through_its_own = (first["b"] @ first["W"] + second["b"]) @ second["W"]
    return [
        (RIGHT, collapse_linear_layers([first, second])[1][0]),
        ("biases-stay-behind", second["b"][0]),
        ("biases-stay-behind", first["b"][0] + second["b"][0]),
        ("bias-through-its-own-weights", through_its_own[0]),
    ]


@answers("03_activations", 7)
def sigmoid_downstream():
    """A gradient through a sigmoid."""
    z, da = np.log(9.0), 2.0
    a, cache = sigmoid_forward(np.array(z))
    return [
        (RIGHT, sigmoid_backward(np.array(da), cache)),
        ("missing-upstream", sigmoid_backward(np.array(1.0), cache)),
        ("forgot-local-derivative", da),
        ("derivative-of-another-activation", da * (1 - a**2)),
        ("derivative-at-the-wrong-variable", da * z * (1 - z)),
    ]


@answers("04_losses", 7)
def cost():
    """A cross-entropy."""
    S = np.array([[2.0, 1.0, 0.0]])
    p = softmax_forward(S)[0]

    def loss(scores, y):
        return softmax_cross_entropy_forward(scores, np.array([y]))[0]

    return [
        (RIGHT, loss(S, 0)),
        ("forgot-the-logarithm", 1 - p[0, 0]),
        ("another-logarithm", -np.log2(p[0, 0])),
        ("skips-the-activation", -S[0, 0]),
        ("squashes-twice", loss(p, 0)),
        ("divides-by-the-wrong-count", loss(S, 0) / S.size),
        ("counts-from-one", loss(S, -1 % S.size)),
    ]


@answers("05_matrix_calculus", 7)
def gradient_of_a_score():
    """The gradient of a score of one unit with respect to its input."""
    x, W, b, u = np.array([1.0]), np.array([[2.0]]), np.array([-1.0]), np.array([3.0])
    z = W[0, 0] * x[0] + b[0]
    h = np.tanh(z)

    def dx(**changed):
        return score_gradients(**({"x": x, "W": W, "b": b, "u": u} | changed))[0][0]

    return [
        (RIGHT, dx()),
        ("missing-upstream", dx(u=np.ones(1))),
        ("forgot-local-derivative", u[0] * W[0, 0]),
        ("does-not-switch", score_gradients(x, W, b, u)[1][0, 0]),
        ("derivative-at-the-wrong-variable", u[0] * (1 - z**2) * W[0, 0]),
        ("derivative-of-another-activation", u[0] * h * (1 - h) * W[0, 0]),
        ("bias-forgotten", dx(b=np.zeros(1))),
    ]


@answers("06_backprop", 7)
def two_paths():
    """A gradient that arrives on two paths."""
    x, y, z = Node(5.0), Node(3.0), Node(1.0)

    def dy(f, dout=1.0):
        return float(gradients(f, [y], dout)[0])

    product, maximum = x * y, apply(Max, y, z)
    return [
        (RIGHT, dy(product + maximum)),
        ("overwrites-instead-of-adds", dy(product)),
        ("overwrites-instead-of-adds", dy(maximum)),
        ("does-not-switch", float(y.value) + dy(maximum)),
        ("splits-the-gradient", dy(product, 0.5) + dy(maximum, 0.5)),
    ]


@answers("07_gradient_check", 6)
def centred_difference():
    """A difference with a long step."""
    x, h = np.array(1.0), 0.1

    def cube(x):
        return float(x**3)

    centred = numerical_gradient(cube, x, h)
    return [
        (RIGHT, centred),
        (None, gradients((node := Node(1.0)) * node * node, [node])[0]),
        ("one-sided-difference", forward_difference(cube, x, h)),
        ("divides-by-h", (cube(x + h) - cube(x - h)) / h),
        ("wrong-sign", -centred),
    ]


@answers("08_regularization", 7)
def dropout_downstream():
    """A gradient through a unit that was kept."""
    keep, dy = 0.8, np.array([[3.0]])
    cache = dropout_forward(np.ones((1, 1)), keep, Asked())[1]
    return [
        (RIGHT, dropout_backward(dy, cache)),
        ("forgot-local-derivative", dy),
        ("scaled-the-wrong-way", dy * keep),
        ("scaled-the-wrong-way", dy / (1 - keep)),
        ("missing-upstream", dropout_backward(np.ones((1, 1)), cache)),
    ]


@answers("09_initialization", 7)
def deviation_of_he():
    """He's standard deviation."""
    D, M = 50, 72
    right = he_normal(D, M, Asked())
    return [
        (RIGHT, right),
        ("variance-as-deviation", right**2),
        ("forgot-the-lost-half", np.sqrt(1 / D)),
        ("fan-out-for-fan-in", he_normal(M, D, Asked())),
        ("both-fans", np.sqrt(4 / (D + M))),
        ("limit-as-deviation", he_uniform(D, M, Asked())),
    ]


@answers("10_optimizers", 7)
def second_step():
    """The length of momentum's second step."""
    rate, mu, grads = 0.1, 0.9, (2.0, 2.0)
    return [
        (RIGHT, length_of_the_second_step(Momentum(rate, mu), *grads)),
        (None, length_of_the_second_step(SGD(rate), *grads)),
        ("weights-the-new-gradient", length_of_the_second_step(Momentum((1 - mu) * rate, mu), *grads)),
        ("another-optimizer", length_of_the_second_step(Nesterov(rate, mu), *grads)),
    ]


@answers("11_named_entities", 7)
def f1_of_persons():
    """F1 of a tagger."""
    y, predicted = np.repeat([1, 1, 0, 0], [6, 2, 6, 20]), np.repeat([1, 0, 1, 0], [6, 2, 6, 20])
    precision, recall, f1, *_ = (score[1] if np.ndim(score) else score for score in f1_score(y, predicted, 2))
    of_names = f1_score(y[y != 0], predicted[y != 0], 2)[2][1]
    return [
        (RIGHT, f1),
        ("not-the-harmonic-mean", (precision + recall) / 2),
        ("forgets-false-alarms", of_names),
        (None, precision),
        (None, recall),
    ]


@answers("12_word_vectors", 6)
def probability_of_a_negative():
    """How likely a word is as a negative."""
    counts = np.array([1, 16, 81])
    return [
        (RIGHT, unigram_distribution(counts)[1]),
        ("as-often-as-they-stand-there", unigram_distribution(counts, 1)[1]),
        ("all-words-alike", unigram_distribution(counts, 0)[1]),
        ("another-power", unigram_distribution(counts, 0.5)[1]),
        ("does-not-add-up-to-one", unigram_distribution(counts, 1)[1] ** 0.75),
    ]


NUMERIC = {
    (chapter.stem, question.number): question
    for chapter in CHAPTERS
    for question in quiz_of(chapter)
    if question.is_numeric
}


def test_no_number_is_typed_blindly():
    """If this fails, nobody has computed the answer to a question, or the question is gone."""
    assert sorted(COMPUTED) == sorted(NUMERIC)


@pytest.mark.parametrize("where", COMPUTED, ids=lambda where: "-".join(map(str, where)))
def test_numbers_are_computed(where):
    """If this fails, the quiz calls a wrong number right, or a mistake by another's name."""
    question, computed = NUMERIC[where], [(name, float(np.squeeze(value))) for name, value in COMPUTED[where]()]
    assert [option.misconception for option in question.options] == [name for name, _ in computed]
    assert question.options[0].is_right
    for option, (_, value) in zip(question.options, computed):
        assert abs(option.answer - value) <= question.tolerance + ROUNDING, f"{option.said}\ncomputed: {value}"
