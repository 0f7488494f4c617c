"""Kernels for students' code without a jail, where there is none and somebody says that it should be."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from grading.referee import jail, launch
from grading.referee.provision import StudentProvisioner
from grading.referee.scratch import scratch


class UnjailedProvisioner(StudentProvisioner):
    """A kernel that sees only the course's packages by default, but could see everything that you do."""

    folder = None

    async def launch_kernel(self, arguments, **_):
        """Start the kernel in a folder that goes with it."""
        self.folder = tempfile.mkdtemp(prefix="submission-", dir=scratch())
        work, home = Path(self.folder, "work"), Path(self.folder, "home")
        work.mkdir()
        home.mkdir()
        self.process = subprocess.Popen([*jail.PYTHON, launch.__file__], cwd=home, stdin=subprocess.PIPE,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(home))
        self.pid, self.pgid, self.shared = self.process.pid, None, (self.folder, self.folder)
        path = [str(self.course), *jail.package_folders()]
        with self.process.stdin as request:
            request.write(self.request(path, str(work), str(home), {}, arguments))
        return self.connection_info

    async def cleanup(self, restart=False):
        """Remove the folder."""
        await super().cleanup(restart)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def _environment(home):
    """Of this process, only what a system cannot do without."""
    here = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    places = {name: str(home) for name in ("HOME", "IPYTHONDIR", "MPLCONFIGDIR")}
    return {**jail.ENVIRONMENT, **here, **places}
