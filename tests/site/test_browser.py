"""What must hold for every page in a real browser: light, dark and narrow, from a folder and from a server."""

from contextlib import contextmanager
from importlib.resources import files

import pytest

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
VIEWS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}
NARROWEST = {"width": 360, "height": 740}
RULES = {  # each rule where it can tell something new; what passes is not listed, which halves the time
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
    "narrow": {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}},
}
# Formulas are left out: KaTeX writes them all in the same way, as MathML and thousands of hidden spans.
RUN_AXE = """async rules => (await axe.run({ exclude: [".katex"] }, rules)).violations.flatMap(violation =>
    violation.nodes.map(node => `${violation.id}: ${node.html.replace(/\\s+/g, ' ').slice(0, 120)}`))"""
STICKING_OUT = """() => {
    const clips = element =>
        element && (getComputedStyle(element).overflowX != "visible" || clips(element.parentElement));
    const out = element => element.getBoundingClientRect().right > innerWidth + 1 && !clips(element.parentElement);
    const names = () => [...document.querySelectorAll("main *")].filter(out).map(e => e.outerHTML.slice(0, 80));
    return document.documentElement.scrollWidth <= innerWidth ? [] : ["the page", ...names().slice(0, 5)];
}"""
OUT_OF_REACH = """formulas => formulas
    .filter(formula => formula.scrollWidth > formula.clientWidth && formula.tabIndex < 0)
    .map(formula => formula.querySelector("annotation").textContent)"""


@contextmanager
def opened(browser, view):
    """Open a tab with the size and the colours of a view, in which nothing fades in."""
    context = browser.new_context(reduced_motion="reduce", **VIEWS[view])
    yield context.new_page()
    context.close()


def show(tab, page):
    """Load a page, unfold all that can be unfolded, and wait until nothing moves: a colour half-way is no colour."""
    tab.goto(page.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    tab.evaluate("Promise.allSettled(document.getAnimations().map(animation => animation.finished))")


def report(problems):
    """Fail with one line for each problem."""
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("origin", ["folder", "server"])
def test_page_is_self_contained(browser, site, read_pages, served, origin):
    """A page asks no other host for anything, misses nothing and logs no error."""
    home = site.as_uri() if origin == "folder" else served
    problems = []
    with opened(browser, "light") as tab:
        tab.on("request", lambda request: request.url.startswith((home, "data:", "blob:"))
               or problems.append(f"{tab.url} asks for {request.url}"))  # fmt: skip
        tab.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED"  # the next page came first
               or problems.append(f"{tab.url} does not get {request.url}"))  # fmt: skip
        tab.on("console", lambda message: message.type == "error" and problems.append(f"{tab.url}: {message.text}"))
        tab.on("pageerror", lambda error: problems.append(f"{tab.url}: {error}"))
        for page in read_pages:
            tab.goto(f"{home}/{page.relative_to(site).as_posix()}")
    report(problems)


@pytest.mark.parametrize("view", VIEWS)
def test_page_is_accessible(browser, read_pages, view):
    """Axe finds nothing to object to."""
    problems = []
    with opened(browser, view) as tab:
        for page in read_pages:
            show(tab, page)
            tab.evaluate(AXE)
            problems += [f"{page.name}: {violation}" for violation in tab.evaluate(RUN_AXE, RULES[view])]
    report(problems)


def test_colours_follow_the_reader(browser, site):
    """Who prefers a dark screen gets one."""
    with opened(browser, "dark") as tab:
        show(tab, site / "book" / "index.html")
        assert tab.locator("html").get_attribute("data-theme") == "dark"


def test_nothing_sticks_out_of_a_narrow_screen(browser, read_pages):
    """At 360 pixels no page scrolls sideways."""
    problems = []
    with opened(browser, "narrow") as tab:
        tab.set_viewport_size(NARROWEST)
        for page in read_pages:
            show(tab, page)
            problems += [f"{page.name}: {element} sticks out" for element in tab.evaluate(STICKING_OUT)]
    report(problems)


def test_wide_formulas_scroll_with_the_keyboard(browser, read_pages):
    """A formula that is wider than the screen can be reached with Tab, so that the arrow keys scroll it."""
    problems = []
    with opened(browser, "narrow") as tab:
        tab.set_viewport_size(NARROWEST)
        for page in read_pages:
            show(tab, page)
            problems += [f"{page.name}: {tex}" for tex in tab.locator("div.formula").evaluate_all(OUT_OF_REACH)]
    report(problems)
