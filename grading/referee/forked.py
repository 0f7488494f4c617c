"""A kernel that the factory has forked, seen by the process that asked for it."""

import contextlib
import signal
import socket
import subprocess


class ForkedProcess:
    """What `subprocess.Popen` is for a process, for a kernel that was forked elsewhere."""

    stdin = stdout = stderr = returncode = None

    def __init__(self, pid, channel):
        self.pid, self._channel = pid, channel

    def poll(self):
        """The exit code; None while it runs."""
        return self._look(0)

    def wait(self, timeout=None):
        """The exit code, when it has ended."""
        if self._look(timeout) is None:
            raise subprocess.TimeoutExpired("kernel", timeout)
        return self.returncode

    def send_signal(self, _):
        """Hang up, which ends it; interrupts are messages."""
        self._channel.shutdown(socket.SHUT_WR)

    def kill(self):
        """End it."""
        self.send_signal(signal.SIGKILL)

    terminate = kill

    def _look(self, seconds):
        """What the factory says when the kernel has ended; None if it says nothing for so long."""
        if self.returncode is None:
            self._channel.settimeout(seconds)
            with contextlib.suppress(BlockingIOError, TimeoutError):
                self.returncode = self._code()
        return self.returncode

    def _code(self):
        try:
            code = self._channel.recv(1)
        except ConnectionError:
            code = b""
        return code[0] if code else -signal.SIGKILL
