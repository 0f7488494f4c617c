"""The quizzes: their form, and their words. What their numbers are is computed in test_quiz_numbers."""

import re
from itertools import pairwise

import pytest
from chapters import CHAPTERS, name, section

from grading.misconceptions import MISCONCEPTIONS
from tools.quizzes import QuizError, questions, quiz_of

CODE_NAME = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
GOOD = """
Open every choice.

**1. Two and two?**

<details><summary>4</summary>

Yes. Each two brings two more.

</details>
<details><summary>5</summary>

No: `factor-two`. That is one more.

</details>

**2. One third, to two decimals?**

<details><summary>Show the answer</summary>

Yes: **0.33** (± 0.005). Three of them are one.

No: **−3**, `wrong-sign`. It is positive.

</details>
"""
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=name)


def options(chapter):
    """Every option of every question."""
    return [option for question in quiz_of(chapter) for option in question.options]


def told(question):
    """What a question says about each of its options."""
    return [(option.answer, option.is_right, option.misconception) for option in question.options]


def test_a_quiz_is_read():
    """If this fails, tests and export work with something that is not on the page."""
    choice, number = questions(GOOD)
    assert (choice.number, choice.text, choice.is_numeric) == (1, "Two and two?", False)
    assert told(choice) == [("4", True, None), ("5", False, "factor-two")]
    assert (number.text, number.tolerance) == ("One third, to two decimals?", 0.005)
    assert told(number) == [(0.33, True, None), (-3, False, "wrong-sign")]


@pytest.mark.parametrize(("right", "wrong"), [
    ("Yes. Each", "No. Each"),  # no answer
    ("No: `factor-two`", "Yes"),  # two
    ("No: `factor-two`", "Perhaps"),
    ("<details><summary>5</summary>", "<details>\n<summary>5</summary>"),  # the choice would be text in the page
    ("<details><summary>5</summary>\n", "<details><summary>5</summary>"),  # Markdown inside HTML: stars would be shown
    ("</details>\n\n**2.", "**2."),
    ("No: **−3**", "No: three"),
])  # fmt: skip
def test_what_is_not_in_the_form_is_an_error(right, wrong):
    """If this fails, a question could be left out in silence."""
    with pytest.raises(QuizError):
        questions(GOOD.replace(right, wrong, 1))


@every_chapter
def test_there_are_choices_and_a_number(chapter):
    """If this fails, a chapter has too short a quiz, or questions are counted wrongly."""
    asked = quiz_of(chapter)
    assert [question.number for question in asked] == list(range(1, len(asked) + 1))
    assert 4 <= sum(not question.is_numeric for question in asked) <= 6
    assert any(question.is_numeric for question in asked)


@every_chapter
def test_there_is_something_to_choose_from(chapter):
    """If this fails, a question has hardly an answer that can be wrong."""
    assert [question.text for question in quiz_of(chapter) if len(question.options) < 3] == []


@every_chapter
def test_every_option_is_explained(chapter):
    """If this fails, a choice says only yes or no."""
    assert [option.said for option in options(chapter) if len(option.said.split()) < 6] == []


@every_chapter
def test_summaries_hold_no_formulas(chapter):
    """If this fails, readers see TeX: formulas inside HTML are not rendered."""
    answers = [option.answer for option in options(chapter) if isinstance(option.answer, str)]
    assert [answer for answer in answers if "$" in answer or "`" in answer] == []


@every_chapter
def test_numbers_can_be_typed_on_a_telephone(chapter):
    """If this fails, an answer needs a minus, which a telephone's decimal keypad does not have."""
    assert [question.text for question in quiz_of(chapter) if question.is_numeric and question.right.answer < 0] == []


@every_chapter
def test_numbers_are_told_apart(chapter):
    """If this fails, one number is within the tolerance of two answers."""
    for question in filter(lambda question: question.is_numeric, quiz_of(chapter)):
        values = sorted(option.answer for option in question.options)
        assert min(b - a for a, b in pairwise(values)) > 2 * question.tolerance, question.text


@every_chapter
def test_a_right_answer_is_no_misconception(chapter):
    """If this fails, a number is called right and a mistake."""
    assert [option.said for option in options(chapter) if option.is_right and option.misconception] == []


@every_chapter
def test_misconceptions_are_known_and_explained(chapter):
    """If this fails, the quiz and the grader call a mistake by two names, or the chapter does not explain it."""
    named = {option.misconception for option in options(chapter)} - {None}
    named |= {found for option in options(chapter) for found in CODE_NAME.findall(option.said)}
    assert named and sorted(named - set(MISCONCEPTIONS)) == []
    assert sorted(named - set(re.findall(r"^- `([a-z-]+)`", section(chapter, "Common mistakes"), re.M))) == []
