"""What is exported: what Canvas and Moodle read, what a spreadsheet opens, and to each student only their own."""

import csv
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.classroom.feedback_zips import zip_feedback
from grading.classroom.gradebook import read_class
from grading.classroom.lms import canvas, moodle
from grading.classroom.nbgrader_api import nbgrader_api
from grading.classroom.spreadsheet import harmless, write_csv
from grading.classroom.tables import misconceptions
from tests.grading.classes import BACKWARD, FIRST, SECOND, SMALL, Course, known_class, outputs, person

pytestmark = pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")  # of nbgrader's own calls

# As Canvas writes them: a course with one assignment, its number in parentheses (Grades, Export).
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Backpropagation (4711)
    Points Possible,,,,,20.00
"Lovelace, Ada",101,,ada,Section 1,19.50
"""
# As Moodle's own tests of its import have it, without the columns that it ignores.
MOODLE = """"First name",Surname,"ID number","Email address","Assignment: Backpropagation","Feedback: Backpropagation"
Anne,Able,,student7@example.com,56.00,"We welcome feedback"
"""


@pytest.fixture(scope="module")
def played():
    """Points and outputs of what students may have written."""
    return outputs()


@pytest.fixture(scope="module")
def course(tmp_path_factory, played):
    """A course with a known class."""
    return known_class(tmp_path_factory.mktemp("class"), played)


@pytest.fixture(scope="module")
def exported(course):
    """What the command says and writes."""
    command = [sys.executable, "-m", "grading", "export"]
    done = subprocess.run(command, cwd=course.folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def read(path, encoding="utf-8"):
    """Rows of a CSV file."""
    return list(csv.reader(path.open(encoding=encoding, newline="")))


def test_canvas_gets_its_columns(course, exported):
    """If this fails, Canvas refuses the file, or gives somebody another's points."""
    header, possible, first, *rest = read(course.folder / "export/canvas.csv")
    like, like_possible, like_row = csv.reader(CANVAS.splitlines())
    assert header == [*like[:5], FIRST, SECOND, SMALL]
    assert possible == [*like_possible[:5], "20.0", "20.0", "20.0"]
    assert first == ["Quuxley00, Zoë00", "70700", "", person(0)[0], "", "20.0", "12.0", "12.0"]
    assert len(first) == len(like_row) + 2
    assert rest[12][-3:] == ["", "", ""]  # nothing graded: no grade, which is not a zero
    assert rest[11][-3:] == ["0.0", "", ""]  # could not be read


def test_moodle_gets_its_columns(course, exported):
    """If this fails, Moodle cannot tell who it is, or takes a feedback for a grade."""
    header, *rows = read(course.folder / "export/moodle.csv")
    assert set(next(csv.reader(MOODLE.splitlines()))) & set(header) == {"First name", "ID number", "Email address"}
    by_name = dict(zip(header, rows[3]))
    assert {name: by_name[name] for name in ("Username", "Email address", "ID number", FIRST)} == {
        "Username": person(3)[0], "Email address": "mail03@quux.example", "ID number": "70703", FIRST: "12.0"}
    said = by_name[f"Feedback: {FIRST}"]
    assert said.startswith(f"{BACKWARD}: ") and "(mean-instead-of-sum). Read again: 6.6" in said
    assert dict(zip(header, rows[14]))[FIRST] == ""


def test_who_imports_gets_plain_utf8_and_who_looks_gets_a_mark(course, exported):
    """If this fails, a spreadsheet spoils names, or a program reads a header that begins with a mark."""
    for name, marked in {"canvas": False, "moodle": False, "misconceptions": True}.items():
        content = (course.folder / "export" / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") == marked
        assert "Zoë".encode() in content or name == "misconceptions"


def test_misconceptions_are_listed(course, exported):
    """If this fails, a mistake is lost, or ascribed to somebody else."""
    rows = read(course.folder / "export/misconceptions.csv", "utf-8-sig")[1:]
    made = [(row[0], row[3]) for row in rows if row[1] == FIRST]
    assert made == [*((person(n)[0], "mean-instead-of-sum") for n in range(3, 7)),
                    *((person(n)[0], "transposed") for n in (7, 8))]


def test_each_zip_holds_one_students_feedback(course, exported):
    """If this fails, somebody reads another's feedback."""
    zips = sorted((course.folder / "export/feedback").glob("*.zip"))
    assert [path.stem for path in zips] == [person(number)[0] for number in range(13)]
    for path in zips:
        with zipfile.ZipFile(path) as zipped:
            names = zipped.namelist()
            assert {zipped.read(name).decode() for name in names} == {f"feedback of {path.stem}"}
            assert names[0] == f"{FIRST}/backprop.html" and len(names) == len(set(names))
    with zipfile.ZipFile(zips[0]) as zipped:
        assert zipped.namelist() == [f"{name}/backprop.html" for name in (FIRST, SECOND, SMALL)]


def test_links_are_not_followed_and_old_zips_go(tmp_path, played):
    """If this fails, a link in the feedback folder hands out another's feedback, or a zip of last week stays."""
    course = Course(tmp_path, played)
    course.release(FIRST)
    for student in ("ada", "bob"):
        course.enrol(student)
        course.grade(FIRST, student, "right")
    page = tmp_path / "feedback/bob" / FIRST / "backprop.html"
    page.unlink()
    page.symlink_to(tmp_path / "feedback/ada" / FIRST / "backprop.html")
    old = tmp_path / "export/feedback/bob.zip"
    old.parent.mkdir(parents=True)
    old.write_text("of last week")
    api = nbgrader_api(tmp_path)
    written = zip_feedback(api, read_class(tmp_path, api), old.parent)
    assert [path.name for path in written] == ["ada.zip"] and not old.exists()


def test_the_same_feedback_makes_the_same_bytes(course, exported, tmp_path):
    """If this fails, two exports of one state differ."""
    api = nbgrader_api(course.folder)
    for path in zip_feedback(api, read_class(course.folder, api), tmp_path):
        assert path.read_bytes() == (course.folder / "export/feedback" / path.name).read_bytes()


def test_only_the_chosen_assignment_is_exported(course):
    """If this fails, an assignment that is not final reaches the gradebook of the school."""
    problem_sets = read_class(course.folder, nbgrader_api(course.folder), [SECOND])
    assert next(canvas(problem_sets))[5:] == (SECOND,)
    assert next(moodle(problem_sets))[5:] == (SECOND, f"Feedback: {SECOND}")
    assert {row[1] for row in misconceptions(problem_sets)} == {"assignment", SECOND}


def test_nbgraders_own_export_works(course):
    """If this fails, the report has left the gradebook in a state that nbgrader does not know."""
    command = [sys.executable, "-m", "nbgrader", "export", "--to=own.csv"]
    assert subprocess.run(command, cwd=course.folder, capture_output=True).returncode == 0
    rows = {(row["student_id"], row["assignment"]): row["score"] for row in
            csv.DictReader((course.folder / "own.csv").open(encoding="utf-8"))}
    assert rows[person(3)[0], FIRST] == "12.0"


@pytest.mark.parametrize("text", [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", '=HYPERLINK("http://x";"y")', "＝1+1", "\0=1+1",
    "Smith;=1+1", "a\n-b",
])
def test_a_formula_is_a_text(text, tmp_path):
    """If this fails, opening the grades runs what a student chose as a name."""
    written = write_csv(tmp_path / "t.csv", [[text, 1.0]], bom=False).read_bytes().decode()
    (cell, number), = csv.reader(written.splitlines(keepends=True))
    assert number == "1.0" and written.startswith('"')
    for part in (cell, *cell.split(";"), *cell.splitlines()):
        assert not part.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert cell.replace("'", "") == text.replace("\0", "").replace("'", "")


@pytest.mark.parametrize("value", [
    -2.5, -1, 0.0, "-2.5", "12", "O'Neil, Jr.", 'Dana "D"', "Çem Yıldız", "李", "a-b", "a=b", "",
])
def test_what_is_no_formula_stays_as_it_is(value, tmp_path):
    """If this fails, a penalty becomes a text, or a name with a comma, a quote or an accent is spoilt."""
    assert harmless(value) == value
    (row,) = read(write_csv(tmp_path / "t.csv", [[value, "x"]], bom=False))
    assert row == [str(value), "x"]


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_no_text_gets_out_of_its_cell(tmp_path_factory, texts):
    """If this fails, a name with commas, quotes or line ends shifts the columns of a row."""
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    (row,) = read(write_csv(path, [texts], bom=False))
    assert row == [harmless(text) for text in texts]
