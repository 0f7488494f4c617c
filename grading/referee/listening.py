"""Listening to a kernel that may say anything, or nothing, or end."""

import contextlib
import time
from queue import Empty

PULSE = 0.2  # seconds between looks at whether the kernel is still there


def first(get, wanted, deadline, is_alive):
    """The first message that is wanted.

    Parameters
    ----------
    get : callable
        ``get(timeout=seconds) -> message`` of a channel; raises Empty.
    wanted : callable
        ``wanted(message) -> bool``.
    deadline : float
        On the clock of `time.monotonic`.
    is_alive : callable
        Whether the kernel is there.

    Returns
    -------
    message : dict or None
        None if the kernel ends, or the time.
    """
    while (left := deadline - time.monotonic()) > 0:
        try:
            message = _readable(get, min(left, PULSE))
        except Empty:
            if not is_alive():
                return None
        else:
            with contextlib.suppress(Exception):  # a hostile kernel's message may have any form
                if wanted(message):
                    return message
    return None


def ends(is_alive, seconds=1):
    """Whether a kernel that has fallen silent has ended: the news may take a moment."""
    deadline = time.monotonic() + seconds
    while (alive := is_alive()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not alive


def parent(message):
    """Which request a message belongs to."""
    return message["parent_header"].get("msg_id")


def _readable(get, seconds):
    try:
        return get(timeout=seconds)
    except Empty:
        raise
    except Exception:  # not signed, or not JSON
        return None
