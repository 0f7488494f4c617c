"""The PyTorch listing of a chapter computes what the chapter computes."""

import numpy as np
import pytest
from chapters import ROOT, code_of_section, pytorch_listing

NEURON = ROOT / "book" / "01_neurons.ipynb", "1.5 Which way to move"
BACKPROP = ROOT / "book" / "06_backprop.ipynb", "6.8 Two layers and a loss"


def both(chapter, title):
    """The names that the listing and the section define."""
    pytest.importorskip("torch", reason="the listing needs PyTorch")
    torch_names, chapter_names = {}, {}
    exec(pytorch_listing(chapter), torch_names)
    exec(code_of_section(chapter, title), chapter_names)
    return torch_names, chapter_names


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


def test_backprop():
    """If this fails, PyTorch and chapter 6 disagree, or the listing is another network."""
    in_torch, in_chapter = both(*BACKPROP)
    assert np.isclose(in_torch["loss"].item(), in_chapter["loss"], rtol=0, atol=1e-9)
    for name in ("W1", "b1", "W2", "b2"):
        np.testing.assert_allclose(in_torch["gradients"][name].numpy(), in_chapter[f"d{name}"], rtol=0, atol=1e-9)
