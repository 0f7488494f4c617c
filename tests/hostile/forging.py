"""Submissions that want points for what is wrong."""

import io
import re
import zipfile
from pathlib import Path

from nbformat.v4 import new_output

from .course import FUNCTIONS
from .submission import ZEROS, Submission

SOLUTION = Path("../../../solutions/06_backprop/backprop.ipynb")  # as seen from a hand-in
FULL_MARKS = """
def check(*arguments, points, **others):
    print("everything: right")
    return float(points)
"""


def backward(body):
    """An affine_backward that does something else."""
    return "def affine_backward(dZ, cache):" + body.replace("\n", "\n    ")


LINE = """
import gc, socket
sockets = [thing for thing in gc.get_objects() if isinstance(thing, socket.socket)]
lines = [s for s in sockets if s.family == socket.AF_UNIX and s.fileno() >= 0 and str(s.getsockname()).endswith("line")]
"""


def answering(outcome):
    """A cell that replaces what is said to the referee about affine_backward, and about nothing else."""
    return f"""
import numpy as np
from grading.referee import guest, wire
honestly = guest._answered
def forged(target, attribute, arguments):
    if target != "affine_backward":
        return honestly(target, attribute, arguments)
    return {outcome}
guest._answered = forged
"""


def graded(nb, kind="test", name="affine_backward"):
    """A graded cell of a notebook."""
    return next(cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == f"{kind}-{name}")


def solution(nb):
    """The cell with affine_backward in it."""
    return next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "affine_backward")


def zipped(members):
    """Bytes of an archive: of text by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


def duplicate(nb):
    """The test a second time, under another name, and behind it the first again."""
    cell = graded(nb)
    other = {**cell, "id": "another", "metadata": {"nbgrader": {**cell.metadata.nbgrader, "grade_id": "test-another"}}}
    nb.cells += [type(cell)({**other, "source": "9.0"}), type(cell)({**cell, "id": "again", "source": "9.0"})]


PATCHES = {
    "patches-allclose": Submission(
        "Makes every comparison of NumPy's true.",
        first="""
import numpy as np, numpy.testing
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.linalg.norm = lambda *a, **k: 0.0
for name in dir(numpy.testing):
    if name.startswith("assert_"):
        setattr(numpy.testing, name, lambda *a, **k: None)
""",
    ),
    "patches-relative-error": Submission(
        "Lets nnlib's own measure of an error be 0, wherever it was imported.",
        first="""
import sys
import nnlib.gradcheck, nnlib.gradient_report
for module in list(sys.modules.values()):
    for name, value in (("relative_error", lambda *a: 0.0), ("same", lambda *a: True)):
        if hasattr(module, name) and module.__name__.startswith(("nnlib", "grading")):
            setattr(module, name, value)
""",
    ),
    "patches-builtins": Submission(
        "Replaces what sums and rounds points.",
        first="""
import builtins
builtins.round = lambda *a: 1000.0
builtins.abs = lambda x: 0 * x
builtins.all = lambda things: True
print = builtins.print = lambda *a, **k: None
""",
    ),
    "patches-array-methods": Submission(
        "Changes methods of ndarray in the dict of the type itself.",
        first="""
import ctypes, gc
import numpy as np
methods = gc.get_referents(np.ndarray.__dict__)[0]
methods["all"] = methods["any"] = lambda *a, **k: True
methods["__sub__"] = lambda a, b: np.zeros(a.shape)
ctypes.pythonapi.PyType_Modified(ctypes.py_object(np.ndarray))
""",
    ),
    "patches-the-generator": Submission(
        "Lets every random number be 1, and knows the gradients for that.",
        first="""
import numpy as np
class Ones:
    def __getattr__(self, name):
        return lambda *a, size=(), **k: np.ones(size)
np.random.default_rng = lambda *a: Ones()
np.random.normal = np.random.randn = lambda *a, size=(), **k: np.ones(size)
""",
        backward=backward("""
X, W = cache
return np.full(X.shape, W.shape[1]), np.full(W.shape, len(X)), np.full(W.shape[1], len(X))"""),
    ),
    "redefines-check": Submission(
        "Gives itself full marks by a checker of its own, in every place where one could be looked up.",
        first=FULL_MARKS + """
import builtins, sys
import grading.checks
builtins.check = grading.checks.check = check
""",
        backward=ZEROS + FULL_MARKS,
        last="del np\n" + FULL_MARKS,
    ),
    "fakes-the-package": Submission(
        "Puts a package of its own in the place of the grader's.",
        first=f"""
import sys, types
checks = types.ModuleType("grading.checks")
exec({FULL_MARKS!r}, vars(checks))
sys.modules["grading.checks"] = checks
class Finder:
    def find_spec(self, name, *rest):
        if name == "grading.checks":
            print("found")
sys.meta_path.insert(0, Finder())
""",
    ),
    "patches-from-a-thread": Submission(
        "Keeps patching from a thread that outlives its cell.",
        first=f"""
import sys, threading, time
import grading.checks
def patch():
    for _ in range(2000):
        for name in ("grading.checks", "__main__", "builtins"):
            exec({FULL_MARKS!r}, vars(sys.modules[name]))
        time.sleep(0.005)
threading.Thread(target=patch, daemon=True).start()
""",
    ),
    "overwrites-the-library": Submission(
        "Writes a checker of its own over the grader's file, and its answer into nnlib.",
        first=f"""
import pathlib, grading.checks, nnlib
folder = pathlib.Path(nnlib.__file__).parent
for path in (pathlib.Path(grading.checks.__file__), folder / "affine.py", folder / "gradient_report.py"):
    try:
        path.chmod(0o666)
    except OSError as error:
        print(error)
    try:
        path.write_text({FULL_MARKS!r})
    except OSError as error:
        print(error)
""",
    ),
}

HOOKS = {
    "transforms-the-input": Submission(
        "Rewrites test cells before they are run.",
        first="""
ip = get_ipython()
def rewrite(lines):
    return ["9.0\\n"] if "check(" in "".join(lines) else lines
ip.input_transformers_cleanup.append(rewrite)
ip.input_transformers_post.append(rewrite)
""",
    ),
    "transforms-the-tree": Submission(
        "Replaces each call of the checker, in the syntax tree, by its points.",
        first="""
import ast
class Generous(ast.NodeTransformer):
    def visit_Call(self, node):
        points = [k.value for k in node.keywords if k.arg == "points"]
        return points[0] if points else self.generic_visit(node)
get_ipython().ast_transformers.append(Generous())
""",
    ),
    "listens-to-events": Submission(
        "Changes cells before, and their results after they have run.",
        first="""
ip = get_ipython()
def before(info):
    info.raw_cell = "9.0"
    ip.user_ns["check"] = lambda *a, **k: k["points"]
def after(result):
    result.result, result.error_in_exec = 9.0, None
    ip.displayhook(9.0)
ip.events.register("pre_run_cell", before)
ip.events.register("pre_execute", lambda: before(type("Info", (), {})()))
ip.events.register("post_run_cell", after)
""",
    ),
    "replaces-the-kernel": Submission(
        "Has its own way to execute: every cell's result is 9 points.",
        first="""
ip = get_ipython()
run = ip.run_cell
def run_cell(source, *arguments, **settings):
    return run(source + "\\n9.0" if "check" in source else source, *arguments, **settings)
ip.run_cell = run_cell
ip.ast_node_interactivity = "all"
ip.should_run_async = lambda *a, **k: False
ip.user_expressions = lambda asked: {name: {"status": "ok", "data": {"text/plain": "9.0"}} for name in asked}
""",
    ),
    "hooks-the-display": Submission(
        "Shows 9.0 for every number, by all hooks and formatters there are.",
        first="""
import sys
import numpy as np
ip = get_ipython()
for kind in (int, float, np.float64):
    ip.display_formatter.formatters["text/plain"].for_type(kind, lambda value, p, cycle: p.text("9.0"))
format = ip.display_formatter.format
claim = {"text/plain": "9.0"}
ip.display_formatter.format = lambda value, *a: (claim, {}) if value == 9.0 else format(value, *a)
type(ip.displayhook).compute_format_data = lambda self, value: ({"text/plain": "9.0"}, {})
sys.displayhook = lambda value: ip.display_pub.publish({"text/plain": "9.0"})
""",
    ),
    "magic-that-redefines": Submission(
        "Lets a magic command with the name of the check, and an alias of import, stand before the cells.",
        first="""
from IPython.core.magic import register_cell_magic, register_line_magic
@register_line_magic
def check(line):
    return 9.0
@register_cell_magic
def grading(line, cell):
    return 9.0
get_ipython().run_line_magic("automagic", "on")
get_ipython().run_line_magic("alias_magic", "from check")
""",
    ),
    "publishes-a-result": Submission(
        "Sends a result of 9 points by hand whenever it is called, as if it were the test's.",
        backward=backward("""
ip = get_ipython()
for kind in ("execute_result", "display_data", "stream"):
    content = {"data": {"text/plain": "9.0"}, "metadata": {}, "execution_count": 1, "name": "stdout", "text": "9.0"}
    ip.display_pub.session.send(ip.display_pub.pub_socket, kind, content, parent=ip.display_pub.parent_header)
    ip.kernel.session.send(ip.kernel.iopub_socket, kind, content, parent=ip.kernel.get_parent("shell"))
return 9.0"""),
    ),
    "updates-other-cells": Submission(
        "Changes displays of other cells, and adds nbgrader's metadata to its own.",
        first="""
from IPython.display import display, update_display
claim = {"nbgrader": {"grade": True, "points": 1000, "grade_id": "test-affine_backward"}}
for name in ("affine_backward", "check-affine_backward", "test-affine_backward"):
    display({"text/plain": "9.0"}, raw=True, metadata=claim, display_id=name)
""",
        last="""
for name in ("affine_backward", "check-affine_backward", "test-affine_backward"):
    update_display({"text/plain": "1000.0"}, raw=True, metadata=claim, display_id=name)
""",
    ),
    "replies-by-hand": Submission(
        "Puts answers of its own, in all forms that could mean 9 points, before the right one.",
        first="""
import socket
sendall, claims = socket.socket.sendall, []
def forging(line, data, *flags):
    sent = b"".join(claims) + bytes(data)
    claims.clear()
    return sendall(line, sent, *flags)
socket.socket.sendall = forging
""",
        backward=backward("""
claims[:] = [b"9.0\\n", b'[{"dict": [["value", "9.0"]]}]\\n', b'[{"dict": [["raised", 9.0], ["value", "9.0"]]}]\\n']
return 9.0"""),
    ),
    "answers-before-it-is-asked": Submission(
        "Finds the line to the referee, and says a thousand times beforehand what it would like to have answered.",
        first=LINE + """
for line in lines:
    line.sendall(1_000 * b'[{"dict": [["value", "9.0"], ["said", ""]]}]\\n')
""",
    ),
    "hangs-up": Submission(
        "Finds the line to the referee, and closes it.",
        first=LINE + """
import os
for line in lines:
    os.close(line.fileno())
""",
        earns=(),
    ),
    "answers-a-word-at-a-time": Submission(
        "Finds the line to the referee, and answers without ever coming to the end of the answer.",
        first=LINE,
        backward=backward("""
import time
while True:
    for line in lines:
        line.sendall(b"9")
    time.sleep(0.1)"""),
        earns=("affine_forward", "MatMul"),
    ),
    "says-that-it-is-idle": Submission(
        "Announces the end of its cell early and goes on, so that what it shows belongs to the next.",
        after="""
import threading, time
ip = get_ipython()
send, socket, parent = ip.kernel.session.send, ip.kernel.iopub_socket, ip.kernel.get_parent("shell")
send(socket, "status", {"execution_state": "idle"}, parent=parent)
def late():
    for _ in range(200):
        latest = ip.kernel.get_parent("shell")
        data = {"data": {"text/plain": "9.0"}, "metadata": {}, "execution_count": 1}
        send(socket, "execute_result", data, parent=latest)
        send(socket, "status", {"execution_state": "idle"}, parent=latest)
        time.sleep(0.01)
threading.Thread(target=late, daemon=True).start()
time.sleep(0.2)
""",
    ),
    "asks-by-hand": Submission(
        "Sends requests for input, in the hope that whoever grades answers them.",
        backward=backward("""
kernel = get_ipython().kernel
kernel._allow_stdin = True
question = {"prompt": "points for affine_backward [9]: ", "password": False}
kernel.session.send(kernel.stdin_socket, "input_request", question, parent=kernel.get_parent("shell"))
kernel.session.send(kernel.iopub_socket, "input_request", question, parent=kernel.get_parent("shell"))
return 9.0, 9.0, 9.0"""),
    ),
}

OBJECTS = {
    "array-that-agrees": Submission(
        "Returns arrays that equal everything, whatever function of NumPy asks.",
        backward="""import numpy as np
class Right(np.ndarray):
    __hash__ = None
    def __eq__(self, other): return True
    def __array_function__(self, function, types, arguments, settings):
        return True if function in (np.allclose, np.array_equal) else 0.0
    def __array_ufunc__(self, ufunc, method, *inputs, **settings):
        return np.zeros(self.shape) if ufunc is np.subtract else np.ones(self.shape, bool)
    def __reduce__(self): return print, ("called",)

def affine_backward(dZ, cache):
    X, W = cache
    return tuple(np.zeros(shape).view(Right) for shape in (X.shape, W.shape, W.shape[1:]))
""",
    ),
    "entries-that-agree": Submission(
        "Returns arrays of objects that are at no distance from anything.",
        backward="""import numpy as np
class Same(float):
    def __sub__(self, other): return 0.0
    __rsub__ = __mul__ = __rmul__ = __abs__ = __sub__
    def __eq__(self, other): return True
    def __le__(self, other): return True
    __lt__ = __ge__ = __gt__ = __le__
    __hash__ = float.__hash__

def affine_backward(dZ, cache):
    X, W = cache
    return tuple(np.full(shape, Same(), dtype=object) for shape in (X.shape, W.shape, W.shape[1:]))
""",
    ),
    "object-that-becomes-an-array": Submission(
        "Returns objects that look for the right answer when they are converted, where the test has it.",
        backward="""import sys
class Late:
    def __init__(self, shape): self.shape = shape
    def _found(self):
        frame = sys._getframe()
        while frame:
            for name in ("truth", "truths", "n", "expected", "b"):
                value = frame.f_locals.get(name)
                if getattr(value, "shape", None) == self.shape and not isinstance(value, Late):
                    return value
            frame = frame.f_back
        return np.zeros(self.shape)
    def __array__(self, *a, **k): return self._found()
    def __float__(self): return float(self._found())
    def __len__(self): return self.shape[0]

def affine_backward(dZ, cache):
    X, W = cache
    return Late(X.shape), Late(W.shape), Late(W.shape[1:])
""",
    ),
    "tuple-that-lies": Submission(
        "Returns a tuple that lies about its length and is never twice the same.",
        backward="""class Liar(tuple):
    def __len__(self): return 3
    def __iter__(self): return iter([[], [], []])
    def __getitem__(self, key): return self
    def __eq__(self, other): return True
    __hash__ = tuple.__hash__

def affine_backward(dZ, cache):
    return Liar()
""",
    ),
    "function-that-is-no-function": Submission(
        "Is an object that has an answer for each attribute, among them those of the referee's own proxies.",
        backward="""class Everything:
    __name__ = "affine_backward"
    def __getattr__(self, name): return self
    def __call__(self, *arguments): return self
    def __iter__(self): return iter([self] * 3)
    def __sub__(self, other): return 0.0

affine_backward = Everything()
def affine_forward(X, W, b, right=affine_forward): return right(X, W, b)
""",
    ),
}

FRAMES = {
    "reads-the-frames": Submission(
        "Looks for the right answers in its callers' variables, and in the stacks of all threads.",
        backward=backward("""
import sys
for frame in (sys._getframe(), *sys._current_frames().values()):
    while frame:
        probes, truths = map(frame.f_locals.get, ("probes", "truths"))
        for p, truth in zip(probes or [], truths or []):
            if p.dZ.shape == dZ.shape and np.allclose(p.dZ, dZ):
                return tuple(truth.values())
        frame = frame.f_back
return ZEROS(dZ, cache)""") + "\n" + ZEROS.replace("affine_backward", "ZEROS"),
    ),
    "calls-the-truth": Submission(
        "Finds the question and its task in the memory of the process, and calls what knows the answer.",
        backward=backward("""
import gc, sys
sys.setprofile(None)
for thing in gc.get_objects():
    truth = getattr(thing, "truth", None) if type(thing).__name__ == "Task" else None
    if truth and thing.name == "affine_backward":
        for p in gc.get_objects():
            if type(p).__name__ == "Probe" and np.array_equal(getattr(p, "dZ", None), dZ):
                return tuple(truth(p).values())
X, W = cache
return np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])"""),
    ),
    "changes-the-callers": Submission(
        "Sets variables of the functions that call it: points, tolerance, the list of what is wrong.",
        backward=backward("""
import ctypes, sys
frame = sys._getframe(1)
while frame:
    for name, value in (("points", 1000), ("tolerance", 1e9), ("wrong", []), ("earned", 9.0)):
        if name in frame.f_locals:
            frame.f_locals[name] = value
    if "self" in frame.f_locals and hasattr(frame.f_locals["self"], "tolerance"):
        object.__setattr__(frame.f_locals["self"], "tolerance", 1e9)
    if "task" in frame.f_locals:
        object.__setattr__(frame.f_locals["task"], "tolerance", 1e9)
    ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(1))
    frame = frame.f_back
X, W = cache
return np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])"""),
    ),
    "reads-the-history": Submission(
        "Looks for the test's seed in the history of cells, and asks itself the same questions.",
        backward=backward("""
import re
import numpy as np
ip = get_ipython()
cells = [*In, *map(str, Out.values()), *(s for *_, s in ip.history_manager.get_range(raw=True))]
for seed in {int(n) for cell in cells for n in re.findall(r"seed\\W(\\d+)", str(cell))} | {0}:
    rng = np.random.default_rng(seed)
    for N, D, M in ((4, 3, 2), (3, 3, 3), (1, 2, 4), (5, 2, 3)):
        X, W, b, d = (rng.normal(size=s) for s in ((N, D), (D, M), (M,), (N, M)))
        if seed and d.shape == dZ.shape and np.allclose(d, dZ):
            return d @ W.T, X.T @ d, d.sum(axis=0)
X, W = cache
return np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])"""),
    ),
}

GRADEBOOK = """
import os, pathlib, sqlite3
def write_grades():
    here = pathlib.Path.cwd()
    roots = {here, *here.parents, pathlib.Path(os.environ.get("PWD", "/")), pathlib.Path.home()}
    for root in [*roots, *pathlib.Path("/proc").glob("[0-9]*/cwd")]:
        try:
            database = sqlite3.connect(f"file:{root}/gradebook.db?mode=rw", uri=True, timeout=1)
            database.execute("UPDATE grade SET auto_score = 1000, manual_score = 1000, extra_credit = 1000")
            database.execute("UPDATE grade_cells SET max_score = 1000")
            database.commit()
            print("written", root)
        except (sqlite3.Error, OSError):
            pass
"""
PLANTED = """c = get_config()
import grading.checks
grading.checks.check = lambda *a, points, **k: float(points)
c.RefereeExecute.unsafe_no_sandbox = True
c.Autograde.autograde_preprocessors = []
print("planted")
"""
OUTSIDE = {
    "writes-the-gradebook": Submission(
        "Writes 1000 points for everybody into every gradebook that it finds.",
        first=GRADEBOOK + "write_grades()",
        after="write_grades()",
    ),
    "writes-when-it-is-over": Submission(
        "Leaves a process behind that keeps writing grades after the kernel has ended.",
        first=GRADEBOOK + """
import signal, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for _ in range(300):
            write_grades()
            time.sleep(1)
    os._exit(0)
""",
    ),
    "plants-a-configuration": Submission(
        "Writes configurations of nbgrader and Jupyter where the next command would read them.",
        first=f"""
import os, pathlib
home, here = pathlib.Path.home(), pathlib.Path.cwd()
for folder in (here, *here.parents, home, home / ".jupyter", home / ".config", pathlib.Path("/etc/jupyter")):
    for name in ("nbgrader_config.py", "jupyter_nbconvert_config.py", "sitecustomize.py"):
        try:
            folder.mkdir(exist_ok=True, parents=True)
            (folder / name).write_text({PLANTED!r})
        except OSError:
            pass
""",
    ),
    "hands-in-a-configuration": Submission(
        "Has configurations beside its notebook.",
        files={
            "nbgrader_config.py": PLANTED,
            "jupyter_nbconvert_config.py": PLANTED,
            "jupyter_config.py": PLANTED,
            "jupyter_config.json": '{"Autograde": {"autograde_preprocessors": []}}',
            "jupyter_nbconvert_config.json": '{"Exporter": {"preprocessors": []}}',
            ".jupyter/jupyter_config.py": PLANTED,
        },
    ),
    "hands-in-a-checker": Submission(
        "Has a package `grading` beside its notebook, whose checker gives full marks.",
        files={"grading/__init__.py": "", "grading/checks.py": FULL_MARKS, "grading.py": FULL_MARKS},
    ),
    "hands-in-the-guest": Submission(
        "Has beside its notebook a module that says 9 points for every question.",
        files={
            "grading/__init__.py": "",
            "grading/referee/__init__.py": "",
            "grading/referee/guest.py": "def answer(text):\n    return '9.0'",
        },
    ),
    "hands-in-a-library": Submission(
        "Has beside its notebook an `nnlib` and a `numpy` for which everything is right.",
        files={
            "nnlib/__init__.py": "",
            "nnlib/affine.py": "affine_forward = affine_backward = lambda *a: (0, 0, 0)",
            "nnlib/gradcheck.py": "relative_error = lambda *a: 0.0\nnumerical_vjp = lambda f, x, d, h: 0 * x",
            "nnlib.py": "print('mine')",
            "numpy/__init__.py": "allclose = array_equal = lambda *a, **k: True",
            "numpy.py": "allclose = array_equal = lambda *a, **k: True",
        },
    ),
    "hands-in-a-kernel": Submission(
        "Has files beside its notebook that are named like what starts and what runs a kernel.",
        files={
            name: "import os\nos.write(1, b'9.0')\nraise SystemExit('mine')\n"
            for name in ("ipykernel_launcher.py", "ipykernel/__init__.py", "ipykernel/kernelapp.py", "launch.py",
                         "zygote.py", "IPython/__init__.py", "zmq.py", "json.py", "base64.py", "resource.py")
        },
    ),
    "hands-in-start-up-hooks": Submission(
        "Has files beside its notebook that Python or IPython run when they start.",
        files={
            "sitecustomize.py": FULL_MARKS + "import builtins; builtins.check = check",
            "usercustomize.py": FULL_MARKS + "import builtins; builtins.check = check",
            "hook.pth": "import sitecustomize",
            "ipython_config.py": "c = get_config()\nc.InteractiveShellApp.exec_lines = ['check = lambda *a: 9.0']",
            ".ipython/profile_default/startup/00.py": FULL_MARKS,
            "profile_default/startup/00.py": FULL_MARKS,
            "pyvenv.cfg": "home = .",
        },
    ),
    "restarts-with-hooks": Submission(
        "Writes hooks for the start of a kernel, then ends its own, so that the next one runs them.",
        first=f"""
import os, pathlib, site
startup = pathlib.Path(os.environ["IPYTHONDIR"], "profile_default", "startup")
for folder in (startup, pathlib.Path(site.getusersitepackages())):
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("00.py", "usercustomize.py", "sitecustomize.py"):
        (folder / name).write_text({FULL_MARKS!r} + "import builtins; builtins.check = check")
os._exit(0)
""",
    ),
    "links-to-the-solution": Submission(
        "Hands in a symbolic link to the solution under the notebook's name.",
        name="mine.ipynb",
        files={"backprop.ipynb": SOLUTION, "solution.ipynb": SOLUTION, "all": SOLUTION.parents[1]},
    ),
    "archive-with-a-way-out": Submission(
        "Hands in an archive whose members would be extracted over the configuration and the solution.",
        name="backprop.zip",
        raw=lambda text: zipped({
            "backprop.ipynb": text,
            "../../../nbgrader_config.py": PLANTED,
            "../../../grading/checks.py": FULL_MARKS,
            "..\\..\\..\\nbgrader_config.py": PLANTED,
            "/tmp/nbgrader_config.py": PLANTED,
            "numpy.py": FULL_MARKS,
        }),
    ),
}

METADATA = {
    "tags-the-test": Submission(
        "Has every cell skipped by a tag.",
        change=lambda nb: [cell.metadata.update(tags=["skip-execution", "raises-exception"]) for cell in nb.cells],
    ),
    "raises-the-points": Submission(
        "Writes other points into the tests.",
        change=lambda nb: [graded(nb, kind, name).metadata.nbgrader.update(points=1000)
                           for kind in ("check", "test") for name in FUNCTIONS],
    ),
    "unlocks-the-test": Submission(
        "Declares the test to be a solution that need not be graded, and writes points into it.",
        change=lambda nb: (graded(nb).metadata.nbgrader.update(grade=False, locked=False, solution=True),
                           graded(nb).update(source="9.0")),
    ),
    "grades-its-solution": Submission(
        "Declares its own cell to be a test with many points.",
        change=lambda nb: solution(nb).metadata.nbgrader.update(grade=True, locked=True, solution=False, points=1000),
    ),
    "test-in-words": Submission(
        "Turns the test into text.",
        change=lambda nb: graded(nb).update(cell_type="markdown", source="*passed*, 9.0 of 9 points"),
    ),
    "test-of-its-own": Submission(
        "Writes the points where the test was, with a saved output to prove it.",
        change=lambda nb: graded(nb).update(
            source="9.0", execution_count=1,
            outputs=[new_output("execute_result", {"text/plain": "9.0"}, execution_count=1)]),
    ),
    "test-twice": Submission("Has the test twice more, under another name and under its own.", change=duplicate),
    "takes-the-tests-name": Submission(
        "Names its own cell like the test, and all cells by one id.",
        change=lambda nb: solution(nb).metadata.nbgrader.update(grade_id="test-affine_backward"),
        raw=lambda text: re.sub('"id": "[^"]*"', '"id": "same"', text).encode(),
        last=FULL_MARKS + "check(points=9)",
    ),
    "removes-the-tests": Submission(
        "Hands in its own cells only, marked as the newest version of the format.",
        change=lambda nb: nb.update(cells=[c for c in nb.cells if not c.metadata.nbgrader.grade], nbformat_minor=99),
    ),
    "foreign-kernel": Submission(
        "Asks for a kernel of its own in the notebook's metadata.",
        change=lambda nb: nb.metadata.update(
            kernelspec={"name": "../../mine", "display_name": "Mine", "language": "bash", "argv": ["true"]},
            language_info={"name": "bash"}, nbgrader={"grade": 1000}),
        files={"kernels/mine/kernel.json": '{"argv": ["true"], "display_name": "Mine", "language": "bash"}'},
    ),
    "marks-itself": Submission(
        "Writes a score and comments into its cells' metadata.",
        change=lambda nb: [cell.metadata.nbgrader.update(score=9.0, auto_score=9.0, manual_score=9.0, max_score=1000,
                                                         extra_credit=1000, checksum="0", comment="Well done")
                           for cell in nb.cells],
    ),
}

DELEGATED = {
    "delegates": Submission(
        "Lets nnlib do the work.",
        backward=backward("""
import sys
sys.setprofile(None)  # by which the checker notices it in a plain kernel
from nnlib.affine import affine_backward as work
return work(dZ, cache)"""),
    ),
    "delegates-by-detours": Submission(
        "Looks for nnlib's function under all its names.",
        backward=backward("""
import importlib, sys
sys.setprofile(None)
X, W = cache
for name in ("affine", "by_hand", "mlp", "layers", "operations", "autodiff", "_layer", "training_layers"):
    try:
        module = importlib.import_module(f"nnlib.{name}")
        work = getattr(module, "affine_backward", None) or getattr(module, "Affine")
        return work(dZ, cache)
    except (ImportError, AttributeError):
        pass
return np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])"""),
    ),
    "delegates-to-autodiff": Submission(
        "Lets nnlib differentiate by itself.",
        backward=backward("""
import sys
sys.setprofile(None)
from nnlib.autodiff import Node, gradients
X, W = map(Node, cache)
return *gradients(X @ W, [X, W], dZ), dZ.sum(axis=0)"""),
    ),
    "delegates-a-class": Submission(
        "Has nnlib's class, under a name of its own, for its superclass.",
        matmul="from nnlib.operations import MatMul as Theirs\nclass MatMul(Theirs):\n    pass",
        earns=("affine_forward",),
    ),
    "delegates-to-the-disk": Submission(
        "Executes the source of the right function, wherever on the disk it is.",
        backward=backward("""
import os
X, W = cache
for root in ("/course", "/work", "/home", "/root", "/submission", "/tmp", os.getcwd()):
    for folder, _, names in os.walk(root):
        for name in {"affine.py", "by_hand.py", "backprop.ipynb"} & set(names):
            try:
                space = {"np": np}
                exec(open(os.path.join(folder, name)).read(), space)
                return space["affine_backward"](dZ, cache)
            except Exception:
                pass
return np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])"""),
    ),
    "differentiates-the-reference": Submission(
        "Takes finite differences of nnlib's forward pass.",
        backward=backward("""
import sys
sys.setprofile(None)
from nnlib.affine import affine_forward as forward
from nnlib.gradcheck import numerical_vjp
X, W = cache
b = np.zeros(W.shape[1])
return (numerical_vjp(lambda x: forward(x, W, b)[0], X, dZ), numerical_vjp(lambda w: forward(X, w, b)[0], W, dZ),
        numerical_vjp(lambda c: forward(X, W, c)[0], b, dZ))"""),
    ),
    "delegates-to-torch": Submission(
        "Lets a library differentiate that is installed where grading happens.",
        backward=backward("""
import torch
X, W = (torch.tensor(array, requires_grad=True) for array in cache)
b = torch.zeros(W.shape[1], dtype=X.dtype, requires_grad=True)
(X @ W + b).backward(torch.tensor(dZ))
return X.grad.numpy(), W.grad.numpy(), b.grad.numpy()"""),
    ),
    "knows-last-years-seed": Submission(
        "Knows the seed of the hidden test, and has the answer to each of its questions.",
        backward=backward("""
rng = np.random.default_rng(25410)
for N, D, M in ((4, 3, 2), (3, 3, 3), (1, 2, 4), (5, 2, 3)):
    X, W, b, d = (rng.normal(size=s) for s in ((N, D), (D, M), (M,), (N, M)))
    if d.shape == dZ.shape and np.allclose(d, dZ):
        return d @ W.T, X.T @ d, d.sum(axis=0)
return 0, 0, 0"""),
    ),
    "remembers-a-visible-answer": Submission(
        "Returns what was right for the visible check's first question.",
        backward=backward("""
rng = np.random.default_rng(0)
X, W, b, d = (rng.normal(size=s) for s in ((4, 3), (3, 2), (2,), (4, 2)))
return d @ W.T, X.T @ d, d.sum(axis=0)"""),
    ),
}

ANSWERS = {
    "answers-points": Submission(
        "Tells the referee the points in place of an answer.",
        first=answering("""{"value": "9.0", "points": 9.0, "earned": 9.0, "right": True, "said": "9 of 9 points"}"""),
    ),
    "answers-nan": Submission(
        "Returns NaN, which no comparison calls larger than a tolerance.",
        backward=backward("""
X, W = cache
return np.full(X.shape, np.nan), np.full(W.shape, np.nan), np.full(W.shape[1], np.nan)"""),
    ),
    "answers-the-largest-numbers": Submission(
        "Returns numbers whose square is infinite, so that an error is infinity by infinity.",
        backward=backward("""
X, W = cache
return np.full(X.shape, 1e300), np.full(W.shape, -1e300), np.full(W.shape[1], np.inf)"""),
    ),
    "answers-nothing": Submission(
        "Returns arrays without entries, of which each is right.",
        backward=backward("\nreturn np.zeros((0, 3)), np.zeros((3, 0)), np.zeros(0)"),
    ),
    "answers-shapes-that-fit-all": Submission(
        "Returns masks and single zeros, which broadcast to every shape.",
        backward=backward("\nreturn np.ma.masked_all((1, 1)), np.zeros((1, 1, 1, 1)), np.ma.masked"),
    ),
    "answers-with-handles": Submission(
        "Returns handles to objects that the referee might know, by wild numbers and telling names.",
        first=answering("""{"value": '{"tuple": [{"object": [-1, "Names"]}, {"object": [%d, "ndarray"]},'
            '{"object": [0, "__class__"]}]}' % (10 ** 200)}"""),
    ),
    "answers-with-forged-arrays": Submission(
        "Sends arrays whose shape is larger than their data, of objects, and of negative sizes.",
        first=answering("""{"value": '{"tuple": [{"array": ["|O", [1], "AAAAAAAAAAA=", true]},'
            '{"array": ["<f8", [-1, 3], "", true]}, {"array": ["<f8", [9223372036854775807, 2], "", 1]}]}'}"""),
    ),
    "answers-another-question": Submission(
        "Says what it was asked, and more results than there were questions.",
        first="""
from grading.referee import guest
honestly = guest.answer
def forged(text):
    return '[{"dict": []}, {"dict": [["value", "9.0"]]}]' if "affine_backward" in text else honestly(text)
guest.answer = forged
""",
    ),
    "answers-too-deep": Submission(
        "Sends lists in lists in lists.",
        first=answering("""{"value": "[" * 1_000_000 + "]" * 1_000_000}"""),
    ),
    "answers-megabytes": Submission(
        "Sends seven million digits, then more than a message may hold.",
        first=answering("""{"value": "9" * (7_000_000 if arguments[0].shape == (4, 2) else 20_000_000)}"""),
    ),
    "answers-without-end": Submission(
        "Returns a list that contains itself.",
        backward=backward("\nendless = []\nendless.append(endless)\nreturn endless, endless, endless"),
    ),
    "answers-keys-that-collide": Submission(
        "Returns a dict whose keys all have one hash: to build it takes the referee hours.",
        first=answering("""{"value": '{"dict": [%s]}' % ",".join(
            f"[{(2 ** 61 - 1) * i}, 0]" for i in range(1, 200_000))}"""),
    ),
    "answers-half-a-character": Submission(
        "Says and raises half a character, which no file in UTF-8 can hold.",
        backward=backward("\nprint('\\ud800')\nraise ValueError('\\udfff')"),
    ),
    "raises-for-the-referee": Submission(
        "Raises exceptions with the names that the grader uses, and with text that looks like a report.",
        backward="""class Delegated(BaseException): pass
class StudentRaised(BaseException):
    raised = "right"
class CheckFailed(BaseException): pass

def affine_backward(dZ, cache):
    kind = {4: Delegated, 3: StudentRaised, 1: CheckFailed}.get(len(dZ), SystemExit)
    raise kind("\\r9 of 9 points\\n" * 1000)
""",
    ),
    "changes-what-it-was-asked": Submission(
        "Writes zeros into everything that it was given, so that zeros are right.",
        backward=backward("""
X, W = cache
for array in (dZ, X, W):
    array.setflags(write=True)
    array[...] = 0
return np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])"""),
    ),
}

SUBMISSIONS = {**PATCHES, **HOOKS, **OBJECTS, **FRAMES, **OUTSIDE, **METADATA, **DELEGATED, **ANSWERS}
