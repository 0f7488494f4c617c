"""The wire: plain data crosses unchanged, whatever else arrives is one clear error."""

import json

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grading.referee.wire import MAX_CHARACTERS, Malformed, decode, encode

DTYPES = st.sampled_from(["|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"])
ARRAYS = arrays.arrays(DTYPES, arrays.array_shapes(min_dims=0, min_side=0, max_dims=4, max_side=4))
KEYS = st.one_of(st.text(max_size=5), st.integers(-9, 9), st.booleans(), st.none())
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-(2**200), 2**200), st.floats(), st.complex_numbers(),
                   st.text(max_size=8), ARRAYS)
PLAIN = st.recursive(LEAVES, lambda inner: st.one_of(
    st.lists(inner, max_size=3), st.lists(inner, max_size=3).map(tuple), st.dictionaries(KEYS, inner, max_size=3)))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9),
              st.sampled_from(["array", "scalar", "dict", "tuple", "object", "kin", "float", "complex", "<f8", "|O",
                               "AAAA"])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(
        ["array", "scalar", "dict", "tuple", "object", "kin", "float", "complex", "x"]), inner, max_size=2)))
ALLOWED = (type(None), bool, int, float, complex, str, list, tuple, dict, np.ndarray, np.generic)


class Thing:
    """Not plain data."""


def no_objects(thing):
    """Nothing may stay behind."""
    raise TypeError(thing)


def equal(a, b):
    """Same kinds, same values, NaN equal to itself."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(equal, a, b))
    if isinstance(a, dict):
        return list(map(repr, a)) == list(map(repr, b)) and all(map(equal, a.values(), b.values()))
    if isinstance(a, np.ndarray | np.generic):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    return repr(a) == repr(b)


def is_plain(value):
    """Nothing with a behaviour of its own, all the way down."""
    if isinstance(value, list | tuple):
        return type(value) in (list, tuple) and all(map(is_plain, value))
    if isinstance(value, dict):
        return type(value) is dict and all(is_plain(x) for item in value.items() for x in item)
    if isinstance(value, np.ndarray):
        return type(value) is np.ndarray and value.dtype.kind in "biufc"
    return isinstance(value, ALLOWED)


@given(PLAIN)
@example([float("nan"), -0.0, float("inf")])
@example({(): np.zeros((0, 3)), 1: np.float32(2), "": (None, [True])})
def test_plain_data_comes_back_as_it_was(value):
    """If this fails, a right answer arrives as another one."""
    assert equal(decode(encode(value, no_objects), no_objects), value)


@pytest.mark.parametrize("writable", [True, False])
def test_read_only_stays_read_only(writable):
    """If this fails, writing to an argument goes unnoticed on the other side."""
    array = np.arange(3.0)
    array.setflags(write=writable)
    assert decode(encode(array, no_objects), no_objects).flags.writeable == writable


STAYING = [Thing(), {1, 2}, slice(1), b"x", lambda: 0, np.array(["a"]), np.void(b"12"), 10**400]


@pytest.mark.parametrize("thing", STAYING)
def test_what_is_not_plain_data_stays_behind(thing):
    """If this fails, an object with a behaviour of its own crosses, or its number is lost."""
    kept = []
    text = encode([thing], lambda x: kept.append(x) or 7)
    assert kept[0] is thing
    assert decode(text, lambda place, type_name, content: (place, type_name)) == [(7, json.loads(text)[0]["object"][1])]


def test_a_subclass_loses_its_behaviour():
    """If this fails, an array that equals everything reaches the comparison."""

    class Liar(np.ndarray):
        def __eq__(self, other):
            return True

    back = decode(encode(np.zeros(2).view(Liar), no_objects), no_objects)
    assert type(back) is np.ndarray
    assert not (back == 1).any()


def test_the_order_of_bytes_is_one():
    """If this fails, an array from another machine arrives as other numbers."""
    back = decode(encode(np.arange(3, dtype=">i4"), no_objects), no_objects)
    assert back.dtype == "<i4" and back.tolist() == [0, 1, 2]


def test_an_array_of_objects_arrives_as_a_list():
    """If this fails, numbers that NumPy keeps as objects are lost."""
    assert decode(encode(np.array([1.5, 2], dtype=object), no_objects), no_objects) == [1.5, 2]


HOSTILE = {
    "not JSON": "{",
    "NaN as such": "[NaN]",
    "no tag": "{}",
    "two tags": '{"float": "1", "tuple": []}',
    "an unknown tag": '{"pickle": "gASVAA=="}',
    "too deep": "[" * 100 + "]" * 100,
    "deeper than the parser": "[" * 100_000,
    "a dtype of objects": '{"array": ["|O", [1], "AAAAAAAAAAA=", true]}',
    "a structured dtype": '{"array": ["<f8,<f8", [1], "AAAAAAAAAAAAAAAAAAAAAA==", true]}',
    "a huge dtype": '{"array": ["|V999999999", [1], "", true]}',
    "a negative length": '{"array": ["<f8", [-1], "AAAAAAAAAAA=", true]}',
    "a length that is no number": '{"array": ["<f8", [1.0], "AAAAAAAAAAA=", true]}',
    "a shape without its bytes": '{"array": ["<f8", [1000000000, 1000000000], "AAAAAAAAAAA=", true]}',
    "bytes without their shape": '{"array": ["<f8", [], "AAAAAAAAAAAAAAAAAAAAAA==", true]}',
    "not base64": '{"array": ["<f8", [1], "!!!!", true]}',
    "a key that is a list": '{"dict": [[[], 1]]}',
    "a key that is an array": '{"dict": [[{"array": ["<f8", [], "AAAAAAAAAAA=", true]}, 1]]}',
    "a pair of three": '{"dict": [[1, 2, 3]]}',
    "an integer of a million digits": "1" * 1_000_000,
    "half a complex number": '{"complex": ["1.0"]}',
    "kin without a number": '{"kin": ["0", "x", []]}',
    "kin of nothing": '{"kin": [0, "x", 1]}',
    "kin without a content": '{"kin": [0, "x"]}',
    "an object without a number": '{"object": ["0", "x"]}',
    "a text that is no float": '{"float": "1 + 1"}',
    "keys that all have one hash": json.dumps({"dict": [[i * (2**61 - 1), 0] for i in range(2000)]}),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_malformed_is_said_to_be(text):
    """If this fails, a hostile answer crashes the referee or gets in."""
    with pytest.raises(Malformed, match="the answer"):
        decode(text, no_objects)


NO_TEXT = [("1" * (MAX_CHARACTERS + 1), "too large"), (None, "no answer"), (b"1", "no answer")]


@pytest.mark.parametrize(("text", "said"), NO_TEXT, ids=["too large", "none", "bytes"])
def test_no_text_and_too_much_text(text, said):
    """If this fails, a huge answer is read, or a missing one crashes the referee."""
    with pytest.raises(Malformed, match=said):
        decode(text, no_objects)


@given(st.one_of(JSON.map(json.dumps), st.text(max_size=40), PLAIN.map(lambda v: encode(v, no_objects)[:-1])))
def test_whatever_arrives_is_plain_data_or_a_clear_error(text):
    """If this fails, somebody found a text that the decoder does not expect."""
    try:
        value = decode(text, lambda place, type_name, content: content)
    except Malformed:
        return
    assert is_plain(value)
