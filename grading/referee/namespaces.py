"""The few calls to Linux that Python 3.11 does not know: namespaces, mounts, and giving up every privilege."""

import ctypes
import os

NEW_MOUNTS, NEW_IPC, NEW_USER, NEW_PIDS = 0x00020000, 0x08000000, 0x10000000, 0x20000000
NOSUID, NODEV, NOEXEC, BIND, RECURSIVE, PRIVATE = 0x2, 0x4, 0x8, 0x1000, 0x4000, 0x40000
SET_PDEATHSIG, CAPBSET_DROP, SET_NO_NEW_PRIVS = 1, 24, 38
CAPABILITY_VERSION = 0x20080522
SIGKILL = 9

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags):
    """Leave some of the parent's namespaces for new ones."""
    _require(_libc.unshare(flags), "unshare")


def mount(source, place, kind=None, flags=0, options=None):
    """Mount a file system of some kind, or with `BIND` a directory, at a place."""
    texts = [None if text is None else os.fsencode(text) for text in (source, place, kind, options)]
    _require(_libc.mount(*texts[:3], ctypes.c_ulong(flags), texts[3]), f"mount {place}")


def map_only_me(uid, gid):
    """In a new user namespace: the one user and the one group that exist keep their numbers."""
    for name, text in {"setgroups": "deny", "uid_map": f"{uid} {uid} 1", "gid_map": f"{gid} {gid} 1"}.items():
        _write(f"/proc/self/{name}", text)


def forbid_user_namespaces():
    """In a new user namespace: there will be none inside it."""
    _write("/proc/sys/user/max_user_namespaces", "0")


def blame_first():
    """When the machine has no memory left, this process and its children end before anything else does."""
    _write("/proc/self/oom_score_adj", "1000")


def die_with_parent():
    """The kernel kills this process when its parent is gone, however that came about."""
    _require(_libc.prctl(SET_PDEATHSIG, SIGKILL), "prctl")


def drop_privileges():
    """Give up all capabilities, and the ways to get them back."""
    capability = 0
    while _libc.prctl(CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    header, nothing = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    _require(_libc.capset(header, nothing), "capset")
    _require(_libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def _write(path, text):
    with open(path, "w") as file:
        file.write(text)


def _require(result, call):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{call}: {os.strerror(error)}")
