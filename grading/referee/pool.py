"""Jobs of many students, executed in parallel processes; what ends one of them costs only its own student."""

import gc
import multiprocessing
import multiprocessing.forkserver
import os
import threading
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from grading.referee import warm
from grading.referee.manager import what_is_hidden

MEMORY = 8 << 30  # bytes of address space for a process that plays referee; what a kernel may use is in its jail


def get_ready(problem_set=None):
    """Begin to import what the processes and their kernels need, while the caller prepares their work.

    Parameters
    ----------
    problem_set : str, optional
        Such as ``"06_backprop"``; without, kernels are not jailed, and not kept warm.
    """
    _context()
    multiprocessing.forkserver.ensure_running()
    if problem_set:
        warm.factory(os.getpid(), problem_set, what_is_hidden())


def executed(work, results, workers, problem_set=None):
    """Execute what is not stored yet.

    Parameters
    ----------
    work : dict of str to list of Job
        By student.
    results : Results
        Where outputs are stored, as soon as they are there.
    workers : int
        Processes.
    problem_set : str, optional
        As for `get_ready`: the processes borrow its factory of kernels.

    Yields
    ------
    student : str
        Each, as soon as all jobs of theirs are done.
    problem : str
        Why they are not; empty if they are.
    """
    missing = {student: [job for job in jobs if job.key() not in results] for student, jobs in work.items()}
    yield from ((student, "") for student, jobs in missing.items() if not jobs)
    missing = {student: jobs for student, jobs in missing.items() if jobs}
    if not missing:
        return
    again, borrowed = [], warm.lent(problem_set, what_is_hidden()) if problem_set else {}
    with _processes(workers, borrowed) as pool:
        futures = {pool.submit(_execute, jobs): student for student, jobs in missing.items()}
        for future in as_completed(futures):
            try:
                yield futures[future], _stored(missing[futures[future]], future, results)
            except BrokenProcessPool:  # one of them ended its process, and all others with it
                again.append(futures[future])
    for student in again:
        with _processes(1, {}) as pool:
            try:
                yield student, _stored(missing[student], pool.submit(_execute, missing[student]), results)
            except BrokenProcessPool:
                yield student, "the process that played referee was ended, for want of memory perhaps"


def _processes(number, borrowed):
    return ProcessPoolExecutor(number, _context(), initializer=_begin, initargs=[borrowed])


def _context():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["grading.referee.job"])  # imported once, not by each process
    return context


def _begin(borrowed):
    """What a process does first."""
    warm.borrowed.update(borrowed)
    gc.freeze()  # what was imported is not looked through again with every collection
    _limit_memory()
    threading.Thread(target=_end_with, args=[multiprocessing.parent_process()], daemon=True).start()


def _end_with(parent):
    """End when the grader does: one that was killed ended nobody, and its processes would wait for work for ever."""
    parent.join()
    os._exit(1)


def _limit_memory():
    with suppress(ImportError, ValueError, OSError):  # not on Windows; or a lower limit is in force
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _execute(jobs):
    return [job.execute() for job in jobs]


def _stored(jobs, future, results):
    """Store what a process found; why there is nothing to store, if there is not."""
    try:
        for job, outputs in zip(jobs, future.result()):
            results.put(job.key(), outputs)
    except BrokenProcessPool:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""
