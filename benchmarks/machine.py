"""What the figures were measured on: processor, versions, and whose matrix products ran."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

PEERS = ("numpy", "torch", "jax", "scikit-learn", "scipy", "autograd", "micrograd", "gensim")


def description():
    """Lines of Markdown."""
    yield f"- Processor: {processor()}, {os.cpu_count()} cores, of which one was used"
    yield f"- {platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield f"- {', '.join(f'{name} {installed(name)}' for name in PEERS)}"
    yield from (f"- Matrix products: {line}" for line in blas())


def processor():
    """Model of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def installed(name):
    """Version of a package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def blas():
    """Library, version, kernel and threads of everything that multiplies matrices in this process."""
    from threadpoolctl import threadpool_info

    for pool in threadpool_info():
        of = Path(pool["filepath"]).parent.name.removesuffix(".libs")
        kernel = f", kernel {pool['architecture']}" if "architecture" in pool else ""
        yield f"{of}: {pool['internal_api']} {pool['version'] or ''}{kernel}, threads: {pool['num_threads']}"
    yield f"NumPy was built for {np.show_config(mode='dicts')['Build Dependencies']['blas']['name']}"


def one_core():
    """Keep this process on one core, for libraries that start threads without being asked (Linux only)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
