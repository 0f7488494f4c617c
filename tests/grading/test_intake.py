"""Whatever was handed in becomes gradable, and is kept as it was."""

import io
import json
import os
import shutil
import stat
import sys
import zipfile

import nbformat
import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from traitlets.config import Config

from grading.referee import shelf
from grading.referee.files import MAX_FILES
from grading.referee.gather import MAX_HELPERS
from grading.referee.intake import Transplant, handed_in, take_in
from grading.referee.reading import MAX_CELLS, MAX_CODE, Unreadable, parse, read
from grading.referee.transplant import transplant
from tests.grading.test_transplant import answered, cell, released

SET, NOTEBOOK = "02_small", "small.ipynb"
PERFECT, BLANK = nbformat.writes(answered()), nbformat.writes(released())


@pytest.fixture
def course(tmp_path):
    """A course with one released assignment."""
    folder = tmp_path / "exercises" / SET
    folder.mkdir(parents=True)
    (folder / NOTEBOOK).write_text(BLANK, encoding="utf-8")
    (folder / "data.csv").write_text("1,2")
    return tmp_path


def hand_in(course, files):
    """Put files where collecting would put them."""
    folder = course / "submitted" / "ada" / SET
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def contents(folder):
    """Bytes of all files, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def taken(course, files):
    """What is graded of some files, the notebook as such, and what was said."""
    folder = hand_in(course, files)
    told = take_in(course, SET, "ada")
    graded = contents(folder)
    return nbformat.reads(graded.pop(NOTEBOOK).decode(), as_version=4), graded, told


def zipped(files):
    """Bytes of an archive; names may be `ZipInfo`s."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return archive.getvalue()


def changed(**changes):
    """The answered notebook, as JSON, with fields replaced; of a field that is None nothing is left."""
    document = json.loads(PERFECT) | changes
    return json.dumps({key: value for key, value in document.items() if value is not None})


def cells(**changes):
    """The answered notebook's cells, as JSON, with fields replaced."""
    return [{**c, **changes} for c in json.loads(PERFECT)["cells"]]


@pytest.mark.parametrize("content", [
    PERFECT.encode("utf-8-sig"),
    PERFECT.encode("utf-16"),
    PERFECT.encode("utf-16-le"),
    PERFECT.replace("\n", "\r\n").encode(),
    json.dumps({"cells": [{**c, "source": c["source"].replace("\n", "\r\n")} for c in answered().cells]}).encode(),
    nbformat.writes(answered(), version=3).encode(),
    changed(metadata=None, nbformat=None, nbformat_minor=None).encode(),
    changed(metadata=[1], nbformat="4", cells=[7, *cells(outputs="none", execution_count="x", attachments=1)]).encode(),
    changed(cells=cells(id=["no"], extra={"tags": 1})).encode(),
    changed(metadata={"note": "é"}).replace("\\u00e9", "é").encode("latin-1"),
    changed(metadata={"note": "\ud800"}).encode(),
], ids=["utf-8-mark", "utf-16-mark", "utf-16", "crlf", "crlf-in-cells", "nbformat-3", "no-metadata", "junk", "bad-ids",
        "latin-1", "surrogate"])
def test_every_form_of_a_notebook_is_read(content):
    """If this fails, a file that some program wrote cannot be graded, although everything is in it."""
    assert transplant(parse(content), released())[0] == answered()


def test_text_that_is_no_unicode_can_be_written():
    """If this fails, half of a surrogate pair in a cell stops the run when the notebook is written."""
    student = changed(cells=[{"cell_type": "code", "source": "x = '\ud800\0'"}]).encode()
    assert nbformat.writes(transplant(parse(student), released())[0]).encode()


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "it is empty"),
    (b'{"cells": [', "it is not JSON"),
    (b"\x89PNG\r\n", "it is not JSON"),
    (b"[]", "it has no list of cells"),
    (b'{"cells": 7}', "it has no list of cells"),
    (b"[" * 1_000_000, "it is nested too deeply"),
    (b'{"cells": [' + b"{}," * MAX_CELLS + b"{}]}", f"it has {MAX_CELLS + 1} cells, but may have {MAX_CELLS}"),
    (changed(cells=cells(source="x" * (MAX_CODE // 3))).encode(), f"characters of code, but may have {MAX_CODE}"),
])
def test_what_is_no_notebook_is_refused_with_a_sentence(content, sentence):
    """If this fails, a broken file stops the run, or nobody learns what was wrong with it."""
    with pytest.raises(Unreadable, match=sentence):
        parse(content)


def test_only_a_regular_file_of_sensible_size_is_opened(tmp_path):
    """If this fails, a link shows another file to the student, a pipe stops the run, a huge file takes all memory."""
    (tmp_path / "secret").write_text(PERFECT)
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(2**40)
    sentences = {"link": "symbolic link", "pipe": "not a file", "gone": "not a file", "huge": "it has 1099511.6 MB"}
    for name, sentence in sentences.items():
        with pytest.raises(Unreadable, match=sentence):
            read(tmp_path / name)
    assert read(tmp_path / "secret").cells


def test_the_original_is_kept_and_a_gradable_version_takes_its_place(course):
    """If this fails, what the student handed in is changed or lost, or the gradable version is not complete."""
    student = answered()
    student.cells.remove(cell(student, "test-f"))
    files = {NOTEBOOK: nbformat.writes(student), "notes.md": "x", ".hidden": "y"}
    nb, helpers, told = taken(course, files)
    assert nb == answered() and helpers == {}
    assert told.notes == {"files": [], NOTEBOOK: []} and told.quarantined == ""
    original = course / "received" / "ada" / SET / "original"
    assert contents(original) == {name: text.encode() for name, text in files.items()}


@pytest.mark.parametrize("name", ["small (1).ipynb", "final.IPYNB", "sub folder/small.ipynb", "small.ipynb.txt"])
def test_a_renamed_notebook_is_recognised(course, name):
    """If this fails, a file that a browser or a learning-management system renamed earns nothing."""
    nb, _, told = taken(course, {name: PERFECT, "unrelated.ipynb": '{"cells": []}'})
    assert nb == answered()
    assert told.notes[NOTEBOOK] == [f"taken from {name}"] and not told.quarantined


def test_the_notebook_with_answers_counts(course):
    """If this fails, a blank copy of the released name is graded instead of the work beside it."""
    nb, _, told = taken(course, {NOTEBOOK: BLANK, "small-final.ipynb": PERFECT})
    assert nb == answered()
    assert told.notes[NOTEBOOK] == ["taken from small-final.ipynb", "small.ipynb is like it, but not graded"]


def test_an_archive_is_looked_into_and_never_extracted(course):
    """If this fails, a zip file earns nothing, or a path or a link in it reaches outside of the submission."""
    link = zipfile.ZipInfo("handed-in/link.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    nb, helpers, _ = taken(course, {"handed-in.zip": zipped({
        "handed-in/small.ipynb": PERFECT, "handed-in/lib/helper.py": "x = 1",
        "__MACOSX/handed-in/._small.ipynb": "junk",
        "handed-in/../../outside.py": "x", "/absolute.py": "x", "handed-in\\..\\..\\back.py": "x", link: "/etc/passwd",
    })})
    assert nb == answered()
    assert helpers == {"lib/helper.py": b"x = 1"}
    assert not list(course.rglob("outside.py")) + list(course.rglob("back.py"))


def test_a_bomb_is_not_unpacked(course):
    """If this fails, an archive of a few kilobytes fills memory or disk."""
    _, helpers, told = taken(course, {"small.ipynb": PERFECT, "bomb.zip": zipped({"zeros.npy": bytes(60_000_000)})})
    assert helpers == {}
    assert told.notes["files"] == ["zeros.npy: left out, it has 60.0 MB, but may have 50"]


@pytest.mark.parametrize("archive", [b"no archive", zipped({"small.ipynb": PERFECT})[:-30]])
def test_a_broken_archive_is_reported(course, archive):
    """If this fails, a broken archive stops the run, or nobody learns of it."""
    nb, _, told = taken(course, {"work.zip": archive})
    assert nb == released()
    assert told.notes["files"] == ["work.zip: File is not a zip file"]


def test_helper_files_come_along_and_nothing_else(course):
    """If this fails, a student's module is missing, or a released file is replaced, or a link is followed."""
    folder = hand_in(course, {"helper.py": "x = 1", "lib/table.npz": b"1"})
    hand_in(course, {"DATA.csv": "forged", "tool.so": "x", ".jupyter/config.py": "x", "a/b/c/d/e/f/g/h/i.py": "x"})
    hand_in(course, {"timestamp.txt/x.py": "x", "small.ipynb.d/x:y.py": "x"})
    (folder / "link.py").symlink_to(course / "exercises" / SET / NOTEBOOK)
    (folder / "linked").symlink_to(course / "exercises")
    os.mkfifo(folder / "pipe.py")
    _, helpers, _ = taken(course, {NOTEBOOK: PERFECT})
    assert helpers == {"helper.py": b"x = 1", "lib/table.npz": b"1"}


def test_a_helper_file_is_never_a_folder_too(course):
    """If this fails, an archive with a file below a file stops the run when it is written."""
    nb, helpers, _ = taken(course, {"zip.zip": zipped({NOTEBOOK: PERFECT, "a.json": "1", "a.json/b.json": "2"})})
    assert nb == answered() and helpers == {"a.json": b"1"}


def test_helper_files_are_bounded(course):
    """If this fails, who hands in a million files keeps everybody waiting."""
    many = {f"h{i:04}.py": "" for i in range(MAX_FILES)}
    nb, helpers, told = taken(course, {NOTEBOOK: PERFECT, "zip.zip": zipped(many | {"more.py": ""})})
    assert nb == answered()
    assert len(helpers) == MAX_HELPERS
    assert "zip.zip: only 1000 files were looked at" in told.notes["files"]


@pytest.mark.parametrize(("text", "kept"), [("2026-11-21 02:43:11 UTC", True), ("soon", False), ("9" * 999, False)])
def test_a_timestamp_is_kept_if_it_is_one(course, text, kept):
    """If this fails, a late hand-in counts as in time, or nbgrader stops at a time that is none."""
    _, helpers, told = taken(course, {NOTEBOOK: PERFECT, "timestamp.txt": text})
    assert helpers == ({"timestamp.txt": text.encode()} if kept else {})
    assert bool(told.notes["files"]) is not kept


@pytest.mark.parametrize(("files", "reason"), [
    ({NOTEBOOK: "{"}, "small.ipynb cannot be graded: small.ipynb: it is not JSON"),
    ({"essay.docx": "x"}, "small.ipynb cannot be graded: it is not there (found: essay.docx)"),
    ({"other.ipynb": nbformat.writes(nbformat.v4.new_notebook())}, "it is not there (found: other.ipynb)"),
])
def test_what_cannot_be_read_is_quarantined_with_a_reason(course, files, reason):
    """If this fails, nothing can be graded, nobody is told why, or the file is lost."""
    nb, _, told = taken(course, files)
    assert nb == released()
    assert reason in told.quarantined
    kept = contents(course / "received" / "ada" / SET / "original")
    assert kept == {name: text.encode() for name, text in files.items()}


def test_a_hand_in_that_is_no_folder_is_quarantined(course):
    """If this fails, a link in place of the folder is followed to another student's work."""
    other = hand_in(course, {NOTEBOOK: PERFECT})
    shutil.move(other, course / "elsewhere")
    other.symlink_to(course / "elsewhere")
    told = take_in(course, SET, "ada")
    assert "what was handed in is not a folder" in told.notes["files"] and told.quarantined
    assert (other / NOTEBOOK).read_text() != PERFECT and not other.is_symlink()


def test_nothing_is_done_twice(course):
    """If this fails, every run takes its own version for a new hand-in."""
    *_, told = taken(course, {NOTEBOOK: PERFECT})
    before = (course / "submitted" / "ada" / SET / NOTEBOOK).stat().st_mtime_ns
    assert take_in(course, SET, "ada") == told
    assert (course / "submitted" / "ada" / SET / NOTEBOOK).stat().st_mtime_ns == before
    assert {path.name for path in (course / "received" / "ada" / SET).iterdir()} == {"original", "intake.json"}


def test_a_second_hand_in_counts_and_the_first_is_kept(course):
    """If this fails, the older of two hand-ins is graded, or is lost."""
    taken(course, {NOTEBOOK: BLANK})
    nb, *_ = taken(course, {NOTEBOOK: PERFECT})
    assert nb == answered()
    received = course / "received" / "ada" / SET
    assert (received / "original" / NOTEBOOK).read_text() == BLANK
    assert (received / "original-2" / NOTEBOOK).read_text() == PERFECT


@pytest.mark.parametrize("change", ["link", "more", "less"])
def test_what_intake_did_not_write_is_a_hand_in(course, change):
    """If this fails, a changed submission is graded without having been taken in."""
    taken(course, {NOTEBOOK: PERFECT, "helper.py": "x = 1"})
    folder = course / "submitted" / "ada" / SET
    if change == "link":
        shutil.move(folder, course / "elsewhere")
        folder.symlink_to(course / "elsewhere")
    elif change == "more":
        hand_in(course, {"more.py": "x = 2"})
    else:
        (folder / "helper.py").unlink()
    take_in(course, SET, "ada")
    assert os.path.lexists(course / "received" / "ada" / SET / "original-2")


def test_a_new_release_is_taken_into_account(course):
    """If this fails, submissions taken in before a test was mended are graded with the old notebook."""
    taken(course, {NOTEBOOK: PERFECT})
    release = released()
    cell(release, "test-f").source = "check(f, 2)"
    nbformat.write(release, course / "exercises" / SET / NOTEBOOK)
    nb, *_ = taken(course, {})
    assert cell(nb, "test-f").source == "check(f, 2)" and cell(nb, "f") == cell(answered(), "f")
    assert not (course / "received" / "ada" / SET / "original-2").exists()


class Killed(BaseException):
    """Stands for a signal."""


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("moment", range(5))
def test_a_run_that_is_killed_is_completed_by_the_next(course, monkeypatch, moment, again):
    """If this fails, a kill between two steps loses a hand-in, or makes one of our own version."""
    if again:  # with an older version in its place
        taken(course, {NOTEBOOK: BLANK})
        (course / "exercises" / SET / "data.csv").write_text("3,4")
    hand_in(course, {} if again else {NOTEBOOK: PERFECT})
    steps = iter(range(100))

    def step(name, function):
        def stepped(*args, **kwargs):
            if next(steps) == moment:
                raise Killed(name)
            return function(*args, **kwargs)
        return stepped

    with monkeypatch.context() as patched:
        for name in ("rename", "replace"):
            patched.setattr(shelf.os, name, step(name, getattr(os, name)))
        patched.setattr(shelf.Shelf, "_remove", staticmethod(step("remove", shelf.Shelf._remove)))
        with pytest.raises(Killed):
            take_in(course, SET, "ada")
    assert handed_in(course, SET) == ["ada"]
    nb, _, told = taken(course, {})
    assert nb == (released() if again else answered()) and not told.quarantined
    originals = [path.name for path in (course / "received" / "ada" / SET).glob("original*")]
    assert originals == ["original"]
    assert (course / "received" / "ada" / SET / "original" / NOTEBOOK).read_text() == (BLANK if again else PERFECT)


@pytest.mark.parametrize("name", ["", ".", "..", "../ada", "a/b", "a\\b", ".ada", "a\nb", "a\0", " ada"])
def test_names_that_leave_the_course_are_refused(course, name):
    """If this fails, a name from a folder or a command line moves files elsewhere."""
    for arguments in [(name, "ada"), (SET, name)]:
        with pytest.raises(ValueError, match="but should be the name of a folder"):
            take_in(course, *arguments)


def test_without_a_hand_in_or_a_release_a_sentence_says_so(course):
    """If this fails, a typing error looks like a hand-in that is blank."""
    with pytest.raises(FileNotFoundError, match="no folder submitted/bob/02_small"):
        take_in(course, SET, "bob")
    with pytest.raises(FileNotFoundError, match="release the assignment first"):
        take_in(course, "03_none", "ada")


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
@pytest.mark.grades
def test_plain_nbgrader_grades_the_same_notebook(course, monkeypatch):
    """If this fails, `nbgrader autograde` on what was not taken in grades something else, or nothing at all."""
    source = course / "source" / SET
    source.mkdir(parents=True)
    (source / NOTEBOOK).write_text(BLANK, encoding="utf-8")
    student = answered()
    student.cells = [cell(student, "g"), *[c for c in student.cells if c.id not in ("g", "test-f")]]
    student.cells[1].metadata = {"tags": ["skip-execution"]}
    monkeypatch.setenv("PATH", os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]))  # for alembic
    config = Config()
    config.CourseDirectory.root, config.CourseDirectory.release_directory = str(course), "exercises"
    api = NbGraderAPI(config=config)
    assert api.generate_assignment(SET, force=True)["success"]
    folder = hand_in(course, {NOTEBOOK: nbformat.writes(student)})
    config.Autograde.sanitize_preprocessors = [Transplant, *Autograde.sanitize_preprocessors.default()]
    config.Autograde.autograde_preprocessors = []
    result = NbGraderAPI(config=config).autograde(SET, "ada")
    assert result["success"], result
    graded = (course / "autograded" / "ada" / SET / NOTEBOOK).read_text()
    take_in(course, SET, "ada")
    assert json.loads(graded)["cells"] == json.loads((folder / NOTEBOOK).read_text())["cells"]
