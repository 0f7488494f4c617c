"""Every forward/backward pair against every oracle: differences, the graph, the complex step."""

import importlib
import inspect
import pkgutil
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import nnlib
from nnlib import autodiff
from nnlib.gradcheck import check_backward
from pairs import PAIRS, as_graph

every_pair = pytest.mark.parametrize("pair", PAIRS, ids=str)
agree = partial(assert_allclose, rtol=1e-10, atol=1e-13)  # all numbers here are of the order of 1


def upstream(out):
    """A random upstream gradient: ones cannot tell a sum from a permutation."""
    return np.random.default_rng(0).normal(size=np.shape(out))


def complex_step(f, x, dout, h=1e-30):
    """Gradient of ``sum(dout * f(x))`` to machine precision: no difference, so nothing cancels."""
    grad = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        z = x.astype(complex)
        z[index] += 1j * h
        grad[index] = np.sum(dout * f(z)).imag / h
    return grad


@every_pair
@given(data=st.data())
def test_gradients_agree_with_centred_differences(pair, data):
    """If this fails, backward is not the derivative of forward."""
    differentiable, fixed = pair.split(data.draw(pair.arguments()))
    report = check_backward(partial(pair.forward, **fixed), pair.backward, differentiable, np.random.default_rng(0))
    assert report, repr(report)


@every_pair
@given(data=st.data())
def test_values_agree_with_the_graph(pair, data):
    """If this fails, forward does not compute what its definition says."""
    arguments = data.draw(pair.arguments())
    out, _ = pair.forward(**arguments)
    node, _ = as_graph(pair, arguments)
    assert np.shape(out) == node.value.shape
    agree(out, node.value)


@every_pair
@given(data=st.data())
def test_gradients_agree_with_the_graph(pair, data):
    """If this fails, backward and the chain rule, applied operation by operation, disagree."""
    arguments = data.draw(pair.arguments())
    out, cache = pair.forward(**arguments)
    node, inputs = as_graph(pair, arguments)
    expected = autodiff.gradients(node, inputs, upstream(out))
    for grad, other in zip(pair.gradients(upstream(out), cache), expected, strict=True):
        assert np.shape(grad) == np.shape(other)
        agree(grad, other)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.complex_step], ids=str)
@given(data=st.data())
def test_gradients_agree_with_the_complex_step(pair, data):
    """If this fails, backward is wrong by less than centred differences can see."""
    arguments = data.draw(pair.arguments())
    out, cache = pair.forward(**arguments)
    grads = pair.gradients(upstream(out), cache)
    for (name, x), grad in zip(pair.split(arguments)[0].items(), grads, strict=True):
        agree(grad, complex_step(lambda z, name=name: pair.forward(**{**arguments, name: z})[0], x, upstream(out)))


@every_pair
@given(data=st.data())
def test_backward_takes_any_upstream_gradient_linearly(pair, data):
    """If this fails, backward drops, squares or remembers its upstream gradient."""
    out, cache = pair.forward(**data.draw(pair.arguments()))
    once, thrice = (pair.gradients(k * upstream(out), cache) for k in (1, 3))
    for grad, tripled in zip(once, thrice):
        agree(3 * grad, tripled)


@every_pair
@given(data=st.data())
def test_nothing_is_written_to(pair, data):
    """If this fails, a pass changes an array that belongs to its caller."""
    arguments = data.draw(pair.arguments())
    arrays = {name: value for name, value in arguments.items() if isinstance(value, np.ndarray)}
    before = {name: value.copy() for name, value in arrays.items()}
    for value in arrays.values():
        value.setflags(write=False)
    out, cache = pair.forward(**arguments)
    dout = upstream(out)
    if isinstance(dout, np.ndarray):
        dout.setflags(write=False)
    pair.gradients(dout, cache)
    for name, value in arrays.items():
        assert_array_equal(value, before[name])


@every_pair
@given(data=st.data())
def test_gradients_belong_to_the_caller(pair, data):
    """If this fails, overwriting a gradient spoils an argument, the cache or another gradient."""
    arguments = data.draw(pair.arguments())
    out, cache = pair.forward(**arguments)
    dout = upstream(out)
    grads = pair.gradients(dout, cache)
    first = [grad.copy() for grad in grads]
    for grad, copy in zip(grads, first):
        assert_array_equal(grad, copy)
        grad[...] = np.nan
    assert_array_equal(dout, upstream(out))
    again_from_cache = pair.gradients(dout, cache)
    again_from_start = pair.gradients(dout, pair.forward(**arguments)[1])
    for copy, second, third in zip(first, again_from_cache, again_from_start):
        assert_array_equal(second, copy)
        assert_array_equal(third, copy)


@every_pair
def test_an_upstream_gradient_of_the_wrong_shape_is_refused(pair):
    """If this fails, broadcasting or reshaping turns a wrong upstream gradient into a wrong answer."""
    sizes = range(2, 1 + len(inspect.signature(pair.draw).parameters))
    out, cache = pair.forward(**pair.draw(np.random.default_rng(0), *sizes))
    wrong = (*np.shape(out), 1)
    with pytest.raises(ValueError, match=r"^d\w+ has shape") as error:
        pair.backward(np.ones(wrong), cache)
    assert f"has shape {wrong}, but should have" in str(error.value)
    assert str(error.value).endswith(str(np.shape(out)))


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.torch], ids=str)
@given(data=st.data())
def test_values_and_gradients_agree_with_pytorch(pair, data):
    """If this fails, a framework that shares no line with nnlib computes something else."""
    torch = pytest.importorskip("torch")
    arguments = data.draw(pair.arguments())
    out, cache = pair.forward(**arguments)
    tensors = {name: torch.tensor(x) if isinstance(x, np.ndarray) else x for name, x in arguments.items()}
    leaves = [tensors[name].requires_grad_() for name in pair.split(arguments)[0]]
    expected = pair.torch(torch, **tensors)
    expected.backward(torch.tensor(upstream(out)))
    assert_allclose(out, expected.detach().numpy(), rtol=1e-9, atol=1e-12)
    for grad, leaf in zip(pair.gradients(upstream(out), cache), leaves, strict=True):
        assert_allclose(grad, leaf.grad.numpy(), rtol=1e-9, atol=1e-12)


def forwards_of_nnlib():
    """Names of all functions of nnlib that are the first half of a pair, without their ending."""
    names = [name for _, name, _ in pkgutil.iter_modules(nnlib.__path__, "nnlib.") if "plotting" not in name]
    members = [member for name in names for member in vars(importlib.import_module(name))]
    return {member.removesuffix("_forward") for member in members if member.endswith("_forward")}


def test_every_pair_of_nnlib_is_in_the_table():
    """If this fails, a pair has no oracle: give it an entry in tests/nnlib/pairs/."""
    assert forwards_of_nnlib() == {pair.name.split("-")[0] for pair in PAIRS}
