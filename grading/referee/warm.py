"""Warm kernels: forked in a few milliseconds from a process in the jail that has everything imported."""

import atexit
import contextlib
import functools
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading

from grading.referee import jail, zygote
from grading.referee.provision import JailedProvisioner, KernelFailed

# What a kernel imports while it starts, and what most notebooks do; not what at its import looks for the kernel's shell
# (matplotlib_inline) or draws a seed (numpy.random).
IMPORTED = ("ipykernel.kernelapp", "ipykernel.debugger", "ipykernel.subshell_manager", "IPython.core.completerlib",
            "IPython.core.debugger", "IPython.core.logger", "IPython.extensions.storemagic", "IPython.utils.wildcard",
            "numpy.testing", "matplotlib.figure", "matplotlib.backends.backend_agg", "matplotlib.image",
            "matplotlib.font_manager", "matplotlib.pyplot", "grading.referee.first_figure",
            "grading.referee.guest", "grading.referee.launch", "grading.referee.namespaces")
PATIENCE = 120  # seconds until everything is imported
_one_at_a_time = threading.Lock()


class WarmProvisioner(JailedProvisioner):
    """A kernel in a jail of its own, forked within the jail of the factory."""

    factory = None

    async def launch_kernel(self, arguments, **settings):
        """Start the kernel, if need be from a new factory: the system may have ended the one, for want of memory."""
        try:
            return await super().launch_kernel(arguments, **settings)
        except (KernelFailed, OSError):
            if self.factory:
                self.factory.stop()
            factory.cache_clear()
            return await super().launch_kernel(arguments, **settings)

    def start_process(self, channel, said):
        """A kernel; what goes wrong it says to the channel."""
        with _one_at_a_time:
            self.factory = factory(os.getpid(), str(self.course), self.hidden)
            return self.factory.fork(channel, self.channel)


@functools.cache
def factory(process, course, hidden):
    """The factory of one process for one course and what is hidden in it."""
    return Factory(course, hidden)


class Factory:
    """A jailed process that forks kernels; it ends with this process."""

    def __init__(self, course, hidden):
        self.socket, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        started = threading.Event()
        # The kernel ends it together with the thread that started it: so that thread lives as long.
        threading.Thread(target=self._run, args=(course, hidden, inside, started), daemon=True).start()
        started.wait()
        inside.close()
        self._warm_up()
        atexit.register(self.stop)

    def fork(self, channel, ours):
        """A kernel whose standard input is the channel; ours is the other end."""
        socket.send_fds(self.socket, [b"fork"], [channel.fileno()])
        return ForkedProcess(self.process.pid, ours)

    def stop(self):
        """End it, and every kernel of it."""
        self.socket.close()
        self.process.kill()

    def _run(self, course, hidden, inside, started):
        self.said = tempfile.TemporaryFile()
        program = [*jail.PYTHON, f"{jail.COURSE}/grading/referee/zygote.py"]
        self.process = jail.Jail(course, hidden, jails_inside=True).start(
            program, stdin=inside, stdout=subprocess.DEVNULL, stderr=self.said)
        started.set()
        self.process.wait()

    def _warm_up(self):
        settings = {"path": [jail.COURSE, *jail.package_folders()], "import": IMPORTED,
                    "writable": jail.WRITABLE, "visible": jail.python_folders()}
        self.socket.settimeout(PATIENCE)
        self.socket.sendall(json.dumps(settings).encode())
        if self.socket.recv(16) != zygote.READY:
            self.said.seek(0)
            raise KernelFailed(f"the factory of kernels did not start: {self.said.read().decode()[-1000:].strip()}")


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
