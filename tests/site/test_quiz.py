"""The quizzes in a real browser, from a folder: forms with scripts, their Markdown without and on paper."""

import gzip
import re

import pytest
from test_browser import AXE, RULES, RUN_AXE, STICKING_OUT, VIEWS, opened, report

from tools.quizzes import ROOT, chapters, quiz_of

pytestmark = pytest.mark.browser

RUN_AXE_ON_THE_QUIZ = RUN_AXE.replace("exclude", 'include: ["#quiz"], exclude')
QUIZZES = {chapter.stem: quiz_of(chapter) for chapter in chapters()}
SCRIPT = ROOT / "book" / "_static" / "quiz.js"
KILOBYTES = 6
STOPS = 6  # presses of Tab that lead from one question to the next: a button, links in an explanation
every_chapter = pytest.mark.parametrize("stem", QUIZZES)


@pytest.fixture
def tab(browser):
    """A tab that prefers light and stands still."""
    with opened(browser, "light") as tab:
        yield tab


def show(tab, site, stem):
    """Follow a link to the quiz of a chapter and return its forms."""
    tab.goto((site / "book" / f"{stem}.html").as_uri() + "#quiz")
    return tab.locator("form.quiz")


def words(text):
    """The letters and digits of a text that holds no formula."""
    return re.findall(r"\w+", text)


def words_of(markdown):
    """The letters and digits of Markdown before its first formula or link; the rest looks different on the page."""
    return words(re.split(r"[$\[]", re.sub(r"</?\w+>", "", markdown))[0])


def verdict(form):
    """Right, wrong or nothing, and what is said about it."""
    return form.get_attribute("data-verdict") or "", form.get_by_role("status").inner_text()


def tab_into(tab, form):
    """Press Tab until a form has the focus."""
    for _ in range(STOPS):
        tab.keyboard.press("Tab")
        if form.evaluate("form => form.contains(document.activeElement)"):
            return
    pytest.fail(f"the keyboard does not reach the question {form.inner_text()[:60]!r}")


def answer_by_keyboard(tab, question, i):
    """Give the answer number i to the question that has the focus, and hand it in."""
    if question.is_numeric:
        tab.keyboard.press("Control+A")
        tab.keyboard.type(str(question.options[i].answer))
    else:
        tab.keyboard.press("ArrowDown" if i else "Space")
    tab.keyboard.press("Enter")


@every_chapter
def test_every_question_is_a_form(tab, site, stem):
    """A question would stay a list of things to unfold, or be shown twice."""
    forms = show(tab, site, stem)
    assert forms.count() == len(QUIZZES[stem])
    for form, question in zip(forms.all(), QUIZZES[stem]):
        assert form.locator("fieldset > legend").count() == form.get_by_role("status").count() == 1
        fields = form.locator("input[inputmode=decimal]" if question.is_numeric else "input[type=radio]")
        assert fields.count() == (1 if question.is_numeric else len(question.options))
        asked = [str(question.number), *words_of(question.text)]
        assert words(form.locator("legend").inner_text())[: len(asked)] == asked
    assert not tab.locator("#quiz details").first.is_visible()


@every_chapter
def test_every_answer_is_explained_to_the_keyboard(tab, site, stem):
    """Somebody without a mouse would not get to a question, or be told something else than the book says."""
    forms = show(tab, site, stem).all()
    for form, question in zip(forms, QUIZZES[stem]):
        tab_into(tab, form)
        for i, option in enumerate(question.options):
            answer_by_keyboard(tab, question, i)
            said, text = verdict(form)
            assert said == ("right" if option.is_right else "wrong"), f"{question.text}: {option.answer}"
            assert words(text)[: len(words_of(option.said))] == words_of(option.said)


@pytest.mark.parametrize(("stem", "expected", "said", "many"), [
    ("09_initialization", "right", "Yes", ["0.2", "0,2", "1/5", "2e-1", ".2", "+ 0.2004", "200E−3"]),
    ("09_initialization", "wrong", "variance-as-deviation", ["0.04", "1/25", "4e-2"]),
    ("03_activations", "wrong", "derivative-at-the-wrong-variable", ["-5.26", "−5,26", "–526/100"]),
    ("09_initialization", "wrong", "Not yet", ["7", "-0.2", "0.2011"]),
    ("09_initialization", "", "Write a number", ["", "half", "1/0", "1/2/3", "1e999", "0x1"]),
])  # fmt: skip
def test_numbers_as_people_write_them(tab, site, stem, expected, said, many):
    """A right answer would be refused for how it is written, or something taken for a number that is none."""
    form = show(tab, site, stem).last
    for typed in many:
        form.get_by_label("Your answer").fill(typed)
        form.get_by_role("button", name="Check").click()
        assert verdict(form)[0] == expected and said in verdict(form)[1], typed


def test_nothing_chosen(tab, site):
    """Somebody who presses Check too early would be told nothing, or called wrong."""
    form = show(tab, site, "06_backprop").first
    form.get_by_role("button", name="Check").click()
    assert verdict(form) == ("", "Choose an answer first.")


def test_another_try_begins_without_a_verdict(tab, site):
    """The verdict on one answer would stand beside another."""
    form = show(tab, site, "06_backprop").first
    for i, expected in [(0, "wrong"), (1, "right")]:
        form.get_by_role("radio").nth(i).check()
        assert verdict(form) == ("", "")
        form.get_by_role("button", name="Check").click()
        assert verdict(form)[0] == expected


def test_formulas_stay_rendered(tab, site):
    """A formula would be lost on the way into the form."""
    form = show(tab, site, "06_backprop").first
    assert form.locator("legend .katex").count() == QUIZZES["06_backprop"][0].text.count("$") / 2
    form.get_by_role("radio").nth(1).check()
    form.get_by_role("button", name="Check").click()
    assert form.get_by_role("status").locator(".katex").count() == 1


@pytest.mark.parametrize("view", VIEWS)
def test_answered_quizzes_are_accessible(browser, site, view):
    """What appears only when a question has been answered would have faults that nobody looked for."""
    problems = []
    with opened(browser, view) as tab:
        for stem, quiz in QUIZZES.items():
            for form, question in zip(show(tab, site, stem).all(), quiz):
                if question.is_numeric:
                    form.get_by_label("Your answer").fill(str(question.right.answer))
                else:
                    form.get_by_role("radio").nth(question.number % 3).check()
                form.get_by_role("button", name="Check").click()
            tab.evaluate(AXE)
            problems += [f"{stem}: {violation}" for violation in tab.evaluate(RUN_AXE_ON_THE_QUIZ, RULES[view])]
            problems += [f"{stem}: {out} sticks out" for out in tab.evaluate(STICKING_OUT) if view == "narrow"]
    report(problems)


@every_chapter
def test_without_scripts_there_is_something_to_unfold(browser, site, stem):
    """Somebody without scripts would have no quiz."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    assert show(tab, site, stem).count() == 0
    details = tab.locator("#quiz details")
    assert details.count() == sum(1 if question.is_numeric else len(question.options) for question in QUIZZES[stem])
    details.first.locator("summary").click()
    assert details.first.locator("p").first.is_visible()
    context.close()


def test_paper_has_the_markdown(tab, site):
    """A form would be printed, on which nothing can be pressed."""
    forms = show(tab, site, "06_backprop")
    tab.emulate_media(media="print")
    assert not forms.first.is_visible()
    assert tab.locator("#quiz details").first.is_visible()


RIGHT, WRONG = ("<details><summary>A</summary><p>Yes. So it is.</p></details>",
                "<details><summary>B</summary><p>No. It is not.</p></details>")  # fmt: skip
ANSWER = "<details><summary>Show the answer</summary><p>{}</p></details>"


@pytest.mark.parametrize("options", [
    RIGHT + RIGHT, WRONG + WRONG, RIGHT + "<details><summary>B</summary></details>",
    ANSWER.format("Yes: three, no more. So it is."), ANSWER.format("No: 3. It is not."),
])  # fmt: skip
def test_what_the_script_cannot_read_stays_as_it_is(tab, tmp_path, options):
    """A question that somebody has written wrongly would be gone, and the good one beside it, too."""
    page = tmp_path / "page.html"
    asked = f"<p><strong>1. Good?</strong></p>{RIGHT}{WRONG}<p><strong>2. Bad?</strong></p>{options}"
    script = f'<script src="{SCRIPT.as_uri()}"></script>'
    page.write_text(f'<section id="quiz"><h2>Quiz</h2><p>Open.</p>{asked}</section>{script}')
    tab.goto(page.as_uri())
    assert tab.locator("form.quiz").count() == 1
    assert tab.locator("p:not(.quiz-plain) > strong").inner_text() == "2. Bad?"
    assert tab.locator("details:not(.quiz-plain)").count() == options.count("<details>")


def test_the_script_is_small():
    """A page would get slower for one section of it."""
    assert len(gzip.compress(SCRIPT.read_bytes(), mtime=0)) <= KILOBYTES * 1000
