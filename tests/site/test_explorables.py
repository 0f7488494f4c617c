"""Interactive figures in a browser: by keyboard, from a link, without scripts, on paper, on a phone."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.explorables.played import PLAYED
from tools.pictures import SOURCES, names, picture

pytestmark = pytest.mark.browser

LARGEST, LARGEST_DATA = 6 * 1024, 24 * 1024  # bytes, gzipped
OUTSIDE = """() => [...document.querySelectorAll(".drawing")].flatMap(drawing => {
    const edge = drawing.getBoundingClientRect();
    const fits = r => r.left >= edge.left - 1 && r.right <= edge.right + 1
                   && r.top >= edge.top - 1 && r.bottom <= edge.bottom + 1;
    const texts = [...drawing.querySelectorAll("text")];
    return texts.filter(text => !fits(text.getBoundingClientRect())).map(text => text.textContent);
})"""
EACH = pytest.mark.parametrize("name", names())


def do(figure, what, how):
    """One step of PLAYED."""
    if isinstance(how, int):
        for _ in range(how):
            figure.get_by_role("button", name=what, exact=True).press("Enter")
        return
    control = figure.get_by_label(what, exact=True)
    control.focus()
    match control.evaluate("control => control.type"):
        case "select-one":
            control.select_option(label=how)
        case "text":
            control.fill(how)
        case "range":
            for key in how.split():
                control.press(key)


@pytest.fixture
def tab(browser):
    """A tab in which nothing moves, on a phone's screen if the test asks."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def opened(tab, site, name, query=""):
    """The figure, on its page, from a folder."""
    page = PLAYED[name][0]
    tab.goto(f"{(site / 'book' / page).as_uri()}.html{query}")
    return tab.locator(f"explore-{name}")


def test_every_figure_is_played():
    """If this fails, a figure has no test."""
    assert sorted(PLAYED) == names()


@EACH
def test_keyboard_leads_to_a_result(tab, site, name):
    """If this fails, a reader without a mouse gets another result, or none."""
    figure = opened(tab, site, name)
    _, steps, said = PLAYED[name]
    status = figure.get_by_role("status")
    expect(status).not_to_contain_text(said)
    for what, how in steps:
        do(figure, what, how)
    expect(status).to_contain_text(said)


@EACH
def test_link_shows_what_its_sender_saw(tab, site, name):
    """If this fails, the state is lost on the way."""
    figure = opened(tab, site, name)
    _, steps, said = PLAYED[name]
    for what, how in steps:
        do(figure, what, how)
    expect(figure.get_by_role("status")).to_contain_text(said)  # then the address is written, too
    drawn = figure.locator(".drawing").inner_html()
    tab.goto(tab.url)
    assert re.search(rf"[?&]{name}\.", tab.url)
    assert tab.locator(f"explore-{name} .drawing").inner_html() == drawn


@EACH
def test_senseless_links_are_harmless(tab, site, name):
    """If this fails, a link can break a figure."""
    controls = tab_controls(opened(tab, site, name))
    drawn = tab.locator(f"explore-{name} .drawing").inner_html()
    opened(tab, site, name, "?" + "&".join(f"{name}.{control}=%3Cscript%3E" for control in controls))
    assert tab.locator(f"explore-{name} .drawing script").count() == 0
    assert tab.locator(f"explore-{name} .drawing").inner_html() == drawn or "text" in kinds(tab, name)


def tab_controls(figure):
    """Names in the state of a figure."""
    return figure.evaluate("figure => figure.kept().map(control => control.name)")


def kinds(tab, name):
    """Types of the inputs."""
    return tab.locator(f"explore-{name} input").evaluate_all("inputs => inputs.map(input => input.type)")


@EACH
def test_letters_fit_on_a_phone(tab, site, name):
    """If this fails, words are cut off at 360 pixels, or at full width."""
    for width in (1280, 360):
        tab.set_viewport_size({"width": width, "height": 740})
        opened(tab, site, name)
        assert tab.evaluate(OUTSIDE) == []


@EACH
def test_picture_stands_without_scripts(browser, site, name):
    """If this fails, a reader without scripts sees nothing."""
    context = browser.new_context(java_script_enabled=False)
    figure = opened(context.new_page(), site, name)
    assert figure.locator("img").is_visible()
    assert figure.get_by_role("status").count() == 0
    context.close()


@EACH
def test_picture_stands_on_paper(tab, site, name):
    """If this fails, sliders are printed."""
    figure = opened(tab, site, name)
    assert not figure.locator("img").is_visible()
    tab.emulate_media(media="print")
    assert figure.locator("img").is_visible()
    assert not figure.locator(".live").is_visible()


@EACH
def test_picture_is_the_figure(browser, name):
    """If this fails, run `make pictures`: the picture is no longer how the figure begins."""
    assert (SOURCES / "pictures" / f"{name}.svg").read_text("utf-8") == picture(browser, name)


@pytest.mark.parametrize("name", ["base", *names()])
def test_script_is_small(site, name):
    """If this fails, a reader with a slow line waits. Data that a figure carries is not counted, but counted below."""
    script = (site / "_static" / "explorables" / f"{name}.js").read_bytes()
    data = b"".join(path.read_bytes() for path in (SOURCES / "data").glob("*.js") if imports(name, path))
    assert len(gzip.compress(script)) - len(gzip.compress(data)) <= LARGEST
    assert len(gzip.compress(data)) <= LARGEST_DATA


def imports(name, path):
    """Whether a figure carries a file of data."""
    entry = SOURCES / f"{name}.js"
    return entry.is_file() and f'"./data/{path.name}"' in entry.read_text("utf-8")
