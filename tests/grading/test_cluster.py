"""A Dask cluster grades as the processes of this machine do, whatever becomes of its workers."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading

import nbformat
import pytest
from distributed import Client, LocalCluster
from nbgrader.api import Gradebook

from grading.referee import cluster
from grading.referee.cluster import connected, executed
from grading.referee.executors import NoCluster
from grading.referee.store import Results
from tests.grading.toy_jobs import Deadly, Faulty, Toy
from tests.grading.waiting import PATIENCE, awaited
from tests.hostile.course import FUNCTIONS, NAME, NOTEBOOK, build
from tests.play import ROOT, grade_ids


@contextlib.contextmanager
def started(folder, *command, **settings):
    """A process of the cluster in a folder, as its own machine would run it; it ends with the block."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **settings}
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=folder, env=environment,
                               stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Of a scheduler with two workers, each in a process of its own that is started again when it ends."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                 "--scheduler-file", str(file))
    with started(folder, *scheduler, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0"):  # so that it takes seconds
        awaited(lambda: file.is_file() and file.read_text().endswith("}"))
        address = json.loads(file.read_text())["address"]
        with started(folder, *worker(address), "--nworkers", "2"):
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=PATIENCE)
            yield address


def worker(address):
    """Command of a worker."""
    return "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", "."


@pytest.fixture
def client(address):
    """As the grader has it."""
    with connected(address, workers=None) as client:
        yield client


def told(work, results, client):
    """Problem of each student, of whom there is one."""
    outcomes = list(executed(work, results, client))
    assert sorted(student for student, _ in outcomes) == sorted(work)
    return {student: problem for student, problem in outcomes if problem}


def test_a_worker_that_dies_costs_nobody_anything(client, tmp_path):
    """If this fails, a machine that is switched off in the middle of a run takes submissions with it."""
    go = tmp_path / "go"
    work = {f"s{i}": [Toy(f"s{i}", until=str(go)), Toy(f"t{i}")] for i in range(4)}
    pids = client.run(os.getpid)

    def kill_one():
        busy = awaited(lambda: [w for w, tasks in client.processing().items() if tasks])
        os.kill(pids[busy[0]], signal.SIGKILL)
        go.touch()

    killer = threading.Thread(target=kill_one)
    killer.start()
    assert told(work, Results(tmp_path), client) == {}
    killer.join()
    assert set(client.run(os.getpid).values()) != set(pids.values())
    assert all(Results(tmp_path).get(job.key()) == [job.name] for jobs in work.values() for job in jobs)


def test_what_ends_or_fails_costs_only_its_own_student(client, tmp_path):
    """If this fails, a job that ends every worker takes the others with it, or is tried for ever."""
    work = {"deadly": [Deadly("deadly")], "faulty": [Faulty("faulty")], **{f"s{i}": [Toy(f"s{i}")] for i in range(4)}}
    problems = told(work, Results(tmp_path), client)
    assert problems == {"deadly": "every worker that played referee was ended, for want of memory perhaps",
                        "faulty": "ValueError: this is a fault"}
    assert all(f"s{i}-key" in Results(tmp_path) for i in range(4))


def test_what_is_stored_is_not_executed(client, tmp_path):
    """If this fails, a run that is started again begins from the beginning."""
    Results(tmp_path).put("deadly-key", ["stored"])
    assert told({"deadly": [Deadly("deadly")]}, Results(tmp_path), client) == {}


def test_without_workers_it_ends(tmp_path, monkeypatch):
    """If this fails, grading waits for ever when the last worker is gone."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    monkeypatch.setattr(cluster, "LOOK", 0.1)
    with LocalCluster(n_workers=0, processes=False, dashboard_address="127.0.0.1:0") as empty, Client(empty) as client:
        assert told({"s": [Toy("s")]}, Results(tmp_path), client) == {"s": cluster.WHY[type(None)]}


@pytest.mark.parametrize(("address", "why"), [
    ("tcp://127.0.0.1:9", "no Dask scheduler answers at 'tcp://127.0.0.1:9'"),
    ("10.0.0.5", "no Dask scheduler answers at '10.0.0.5'.*Must include protocol"),
    ("tcp://127.0.0.1", "no Dask scheduler answers at 'tcp://127.0.0.1' .missing port"),
])
def test_no_cluster_is_refused(address, why):
    """If this fails, a wrong address ends in a traceback, or in a long wait."""
    with pytest.raises(NoCluster, match=why), connected(address, 1):
        pytest.fail("it connected")


def test_a_cluster_without_workers_is_refused(monkeypatch):
    """If this fails, grading waits for workers that nobody has started."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0") as empty:
        with pytest.raises(NoCluster, match="has no worker"), connected(empty.scheduler_address, 1):
            pytest.fail("it connected")


def test_a_worker_with_other_code_is_refused(address, tmp_path):
    """If this fails, a forgotten machine grades with last year's tests."""
    shutil.copytree(ROOT / "grading", tmp_path / "grading")
    with (tmp_path / "grading" / "checks.py").open("a") as file:
        file.write("# one more line\n")
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    with started(tmp_path, *worker(address), PYTHONPATH=path), Client(address, set_as_default=False) as client:
        client.wait_for_workers(3, timeout=PATIENCE)
        with pytest.raises(NoCluster, match=r"^tcp://127.0.0.1:[0-9]+: other code than here"), connected(address, 1):
            pytest.fail("it connected")


def test_a_worker_that_joins_late_is_looked_at_too():
    """If this fails, other code grades if only it comes late."""
    with pytest.raises(RuntimeError, match="other code"):
        cluster.execute([Toy("s")], code="of yesterday")


@pytest.fixture(scope="module")
def course(tmp_path_factory, sandbox):
    """A small course in which two functions are wrong."""
    course = tmp_path_factory.mktemp("course")
    nb = build(ROOT, course)
    for i in range(4):
        if i:
            grade_ids(nb, "solution")[FUNCTIONS[i - 1]].source = f"def {FUNCTIONS[i - 1]}(*inputs): return {i}"
        folder = course / "submitted" / f"student-{i}" / NAME
        folder.mkdir(parents=True)
        nbformat.write(nb, folder / NOTEBOOK)
    return course


def points(course):
    """What the gradebook holds of each cell of each student."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {(s.student.id, g.name): (g.auto_score, g.max_score)
                for s in gradebook.assignment_submissions(NAME) for nb in s.notebooks for g in nb.grades}


@pytest.mark.grades
def test_grades_are_those_of_the_pool(course, address, tmp_path):
    """If this fails, grades depend on where a submission was executed, or on a worker that died."""
    command = [sys.executable, "-m", "grading", "autograde", NAME]
    other = shutil.copytree(course, tmp_path / "course")
    subprocess.run(command, cwd=course, check=True, capture_output=True)
    shutil.copyfile(course / ".course_secret", other / ".course_secret")
    process = subprocess.Popen([*command, "--dask", address], cwd=other, stdout=subprocess.PIPE, text=True)
    with Client(address, set_as_default=False) as client:
        pids = client.run(os.getpid)
        busy = awaited(lambda: [w for w, tasks in client.processing().items() if tasks])
        os.kill(pids[busy[0]], signal.SIGKILL)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    assert points(other) == points(course) and len(points(course)) > 4
    assert len({score for score, _ in points(course).values()}) > 1


def test_the_command_refuses_with_a_sentence(course):
    """If this fails, an instructor who mistypes the address reads a traceback."""
    command = [sys.executable, "-m", "grading", "autograde", NAME, "--dask", "tcp://127.0.0.1:9"]
    refused = subprocess.run(command, cwd=course, capture_output=True, text=True)
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: no Dask scheduler answers at") and len(refused.stderr.splitlines()) == 1
