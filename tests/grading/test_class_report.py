"""The class report of a class with a known truth: every figure is right, and none tells on anybody."""

import csv
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from grading.classroom.gradebook import read_class
from grading.classroom.nbgrader_api import Refused, nbgrader_api
from grading.classroom.page import page
from grading.classroom.records import GRADED, MISSING, Graded, HandIn, ProblemSet, Student
from grading.classroom.shares import FEW, SMALL_CLASS, Share, distribution
from grading.findings import RIGHT, WRONG, Findings
from tests.grading.classes import BACKWARD, FIRST, FORWARD, SECOND, SMALL, known_class, outputs, person

pytestmark = pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")  # of nbgrader's own calls
MEAN, TRANSPOSED, SIGN = "mean-instead-of-sum", "transposed", "wrong-sign"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a known class."""
    return known_class(tmp_path_factory.mktemp("class"), outputs())


@pytest.fixture(scope="module")
def problem_sets(course):
    """What the report reads."""
    return read_class(course.folder, nbgrader_api(course.folder))


@pytest.fixture(scope="module")
def html(problem_sets):
    """The page."""
    return page(problem_sets, date(2026, 3, 4))


@pytest.fixture(scope="module")
def soup(html):
    """The page, read."""
    return BeautifulSoup(html, "html.parser")


def section(soup, name):
    """The part of the page about one problem set."""
    return soup.find("section", attrs={"aria-labelledby": name})


def text(element):
    """What a reader sees, in one line."""
    return " ".join(element.get_text(" ").split())


def rows(table):
    """Cells of a table's body, as texts."""
    return [[text(cell) for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]


def counts(soup, name):
    """The figures at the top of a problem set, by their label."""
    return {text(div.dt): text(div.dd) for div in section(soup, name).dl.find_all("div")}


def bins(soup, name):
    """The distribution of points, as its table has it."""
    return rows(section(soup, name).details.table)


def functions(soup, name):
    """Function, solved, wrote nothing."""
    table = section(soup, name).find("table", class_="functions")
    return {row[0].replace("_ ", "_"): (row[1], row[3]) for row in rows(table)}


def heat(soup, name):
    """The map: row by misconception, cell by column."""
    table = section(soup, name).find("table", class_="map")
    columns = [text(th) for th in table.thead.find_all("th")][1:]
    return {row.code.string: dict(zip(columns, [text(td).removeprefix("· ") for td in row.find_all("td")]))
            for row in table.tbody.find_all("tr")}


def test_the_class_is_counted(soup):
    """If this fails, the page says something wrong of who handed in, who was late, what waits."""
    assert counts(soup, FIRST) == {
        "graded": "12 of 15", "mean, of 20 points": "60 %", "missing, not gradable or not graded yet": "3 of 15",
        "late": "3 of 12", "partly to be graded by hand": "9 of 12"}
    assert counts(soup, SECOND) == {
        "graded": "6 of 15", "mean, of 20 points": "63 %", "did not hand in": "9 of 15", "not gradable": "0 of 15",
        "not graded yet": "0 of 15", "late": "0 of 6", "partly to be graded by hand": "6 of 6"}


def test_points_are_distributed(soup):
    """If this fails, the histogram or the table behind it shows another class."""
    expected = {"20 to 30 %": "3", "60 to 70 %": "6", "90 to 100 %": "3"}
    assert bins(soup, FIRST) == [[f"{low} to {low + 10} %", expected.get(f"{low} to {low + 10} %", "0")]
                                 for low in range(0, 100, 10)]
    assert bins(soup, SECOND)[-1] == ["60 to 100 %", "6"]  # five have 60 %, one has 80 %
    drawn = section(soup, FIRST).find(class_="histogram")
    assert [text(bin) for bin in drawn.find_all(class_="bin")] == ["", "", "3", "", "", "", "6", "", "", "3"]
    assert "20 to 30 %: 3; 30 to 40 %: nobody;" in drawn["aria-label"] and drawn["role"] == "img"


def test_functions_are_counted(soup):
    """If this fails, a pass rate is wrong, or tells how many wrote nothing where that tells on somebody."""
    assert functions(soup, FIRST) == {FORWARD: ("12 of 12", "–"), BACKWARD: ("3 of 12", "3 of 9")}
    assert functions(soup, SECOND) == {FORWARD: ("> 3 of 6", "–"), BACKWARD: ("3 of 6", "–")}


def test_mistakes_are_counted(soup):
    """If this fails, the map shows another mistake, another function or another number."""
    assert heat(soup, FIRST) == {
        MEAN: {"anywhere": "4", BACKWARD: "4"}, TRANSPOSED: {"anywhere": "< 3", BACKWARD: "< 3"}}
    assert heat(soup, SECOND) == {  # of one of the six nothing is known
        SIGN: {"anywhere": "< 3", FORWARD: "< 3", BACKWARD: "0"},
        MEAN: {"anywhere": "< 3", FORWARD: "0", BACKWARD: "< 3"}}
    assert "Mistakes are known of" not in text(section(soup, FIRST))
    assert "Mistakes are known of 5 of the 6 hand-ins." in text(section(soup, SECOND))


def test_topics_say_what_to_take_up(soup):
    """If this fails, the sentence for the class has another share or sends to another section."""
    (topic,) = section(soup, FIRST).find("ol", class_="topics").find_all("li")
    assert text(topic).startswith("33 % (4 of 12 hand-ins): ")
    assert "in affine_backward (4)" in text(topic) and "See 6.6 The affine layer, backwards" in text(topic)
    assert "shared by three or more" in text(section(soup, SECOND))


def test_mistakes_that_come_back_stand_together(soup):
    """If this fails, a mistake that was made in two problem sets is not seen to be one."""
    table = section(soup, "overview").find("table", class_="map")
    assert [row.code.string for row in table.tbody.find_all("tr")] == [MEAN]
    assert [text(th) for th in table.thead.find_all("th")] == ["Mistake", FIRST, SECOND]  # of the third nothing is told
    assert rows(table)[0][1:] == ["4", "< 3"]


def test_of_a_small_group_nothing_is_told(soup):
    """If this fails, four students read their own figures."""
    shown = text(section(soup, SMALL))
    assert "4 of 15 students have a grade" in shown and "withheld" in shown
    assert not section(soup, SMALL).find_all("table") and "%" not in shown


def test_nobody_is_named(html):
    """If this fails, the page tells who is meant by a figure."""
    for number in range(15):
        student, known = person(number)
        assert [word for word in (student, *known.values()) if word in html] == []


def test_the_page_is_one_file(soup, html):
    """If this fails, the page asks another host for something, or runs a script."""
    assert not soup.find_all(["script", "link", "img", "iframe", "object"]) and not soup.find_all(src=True)
    assert "http" not in html and "url(" not in html and "@import" not in html
    assert all(a["href"].startswith("#") and soup.find(id=a["href"][1:]) for a in soup.find_all("a"))


def one_class(*misconceptions):
    """A problem set in which each student made one mistake in one function, or, if it is None, another one."""
    def hand_in(number, name):
        found = Findings(f"{FIRST}.{BACKWARD}", {"dW": RIGHT if name == "" else WRONG}, {name: ["dW"]} if name else {})
        points = 12.0 if name == "" else 0.0
        return HandIn(Student(f"s{number}"), GRADED, points, functions={BACKWARD: Graded(points, 12.0, (found,))})

    return ProblemSet(FIRST, 12.0, (BACKWARD,), tuple(hand_in(i, name) for i, name in enumerate(misconceptions)))


def test_where_few_hand_ins_tell_of_mistakes_none_is_told():
    """If this fails, five of whom four were graded by an earlier version read the mistake of the fifth."""
    known = one_class(*[MEAN] * 4)
    older = [replace(hand_in, functions={BACKWARD: Graded(0.0, 12.0)}) for hand_in in one_class(*[None] * 4).hand_ins]
    shown = page([replace(known, hand_ins=(*known.hand_ins, *older))], date(2026, 3, 4))
    assert "Mistakes are known of 4 of the 8 hand-ins." in shown and "Of so few no mistake is told." in shown
    assert MEAN not in shown and "withheld</td>" not in shown and "No mistake" not in shown


def test_one_and_two_look_alike():
    """If this fails, a bar, a colour, an order or a number tells whether one or two made a mistake."""
    def with_few(*few):
        return page([one_class(*[""] * 5, *[MEAN] * 4, *few)], date(2026, 3, 4))

    assert with_few(TRANSPOSED, None) == with_few(TRANSPOSED, TRANSPOSED) != with_few(TRANSPOSED, MEAN)
    assert with_few(TRANSPOSED, SIGN, SIGN) == with_few(TRANSPOSED, TRANSPOSED, SIGN)


def test_who_has_not_solved_it_is_not_told_by_who_wrote_nothing():
    """If this fails, the rest of a small number can be worked out."""
    def solved_by(few):
        return page([one_class(*[""] * few, *[None] * (10 - few))], date(2026, 3, 4)).split('class="functions"')[1]

    assert solved_by(1) == solved_by(2) != solved_by(3)


def test_why_some_have_no_grade_is_not_told_by_subtraction(soup):
    """If this fails, two of the reasons give away a third."""
    assert "did not hand in" not in counts(soup, FIRST)
    missing = [HandIn(Student(f"m{i}"), MISSING) for i in range(3)]
    known = one_class(*[""] * 5)
    assert "did not hand in" in page([replace(known, hand_ins=(*known.hand_ins, *missing))], date(2026, 3, 4))


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_share_tells_nothing_of_one_or_two(count, rest):
    """If this fails, a small count, or what is missing to all, can be read from a figure."""
    share = Share(count, count + rest)
    told = (str(share), share.percent, share.number, share.bounds, share.shown)
    if share.of < SMALL_CLASS:
        assert told == ("withheld", "withheld", "withheld", (0, 0), 0)
    elif 0 < count < FEW:
        other = Share(FEW - count, share.of)
        assert told == (str(other), other.percent, other.number, other.bounds, other.shown)
    elif 0 < rest < FEW:
        other = Share(share.of - FEW + rest, share.of)
        assert told == (str(other), other.percent, other.number, other.bounds, other.shown)
    else:
        assert str(share) == f"{count} of {count + rest}"


@given(st.lists(st.floats(0, 120), max_size=60))
def test_no_column_stands_for_one_or_two(percents):
    """If this fails, a column of the histogram is one student, or a student is in none of them."""
    found = distribution(percents)
    assert bool(found) == (len(percents) >= SMALL_CLASS)
    if found:
        assert sum(b.count for b in found) == len(percents)
        assert not any(0 < b.count < FEW for b in found)
        assert [found[0].low, *(b.high for b in found)] == [*(b.low for b in found), 100]


def table(path):
    """Rows of a CSV file."""
    return list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))


def test_the_command_writes_everything(course):
    """If this fails, an instructor does not find out who is stuck where."""
    command = [sys.executable, "-m", "grading", "report"]
    done = subprocess.run(command, cwd=course.folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{FIRST}: 12 graded, 1 missing, 1 not gradable, 1 not graded yet, 3 late; 10 not final" in done.stdout
    stuck = table(course.folder / "report/with_names/stuck.csv")
    first = {row["student"]: row for row in stuck if row["assignment"] == FIRST}
    assert sorted(first) == [person(number)[0] for number in range(3, 12)]
    assert first[person(6)[0]] == {  # who boasted of another mistake
        "student": person(6)[0], "assignment": FIRST, "function": BACKWARD, "points": "8.0", "of": "12.0",
        "state": "wrong", "misconceptions": MEAN, "sections": "6.6 The affine layer, backwards"}
    assert first[person(11)[0]]["state"] == "not written"
    listed = table(course.folder / "report/with_names/hand_ins.csv")
    hand_ins = {(row["student"], row["assignment"]): row for row in listed}
    assert [hand_ins[person(n)[0], FIRST]["status"] for n in (11, 12, 13, 14)] == [
        "graded", "not gradable", "not graded yet", "missing"]
    assert [hand_ins[person(n)[0], FIRST]["late"] for n in (2, 3)] == ["yes", ""]
    assert [hand_ins[person(n)[0], FIRST]["points"] for n in (0, 3, 13, 14)] == ["20.0", "12.0", "", ""]
    assert "Zoë03" in {row["first name"] for row in hand_ins.values()}
    assert FIRST in (course.folder / "report/class.html").read_text("utf-8")


def test_what_was_never_graded_is_refused(course, tmp_path, root):
    """If this fails, a typing error, or the wrong folder, makes an empty report."""
    shutil.copy(root / "nbgrader_config.py", tmp_path)
    with pytest.raises(Refused, match=r"there are no grades in sqlite:.*: grade first"):
        read_class(tmp_path, nbgrader_api(tmp_path))
    with pytest.raises(Refused, match=f"no grades of 6_backprop, but of {FIRST}, {SECOND}, {SMALL}"):
        read_class(course.folder, nbgrader_api(course.folder), ["6_backprop"])
