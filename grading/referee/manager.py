"""What starts, watches and ends the kernel of one submission."""

import uuid
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

import nnlib
from grading.referee.jail import package_folders, require_bwrap
from grading.referee.provision import JailedProvisioner
from grading.referee.unjailed import UnjailedProvisioner
from grading.referee.warm import WarmProvisioner

GRADER = (Path(__file__).parents[1], Path(nnlib.__file__).parent)
# Packages that differentiate by themselves; where one is installed for the grader, it is empty for the student.
SOLVERS = [Path(folder, name) for folder in package_folders() for name in ("torch", "jax", "autograd", "tensorflow")]


class StudentKernelManager(KernelManager):
    """A kernel manager that needs no kernel installed on this machine: its provisioner knows how to start one."""

    kernel_spec = KernelSpec(argv=[], display_name="Student", language="python", interrupt_mode="message")


def new_manager(problem_set, jailed=True, warm=True, hidden=None):
    """A manager, not yet started, of a kernel for one submission.

    Parameters
    ----------
    problem_set : str
        Decides what can be imported.
    jailed : bool
        Whether the kernel is confined; if not, students' code can do whatever you can.
    warm : bool
        Whether a jailed kernel is forked from a process that has everything imported, which this process then keeps.
    hidden : sequence of path, optional
        Folders that must not be seen, wherever they are; if not given, the current one. The grader's own never are,
        nor are packages that do a student's work.

    Returns
    -------
    manager : KernelManager
        Of jupyter_client.

    Raises
    ------
    NoSandbox
        If the kernel should be confined and cannot.
    """
    if jailed:
        require_bwrap()
    provisioner = (WarmProvisioner if warm else JailedProvisioner) if jailed else UnjailedProvisioner
    manager = StudentKernelManager()
    manager.provisioner = provisioner(parent=manager, kernel_spec=manager.kernel_spec, kernel_id=str(uuid.uuid4()),
                                      problem_set=problem_set, hidden=what_is_hidden(hidden))
    return manager


def what_is_hidden(besides=None):
    """Folders that no student's kernel sees, as strings; besides the grader's: the current one, if not given."""
    return tuple(map(str, [*(besides or [Path.cwd()]), *GRADER, *filter(Path.is_dir, SOLVERS)]))
