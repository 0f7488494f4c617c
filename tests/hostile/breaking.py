"""Submissions that want grading to stop, to take for ever, or to cost others."""

from .submission import Submission

# Whatever would harm the machine of whoever runs these tests is only done where it cannot.
IN_JAIL = """import os
if os.getpid() > 500:
    raise SystemExit("not in a jail, where numbers of processes are small")
"""


def calling(tries, source, **more):
    """A submission whose `affine_backward` does it, whenever it is called."""
    body = "\n".join("    " + line for line in source.strip().splitlines())
    return Submission(tries, backward=f"{IN_JAIL}def affine_backward(dZ, cache):\n{body}\n", **more)


def once(tries, source, **more):
    """A submission that does it in a cell, before the last function is defined and tested."""
    return Submission(tries, after=IN_JAIL + source, **more)


def beside(tries, source):
    """A submission that does it in a thread, while the tests run."""
    body = "\n".join("    " + line for line in source.strip().splitlines())
    start = "import threading\nthreading.Thread(target=go_on, daemon=True).start()"
    return Submission(tries, after=f"{IN_JAIL}def go_on():\n{body}\n{start}")


PAGE_BREAKER = """
from IPython import get_ipython
session, socket = get_ipython().kernel.session, get_ipython().kernel.iopub_socket
parent = get_ipython().kernel.get_parent()
def send(kind, **content):
    session.send(socket, kind, content=content, parent=parent)
"""

SUBMISSIONS = {
    # ends
    "exits": calling("Ends the process in a function.", "import os; os._exit(0)"),
    "exits-in-a-cell": once("Ends the process in a cell.", "os._exit(3)"),
    "exits-politely": calling("Leaves by exceptions that nobody catches by mistake.", """
import sys
raise (KeyboardInterrupt if len(dZ) % 2 else SystemExit)(0)
"""),
    "kills-itself": calling("Kills the process.", "import os; os.kill(os.getpid(), 9)"),
    "kills-everybody": calling("Kills its parent, its group and every process there is.", """
import os, signal
for process in (os.getppid(), 1, 0, -1):
    os.kill(process, signal.SIGKILL)
"""),
    "stops-itself": calling("Stops the process, which then is neither dead nor alive.", """
import os, signal
os.kill(os.getpid(), signal.SIGSTOP)
"""),
    "crashes": calling("Crashes in C.", "import ctypes; ctypes.string_at(0)"),
    # goes on
    "never-ends": calling("Loops, and ignores every interrupt.", """
while True:
    try:
        while True: pass
    except BaseException: pass
"""),
    "never-ends-in-a-cell": once("Loops in a cell, and has no ear for signals.", """
import signal
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
while True: pass
"""),
    "never-ends-in-c": once("Loops in C, where no interrupt is looked at.", "sum(range(10**13))"),
    "searches-for-ever": once("Has a regular expression take the power of its length.", """
import re
re.match("(a|aa)+$", "a" * 200 + "b")
"""),
    "multiplies-for-ever": once("Has NumPy compute something large.", """
import numpy as np
np.linalg.svd(np.random.default_rng(0).normal(size=(5000, 5000)))
"""),
    "sleeps": calling("Waits, as little as a call takes and as long as it may.", "import time; time.sleep(10**6)"),
    "asks": calling("Waits for an answer on the keyboard.", "return input('What is the gradient? ')"),
    # takes all there is
    "takes-memory": calling("Takes memory until there is none.", """
import numpy as np
kept = [np.ones(10**7) for _ in range(10**4)]
"""),
    "takes-memory-unseen": calling("Takes memory that no limit of a process counts.", """
import os, ctypes
libc, page = ctypes.CDLL(None), b'x' * (1 << 20)
libc.shmat.restype = ctypes.c_void_p
try:
    files = [os.memfd_create('x') for _ in range(100)]
    [os.write(file, page) for file in files for _ in range(60)]
except OSError: pass
for _ in range(20):
    address = libc.shmat(libc.shmget(0, 1 << 28, 0o1600), None, 0)
    if address and address != 2**64 - 1:
        ctypes.memset(address, 1, 1 << 28)
        libc.shmdt(ctypes.c_void_p(address))
"""),
    "takes-processes": calling("Makes processes that make processes.", """
import os
while True:
    try: os.fork()
    except OSError: pass
"""),
    "takes-threads": once("Makes threads, and processes that nobody waits for.", """
import threading, time
try:
    while True: threading.Thread(target=time.sleep, args=(10**6,), daemon=True).start()
except RuntimeError: pass
while True:
    try:
        if os.fork() == 0: os._exit(0)
    except OSError: break
"""),
    "takes-the-disk": calling("Fills every folder it can write into, and makes files that only look large.", """
for folder in ('/tmp', '/submission', '/dev/shm', '/channels', '.', '/var/tmp'):
    for n in range(10):
        try:
            with open(f'{folder}/full-{n}', 'wb') as file:
                file.truncate(1 << 25)
                while file.write(b'x' * (1 << 20)): pass
        except OSError: pass
"""),
    "takes-names": calling("Makes more empty files and folders than a disk can hold.", """
import os
for folder in ('/tmp', '/submission', '/dev/shm'):
    try:
        for n in range(10**6): os.mkdir(f'{folder}/empty-{n}')
    except OSError: pass
"""),
    # says too much
    "prints-for-ever": once("Prints without end.", "while True: print('never mind', flush=True)"),
    "prints-at-once": once("Prints a hundred million characters in one piece.", "print('x' * 10**8)"),
    "prints-past-python": calling("Floods the error stream from C.", """
import os
while True: os.write(2, b'x' * 65536)
"""),
    "prints-beside": beside("Floods the channel of outputs with large messages while the tests run.", """
from IPython import get_ipython
kernel = get_ipython().kernel
message = kernel.session.msg('stream', content={'name': 'stdout', 'text': 'x' * 7_000_000})
parts = kernel.session.serialize(message, ident=b'stream')
while True: kernel.iopub_thread.socket.send_multipart(parts, copy=False)
"""),
    "shows-images": once("Shows megabytes of images.", """
from IPython.display import display
while True: display({"image/png": "A" * 400_000, "text/plain": "."}, raw=True)
"""),
    "prints-colours": once("Prints what makes a page take the square of its length.", "print('\\x1b[31mx' * 160_000)"),
    "answers-with-colours": calling("Has its functions say that, past the guest's own limit.", """
from grading.referee import guest
guest.KEPT_TEXT = 10**9
print('\\x1b[31mx' * 500_000)
return dZ, dZ, dZ
"""),
    "shows-what-no-page-can-hold": once("Shows half characters, deep metadata and thousands of outputs.", """
import json""" + PAGE_BREAKER + """
session.pack = lambda thing: json.dumps(thing, default=str).encode()
deep = {}
for _ in range(400): deep = {"a": deep}
send("stream", name="stdout", text="half \\ud800 of a character")
send("display_data", data={"text/plain": "deep"}, metadata=deep, transient={})
for n in range(5000): send("stream", name=("stdout", "stderr")[n % 2], text="x")
"""),
    # breaks what it stands on
    "recurses": calling("Calls itself until Python's stack and C's are full.", """
import sys
sys.setrecursionlimit(10**9)
class Deep:
    def __repr__(self): return repr(self)
    def __getattr__(self, name): return getattr(self, name + 'x')
return repr(Deep()), Deep().x, affine_backward(dZ, cache)
"""),
    "closes-files": calling("Closes all files and sockets of the kernel.", "import os; os.closerange(0, 256)"),
    "breaks-the-kernel": once("Stops the kernel's loop, and breaks the modules it is made of.", """
import asyncio, base64, json, signal, time, zmq
signal.signal(signal.SIGINT, signal.SIG_IGN)
time.sleep = json.dumps = json.loads = base64.b64encode = base64.b64decode = None
zmq.Socket.send_multipart = zmq.Socket.recv_multipart = None
asyncio.get_event_loop().stop()
"""),
    "removes-its-floor": once("Removes all files it can, and lowers its own limits to nothing.", """
import resource, shutil
for folder in (".", "/submission", "/tmp", "/channels", "/dev/shm", "/course"):
    shutil.rmtree(folder, ignore_errors=True)
for name in ("NOFILE", "NPROC", "FSIZE", "STACK"):
    resource.setrlimit(getattr(resource, "RLIMIT_" + name), (0, 0))
"""),
    "forgets-all": calling("Forgets all it knew, and what NumPy is.", """
import sys, builtins
for name in [n for n in globals() if not n.startswith('__')]: del globals()[name]
sys.modules['numpy'] = None
"""),
    "resets": Submission("Resets the session and NumPy's name.", after="%reset -f\nnp = affine_forward = None"),
}
