"""Kernels for students' code in the jail, started by a provisioner of jupyter_client."""

import asyncio
import base64
import json
import socket
import struct
import subprocess
import tempfile
from contextlib import suppress

from jupyter_client.provisioning import LocalProvisioner

from grading.referee import jail, launch
from grading.referee.course import course_inside
from grading.referee.helpers import helper_files
from grading.referee.scratch import scratch

QUIETLY = ("--HistoryManager.enabled=False", "--log-level=ERROR")
PATIENCE = 60  # seconds until a kernel must be up


class KernelFailed(RuntimeError):
    """A kernel for a student's code did not start, and why; the student has no part in it."""


class StudentProvisioner(LocalProvisioner):
    """What kernels with and without a jail share: one request to `grading.referee.launch`.

    Parameters
    ----------
    problem_set : str
        Decides what can be imported.
    hidden : sequence of str
        Folders that the kernel must not see.
    """

    shared = None  # once it runs: a folder, as the kernel calls it and as this process does

    def __init__(self, problem_set, hidden=(), **settings):
        super().__init__(**settings)
        self.problem_set, self.hidden = problem_set, tuple(map(str, hidden))

    @property
    def course(self):
        """Folder of what can be imported."""
        return course_inside(self.problem_set)

    async def pre_launch(self, **settings):
        """The connection, and a copy of the helper files."""
        self.parent.connection_file = str(scratch() / f"kernel-{self.kernel_id}.json")
        files = helper_files(settings["cwd"]) if settings.get("cwd") else {}
        self.files = {name: base64.b64encode(content).decode() for name, content in files.items()}
        return await super().pre_launch(**settings)

    def request(self, path, folder, place, limits, arguments):
        """One line for `grading.referee.launch`."""
        ports = {**self.connection_info, "key": self.connection_info["key"].decode()}
        request = {"path": path, "folder": folder, "files": self.files, "limits": limits, "ports": ports,
                   "place": place, "listener": bool(limits), "arguments": [*dict.fromkeys([*QUIETLY, *arguments])]}
        return json.dumps(request).encode() + b"\n"

    async def kill(self, restart=False):
        """End it, and see the end: jupyter_client would look again only after a tenth of a second."""
        await super().kill(restart)
        with suppress(TimeoutError):  # then jupyter_client goes on waiting
            await asyncio.wait_for(self._end(), 1)

    async def _end(self):
        while await self.poll() is None:
            await asyncio.sleep(0.002)


class JailedProvisioner(StudentProvisioner):
    """A kernel in a jail of its own, started for it; its channels are unix sockets that exist only inside."""

    channel = None

    async def pre_launch(self, **settings):
        """The channels, as the kernel sees them."""
        self.parent.transport, self.parent.ip = "ipc", f"{jail.CHANNELS}/channel"
        return await super().pre_launch(**settings)

    async def launch_kernel(self, arguments, **_):
        """Start the kernel; return its connection, as it is seen from outside."""
        path = [jail.COURSE, *jail.package_folders()]
        request = self.request(path, jail.SUBMISSION, jail.CHANNELS, jail.LIMITS, arguments)
        self.channel, inside = socket.socketpair()
        with inside, tempfile.TemporaryFile() as said:
            self.process = self.start_process(inside, said)
            self.pid, self.pgid = self.process.pid, None
            inside.close()
            try:
                pid = await asyncio.to_thread(_started, self.channel, request, said)
            except KernelFailed:
                self.process.kill()
                raise
        self.shared = jail.CHANNELS, f"/proc/{pid}/root{jail.CHANNELS}"
        self.parent.ip = f"{self.shared[1]}/channel"
        self.connection_info["ip"] = self.parent.ip
        return self.connection_info

    def start_process(self, channel, said):
        """A process that reads the request from the channel, and writes what goes wrong to a file."""
        program = [*jail.PYTHON, f"{jail.COURSE}/grading/referee/launch.py"]
        settings = {"stdin": channel, "stdout": subprocess.DEVNULL, "stderr": said}
        return jail.Jail(str(self.course), self.hidden).start(program, **settings)

    async def cleanup(self, restart=False):
        """Hang up."""
        await super().cleanup(restart)
        if self.channel:
            self.channel.close()


def _started(channel, request, said):
    """Send the request; the number of the process that answers, as this process knows it."""
    channel.settimeout(PATIENCE)
    channel.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    answer, ancillary, silence = b"", [], "it ended without a word"
    try:
        channel.sendall(request)
        answer, ancillary, _, _ = channel.recvmsg(4096, socket.CMSG_SPACE(struct.calcsize("3i")))
    except TimeoutError:
        silence = f"no answer in {PATIENCE} s"
    except OSError:  # it ended before it had read
        pass
    if answer != launch.READY:
        said.seek(0)
        reason = (answer or said.read()).decode(errors="replace").strip() or silence
        raise KernelFailed(f"the kernel for a student's code did not start: {reason[-1000:]}")
    pid, _, _ = struct.unpack("3i", ancillary[0][2])
    return pid
