"""The ways to a kernel that has just been started, opened before any of the student's code runs."""

import time
from pathlib import Path

import zmq

from grading.referee.line import NAME, Line
from grading.referee.listening import PULSE, first, parent

LISTEN = "__import__('grading.referee.guest', fromlist=['listen']).listen({!r})"
WAITING = 16  # messages of a channel that wait to be read; the kernel keeps the others
PATIENCE = 60  # seconds until a kernel must answer


def connect(manager, most):
    """Open all ways to a kernel.

    Parameters
    ----------
    manager : KernelManager
        That has started it.
    most : int
        Bytes of one message; a kernel that sends more is cut off.

    Returns
    -------
    client : KernelClient
        For cells and what they show.
    line : Line
        For questions.

    Raises
    ------
    RuntimeError
        If the kernel does not answer; the student has no part in it.
    """
    client = manager.client()
    client.context.setsockopt(zmq.MAXMSGSIZE, most)  # the manager's is another
    client.context.setsockopt(zmq.RCVHWM, WAITING)
    client.start_channels(hb=False, stdin=False)
    client.allow_stdin = False
    deadline = time.monotonic() + PATIENCE
    _greet(client, deadline, manager.is_alive)
    return client, _line(manager, client, deadline, most)


def _greet(client, deadline, is_alive):
    """Knock until the kernel is heard on the channel of outputs: what it shows before is lost."""
    while time.monotonic() < deadline and is_alive():
        request = client.kernel_info()
        soon = time.monotonic() + 2 * PULSE
        if first(client.get_iopub_msg, lambda message, r=request: parent(message) == r, soon, is_alive):
            return
    raise RuntimeError("the kernel for the student's code did not start")


def _line(manager, client, deadline, most):
    """Have the guest listen, and call it."""
    inside, outside = (str(Path(folder, NAME)) for folder in manager.provisioner.shared)
    request = client.execute("", silent=True, user_expressions={"listen": LISTEN.format(inside)})
    reply = first(client.get_shell_msg, lambda message: parent(message) == request, deadline, manager.is_alive)
    if reply is None or reply["content"]["user_expressions"]["listen"]["status"] != "ok":
        raise RuntimeError("the kernel for the student's code does not listen")
    return Line(outside, manager.is_alive, most)
