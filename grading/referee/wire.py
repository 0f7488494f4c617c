"""Plain data as text, between the referee and a student's process: numbers, strings, arrays, and what is built of them.

Nothing with a behaviour of its own crosses. An object that is not plain data stays where it is; its number crosses.
The decoder trusts nothing: whatever arrives becomes plain data or one clear error.
"""

import base64
import json
import math
import re
from collections.abc import Hashable

import numpy as np

MAX_CHARACTERS = 8_000_000  # of one message
MAX_DEPTH = 40
MAX_DIGITS, MAX_BITS = 300, 990  # of an integer
MAX_OTHER_KEYS = 1_000  # of a dict, that are no strings: only strings cannot be chosen to have all the same hash
KIN = {base: type(f"Student{base.__name__.title()}", (base,), {}) for base in (tuple, list, dict)}  # with a place
DTYPE = re.compile(r"[<|](b1|[iu][1248]|f[248]|c(8|16))")


class Malformed(ValueError):
    """What arrived is not plain data."""


def encode(value, keep):
    """Text of a value.

    Parameters
    ----------
    value : object
        Anything.
    keep : callable
        ``keep(thing) -> int``: called for whatever is not plain data; the number crosses in its place.

    Returns
    -------
    text : str
        JSON.
    """
    return json.dumps(_packed(value, keep), allow_nan=False)


def decode(text, fetch):
    """The value of a text.

    Parameters
    ----------
    text : str
        From the other side, who may be hostile.
    fetch : callable
        ``fetch(number, type_name, content)``: what stands for an object that stayed on its side; the content is that
        of a named tuple, say, or of another kind of dict, else None.

    Returns
    -------
    value : object
        Plain data; arrays are read-only if they were.

    Raises
    ------
    Malformed
        If the text is not what `encode` writes, or too large.
    """
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        raise Malformed("the answer is too large" if isinstance(text, str) else "there is no answer")
    try:
        return _unpacked(json.loads(text, parse_int=_integer, parse_constant=_refused), fetch, 0)
    except Malformed:
        raise
    except (ValueError, TypeError, LookupError, RecursionError, OverflowError, MemoryError) as error:
        raise Malformed(f"the answer is not plain data ({type(error).__name__})") from None


def _packed(value, keep):
    kind = type(value)
    if value is None or kind in (bool, str) or (kind is float and math.isfinite(value)):
        return value
    if isinstance(value, str):  # one of NumPy's, say
        return str(value)
    if kind is int:
        return value if value.bit_length() < MAX_BITS else {"object": [keep(value), "int"]}
    if kind is list:
        return [_packed(item, keep) for item in value]
    if kind in PACK:
        tag, pack = PACK[kind]
        return {tag: pack(value, keep)}
    if isinstance(value, np.ndarray | np.generic):
        return _packed_array(value, keep)
    if base := next((base for base in KIN if isinstance(value, base)), None):
        return {"kin": [keep(value), kind.__name__[:40], _packed(base(value), keep)]}
    return {"object": [keep(value), kind.__name__[:40]]}


def _packed_array(value, keep):
    """Numbers as bytes; an array of objects as a list."""
    array = np.asarray(value)
    array = array.astype(array.dtype.newbyteorder("<"), copy=False)
    if array.dtype.kind == "O":
        return _packed(array.tolist(), keep)
    if not DTYPE.fullmatch(array.dtype.str):
        return {"object": [keep(value), f"array of {array.dtype}"[:40]]}
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    writable = isinstance(value, np.ndarray) and value.flags.writeable
    tag = "array" if isinstance(value, np.ndarray) else "scalar"
    return {tag: [array.dtype.str, list(array.shape), data, writable]}


def _packed_dict(value, keep):
    return [[_packed(k, keep), _packed(v, keep)] for k, v in value.items()]


PACK = {
    tuple: ("tuple", lambda value, keep: [_packed(item, keep) for item in value]),
    dict: ("dict", _packed_dict),
    float: ("float", lambda value, keep: repr(value)),  # inf and nan, which JSON does not know
    complex: ("complex", lambda value, keep: [repr(value.real), repr(value.imag)]),
}


def _unpacked(data, fetch, depth):
    if depth > MAX_DEPTH:
        raise Malformed("the answer is nested too deeply")
    if isinstance(data, list):
        return [_unpacked(item, fetch, depth + 1) for item in data]
    if not isinstance(data, dict):
        return data
    ((tag, content),) = data.items()
    if tag == "object":
        return _unpacked_object(*content, fetch)
    if tag == "kin":
        number, type_name, packed = content
        return _unpacked_object(number, type_name, fetch, _unpacked(packed, fetch, depth + 1))
    return UNPACK[tag](content, fetch, depth + 1)


def _unpacked_array(content, fetch, depth):
    dtype, shape, data, writable = content
    if not DTYPE.fullmatch(dtype) or not all(type(n) is int and n >= 0 for n in shape):
        raise Malformed("the answer holds an array of a kind that is not allowed")
    array = np.frombuffer(base64.b64decode(data, validate=True), dtype).reshape(shape).copy()
    array.setflags(write=writable is True)
    return array


def _unpacked_dict(content, fetch, depth):
    pairs = [(_unpacked(k, fetch, depth), _unpacked(v, fetch, depth)) for k, v in content]
    if not all(isinstance(key, Hashable) for key, _ in pairs):
        raise Malformed("the answer holds a dict with a key that is not allowed")
    if sum(type(key) is not str for key, _ in pairs) > MAX_OTHER_KEYS:
        raise Malformed(f"the answer holds a dict with more than {MAX_OTHER_KEYS:,} keys that are not strings")
    return dict(pairs)


def _unpacked_object(number, type_name, fetch, content=None):
    if type(number) is not int or type(type_name) is not str:
        raise Malformed("the answer holds an object without a number")
    if content is not None and type(content) not in KIN:
        raise Malformed("the answer holds an object with a content that is not allowed")
    return fetch(number, type_name[:40], content)


UNPACK = {
    "array": _unpacked_array,
    "scalar": lambda content, fetch, depth: _unpacked_array(content, fetch, depth).reshape(1)[0],
    "tuple": lambda content, fetch, depth: tuple(_unpacked(list(content), fetch, depth)),
    "dict": _unpacked_dict,
    "float": lambda content, fetch, depth: float(content),
    "complex": lambda content, fetch, depth: complex(float(content[0]), float(content[1])),
}


def _integer(digits):
    if len(digits) > MAX_DIGITS:
        raise Malformed("the answer holds an integer that is too large")
    return int(digits)


def _refused(constant):
    raise Malformed(f"the answer holds {constant}")
