"""The class report in a real browser: light, dark and narrow, with the keyboard and without a network."""

from datetime import date
from importlib.resources import files

import pytest

from grading.classroom.gradebook import read_class
from grading.classroom.nbgrader_api import nbgrader_api
from grading.classroom.page import page
from tests.grading.classes import known_class, outputs
from tests.site.test_browser import RULES, RUN_AXE, STICKING_OUT, VIEWS, opened, report, show

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore:Object of type:sqlalchemy.exc.SAWarning")]
OUT_OF_REACH = """regions => regions
    .filter(region => region.scrollWidth > region.clientWidth && region.tabIndex < 0).map(region => region.outerHTML)"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The report of a class with a known truth, as a file."""
    course = known_class(tmp_path_factory.mktemp("class"), outputs())
    path = course.folder / "class.html"
    path.write_text(page(read_class(course.folder, nbgrader_api(course.folder)), date(2026, 3, 4)), encoding="utf-8")
    return path


@pytest.mark.parametrize("view", VIEWS)
def test_the_report_is_accessible(browser, written, view):
    """Axe finds nothing to object to."""
    with opened(browser, view) as tab:
        show(tab, written)
        tab.evaluate(AXE)
        report(tab.evaluate(RUN_AXE, RULES[view]))


def test_nothing_of_the_report_sticks_out(browser, written):
    """At 360 pixels the page does not scroll sideways; its tables do, also with the keyboard."""
    with opened(browser, "narrow") as tab:
        show(tab, written)
        report(tab.evaluate(STICKING_OUT))
        report(tab.locator(".wide").evaluate_all(OUT_OF_REACH))


def test_the_report_asks_nobody_for_anything(browser, written):
    """The page needs no network and logs no error."""
    asked, said = [], []
    with opened(browser, "light") as tab:
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(written.as_uri())
    assert (asked, said) == ([written.as_uri()], [])


def test_columns_are_as_high_as_they_should_be(browser, written):
    """The area of a column of the histogram is its number of students."""
    with opened(browser, "light") as tab:
        show(tab, written)
        columns = tab.locator(".histogram").first.locator(".bin").evaluate_all("""bins => bins.map(bin => [
            +bin.querySelector(".count").textContent,
            bin.clientWidth * bin.querySelector(".column").clientHeight])""")
    students, areas = zip(*columns)
    each = sum(areas) / sum(students)
    assert [round(area / each) for area in areas] == list(students)


def test_the_report_follows_the_readers_colours(browser, written):
    """Who prefers a dark screen gets one."""
    colours = {}
    for view in ("light", "dark"):
        with opened(browser, view) as tab:
            show(tab, written)
            colours[view] = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colours == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 30)"}
