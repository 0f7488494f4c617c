"""Pages are read without scripts, on paper, and with the keyboard."""

from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.browser

WINDOW = {"width": 1280, "height": 900}
MISSING_PICTURES = """() => [...document.images].filter(image => image.checkVisibility() && !image.naturalWidth)
    .map(image => image.src)"""
DEAD_BUTTONS = """() => [...document.querySelectorAll(".pst-js-only")].filter(button => button.checkVisibility())
    .map(button => button.outerHTML.slice(0, 80))"""
CLOSED = """() => [...document.querySelectorAll("main details")]
    .filter(details => !details.lastElementChild.checkVisibility({ contentVisibilityAuto: true }))
    .map(details => details.textContent.trim().slice(0, 60))"""
PICTURES_IN_THE_DARK = """() => [...document.querySelectorAll("article figure img")].map(image => ({
    drawn: image.src.endsWith(".svg") && !image.classList.contains("keep-light"),
    inverted: getComputedStyle(image).filter.includes("invert"), name: image.src }))"""
COLOURS = """() => ["body", "article", "article a", "article pre", "nav a"].map(place => {
    const style = getComputedStyle(document.querySelector(place));
    return [style.color, style.backgroundColor, style.borderColor] })"""
BRIGHTNESS = """() => Math.max(...getComputedStyle(document.querySelector("article")).color.match(/\\d+/g))"""
PAPER = """() => {
    const visible = [...document.querySelectorAll(
        ".bd-sidebar, .bd-header, .bd-header-article, .prev-next-footer, .headerlink, .copybtn")]
        .filter(element => element.checkVisibility()).map(element => element.className);
    const out = document.documentElement.scrollWidth > innerWidth ? ["wider than the paper"] : [];
    return visible.concat(out) }"""
FOCUSED = """() => {
    const style = getComputedStyle(document.activeElement);
    const shown = style.outlineStyle != "none" || style.boxShadow != "none";
    return { shown, what: document.activeElement.outerHTML.slice(0, 80) } }"""


@contextmanager
def tab_of(browser, **options):
    """Open a tab in which nothing fades in."""
    context = browser.new_context(reduced_motion="reduce", **{"viewport": WINDOW, **options})
    yield context.new_page()
    context.close()


def report(problems):
    """Fail with one line for each problem."""
    assert not problems, "\n" + "\n".join(problems)


@pytest.fixture(scope="module")
def chapters(read_pages):
    """The chapters."""
    return [page for page in read_pages if page.parent.name == "book" and page.stem[:2].isdigit()]


def test_pages_stand_without_scripts(browser, read_pages):
    """Pictures, text and icons are there; what only a script could do is not offered."""
    problems = []
    with tab_of(browser, java_script_enabled=False) as tab:
        for page in read_pages:
            tab.goto(page.as_uri())
            problems += [f"{page.name} lacks {source}" for source in tab.evaluate(MISSING_PICTURES)]
            problems += [f"{page.name} offers {button}" for button in tab.evaluate(DEAD_BUTTONS)]
            problems += [] if tab.locator("main").inner_text().strip() else [f"{page.name} is empty"]
    report(problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_without_scripts(browser, chapters, scheme):
    """The theme chooses between light and dark by a script; without it every colour is that of the light page."""
    colours = []
    for scripts in [True, False]:
        with tab_of(browser, java_script_enabled=scripts, color_scheme=scheme if not scripts else "light") as tab:
            tab.goto(chapters[0].as_uri())
            colours.append(tab.evaluate(COLOURS))
    assert colours[0] == colours[1]


def test_pages_are_fit_to_print(browser, read_pages):
    """Paper has no sidebars and no buttons, is white even for who reads in the dark, and cannot unfold anything."""
    problems = []
    with tab_of(browser, viewport={"width": 718, "height": 1000}) as tab:  # A4, margins of 1 cm
        tab.emulate_media(media="print", color_scheme="dark")
        for page in read_pages:
            tab.goto(page.as_uri())
            problems += [f"{page.name}: {what}" for what in tab.evaluate(PAPER)]
            problems += [f"{page.name} hides {text!r}" for text in tab.evaluate(CLOSED)]
            if tab.locator("article").count():
                problems += [f"{page.name}: text too bright"] if tab.evaluate(BRIGHTNESS) > 100 else []
    report(problems)


def test_line_figures_are_dark_in_the_dark(browser, chapters):
    """White SVG is inverted; heat maps and photographs keep their colours."""
    problems = []
    with tab_of(browser, color_scheme="dark") as tab:
        for page in chapters:
            tab.goto(page.as_uri())
            pictures = tab.evaluate(PICTURES_IN_THE_DARK)
            assert pictures, page
            problems += [p["name"] for p in pictures if p["drawn"] != p["inverted"]]
    report(problems)


@pytest.mark.parametrize("page", ["book/index", "book/06_backprop", "book/api/affine", "book/glossary", "search"])
def test_first_tab_reaches_the_skip_link(browser, site, page):
    """With it, nobody has to go through the whole sidebar to reach the text."""
    with tab_of(browser) as tab:
        tab.goto((site / f"{page}.html").as_uri())
        tab.keyboard.press("Tab")
        link = tab.locator(":focus")
        assert link.is_visible()
        assert link.inner_text() == "Skip to main content"
        tab.keyboard.press("Enter")
        assert tab.url.endswith("#main-content")


def test_focus_is_seen(browser, chapters):
    """Whatever Tab reaches shows that it is reached."""
    with tab_of(browser) as tab:
        tab.goto(chapters[5].as_uri())
        reached = []
        for _ in range(60):
            tab.keyboard.press("Tab")
            reached.append(tab.evaluate(FOCUSED))
    assert len({focus["what"] for focus in reached}) > 30
    report([focus["what"] for focus in reached if not focus["shown"]])


def test_search_works_with_the_keyboard_from_a_folder(browser, chapters):
    """A word typed after Ctrl+K leads to the section that treats it, without a server."""
    with tab_of(browser) as tab:
        tab.goto(chapters[0].as_uri())
        tab.keyboard.press("Control+k")
        tab.keyboard.type("transpose")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/search.html?q=transpose")
        found = tab.locator("#search-results li a")
        found.first.wait_for()
        assert any("05_matrix_calculus" in link.get_attribute("href") for link in found.all())


def test_colours_change_with_the_keyboard(browser, chapters):
    """The button goes through light, dark, and what the system says, and keeps the focus; the next page remembers."""
    with tab_of(browser, color_scheme="light") as tab:
        tab.goto(chapters[0].as_uri())
        seen = []
        tab.locator(".theme-switch-button").focus()
        for _ in range(3):
            tab.keyboard.press("Enter")
            seen.append(tab.locator("html").get_attribute("data-mode"))
        assert sorted(seen) == ["auto", "dark", "light"]
        while tab.locator("html").get_attribute("data-mode") != "dark":
            tab.keyboard.press("Enter")
        tab.goto(chapters[1].as_uri())
        assert tab.locator("html").get_attribute("data-theme") == "dark"


def test_wrong_address_leads_back(browser, served):
    """At any depth: nothing else is asked for, its links and its search work."""
    with tab_of(browser) as tab:
        asked = []
        tab.on("request", lambda request: asked.append(request.url))
        wrong = f"{served}/book/no/such/page.html"
        assert tab.goto(wrong).status == 404
        assert [url for url in asked if not url.startswith("data:")] == [wrong]
        tab.get_by_role("link", name="6. Backpropagation").click()
        assert tab.url == f"{served}/book/06_backprop.html"
        tab.goto(wrong)
        tab.get_by_role("searchbox").fill("transpose")
        tab.keyboard.press("Enter")
        tab.locator("#search-results li a").first.wait_for()
