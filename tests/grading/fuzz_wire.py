"""Fuzz the decoder: ``python tests/grading/fuzz_wire.py -max_total_time=60``; needs ``pip install atheris``.

Whatever bytes arrive, the decoder gives plain data, which survives another journey, or one clear error.
"""

import json
import sys
from pathlib import Path

import atheris
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
with atheris.instrument_imports(include=["grading.referee.wire"]):
    from grading.referee.wire import KIN, Malformed, decode, encode

TAGS = ["array", "scalar", "tuple", "dict", "object", "kin", "float", "complex"]
LEAVES = [None, True, 0, -1, 2.5, "", "x", "inf", "<f8", "|b1", "<U1", "|O", "AAAAAAAAAAA=", "AAAA", 10**400]
PLAIN = (type(None), bool, int, float, complex, str, np.generic, *KIN.values())


class Stayed:
    """Stands for an object that stayed on its side."""


def fetch(number, type_name, content):
    """What the referee makes of an object of the student's."""
    assert type(number) is int and type(type_name) is str and len(type_name) <= 40
    return Stayed() if content is None else KIN[type(content)](content)


def require_plain(value):
    """An AssertionError if anything with a behaviour of its own has crossed."""
    kind = type(value)
    if kind in (list, tuple, *KIN.values()) and not isinstance(value, dict):
        for item in value:
            require_plain(item)
    elif isinstance(value, dict):
        assert kind in (dict, KIN[dict])
        for pair in value.items():
            require_plain(pair)
    elif kind is np.ndarray:
        assert value.dtype.kind in "biufc" and value.flags.owndata
    else:
        assert kind is Stayed or kind in PLAIN or (isinstance(value, np.generic) and value.dtype.kind in "biufc"), kind


def grown(data, depth=0):
    """JSON that resembles what `encode` writes: mere bytes would hardly ever pass the parser."""
    choice = data.ConsumeIntInRange(0, 9)
    if choice < 4 or depth > 60 or data.remaining_bytes() == 0:
        return data.PickValueInList(LEAVES)
    if choice == 4:
        return data.ConsumeUnicodeNoSurrogates(12)
    items = [grown(data, depth + 1) for _ in range(data.ConsumeIntInRange(0, 4))]
    if choice < 7:
        return items
    return {data.PickValueInList(TAGS): items if choice < 9 else grown(data, depth + 1)}


def test_one_input(given):
    """One text, grown or as it comes."""
    data = atheris.FuzzedDataProvider(given)
    text = json.dumps(grown(data)) if data.ConsumeBool() else data.ConsumeUnicode(len(given))
    try:
        value = decode(text, fetch)
    except Malformed:
        return
    require_plain(value)
    again = encode(value, lambda thing: 0)
    require_plain(decode(again, fetch))


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
