"""Jobs of many students, executed by the workers of a Dask cluster: processes of this machine, or of others.

A worker gets jobs and gives outputs. The submissions, the stored results and the gradebook stay here.
"""

import contextlib
import logging
import socket
import threading
import time

import dask
from distributed import CancelledError, Client, KilledWorker, LocalCluster, as_completed
from distributed.comm import get_address_host_port
from distributed.security import Security

from grading.referee.executors import NoCluster
from grading.referee.job import fingerprint_of_code

LOCAL = "local"  # in place of an address: a cluster of this machine, for this run
CONNECT_SECONDS = 5  # until a scheduler has answered, and then a worker
PATIENCE = 60  # seconds without any worker, until what is left is given up
LOOK = 5  # seconds between looks whether there is one
STRICT = {"distributed.scheduler.allowed-failures": 0,  # a local job that ends its worker is tried once more, alone
          "distributed.scheduler.worker-saturation": 1.0}  # and no other waits behind it
WHY = {KilledWorker: "every worker that played referee was ended, for want of memory perhaps",
       CancelledError: "the connection to the scheduler was lost; grade again when it is there",
       type(None): f"no worker was there for {PATIENCE} seconds; grade again when there is one"}
_one_at_a_time = threading.Lock()  # the referee redirects its process's output


@contextlib.contextmanager
def connected(address, workers):
    """Client of a cluster whose workers run this code.

    Parameters
    ----------
    address : str
        Such as ``"tcp://10.0.0.5:8786"``, or `LOCAL`.
    workers : int
        Processes of a local cluster.

    Yields
    ------
    client : Client
        For `executed`.

    Raises
    ------
    NoCluster
        If nothing answers there, there is no worker, or one has other code.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said of the student
    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(STRICT))
        if address == LOCAL:
            # Encrypted, since everybody on this machine could otherwise hand code to the scheduler.
            address = stack.enter_context(LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL,
                security=Security.temporary()))
        client = stack.enter_context(_client(address))
        _require_same_code(client)
        yield client


def executed(work, results, client):
    """Execute what is not stored yet; see `grading.referee.pool.executed`.

    Parameters
    ----------
    work : dict of str to list of Job
        By student.
    results : Results
        Where outputs are stored, as soon as they are there.
    client : Client
        Of the cluster.

    Yields
    ------
    student, problem : str
        Each, as soon as all jobs of theirs are done; and why they are not, or nothing.
    """
    missing = {student: [job for job in jobs if job.key() not in results] for student, jobs in work.items()}
    yield from ((student, "") for student, jobs in missing.items() if not jobs)
    waiting, again = {student: jobs for student, jobs in missing.items() if jobs}, {}
    for student, outcome in _outcomes(client, dict(waiting)):
        jobs = waiting.pop(student)
        if isinstance(outcome, KilledWorker):  # by its own job, or by one that was beside it
            again[student] = jobs
        else:
            yield student, _stored(jobs, outcome, results)
    for student, jobs in again.items():
        outcome = dict(_outcomes(client, {student: jobs})).get(student)
        yield student, _stored(jobs, outcome, results)
    yield from ((student, _stored(jobs, None, results)) for student, jobs in waiting.items())


def execute(jobs, code):
    """Outputs of some jobs, on a worker that must have the same code."""
    if fingerprint_of_code() != code:
        raise RuntimeError("a worker joined that has other code")
    with _one_at_a_time:
        return [job.execute() for job in jobs]


def _client(address):
    try:
        if isinstance(address, str):  # at once, where a client would go on trying
            socket.create_connection(get_address_host_port(address, strict=True), CONNECT_SECONDS).close()
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address!r} ({error})") from None


def _require_same_code(client):
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError:
        raise NoCluster(f"the cluster at {client.scheduler.address} has no worker") from None
    found = client.run(fingerprint_of_code, on_error="return")
    if other := sorted(worker for worker, code in found.items() if code != fingerprint_of_code()):
        raise NoCluster(f"{', '.join(other)}: other code than here. Install the same commit, requirements.txt and "
                        "Python there, start the workers again where grading/ and nnlib/ can be imported")


def _outcomes(client, work):
    """Student, and outputs or what went wrong, as they come; ends early when there has been no worker for long."""
    code = fingerprint_of_code()
    left = {client.submit(execute, jobs, code, pure=False): student for student, jobs in work.items()}
    seen = time.monotonic()
    while left and time.monotonic() - seen < PATIENCE:
        with contextlib.suppress(TimeoutError):
            for future, outcome in as_completed(
                    list(left), client.loop, with_results=True, raise_errors=False, timeout=LOOK):
                yield left.pop(future), outcome[1] if isinstance(outcome, tuple) else outcome
        with contextlib.suppress(OSError):  # the scheduler is gone
            seen = time.monotonic() if client.scheduler_info()["workers"] else seen


def _stored(jobs, outcome, results):
    """Store what a worker found; why there is nothing to store, if there is not."""
    if isinstance(outcome, BaseException | None):
        return WHY.get(type(outcome), f"{type(outcome).__name__}: {outcome}")
    for job, outputs in zip(jobs, outcome, strict=True):
        results.put(job.key(), outputs)
    return ""
