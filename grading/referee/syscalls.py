"""Calls to the kernel that no submission needs, and that reach past the jail's limits: they are refused.

What they would give: memory that no limit counts, and that the system cannot blame on a process when it has none left;
keys, which the next submission would find; hold of other processes; leases, by which an ordinary user's submission
could make everybody wait who opens a file of the grader's.
"""

import ctypes
import errno
import platform
import struct

# name: number on x86_64, on aarch64
REFUSED = {
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "msgget": (68, 186),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
}
FCNTL, SETLEASE = (72, 25), 1024
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, and what the kernel calls it
FOREIGN = 0x40000000  # from here on, numbers of another calling convention (x32)

LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # instructions of the filter
NUMBER, ARCHITECTURE, SECOND_ARGUMENT = 0, 4, 24  # offsets of what it looks at
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
SET_SECCOMP, FILTER = 22, 2

_libc = ctypes.CDLL(None, use_errno=True)


def refuse():
    """From now on, for this process and all that come of it; it must not be able to gain privileges."""
    program = instructions(platform.machine())
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *instruction) for instruction in program))
    header = struct.pack("HP", len(program), ctypes.addressof(code))
    if _libc.prctl(SET_SECCOMP, FILTER, header, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp: the system refuses to filter calls")


def instructions(machine):
    """The filter, as (operation, steps if true, steps if false, operand)."""
    if machine not in MACHINES:
        raise OSError(f"this machine is {machine}, but should be one of {', '.join(MACHINES)} for a jail")
    column, architecture = MACHINES[machine]
    refused, allowed = (RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)
    program = [(LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, architecture), refused,
               (LOAD, 0, 0, NUMBER), (AT_LEAST, 0, 1, FOREIGN), refused]
    for numbers in REFUSED.values():
        program += [(EQUAL, 0, 1, numbers[column]), refused]
    return [*program, (EQUAL, 0, 3, FCNTL[column]),
            (LOAD, 0, 0, SECOND_ARGUMENT), (EQUAL, 0, 1, SETLEASE), refused, allowed]
