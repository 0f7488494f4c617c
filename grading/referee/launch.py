"""Inside: one request becomes the student's kernel. Nothing of the submission is there before the kernel is up.

Run as ``python -I -S -B launch.py`` with the request, one line of JSON, on standard input:

=============  ==========================================================================================
``path``       folders of modules: the first goes before the standard library's, the others after them
``folder``     where the kernel works; goes last
``files``      what lies in it, in base64 by relative name
``limits``     by the name of the resource, such as ``AS``
``arguments``  for the kernel
``ports``      what a Jupyter connection file holds
``place``      folder for that file
``listener``   whether standard input is a socket, on which someone waits to hear that the kernel is up
=============  ==========================================================================================
"""

import base64
import json
import os
import site
import socket
import sys
import traceback
from pathlib import Path

READY = b"ready"


def main():
    """Serve the kernel until it is shut down."""
    request = json.loads(sys.stdin.buffer.readline())
    listener = socket.socket(fileno=os.dup(0)) if request["listener"] else None
    try:
        kernel = _prepare(request)
    except Exception:
        if listener:
            listener.sendall(traceback.format_exc().encode()[-2000:])
        raise
    if listener:
        listener.sendall(READY)
        listener.close()
    kernel.start()


def _prepare(request):
    first, *last = request["path"]
    sys.path[:] = dict.fromkeys([first, *sys.path, *last])
    if request["limits"]:
        from grading.referee import syscalls  # not where there is no jail

        syscalls.refuse()
    _as_in_any_python()
    from ipykernel.kernelapp import IPKernelApp

    let_go_of(range(3))
    kernel = IPKernelApp.instance(ignore_cwd=True)
    kernel.initialize([f"--IPKernelApp.connection_file={_connection_file(request)}", *request["arguments"]])
    kernel.shell.events.register("post_execute", _show_figures)
    _unpack(request["files"], request["folder"])
    sys.path.append(request["folder"])
    os.chdir(request["folder"])
    _limit(request["limits"])
    return kernel


def _show_figures():
    """Before pyplot's own hook, which would draw each figure a first time, for nobody."""
    if inline := sys.modules.get("matplotlib_inline.backend_inline"):
        inline.flush_figures()


def _as_in_any_python():
    """``help``, ``exit`` and ``copyright``, which -S leaves out together with every start-up hook."""
    site.sethelper()
    site.setquit()
    site.setcopyright()


def let_go_of(streams):
    """Have nothing of the grader's open: the kernel shows what is written to 1 and 2, but keeps the ones it found."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _connection_file(request):
    path = Path(request["place"], "connection.json")
    path.write_text(json.dumps(request["ports"]), encoding="utf-8")
    return path


def _unpack(files, folder):
    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(data))


def _limit(limits):
    if limits:
        import resource  # not on Windows, where there are no limits

        for name, value in limits.items():
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


if __name__ == "__main__":
    main()
