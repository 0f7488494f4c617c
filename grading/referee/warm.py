"""Warm kernels: forked in a few milliseconds from a process in the jail that has everything imported.

A factory may serve processes besides the one that has started it: what they need of it is a socket.
"""

import atexit
import contextlib
import functools
import json
import os
import socket
import subprocess
import tempfile
import threading

from grading.referee import jail, zygote
from grading.referee.course import course_inside
from grading.referee.forked import ForkedProcess
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
borrowed = {}  # from the process that has started this one: by problem set, and what is hidden from it


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
            borrowed.clear()
            factory.cache_clear()
            return await super().launch_kernel(arguments, **settings)

    def start_process(self, channel, said):
        """A kernel; what goes wrong it says to the channel."""
        with _one_at_a_time:
            self.factory = borrowed.get((self.problem_set, self.hidden)) or factory(
                os.getpid(), self.problem_set, self.hidden)
            return self.factory.ready().fork(channel, self.channel)


@functools.cache
def factory(process, problem_set, hidden):
    """The factory of one process for one problem set and what is hidden from it."""
    return Factory(str(course_inside(problem_set)), hidden)


def lent(problem_set, hidden):
    """What other processes put into `borrowed`; nothing if the factory does not start, for theirs will say why."""
    try:
        made = factory(os.getpid(), problem_set, hidden).ready()
    except KernelFailed:
        return {}
    return {(problem_set, hidden): Borrowed(made.socket, made.pid)}


class Borrowed:
    """A factory, for a process that has not started it.

    Parameters
    ----------
    socket : socket
        On which the factory waits.
    pid : int
        Of its outermost process.
    """

    def __init__(self, socket, pid):
        self.socket, self.pid = socket, pid

    def ready(self):
        """Itself; it is lent only when it is warm."""
        return self

    def fork(self, channel, ours):
        """A kernel whose standard input is the channel; ours is the other end."""
        socket.send_fds(self.socket, [b"fork"], [channel.fileno()])
        return ForkedProcess(self.pid, ours)

    def stop(self):
        """Use it no longer."""
        self.socket.close()


class Factory(Borrowed):
    """A jailed process that forks kernels; it ends with this process. It has begun to import when it is made."""

    is_ready = False

    def __init__(self, course, hidden):
        ours, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        started = threading.Event()
        # The kernel ends it together with the thread that started it: so that thread lives as long.
        threading.Thread(target=self._run, args=(course, hidden, inside, started), daemon=True).start()
        started.wait()
        inside.close()
        super().__init__(ours, self.process.pid)
        settings = {"path": [jail.COURSE, *jail.package_folders()], "import": IMPORTED,
                    "writable": jail.WRITABLE, "visible": jail.python_folders()}
        self.socket.settimeout(PATIENCE)
        with contextlib.suppress(OSError):  # it has ended: `ready` will say so
            self.socket.sendall(json.dumps(settings).encode())
        atexit.register(self.stop)

    def ready(self):
        """Itself, as soon as everything is imported."""
        if not self.is_ready:
            try:
                self.is_ready = self.socket.recv(16) == zygote.READY
            except OSError:
                pass
        if not self.is_ready:
            self.said.seek(0)
            raise KernelFailed(f"the factory of kernels did not start: {self.said.read().decode()[-1000:].strip()}")
        return self

    def stop(self):
        """End it, and every kernel of it."""
        super().stop()
        self.process.kill()

    def _run(self, course, hidden, inside, started):
        self.said = tempfile.TemporaryFile()
        program = [*jail.PYTHON, f"{jail.COURSE}/grading/referee/zygote.py"]
        self.process = jail.Jail(course, hidden, jails_inside=True).start(
            program, stdin=inside, stdout=subprocess.DEVNULL, stderr=self.said)
        started.set()
        self.process.wait()
