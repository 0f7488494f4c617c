"""The PyTorch listing of a chapter computes what the chapter computes."""

import numpy as np
import pytest
from chapters import ROOT, cells, code_of_section, pytorch_listing, source

from nnlib.normalization import batch_norm_inference, init_running, update_running

MATRIX_CALCULUS = ROOT / "book" / "05_matrix_calculus.ipynb", "5.7 From one example to a batch"
XOR = ROOT / "book" / "02_xor.ipynb", "2.2 Two lines, and a third unit"
LOSSES = ROOT / "book" / "04_losses.ipynb", "4.7 Losses return their gradient"
ACTIVATIONS = ROOT / "book" / "03_activations.ipynb", "3.2 One factor for each entry"
NEURON = ROOT / "book" / "01_neurons.ipynb", "1.5 Which way to move"
BACKPROP = ROOT / "book" / "06_backprop.ipynb", "6.8 Two layers and a loss"
GRADIENT_CHECK = ROOT / "book" / "07_gradient_check.ipynb", "7.1 Measure a slope"
INITIALIZATION = ROOT / "book" / "09_initialization.ipynb", "9.5 Forwards and backwards"
REGULARIZATION = ROOT / "book" / "08_regularization.ipynb", "8.9 Back through the batch"
OPTIMIZERS = ROOT / "book" / "10_optimizers.ipynb"
NAMED_ENTITIES = ROOT / "book" / "11_named_entities.ipynb", "11.6 A softmax for every window"
WORD_VECTORS = ROOT / "book" / "12_word_vectors.ipynb", "12.4 The gradient, in stages"


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


def test_initialization():
    """If this fails, PyTorch and chapter 9 mean different spreads by one name."""
    in_torch, in_chapter = both(*INITIALIZATION)
    fans = in_chapter["D"], in_chapter["M"]
    assert (in_torch["D"], in_torch["M"]) == fans and tuple(in_torch["uniform"].shape) == fans[::-1]
    for name, std in {"uniform": "xavier_std", "normal": "xavier_std", "he": "he_std"}.items():
        assert np.isclose(in_torch[name].std().item(), in_chapter[std], rtol=0.03), name
    assert 0.999 < in_torch["uniform"].abs().max().item() / in_chapter["limit"] <= 1 + 1e-6
    assert 0.999 < in_torch["untouched"].abs().max().item() * in_chapter["D"] ** 0.5 <= 1 + 1e-6
    assert in_torch["layer"].bias.abs().max().item() == 0


def test_regularization():
    """If this fails, PyTorch and chapter 8 disagree about a batch, or about what weight decay and Dropout are."""
    in_torch, in_chapter = both(*REGULARIZATION)
    np.testing.assert_allclose(in_torch["Y"].detach().numpy(), in_chapter["Y"], rtol=0, atol=1e-12)
    for name in ("X", "gamma", "beta"):
        np.testing.assert_allclose(in_torch["gradients"][name].numpy(), in_chapter[f"d{name}"], rtol=0, atol=1e-9)
    running = update_running(init_running(4), in_chapter["cache"])
    np.testing.assert_allclose(in_torch["running_mean"].numpy(), running["mean"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(in_torch["running_var"].numpy(), running["var"], rtol=0, atol=1e-12)
    in_use = batch_norm_inference(in_chapter["X_in"], in_chapter["gamma"], in_chapter["beta"], **running)
    np.testing.assert_allclose(in_torch["in_use"].detach().numpy(), in_use, rtol=0, atol=1e-12)
    torch = in_torch["torch"]
    w = torch.ones(3, dtype=torch.float64, requires_grad=True)
    w.grad = torch.zeros(3, dtype=torch.float64)
    torch.optim.SGD([w], lr=0.1, weight_decay=0.5).step()
    np.testing.assert_allclose(w.detach().numpy(), 1 - 0.1 * 0.5, rtol=0, atol=1e-12)
    assert (torch.nn.Dropout(0.9)(torch.ones(10_000)) == 0).float().mean() > 0.8


def test_optimizers():
    """If this fails, PyTorch and chapter 10 disagree about a step, or the listing walks down another ravine."""
    pytest.importorskip("torch", reason="the listing needs PyTorch")
    from nnlib.optimizers import Adam, AdamW, Momentum, Nesterov

    in_torch, in_chapter = {}, {"np": np}
    exec(pytorch_listing(OPTIMIZERS), in_torch)
    exec(next(s for s in map(source, cells(OPTIMIZERS, "code")) if "def walk" in s), in_chapter)
    ravine = in_torch["ravine"].numpy()
    optimizers = {"Momentum": Momentum(0.01, 0.9), "Nesterov": Nesterov(0.01, 0.9), "Adam": Adam(0.1),
                  "AdamW": AdamW(0.1, weight_decay=0.01)}
    assert in_torch["paths"].keys() == optimizers.keys()
    for name, optimizer in optimizers.items():
        path = in_chapter["walk"](optimizer, [-8.0, 1.2], lambda x: ravine * x, 20)[1:]
        np.testing.assert_allclose(in_torch["paths"][name].numpy(), path, rtol=0, atol=1e-9)


def test_named_entities():
    """If this fails, PyTorch and chapter 11 disagree about the window network, or about its lookup."""
    in_torch, in_chapter = both(*NAMED_ENTITIES)
    assert np.isclose(in_torch["loss"].item(), in_chapter["toy_loss"], rtol=0, atol=1e-12)
    assert in_torch["gradients"].keys() == in_chapter["toy_grads"].keys()
    for name, gradient in in_torch["gradients"].items():
        np.testing.assert_allclose(gradient.numpy(), in_chapter["toy_grads"][name], rtol=0, atol=1e-12)


def test_word_vectors():
    """If this fails, PyTorch and chapter 12 disagree about the loss of a batch, or about the gradient of a table."""
    in_torch, in_chapter = both(*WORD_VECTORS)
    assert np.isclose(in_torch["loss"].item(), in_chapter["loss"], rtol=0, atol=1e-12)
    for name in ("E", "F"):
        np.testing.assert_allclose(in_torch["gradients"][name].numpy(), in_chapter[f"d{name}"], rtol=0, atol=1e-12)
