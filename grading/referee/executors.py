"""Where jobs are executed: in processes of this machine, or by the workers of a Dask cluster."""

import contextlib
import functools

from grading.referee import pool


class NoCluster(Exception):
    """There is no cluster that could grade, and why."""


@contextlib.contextmanager
def executors(workers, dask=None):
    """What executes jobs, as `grading.referee.pool.executed` does.

    Parameters
    ----------
    workers : int
        Processes of this machine.
    dask : str, optional
        Address of the cluster whose workers execute instead; ``"local"`` for one of this machine.

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
        pool.get_ready()
        yield functools.partial(pool.executed, workers=workers)
        return
    from grading.referee import cluster  # half a second, and packages that only a cluster needs

    with cluster.connected(dask, workers) as client:
        yield functools.partial(cluster.executed, client=client)
