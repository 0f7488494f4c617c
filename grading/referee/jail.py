"""The jail: what a student's process sees, and what it may use. Nothing else of this machine exists inside it.

bubblewrap makes it, for an ordinary user and for root alike; root becomes an ordinary user first.
"""

import functools
import itertools
import os
import shutil
import site
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from grading.referee.namespaces import BIND, NEW_MOUNTS, PRIVATE, RECURSIVE, mount, unshare

MB = 1 << 20

# Read-only inside, under the same name: the system, and the folders of `python_folders`.
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64",
          "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime")

# Read-only inside, under this name: what can be imported of the course (`grading.referee.course`).
COURSE = "/course"

# Writable inside: memory that is gone with the process, and how much of it there is.
SUBMISSION, CHANNELS = "/submission", "/channels"
WRITABLE = {"/tmp": 256 * MB, SUBMISSION: 256 * MB, CHANNELS: MB, "/dev/shm": 64 * MB}

# Limits of a process; NPROC counts all processes and threads of one jail.
LIMITS = {"AS": 2048 * MB, "CPU": 300, "FSIZE": 64 * MB, "NOFILE": 256, "NPROC": 48, "CORE": 0}

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "USER": "student",
    "HOME": "/tmp",
    "IPYTHONDIR": "/tmp/.ipython",
    "MPLCONFIGDIR": "/tmp/.matplotlib",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "NBGRADER_EXECUTION": "autograde",
}

ISOLATED = ("--unshare-all", "--unshare-user", "--new-session", "--die-with-parent", "--cap-drop", "ALL",
            "--hostname", "jail", "--proc", "/proc", "--dev", "/dev")

PYTHON = (sys.executable, "-I", "-S", "-B")  # without environment, user's packages and start-up hooks; writes no caches
NOBODY = 65534
UNSAFE = "or grade with --unsafe-no-sandbox, which runs students' code as you"


class NoSandbox(RuntimeError):
    """Students' code cannot be confined on this machine, and why."""


@dataclass(frozen=True)
class Jail:
    """How processes are confined.

    Parameters
    ----------
    course : str
        Folder that appears as `COURSE`.
    hidden : tuple of str
        Folders that must not be seen: where one lies inside a folder that is visible, it is covered.
    jails_inside : bool
        Whether a process may make namespaces of its own, as the factory of kernels does.
    """

    course: str
    hidden: tuple = ()
    jails_inside: bool = False

    def start(self, program, **settings):
        """Start a program, called as inside; settings as of `subprocess.Popen`."""
        sources = [self.course, *python_folders()]
        if os.geteuid() == 0:
            settings["preexec_fn"] = functools.partial(_become_nobody, sources)
            sources = [_staged(number) for number in range(len(sources))]
        return subprocess.Popen(self.command(program, sources), cwd="/", env={}, **settings)

    def command(self, program, sources):
        """Command line; the sources are where the course and Python are found outside."""
        visible = python_folders()
        options = [
            *(() if self.jails_inside else ("--disable-userns",)),
            *_flat(("--setenv", *variable) for variable in ENVIRONMENT.items()),
            *_flat(map(_system, SYSTEM)),
            *_flat(("--size", str(size), "--tmpfs", place) for place, size in WRITABLE.items()),
            *_flat(("--ro-bind", *pair) for pair in zip(sources, [COURSE, *visible])),
            *_flat(("--size", "4096", "--tmpfs", p, "--remount-ro", p) for p in covered(self.hidden, visible)),
            *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"),
        ]
        return [shutil.which("bwrap") or "bwrap", *ISOLATED, *options, "--", *program]


@functools.cache
def require_bwrap():
    """Raise `NoSandbox` where students' code cannot be confined."""
    if not shutil.which("bwrap"):
        raise NoSandbox("bubblewrap (bwrap) is not installed, but should be for grading: "
                        f"apt install bubblewrap on Linux; {UNSAFE}")
    with tempfile.TemporaryDirectory() as empty:
        tried = Jail(empty).start(["true"], stderr=subprocess.PIPE, text=True)
        _, said = tried.communicate()
    if tried.returncode:
        raise NoSandbox(f"bubblewrap cannot make a jail here ({said.strip()}), but should be allowed to make "
                        f"user namespaces (sysctl, AppArmor or the container's profile forbid them); {UNSAFE}")


def package_folders():
    """Where this Python finds packages; the hooks that lie there, such as an editable install's, do not run inside."""
    folders = [*site.getsitepackages(), *(p for p in sys.path if p.endswith("-packages"))]
    return [folder for folder in dict.fromkeys(folders) if os.path.isdir(folder)]


@functools.cache
def python_folders():
    """Folders of this Python and its packages that are not part of the system; of two nested ones, the outer."""
    real = Path(sys.executable).resolve().parents[1]
    folders = dict.fromkeys([sys.prefix, sys.base_prefix, str(real), *package_folders()])
    return tuple(f for f in folders if not any(_inside(f, other) for other in (*SYSTEM, *folders)) and f not in SYSTEM)


def covered(hidden, visible):
    """Hidden folders that would be seen."""
    for folder in hidden:
        if folder in (*visible, *SYSTEM):
            raise NoSandbox(f"{folder} holds this Python, but should be seen by no student: "
                            "install Python, or the virtual environment, in a folder of its own")
    return [folder for folder in hidden if any(_inside(folder, other) for other in (*SYSTEM, *visible))]


def _inside(folder, other):
    return Path(other) in Path(folder).parents


def _system(path):
    return ("--symlink", os.readlink(path), path) if os.path.islink(path) else ("--ro-bind-try", path, path)


def _flat(parts):
    return itertools.chain.from_iterable(parts)


def _become_nobody(folders):
    """In root's new process: show the folders, wherever they are, to an ordinary user, and become that user.

    As root, bubblewrap would make a jail in which no limit on processes holds.
    """
    unshare(NEW_MOUNTS)
    mount(None, "/", flags=RECURSIVE | PRIVATE)
    opened = [os.open(folder, os.O_PATH) for folder in folders]  # before /tmp is covered
    mount("tmpfs", "/tmp", "tmpfs", options="mode=755")
    for number, descriptor in enumerate(opened):
        os.mkdir(_staged(number))
        mount(f"/proc/self/fd/{descriptor}", _staged(number), flags=BIND | RECURSIVE)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _staged(number):
    return f"/tmp/{number}"
