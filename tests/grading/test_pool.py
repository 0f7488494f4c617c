"""All processes that execute fork their kernels from one factory; if it ends, each makes its own."""

import os
import time
from dataclasses import dataclass

import pytest

from grading.referee import pool, warm
from grading.referee.manager import new_manager, what_is_hidden
from grading.referee.store import Results
from tests.grading.toy_jobs import Toy
from tests.grading.waiting import awaited

SET = "06_backprop"
pytestmark = [pytest.mark.grades, pytest.mark.usefixtures("sandbox")]


@dataclass(frozen=True)
class Started(Toy):
    """Starts a kernel, and answers with the processes of its factory and of itself."""

    def execute(self):
        """Two numbers."""
        manager = new_manager(SET)
        manager.start_kernel()
        time.sleep(0.2)  # so that the other process starts one, too
        manager.shutdown_kernel(now=True)
        return [manager.provisioner.factory.pid, os.getpid()]


@pytest.fixture
def factory():
    """The one of this process."""
    warm.factory.cache_clear()
    pool.get_ready(SET)
    yield warm.factory(os.getpid(), SET, what_is_hidden()).ready()
    warm.factory.cache_clear()


def factories(tmp_path):
    """Processes of factories and of executing processes, for eight kernels."""
    jobs = {f"student{i}": [Started(str(i))] for i in range(8)}
    results = Results(tmp_path)
    assert dict(pool.executed(jobs, results, 2, SET)) == dict.fromkeys(jobs, "")
    outputs = [results.get(job.key()) for (job,) in jobs.values()]
    return {factory for factory, _ in outputs}, {process for _, process in outputs}


def test_one_factory_serves_all(factory, tmp_path):
    """If this fails, each process imports everything once more, before its first kernel."""
    found, processes = factories(tmp_path)
    assert found == {factory.process.pid} and len(processes) == 2


def test_without_the_factory_each_makes_its_own(factory, tmp_path):
    """If this fails, a factory that the system has ended costs every student."""
    factory.process.kill()
    awaited(lambda: factory.process.poll() is not None)
    found, processes = factories(tmp_path)
    assert factory.process.pid not in found and len(found) == len(processes) == 2
