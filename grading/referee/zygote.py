"""Inside: a process with everything imported, from which every kernel is forked into namespaces of its own.

Run as ``python -I -S -B zygote.py`` with its settings, one line of JSON, on standard input, which is a socket:

============  ============================================================================
``path``      as in a request to `grading.referee.launch`
``import``    modules to import beforehand
``writable``  places that each kernel gets for itself, and bytes that fit in
``visible``   folders of Python: where one lies in such a place, it stays
============  ============================================================================

Then every message brings one socket: the standard input of one kernel, as for `grading.referee.launch`. At its end
the kernel's exit code is written to it. A kernel whose socket is hung up is killed, and all are if this process ends.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback

READY = b"warm"
FILES = 20_000  # in each writable place: an empty one takes memory, too


def main():
    """Fork kernels until the grader hangs up."""
    grader = socket.socket(fileno=os.dup(0))
    settings = json.loads(grader.recv(1 << 16))
    first, *last = settings["path"]
    sys.path[:] = [first, *sys.path, *last]
    before = _open_files()
    for module in settings["import"]:
        importlib.import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the keepers
    gc.collect()
    if left := _open_files().items() - before.items():  # kernels would share it, or lose it without knowing
        sys.exit(f"what is imported leaves open: {', '.join(sorted(file for _, file in left))}")
    gc.freeze()  # what is shared stays shared
    grader.sendall(READY)
    while sockets := socket.recv_fds(grader, 16, 1)[1]:
        if os.fork() == 0:
            _become(_keep, sockets[0], settings["writable"], settings["visible"])
        os.close(sockets[0])


def _open_files():
    """Names of this process's files, by descriptor."""
    return {descriptor: os.path.realpath(f"/proc/self/fd/{descriptor}") for descriptor in os.listdir("/proc/self/fd")}


def _become(role, *arguments):
    """What this new process does, to its end; if that fails, the grader is told why."""
    code = 1
    try:
        code = role(*arguments)
    except Exception:
        with contextlib.suppress(OSError):
            os.write(0, traceback.format_exc().encode()[-2000:])
    finally:
        os._exit(code)


def _keep(descriptor, writable, visible):
    """Exit code of a kernel; kill it if the grader hangs up. The keeper stands outside of what it makes."""
    from grading.referee import namespaces

    os.dup2(descriptor, 0)
    namespaces.die_with_parent()
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # of the factory's and the other kernels' nothing remains
    grader = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    user, group = os.getuid(), os.getgid()
    namespaces.unshare(namespaces.NEW_USER | namespaces.NEW_MOUNTS | namespaces.NEW_PIDS | namespaces.NEW_IPC)
    namespaces.map_only_me(user, group)
    for place, size in writable.items():
        within = {folder: os.open(folder, os.O_PATH) for folder in visible if folder.startswith(f"{place}/")}
        options = f"size={size},nr_inodes={FILES},mode=755"
        namespaces.mount("tmpfs", place, "tmpfs", namespaces.NOSUID | namespaces.NODEV, options)
        for folder, opened in within.items():
            os.makedirs(folder)
            namespaces.mount(f"/proc/self/fd/{opened}", folder, flags=namespaces.BIND | namespaces.RECURSIVE)
            os.close(opened)
    first = os.fork()
    if first == 0:
        _become(_first_process, grader)
    if _ended_or_hung_up(first, grader) == "hung up":
        os.kill(first, signal.SIGKILL)
    code = _exit_code(os.waitpid(first, 0)[1])
    with contextlib.suppress(OSError):
        grader.sendall(bytes([code]))
    return code


def _first_process(grader):
    """Exit code of the kernel. This is the process 1 of its world: with it everything ends, and orphans come to it."""
    from grading.referee import launch, namespaces, syscalls

    namespaces.die_with_parent()
    grader.close()
    launch.let_go_of(range(1, 3))  # or a submission finds there what the one before it has written
    flags = namespaces.NOSUID | namespaces.NODEV | namespaces.NOEXEC
    namespaces.mount("proc", "/proc", "proc", flags)
    namespaces.forbid_user_namespaces()
    namespaces.blame_first()
    namespaces.drop_privileges()
    syscalls.refuse()  # here too: a submission may look into this process
    kernel = os.fork()
    if kernel == 0:
        _become(_kernel)
    os.close(0)
    while True:
        process, status = os.wait()
        if process == kernel:
            return _exit_code(status)


def _kernel():
    from grading.referee import launch

    os.setsid()
    launch.main()
    return 0


def _ended_or_hung_up(process, grader):
    ended = os.pidfd_open(process)
    poll = select.poll()
    poll.register(ended, select.POLLIN)
    poll.register(grader, select.POLLRDHUP)  # only the end: what the grader says is for the kernel
    return "ended" if ended in dict(poll.poll()) else "hung up"


def _exit_code(status):
    return os.waitstatus_to_exitcode(status) & 255


if __name__ == "__main__":
    main()
