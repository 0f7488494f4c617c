"""Where jobs are executed: in processes of this machine, or by the workers of a Dask cluster."""

import contextlib
import functools

from grading.referee import pool


class NoCluster(Exception):
    """There is no cluster that could grade, and why."""


@contextlib.contextmanager
def executors(workers, dask=None, problem_set=None):
    """What executes jobs, as `grading.referee.pool.executed` does.

    Parameters
    ----------
    workers : int
        Processes of this machine.
    dask : str, optional
        Address of the cluster whose workers execute instead; ``"local"`` for one of this machine.
    problem_set : str, optional
        Of the jobs, if their kernels are jailed: those of this machine are kept warm.

    Yields
    ------
    executed : callable
        ``executed(work, results)``.

    Raises
    ------
    NoCluster
        If the cluster cannot grade.
    """
    if dask is None:
        pool.get_ready(problem_set)
        yield functools.partial(pool.executed, workers=workers, problem_set=problem_set)
        return
    from grading.referee import cluster  # half a second, and packages that only a cluster needs

    with cluster.connected(dask, workers) as client:
        yield functools.partial(cluster.executed, client=client)
