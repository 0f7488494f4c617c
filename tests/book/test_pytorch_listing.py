"""The PyTorch listing of a chapter computes what the chapter computes."""

import numpy as np
import pytest
from chapters import ROOT, code_of_section, pytorch_listing

MATRIX_CALCULUS = ROOT / "book" / "05_matrix_calculus.ipynb", "5.7 From one example to a batch"
XOR = ROOT / "book" / "02_xor.ipynb", "2.2 Two lines, and a third unit"
LOSSES = ROOT / "book" / "04_losses.ipynb", "4.7 Losses return their gradient"
ACTIVATIONS = ROOT / "book" / "03_activations.ipynb", "3.2 One factor for each entry"
NEURON = ROOT / "book" / "01_neurons.ipynb", "1.5 Which way to move"
BACKPROP = ROOT / "book" / "06_backprop.ipynb", "6.8 Two layers and a loss"
WORD_VECTORS = ROOT / "book" / "12_word_vectors.ipynb", "12.4 The gradient, in stages"
GRADIENT_CHECK = ROOT / "book" / "07_gradient_check.ipynb", "7.1 Measure a slope"


def both(chapter, title):
    """The names that the listing and the section define."""
    pytest.importorskip("torch", reason="the listing needs PyTorch")
    torch_names, chapter_names = {}, {}
    exec(pytorch_listing(chapter), torch_names)
    exec(code_of_section(chapter, title), chapter_names)
    return torch_names, chapter_names


def test_xor():
    """If this fails, PyTorch and chapter 2 disagree, or the listing is another network."""
    in_torch, in_chapter = both(*XOR)
    np.testing.assert_allclose(in_torch["Y_hat"].detach().numpy(), in_chapter["Y_hat"], rtol=0, atol=1e-12)
    layers = in_chapter["first"], in_chapter["last"]
    assert in_torch["parameters"] == sum(value.size for layer in layers for value in layer.values())
def test_neurons():
    """If this fails, PyTorch and chapter 1 disagree, or the listing trains another neuron."""
    in_torch, in_chapter = both(*NEURON)
    assert np.isclose(in_torch["loss"].item(), in_chapter["loss"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(in_torch["w"].detach().numpy(), in_chapter["w"], rtol=0, atol=1e-9)
    assert np.isclose(in_torch["b"].item(), in_chapter["b"], rtol=0, atol=1e-9)


def test_the_section_runs_by_itself():
    """If this fails, the numbers of the section depend on another section."""
    names = {}
    exec(code_of_section(*BACKPROP), names)
    assert names["gradients_by_hand"].keys() == {"W1", "b1", "W2", "b2"}


def test_activations():
    """If this fails, PyTorch and chapter 3 disagree on a value or a slope."""
    in_torch, in_chapter = both(*ACTIVATIONS)
    assert in_torch["values"].keys() == in_chapter["values"].keys()
    for name in in_chapter["values"]:
        A, dZ = in_torch["values"][name].detach().numpy(), in_torch["gradients"][name].numpy()
        np.testing.assert_allclose(A, in_chapter["values"][name], rtol=0, atol=1e-9)
        np.testing.assert_allclose(dZ, in_chapter["gradients"][name], rtol=0, atol=1e-9)


def test_backprop():
    """If this fails, PyTorch and chapter 6 disagree, or the listing is another network."""
    in_torch, in_chapter = both(*BACKPROP)
    assert np.isclose(in_torch["loss"].item(), in_chapter["loss"], rtol=0, atol=1e-9)
    for name in ("W1", "b1", "W2", "b2"):
        np.testing.assert_allclose(in_torch["gradients"][name].numpy(), in_chapter[f"d{name}"], rtol=0, atol=1e-9)


def test_matrix_calculus():
    """If this fails, PyTorch and chapter 5 disagree about a batch, or the table does not add up to the gradient."""
    in_torch, in_chapter = both(*MATRIX_CALCULUS)
    for name in ("X", "W", "b", "u"):
        np.testing.assert_allclose(in_torch["gradients"][name].numpy(), in_chapter[f"d{name}"], rtol=0, atol=1e-9)
    assert tuple(in_torch["by_W"].shape) == (in_chapter["N"], in_chapter["D"], in_chapter["M"])
    np.testing.assert_allclose(in_torch["by_W"].sum(0).numpy(), in_chapter["dW"], rtol=0, atol=1e-9)
    with pytest.raises(RuntimeError, match="scalar"):
        in_torch["scores"].backward()
def test_losses():
    """If this fails, PyTorch and chapter 4 disagree about a loss or its gradient."""
    in_torch, in_chapter = both(*LOSSES)
    for name, loss in in_torch["losses"].items():
        assert np.isclose(loss.item(), in_chapter[f"J_{name}"], rtol=0, atol=1e-12), name
    for name, gradient in in_torch["gradients"].items():
        np.testing.assert_allclose(gradient.numpy(), in_chapter[name], rtol=0, atol=1e-12)
def test_gradient_check():
    """If this fails, PyTorch and chapter 7 disagree about a slope, or its checker about a right gradient."""
    in_torch, in_chapter = both(*GRADIENT_CHECK)
    np.testing.assert_allclose(in_torch["exact"].numpy(), in_chapter["exact"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(in_torch["measured"].numpy(), in_chapter["measured"], rtol=0, atol=1e-9)
    assert in_torch["agrees"] is True


def test_word_vectors():
    """If this fails, PyTorch and chapter 12 disagree about the loss of a batch, or about the gradient of a table."""
    in_torch, in_chapter = both(*WORD_VECTORS)
    assert np.isclose(in_torch["loss"].item(), in_chapter["loss"], rtol=0, atol=1e-12)
    for name in ("E", "F"):
        np.testing.assert_allclose(in_torch["gradients"][name].numpy(), in_chapter[f"d{name}"], rtol=0, atol=1e-12)
