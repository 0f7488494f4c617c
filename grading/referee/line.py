"""The line between the referee and a student's process: a text there, a text back, each ended by a line feed.

A kernel's own messages pass through several of its threads, which takes milliseconds; a gradient check asks hundreds
of questions. Whoever is at the other end may be hostile: the referee waits only so long, and takes only so much.
"""

import contextlib
import socket
import time

from grading.referee.listening import PULSE

NAME = "line"  # of the socket, in a folder that both see
PIECE = 1 << 16  # bytes


class Broken(Exception):
    """Nobody is at the other end, or what comes from there has no end."""


class Line:
    """The referee's end.

    Parameters
    ----------
    path : str
        Of the socket on which `grading.referee.guest` listens.
    is_alive : callable
        Whether the student's process is there.
    most : int
        Bytes of an answer.
    """

    def __init__(self, path, is_alive, most):
        self.is_alive, self.most = is_alive, most
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)

    def ask(self, text, deadline):
        """The answer to a text, or None if there is none by the deadline, on the clock of `time.monotonic`."""
        self._forget()
        self.socket.settimeout(max(PULSE, deadline - time.monotonic()))
        try:
            self.socket.sendall(text.encode() + b"\n")
        except TimeoutError:
            return None
        except OSError:
            raise Broken from None
        return self.answer(deadline)

    def answer(self, deadline):
        """The next answer, or None if there is none by the deadline."""
        heard = bytearray()
        while (left := deadline - time.monotonic()) > 0:
            self.socket.settimeout(min(left, PULSE))
            with contextlib.suppress(TimeoutError):
                heard += self._piece()
                if heard.endswith(b"\n"):
                    return heard[:-1].decode(errors="replace")
            if len(heard) > self.most or not self.is_alive():
                raise Broken
        return None

    def close(self):
        """Hang up."""
        self.socket.close()

    def _forget(self):
        """Drop what was said before anything was asked."""
        self.socket.settimeout(0)
        dropped = 0
        with contextlib.suppress(BlockingIOError):
            while dropped <= self.most:
                dropped += len(self._piece())
            raise Broken

    def _piece(self):
        """Some bytes; a process that has ended says nothing, in one way or another."""
        try:
            piece = self.socket.recv(PIECE)
        except (TimeoutError, BlockingIOError):
            raise
        except OSError:
            piece = b""
        if not piece:
            raise Broken
        return piece
