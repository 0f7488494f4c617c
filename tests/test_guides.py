"""Every command of a guide is run, in order, on a small course; so is what a guide shows of a report."""

import re
import shutil

import pytest

from tests import guides
from tests.grading.kill_rates import mutated
from tests.guides import ROOT, Machine, blocks, blocks_of, elsewhere, installed
from tests.play import grade_ids, run, solution_notebook
from tests.rehearsal import download
from tests.rehearsal.course import NEEDED, copy_parts
from tests.rehearsal.students import file_name, mutant, perfect
from tools import kit
from tools.exercises import problem_sets

NAME = "06_backprop"
COURSE = (*NEEDED, "Makefile", "_config.yml", "_toc.yml", "exercises", f"solutions/{NAME}", f"tests/mutants/{NAME}.py",
          "tests/grading/test_mutants.py", "tests/grading/false_alarms.py",
          "tests/grading/test_false_alarms.py", "tests/grading/kill_rates.py", "tests/conftest.py", "tests/play.py",
          "tests/__init__.py")
NOT_RUN = {  # all there are; a new one belongs here with its reason
    ("guide_students", "python3 -m venv .venv"): "needs a network",  # make test-kit types it
    ("guide_students", "py -m venv .venv"): "another system",
    ("guide_students", ".venv/bin/jupyter lab exercises"): "stays open",
    ("guide_instructors", "make"): "needs a network",
    ("guide_instructors", "jupyter lab"): "stays open",
    ("guide_instructors", "dask scheduler"): "needs a cluster",
    ("guide_instructors", "python -m grading autograde 06_backprop --dask tcp://10.0.0.5:8786"): "needs a cluster",
    ("guide_instructors", "sudo apt install postgresql"): "needs another program",
    ("guide_instructors", "make rehearsal STUDENTS=200"): "takes most of an hour",  # in small: test_rehearsal
}
ASIDE = "mv feedback/100[12] .", "mv 100[12] feedback/"  # release_feedback is for a class that uses the exchange only
EVERY = [block for guide in guides.GUIDES for block in blocks_of(guide)]
pytestmark = pytest.mark.grades


def test_what_is_not_run_is_a_closed_list():
    """If this fails, a command of a guide is tried by nobody, and nobody knows."""
    found = {(block.guide, block.commands.splitlines()[0]): block.not_run for block in EVERY if block.not_run}
    assert found == NOT_RUN
    assert len(EVERY) > 2 * len(NOT_RUN)


def test_no_command_hides_in_another_kind_of_fence():
    """If this fails, a guide has commands in a block that is not looked at."""
    for guide in guides.GUIDES:
        text = (ROOT / "book" / f"{guide}.md").read_text("utf-8")
        fences = re.findall(r"^```(.+)$", text, re.M)
        assert set(fences) - {"text"} <= {"bash", "powershell"}
        assert len(fences) == text.count("\n```\n") == len(blocks_of(guide)) + fences.count("text")


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A machine with nothing on it."""
    return Machine(tmp_path_factory.mktemp("machine"))


@pytest.fixture(scope="module")
def course(machine):
    """An instructor's course, and in the downloads what two students have uploaded."""
    folder = machine.folder / "course"
    copy_parts(folder, COURSE)
    (folder / "book").mkdir()
    released = (ROOT / "exercises" / NAME / file_name(NAME)).read_text("utf-8")
    files = {}
    for number, kind in ((1001, perfect), (1002, mutant)):
        _, named = download.canvas(number)
        files |= {named(path, False): content for path, content in kind(NAME, released, number).files.items()}
    download.write(machine.folder / "uploads", files, {})
    shutil.copy(machine.folder / "uploads" / "submissions.zip", machine.home / "Downloads")
    return installed(folder)


@pytest.fixture(scope="module")
def student(machine):
    """The kit of a student, unzipped and installed."""
    archive = kit.write(machine.folder / "kit.zip")
    return installed(guides.unpacked(archive, machine.folder / "kit"))


@pytest.fixture(scope="module")
def typed(machine, course, student, sandbox):
    """Both guides, followed by an instructor and a student at the same time: exit code, and all that was printed."""
    theirs = {section: [] for section in ("Validate", "Hand in", "Read your feedback")}
    for block in blocks_of("guide_students"):
        if not block.not_run:
            commands = elsewhere(student, machine.environment(student), block.commands)
            theirs[block.section].append(commands)
    script = []
    for block in blocks_of("guide_instructors"):
        if not block.not_run:
            collects = "nbgrader collect" in block.commands
            script += [*theirs.pop("Validate"), *theirs.pop("Hand in")] if collects else []
            gives_back = "release_feedback" in block.commands
            script += [ASIDE[0], block.commands, ASIDE[1]] if gives_back else [block.commands]
            script += theirs.pop("Read your feedback") if gives_back else []
    assert theirs == {}
    return machine.type(course, script)


def test_every_command_of_the_guides_works(typed):
    """If this fails, a reader types what a guide says and gets an error; the last lines say where."""
    failed, printed = typed
    assert not failed, printed[-4000:]


def test_the_commands_did_what_the_guides_say(typed, course, student):
    """If this fails, the commands of a guide end well and do nothing."""
    _, printed = typed
    assert "1001: 90 of 100 points" in printed and "1002: " in printed
    for path in (f"feedback/1001/{NAME}/backprop.html", "grades.csv", "report/class.html", "export/canvas.csv",
                 f"_text/solutions/{NAME}/backprop.md", "_build/kit/gradients-by-hand-kit.zip"):
        assert (course / path).is_file(), path
    assert list(student.glob(f"{NAME}/feedback/*/backprop.html"))
    assert re.search(r"\d+ passed", printed)


@pytest.mark.parametrize("command", ["nbgrader export --too=grades.csv", "make grad ASSIGNMENT=06_backprop",
                                     "nbgrader exports", "false\ntrue"])
def test_a_wrong_command_is_noticed(machine, course, command):
    """If this fails, the tests above would let a wrong option pass."""
    (wrong,) = blocks("guide", f"# A guide\n\n## Try\n\n```bash\n{command}\n```\n")
    failed, _ = machine.type(course, [wrong.commands])
    assert failed


def test_the_report_that_the_guide_explains_is_a_real_one():
    """If this fails, students read the explanation of a report that no check writes."""
    edit = 'np.dot(cache["X"].T, dZ)', 'np.dot(cache["X"].T, dZ) / len(dZ)'
    wrong = mutated(NAME, "affine_backward", *edit)
    _, report = run(solution_notebook(NAME), {"affine_backward": wrong}, ["affine_backward"])["check-affine_backward"]
    text = (ROOT / "book" / "guide_students.md").read_text("utf-8")
    assert re.findall(r"^```text\n(.*?)^```$", text, re.M | re.S) == [report.rstrip("\n") + "\n"]


def test_a_human_grades_as_much_as_the_guide_says():
    """If this fails, an instructor plans with a wrong share of points."""
    shares = [sum(c.metadata.nbgrader.points for c in grade_ids(solution_notebook(name), "task").values())
              for name in problem_sets()]
    assert f"together {min(shares)} to {max(shares)} of the 100 points" in " ".join(
        (ROOT / "book" / "guide_instructors.md").read_text("utf-8").split())


@pytest.mark.parametrize("guide", [*guides.GUIDES, "syllabus"])
def test_a_reader_finds_how_the_graders_are_proven(guide):
    """If this fails, an instructor or a student has to believe the grades."""
    assert "(kill_rates.md)" in (ROOT / "book" / f"{guide}.md").read_text("utf-8")
