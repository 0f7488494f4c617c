"""From inside a jailed kernel: nothing to see, nothing to reach, nothing to keep, and little to waste."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grading.referee import jail, namespaces, warm
from grading.referee.course import course_inside
from grading.referee.manager import new_manager
from grading.referee.provision import KernelFailed
from tests.grading.waiting import awaited

SET = "06_backprop"
COLD, WARM, UNJAILED = {"warm": False}, {"warm": True}, {"jailed": False}
SECRET = "a-secret-of-the-grader"
pytestmark = [pytest.mark.grades, pytest.mark.usefixtures("sandbox")]


class Kernel:
    """A kernel for a student's code, and what cells print in it."""

    def __init__(self, kind, folder=None):
        self.manager = new_manager(SET, **kind)
        self.manager.start_kernel(cwd=str(folder) if folder else None)
        self.client = self.manager.client()
        self.client.start_channels(hb=False, stdin=False)
        self.client.wait_for_ready(timeout=60)

    def run(self, source):
        """What a cell prints; or the exception that it raises."""
        texts = []

        def keep(message):
            content = message["content"]
            texts.append(f"{content['ename']}: {content['evalue']}" if "ename" in content else content.get("text", ""))

        self.client.execute_interactive(source, timeout=60, output_hook=keep, allow_stdin=False, stop_on_error=False)
        return "".join(texts)

    def value(self, expression):
        """An expression's value, by JSON."""
        return json.loads(self.run(f"import json, os, sys, pathlib\nprint(json.dumps({expression}))"))

    def stop(self):
        """End it."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which there is much to find, and one submission."""
    course = tmp_path_factory.mktemp("course")
    for name in ("gradebook.db", "nbgrader_config.py", "solutions/a.ipynb", f"submitted/other/{SET}/secret.txt"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("secret")
    mine = course / "submitted" / "mine" / SET
    mine.mkdir(parents=True)
    for name in ("numpy", "nnlib", "ipykernel_launcher", "ipykernel", "IPython", "sitecustomize", "usercustomize"):
        (mine / f"{name}.py").write_text("open('/tmp/replaced', 'a').write(__name__)")
    for name in (".ipython/profile_default/startup/00.py", "ipython_config.py", "ipython_kernel_config.py", "a.pth"):
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text("import builtins; builtins.planted = True")
    (mine / "helpers").mkdir()
    (mine / "helpers" / "shapes.py").write_text("def twice(x):\n    return 2 * x\n")
    (mine / "backprop.ipynb").write_text("{}")
    (mine / "link").symlink_to(course / "gradebook.db")
    return course


@pytest.fixture(scope="module", params=[COLD, WARM], ids=["cold", "warm"])
def kernel(request, course):
    """A jailed kernel that is only looked around in."""
    os.environ["GRADER_SECRET"] = SECRET
    kernel = Kernel(request.param, course / "submitted" / "mine" / SET)
    yield kernel
    kernel.stop()
    del os.environ["GRADER_SECRET"]


@pytest.fixture(params=[COLD, WARM], ids=["cold", "warm"])
def fresh(request):
    """A jailed kernel that may be broken."""
    kernel = Kernel(request.param)
    yield kernel
    kernel.stop()


def test_there_is_no_network(kernel):
    """If this fails, a submission can send the hidden tests away, or fetch a solution."""
    assert kernel.value("[name for _, name in __import__('socket').if_nameindex()]") == ["lo"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        tried = kernel.run(f"import socket\nsocket.create_connection(('127.0.0.1', {server.getsockname()[1]}), 2)")
    assert tried.startswith("ConnectionRefusedError")
    assert kernel.run("socket.create_connection(('192.0.2.1', 80), 2)").startswith("OSError: [Errno 101]")


def test_nothing_of_the_course_is_in_sight(kernel, course, root):
    """If this fails, a submission can read solutions, the gradebook, the configuration or another submission."""
    hidden = [course, root / "solutions", root / "grading", root / "nnlib", root / "nbgrader_config.py", root / ".git"]
    assert kernel.value(f"[p for p in {list(map(str, hidden))} if os.path.exists(p)]") == []
    assert kernel.value("sorted(os.listdir('/'))") == sorted(
        {"bin", "channels", "course", "dev", "etc", "lib", "lib32", "lib64", "proc", "sbin", "submission", "tmp", "usr"}
        & set(kernel.value("os.listdir('/')")) | {Path(p).parts[1] for p in jail.python_folders()})
    for folder in map(Path, jail.python_folders()):
        for parent in list(folder.parents)[:-2]:
            assert Path(parent, *kernel.value(f"os.listdir({str(parent)!r})")) in [folder, *folder.parents]
    assert kernel.value("""[str(p) for place in ("/course", "/submission", "/tmp", "/channels")
        for p in pathlib.Path(place).rglob("*") if (p.suffix in (".ipynb", ".db") or p.is_symlink())
        and not str(p).startswith(PYTHON)]""".replace("PYTHON", repr(jail.python_folders()))) == []


def test_the_grader_leads_nowhere(kernel):
    """If this fails, the grader's tasks, truths and mutants can be imported or read."""
    assert kernel.run("import grading.problem_sets").startswith("ModuleNotFoundError")
    assert kernel.run("import grading.referee.student").startswith("ModuleNotFoundError")
    assert kernel.value("sorted(p.name for p in pathlib.Path('/course/grading').iterdir())") == [
        "__init__.py", "checks.py", "raised.py", "referee"]
    assert kernel.value("[type(f).__name__ for f in sys.meta_path if 'ditable' in str(f)]") == []


def test_only_its_own_processes_are_seen(kernel):
    """If this fails, a submission can read the command lines and files of others, or send signals to them."""
    seen = kernel.value("[[int(p), os.readlink(f'/proc/{p}/exe').split('/')[-1] if p == str(os.getpid()) else '']"
                        " for p in os.listdir('/proc') if p.isdigit()]")
    assert sorted(pid for pid, _ in seen) == [1, 2]
    assert kernel.value("os.getpid()") == 2


def test_the_environment_is_clean(kernel):
    """If this fails, a submission can read the grader's secrets, which others put into the environment."""
    seen = kernel.value("[dict(os.environ), *[open(f'/proc/{p}/environ').read() for p in (1, 2)"
                        " if os.access(f'/proc/{p}/environ', os.R_OK)]]")
    assert SECRET not in json.dumps(seen)
    assert seen[0]["NBGRADER_EXECUTION"] == "autograde" and seen[0]["OPENBLAS_NUM_THREADS"] == "1"
    added = {"JPY_PARENT_PID", "TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "GIT_PAGER", "PWD",
             "PYDEVD_USE_FRAME_EVAL", "LC_CTYPE"}
    assert set(seen[0]) <= {*jail.ENVIRONMENT, *added}


def test_nothing_can_be_written_but_its_own_places(kernel):
    """If this fails, a submission can leave something behind, or fill the disk."""
    mounts = [line.split()[1:4] for line in kernel.value("open('/proc/self/mounts').read()").splitlines()]
    writable = {place for place, kind, options in mounts if "ro" not in options.split(",") and kind != "devtmpfs"}
    assert writable == {*jail.WRITABLE, "/proc", "/dev/pts"}
    assert kernel.value("[p for p, _, _ in os.walk('/proc/sys') if os.access(p, os.W_OK)]") == []
    assert kernel.run("open('/course/nnlib/affine.py', 'w')").startswith("OSError: [Errno 30]")
    assert kernel.run(f"open({str(Path(sys.prefix, 'pyvenv.cfg'))!r}, 'a')").startswith(("OSError: [Errno 30]", "Perm"))


def test_there_are_no_privileges_to_gain(kernel):
    """If this fails, a submission can change its own jail."""
    status = dict(line.split(":\t") for line in kernel.value("open('/proc/self/status').read()").splitlines())
    assert {status[f"Cap{kind}"] for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {"0" * 16}
    assert status["NoNewPrivs"] == "1"
    assert kernel.value("os.getuid()") != 0
    assert kernel.value("__import__('ctypes').CDLL(None).mount(b'x', b'/tmp', b'tmpfs', 0, None)") == -1
    unshare = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare({}))"  # only a process of one thread may
    for flags, code in {"0": 0, "0x10000000": 255, "0x00020000": 255}.items():
        ran = f"__import__('subprocess').run([sys.executable, '-I', '-S', '-c', {unshare.format(flags)!r}]).returncode"
        assert kernel.value(ran) == code


def test_no_file_of_the_submission_replaces_anything(kernel):
    """If this fails, a file in the submission can take the place of the kernel, NumPy or the library."""
    assert kernel.value("'planted' in dir(__builtins__)") is False
    assert kernel.value("os.path.exists('/tmp/replaced')") is False
    modules = kernel.value("[__import__(n).__file__ for n in ('numpy', 'nnlib', 'ipykernel', 'IPython', 'json')]")
    assert not [m for m in modules if m.startswith("/submission")]
    assert modules[1] == "/course/nnlib/__init__.py"


def test_honest_helper_files_are_there(kernel):
    """If this fails, a student who split the work into files fails for it."""
    assert kernel.value("os.getcwd()") == "/submission"
    assert kernel.run("from helpers.shapes import twice\nprint(twice(21))") == "42\n"


def test_it_works_like_any_other_kernel(kernel):
    """If this fails, what runs in the student's Jupyter does not run here."""
    assert kernel.run("help(len)").startswith("Help on built-in function len")
    assert kernel.run("import multiprocessing as m\nprint(m.Pool(1).apply(abs, [-1]))") == "1\n"
    assert kernel.run("import threading\nt = threading.Thread(target=print, args=['x'])\nt.start(); t.join()") == "x\n"


def test_the_connection_to_the_grader_is_closed(kernel):
    """If this fails, a submission holds a socket or a file of the grader."""
    names = kernel.value("[os.readlink(f'/proc/self/fd/{n}') for n in range(3)]")
    assert names[0] == "/dev/null" and not [n for n in names if n.startswith("socket")]
    assert kernel.value("[s for s in (os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd')"
                        " if os.path.islink(f'/proc/self/fd/{n}')) if s.startswith('/') and not"
                        " s.startswith(('/dev', '/proc'))]") == []


def test_interrupts_are_messages(fresh):
    """If this fails, an endless loop costs the whole kernel."""
    request = fresh.client.execute("while True: pass", stop_on_error=False)
    while fresh.client.get_iopub_msg(timeout=30)["msg_type"] != "execute_input":
        pass
    fresh.manager.interrupt_kernel()
    reply = fresh.client.get_shell_msg(timeout=30)
    assert reply["parent_header"]["msg_id"] == request
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert fresh.run("print(1)") == "1\n"


def test_memory_is_limited(fresh):
    """If this fails, one submission takes the memory of the machine."""
    assert fresh.run("x = bytearray(2 << 30)").startswith("MemoryError")
    assert "[Errno 28]" in fresh.run("for n in range(9):\n with open(f'/tmp/{n}', 'wb') as f: f.write(bytes(60 << 20))")


def test_files_are_limited(fresh):
    """If this fails, one submission fills the disk."""
    assert fresh.run("open('/tmp/x', 'wb').write(bytes(65 << 20))").startswith("OSError: [Errno 27]")
    assert fresh.run("open('/channels/x', 'wb').write(bytes(2 << 20))").startswith("OSError: [Errno 28]")


def test_processes_are_limited(fresh):
    """If this fails, a fork bomb takes the machine."""
    bomb = """import os, time
count = 0
try:
    while count < 1000:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        count += 1
except BlockingIOError:
    print(count)
"""
    assert 0 < int(fresh.run(bomb)) < jail.LIMITS["NPROC"]


@pytest.mark.parametrize("end", ["__import__('os')._exit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_an_end_is_noticed(fresh, end):
    """If this fails, the grader waits for a kernel that has ended itself."""
    fresh.client.execute(end)
    awaited(lambda: not fresh.manager.is_alive())


@pytest.mark.parametrize("kind", [COLD, WARM, UNJAILED], ids=["cold", "warm", "unjailed"])
def test_nothing_is_left(kind, course):
    """If this fails, a process outlives its submission, or what it wrote comes back."""
    folder = course / "submitted" / "mine" / SET
    before = sorted(p.name for p in folder.rglob("*"))
    kernel = Kernel(kind, folder)
    mark = f"left-over-{time.time_ns()}"
    kernel.run(f"import subprocess, os\nopen('mark', 'w').write('x'); os.mkdir('{mark}'); os.chmod('{mark}', 0)")
    if kind != UNJAILED:  # there, only the kernel itself is ended
        kernel.run(f"subprocess.Popen(['sh', '-c', 'sleep 300; : {mark}'], start_new_session=True)")
        awaited(lambda: mark in processes())
    kernel.stop()
    awaited(lambda: mark not in processes())
    assert sorted(p.name for p in folder.rglob("*")) == before
    assert not list(Path(os.environ.get("TMPDIR", "/tmp")).glob(f"referee-*/**/{mark}"))


def test_nothing_of_one_submission_reaches_the_next():
    """If this fails, a submission can leave something for another one, or wait for it."""
    first, second = Kernel(WARM), Kernel(WARM)
    places = [*jail.WRITABLE]
    first.run(f"import numpy, sys\nnumpy.planted = 1\nfor p in {places}: open(p + '/planted', 'w')")
    third = Kernel(WARM)
    for kernel in (second, third):
        assert kernel.value(f"[p for p in {places} if os.path.exists(p + '/planted')]") == []
        assert kernel.value("hasattr(__import__('numpy'), 'planted')") is False
        assert kernel.value("sorted(int(p) for p in os.listdir('/proc') if p.isdigit())") == [1, 2]
    for kernel in (first, second, third):
        kernel.stop()


FIGURES = """
import io
from matplotlib.figure import Figure
for form in ("svg", "png"):
    for i in range(60):
        Figure().text(0, 0, f"$x_{{{i}}}$").figure.savefig(io.BytesIO(), format=form)
"""


def test_many_figures_can_be_drawn(fresh):
    """If this fails, fonts that the factory has opened close a file of the kernel when they are forgotten: it ends."""
    fresh.run(FIGURES)
    assert fresh.value("1 + 1") == 2


def test_a_factory_that_leaves_files_open_is_refused(monkeypatch, tmp_path):
    """If this fails, what kernels share by accident, or lose when they close it, is found by the students."""
    monkeypatch.chdir("/")
    monkeypatch.setattr(warm, "IMPORTED", ("grading.referee.leaves_open",))
    module = tmp_path / "course" / "grading" / "referee" / "leaves_open.py"
    shutil.copytree(course_inside(SET), tmp_path / "course")
    module.write_text("opened = open('/etc/ld.so.cache')")
    module.chmod(0o644)
    with pytest.raises(KernelFailed, match=r"leaves open: /etc/ld\.so\.cache"):
        warm.Factory(str(tmp_path / "course"), ()).ready()


def test_a_factory_that_was_ended_is_replaced(monkeypatch):
    """If this fails, one crash costs all the students after it."""
    monkeypatch.chdir("/")  # what is hidden decides which factory: not the one that others use
    first = Kernel(WARM)
    first.manager.provisioner.factory.process.kill()
    awaited(lambda: not first.manager.is_alive())
    second = Kernel(WARM)
    assert second.value("1 + 1") == 2
    first.stop()
    second.stop()


PARENT = """
import time
from grading.referee.manager import new_manager
managers = [new_manager("06_backprop", warm=warm) for warm in (False, True)]
for m in managers:
    m.start_kernel()
print(managers[0].provisioner.course, flush=True)
time.sleep(300)
"""


def test_all_ends_with_a_killed_grader(root):
    """If this fails, a grader that was killed leaves kernels behind, or files that nobody ever clears."""
    from grading.referee import scratch

    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=root, stdout=subprocess.PIPE, text=True)
    folder = Path(parent.stdout.readline().strip()).parent
    inside = descendants(parent.pid)
    assert len(inside) > 6
    parent.kill()
    parent.communicate()
    awaited(lambda: not [pid for pid in inside if Path(f"/proc/{pid}/exe").exists()])
    old = time.time() - 2 * scratch.YOUNG
    os.utime(folder / scratch.LOCK, (old, old))
    scratch.clear_abandoned()
    assert not folder.exists()
    assert scratch.scratch().exists()


def test_the_folder_of_a_living_grader_stays():
    """If this fails, two graders at work clear each other's files."""
    from grading.referee import scratch

    mine = scratch.scratch()
    old = time.time() - 2 * scratch.YOUNG
    os.utime(mine / scratch.LOCK, (old, old))
    subprocess.run([sys.executable, "-c", "from grading.referee.scratch import scratch; scratch()"], check=True)
    assert mine.exists()


def test_what_lies_among_visible_folders_is_covered(tmp_path):
    """If this fails, a course that is installed beside NumPy, or kept under /usr, can be read."""
    process = jail.Jail(str(tmp_path), ("/usr/share",)).start(["ls", "/usr/share"], stdout=subprocess.PIPE)
    assert process.communicate() == (b"", None)


def test_this_python_cannot_be_hidden():
    """If this fails, a virtual environment that is the course's own folder shows the course to students."""
    with pytest.raises(jail.NoSandbox, match="holds this Python, but should be seen by no student"):
        jail.covered([sys.base_prefix], [sys.base_prefix])


def test_without_bubblewrap_grading_is_refused(monkeypatch):
    """If this fails, a machine without bubblewrap runs students' code unconfined, or says nothing of use."""
    monkeypatch.setenv("PATH", "")
    jail.require_bwrap.cache_clear()
    with pytest.raises(jail.NoSandbox, match=r"is not installed, but should be.*--unsafe-no-sandbox"):
        new_manager(SET)
    jail.require_bwrap.cache_clear()


def test_where_namespaces_are_forbidden_it_says_so(monkeypatch, tmp_path):
    """If this fails, an instructor in a container gets a riddle instead of the reason."""
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    tmp_path.parent.chmod(0o755)
    monkeypatch.setattr(jail.shutil, "which", lambda _: str(broken))
    jail.require_bwrap.cache_clear()
    monkeypatch.setattr(jail.os, "geteuid", lambda: 1000)
    with pytest.raises(jail.NoSandbox, match=r"No permissions to create new namespace.*but should be allowed"):
        jail.require_bwrap()
    jail.require_bwrap.cache_clear()


def test_a_broken_guest_is_told_of(monkeypatch, tmp_path):
    """If this fails, a fault of ours looks like a kernel that the student ended."""
    from grading.referee import provision

    (tmp_path / "grading" / "referee").mkdir(parents=True)
    (tmp_path / "grading" / "referee" / "launch.py").write_text("raise SystemExit('broken')")
    tmp_path.chmod(0o755)
    monkeypatch.setattr(provision, "course_inside", lambda _: tmp_path)
    with pytest.raises(provision.KernelFailed, match="did not start: broken"):
        new_manager(SET, **COLD).start_kernel()


AS_USER = """
from tests.grading.test_jail import *
for kind in (COLD, WARM):
    kernel = Kernel(kind)
    assert kernel.value("os.getuid()") == os.getuid() != 0
    assert kernel.value("sorted(int(p) for p in os.listdir('/proc') if p.isdigit())") == [1, 2]
    test_processes_are_limited(kernel)
    kernel.stop()
print("all held")
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="all tests run as an ordinary user already")
def test_an_ordinary_user_can_do_the_same(root):
    """If this fails, only root can grade."""
    process = subprocess.run([sys.executable, "-c", AS_USER], cwd=root, preexec_fn=become_an_ordinary_user,
                             env={"PATH": os.environ["PATH"], "TMPDIR": "/tmp"}, capture_output=True, text=True)
    assert process.stdout.strip() == "all held", process.stderr


def become_an_ordinary_user():
    """In a new process of root: one who may read this Python, even where it lies in root's own folder."""
    namespaces.unshare(namespaces.NEW_MOUNTS)
    namespaces.mount(None, "/", flags=namespaces.RECURSIVE | namespaces.PRIVATE)
    for folder in jail.python_folders():
        closed = [p for p in reversed(Path(folder).parents) if not p.stat().st_mode & 1]
        if closed:
            opened = os.open(folder, os.O_PATH)
            namespaces.mount("tmpfs", str(closed[0]), "tmpfs", options="mode=755")
            os.makedirs(folder)
            namespaces.mount(f"/proc/self/fd/{opened}", folder, flags=namespaces.BIND)
    os.setgroups([])
    os.setgid(jail.NOBODY)
    os.setuid(jail.NOBODY)


def processes():
    """Command lines of all processes here."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_text().replace("\0", " "))
        except OSError:
            continue
    return "\n".join(found)


def descendants(process):
    """Numbers of the processes that a process started, and that those started."""
    children = [int(n) for path in Path(f"/proc/{process}/task").glob("*/children") for n in path.read_text().split()]
    return [pid for child in children for pid in [child, *descendants(child)]]
