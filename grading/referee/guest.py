"""In the student's process: call the student's functions with plain data, answer with plain data.

Nothing here is trusted. A student who tampers with it changes what the referee is told, which any function can
do by returning something else; what is right is decided on the other side.
"""

import asyncio
import contextlib
import io
import signal
import socket
import sys
import warnings

from grading.raised import raised
from grading.referee.wire import decode, encode

KEPT_TEXT = 2000  # characters of what one call prints and warns
objects = []  # what is not plain data stays here; the referee is told its place


def listen(path):
    """From now on, answer the referee.

    Parameters
    ----------
    path : str
        Of the socket to which the referee will connect, once.
    """
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(1)
    asyncio.get_running_loop().add_reader(server, _accept, server)


def _accept(server):
    line, _ = server.accept()
    loop = asyncio.get_running_loop()
    loop.remove_reader(server)
    server.close()
    loop.add_reader(line, _serve, line, line.makefile("r", encoding="utf-8", newline="\n"))


def _serve(line, questions):
    """Answer one question. What it calls can be interrupted; between questions the kernel takes no notice."""
    question = questions.readline()
    if not question:
        return asyncio.get_running_loop().remove_reader(line)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        said = answer(question)
    except BaseException:
        said = ""  # which is no answer
    finally:
        signal.signal(signal.SIGINT, before)
    line.sendall(said.encode() + b"\n")


def answer(text):
    """Answer one message of the referee.

    Parameters
    ----------
    text : str
        A list of calls, as `grading.referee.student` writes it.

    Returns
    -------
    answer : str
        A list with the outcome of each call.
    """
    return encode([_outcome(call) for call in decode(text, _fetched)], _kept)


def _outcome(call):
    said = io.StringIO()
    try:
        with _overheard(said):
            outcome = _answered(**call)
    except BaseException as error:
        r = raised(error)
        outcome = {"raised": [r.kind, r.message[:KEPT_TEXT], r.function, r.line]}
    return {**outcome, "said": said.getvalue()[:KEPT_TEXT]}


def _answered(target, attribute, arguments):
    """Value of a name, or of a call with some arguments; and what became of these, if they were changed."""
    thing = objects[target] if isinstance(target, int) else _named(target)
    thing = getattr(thing, attribute) if attribute else thing
    if arguments is None:
        return {"value": encode(thing, _kept)}
    before = encode(arguments, _kept)
    value = encode(thing(*arguments), _kept)  # at once: the student may change the object later
    after = encode(arguments, _kept)
    return {"value": value, "changed": after if after != before else ""}


def _named(name):
    """What a cell of the student's defined."""
    namespace = vars(sys.modules["__main__"])
    if name not in namespace:
        raise NameError(f"name {name!r} is not defined")
    return namespace[name]


def _fetched(place, type_name, content):
    return objects[place]


def _kept(thing):
    for place, known in enumerate(objects):
        if known is thing:
            return place
    objects.append(thing)
    return len(objects) - 1


@contextlib.contextmanager
def _overheard(said):
    """What is printed, warned or written to stderr inside the block."""
    streams = contextlib.redirect_stdout(said), contextlib.redirect_stderr(said)
    with streams[0], streams[1], warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            said.write("".join(f"{w.category.__name__}: {w.message}\n" for w in caught))
