"""What Canvas and Moodle give to download becomes submissions, by nbgrader's own command."""

import shutil
import subprocess
import sys
import zipfile

import pytest

from grading.referee.uploads import read_name

NAME = "06_backprop"


@pytest.fixture(scope="module")
def released(root, tmp_path_factory):
    """A course with a released assignment."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(root / "exercises" / NAME, course / "exercises" / NAME)
    shutil.copyfile(root / "nbgrader_config.py", course / "nbgrader_config.py")
    return course


@pytest.fixture
def course(released):
    """The course before anything was handed in."""
    yield released
    for folder in ("downloaded", "submitted"):
        shutil.rmtree(released / folder, ignore_errors=True)


def download(course, files, times=""):
    """Put an archive where a download belongs, and the times beside it."""
    folder = course / "downloaded" / NAME / "archive"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "submissions.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    if times:
        (folder / "times.csv").write_text(times, encoding="utf-8-sig")
    return folder


def collect(course, *options):
    """The command as an instructor types it."""
    command = [sys.executable, "-m", "nbgrader", "zip_collect", NAME, *options]
    return subprocess.run(command, cwd=course, capture_output=True, text=True)


def submitted(course):
    """Contents of what was collected, by student and path."""
    files = course.glob(f"submitted/*/{NAME}/**/*")
    return {(p.relative_to(course).parts[1], "/".join(p.relative_to(course).parts[3:])): p.read_text("utf-8")
            for p in files if p.is_file()}


@pytest.mark.parametrize(("path", "student", "file"), [
    ("Anna Müller_1234_assignsubmission_file_/backprop.ipynb", "Anna Müller", "backprop.ipynb"),
    ("CS 101-123/Anna Müller_1234_assignsubmission_file/data/x.csv", "Anna Müller", "data/x.csv"),
    ("Anna_Lena Ek_1234_assignsubmission_file_backprop.ipynb", "Anna_Lena Ek", "backprop.ipynb"),
    ("mulleranna_340934_208490284_backprop-1.ipynb", "340934", "backprop-1.ipynb"),
    ("a_2026_03_b/mulleranna_LATE_340934_208490284_my_work_2.ipynb", "340934", "my_work_2.ipynb"),
    ("mulleranna_340934_208490284_Anna_12_assignsubmission_file.zip", "340934", "Anna_12_assignsubmission_file.zip"),
    ("_340934_208490284_backprop.ipynb", "340934", "backprop.ipynb"),
])
def test_names_of_canvas_and_moodle_are_read(path, student, file):
    """If this fails, a file goes to another student, or to nobody."""
    found = read_name(path)
    assert (found["student_id"], found["file_id"]) == (student, file)


@pytest.mark.parametrize("path", ["backprop.ipynb", "Anna Müller_1234_assignsubmission_onlinetext_/onlinetext.html"])
def test_other_names_are_nobodys(path):
    """If this fails, a student is invented."""
    assert read_name(path) is None


def test_everything_that_was_handed_in_is_collected(course):
    """If this fails, a student who handed in something odd is passed over in silence, or an archive is opened here."""
    download(course, {
        "annek_340_1_backprop.ipynb": "{}", "annek_340_2_backprop.ipynb": "[]", "annek_340_3_data.csv": "1",
        "bobray_LATE_341_4_work.zip": "no archive at all", "carlo_342_5_homework.pdf": "pdf", "readme.txt": "nobody's",
    })
    assert collect(course).returncode == 0
    assert submitted(course) == {
        ("340", "backprop.ipynb"): "{}", ("340", "again/backprop.ipynb"): "[]", ("340", "data.csv"): "1",
        ("341", "work.zip"): "no archive at all", ("342", "homework.pdf"): "pdf",
    }


def test_the_time_is_the_instructors(course):
    """If this fails, lateness is lost, or students say themselves when they handed in."""
    times = "student,time\nAnna Ek,2026-03-01 10:00 UTC\n"
    mine = {"timestamp.txt": "2020-01-01 00:00 UTC"}
    download(course, {f"{student}_7{i}_assignsubmission_file_/{name}": content
                      for i, student in enumerate(["Anna Ek", "Bob Ray"])
                      for name, content in {"backprop.ipynb": "{}", **mine}.items()}, times)
    assert collect(course).returncode == 0
    stamps = {student: text for (student, name), text in submitted(course).items() if name == "timestamp.txt"}
    assert list(stamps) == ["Anna Ek"] and stamps["Anna Ek"].startswith("2026-03-01 10:00:00")


def test_a_newer_download_replaces_the_older_one_if_asked(course):
    """If this fails, an instructor grades last week's work, or loses it without having said so."""
    download(course, {"annek_340_1_backprop.ipynb": "older", "bobray_341_2_backprop.ipynb": "older"})
    collect(course)
    download(course, {"annek_340_3_backprop-1.ipynb": "newer"})
    assert collect(course).returncode == 1
    assert set(submitted(course).values()) == {"older"}
    assert collect(course, "--force").returncode == 0
    assert submitted(course) == {("340", "backprop-1.ipynb"): "newer", ("341", "backprop.ipynb"): "older"}


def test_unpacked_by_a_browser_is_collected_too(course):
    """If this fails, an instructor whose browser opens archives has to pack them again."""
    folder = download(course, {"annek_340_1_backprop.ipynb": "{}"})
    shutil.unpack_archive(folder / "submissions.zip", folder / "submissions")
    (folder / "submissions.zip").unlink()
    assert collect(course).returncode == 0
    assert submitted(course) == {("340", "backprop.ipynb"): "{}"}


@pytest.mark.parametrize(("files", "times", "sentence"), [
    ({f"Anna Ek_7{i}_assignsubmission_file_/backprop.ipynb": "{}" for i in (1, 2)}, "",
     "two students are called 'Anna Ek'; rename the files of one of them in the download"),
    ({"annek_340_1_backprop.ipynb": "{}"}, "who;when\n",
     "times.csv has the columns ['who;when'], but should have student and time"),
    (None, "", "submissions.zip cannot be unpacked"),
])
def test_what_cannot_be_collected_is_said(course, files, times, sentence):
    """If this fails, one student's work replaces another's, or half a download is graded."""
    folder = download(course, files or {"x": ""}, times)
    if files is None:
        (folder / "submissions.zip").write_bytes(b"PK\3\4")
    refused = collect(course)
    assert refused.returncode == 1 and sentence in refused.stderr
    assert submitted(course) == {}
