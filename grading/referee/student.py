"""In the referee: functions and objects that live in a student's process, and are called by value."""

from itertools import zip_longest

import numpy as np

from grading.raised import Damaged, Raised, StudentRaised
from grading.referee.wire import KIN, Malformed, decode, encode


class NoAnswer(Exception):
    """The student's process ended, took too long, or sent something that is not data."""


SAID, SAID_IN_ALL = 2000, 100_000  # characters that are kept of what calls print: of one, and of all of a notebook


class Student:
    """A student's process, as the referee knows it: a way to send a text and to get one back.

    Parameters
    ----------
    send : callable
        ``send(text) -> text``; raises `NoAnswer`.
    """

    def __init__(self, send):
        self.send, self.room = send, SAID_IN_ALL

    def function(self, name):
        """What the student defined under a name; it is looked up when it is called."""
        return StudentFunction(self, name)

    def value(self, name):
        """Plain data that the student defined under a name."""
        return self.call([{"target": name, "attribute": "", "arguments": None}])[0]

    def call(self, calls):
        """Values of several calls, by one message; the first that raised, raises here."""
        answer = self._decoded(self.send(encode(calls, _place)))
        if not isinstance(answer, list) or len(answer) != len(calls):
            raise NoAnswer("the answer has another number of results than questions")
        return [self._value(outcome, call["arguments"]) for call, outcome in zip(calls, answer)]

    def _value(self, outcome, arguments):
        outcome = outcome if isinstance(outcome, dict) else {}
        said = outcome.get("said")
        if isinstance(said, str) and said:
            print(said[:min(SAID, self.room)], end="")
            self.room = max(0, self.room - len(said))
        if "raised" in outcome:
            raise StudentRaised(_raised(outcome["raised"]))
        if outcome.get("changed"):
            become(arguments, self._decoded(outcome["changed"]))
        return self._decoded(outcome.get("value"))

    def _decoded(self, text):
        try:
            return decode(text, self._stand_in)
        except Malformed as error:
            raise NoAnswer(str(error)) from None

    def _stand_in(self, place, type_name, content):
        """For an object that stays in the student's process; if it is a kind of tuple, list or dict, as one."""
        if content is None:
            return StudentObject(self, place, type_name)
        kin = KIN[type(content)](content)
        kin._place = place
        return kin


class StudentFunction:
    """A function or class of the student's; a call goes to the student's process and comes back as plain data."""

    runs_elsewhere = True

    def __init__(self, student, target, attribute=""):
        self._student, self._target, self._attribute = student, target, attribute
        self.__name__ = attribute or str(target)

    def __call__(self, *arguments):
        """Value for some arguments."""
        return self.map([arguments])[0]

    def map(self, arguments):
        """Values for a list of arguments each, by one message."""
        calls = [{"target": self._target, "attribute": self._attribute, "arguments": list(a)} for a in arguments]
        return self._student.call(calls)


class StudentObject:
    """Something that is not plain data and stays in the student's process; its methods can be called."""

    def __init__(self, student, place, type_name):
        self._student, self._place, self.type_name = student, place, type_name

    def __getattr__(self, attribute):
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        return StudentFunction(self._student, self._place, attribute)

    def __repr__(self):
        return f"<{self.type_name} of the student's>"


def _place(thing):
    if not isinstance(thing, (StudentObject, *KIN.values())):
        raise TypeError(f"a {type(thing).__name__} cannot be sent to a student's function, only plain data")
    return thing._place


def _raised(parts):
    if not isinstance(parts, list) or len(parts) != 4 or not all(isinstance(part, str) for part in parts):
        return Raised("NoAnswer", "what was raised cannot be read")
    return Raised(*(part[:2000] for part in parts))


def become(mine, theirs):
    """Write into arguments what a function wrote into its copies of them, as if it had been called here.

    Parameters
    ----------
    mine : object
        An argument; what it holds is changed in place.
    theirs : object
        What became of its copy.

    Returns
    -------
    mine : object
        Or theirs, if it is another thing altogether.

    Raises
    ------
    Damaged
        If a part of something larger was changed.
    """
    if isinstance(mine, dict) and isinstance(theirs, dict):
        new = {key: become(mine.get(key), value) for key, value in theirs.items()}
        mine.clear()
        mine.update(new)
    elif isinstance(mine, list) and isinstance(theirs, list):
        mine[:] = [become(a, b) for a, b in zip_longest(mine[:len(theirs)], theirs)]
    elif isinstance(mine, tuple) and isinstance(theirs, tuple) and len(mine) == len(theirs):
        for a, b in zip(mine, theirs):
            become(a, b)
    elif not _overwritten(mine, theirs):
        return theirs
    return mine


def _overwritten(mine, theirs):
    if not (isinstance(mine, np.ndarray) and isinstance(theirs, np.ndarray)
            and (mine.shape, mine.dtype) == (theirs.shape, theirs.dtype)):
        return False
    try:
        mine.setflags(write=True)
    except ValueError:
        raise Damaged("an argument was changed") from None
    mine[...] = theirs
    mine.setflags(write=theirs.flags.writeable)
    return True
