"""The quizzes of the chapters, read from their Markdown.

A question is a line in bold with its number. Below it stands either one ``<details>`` for each choice, with the choice
as its summary, or one ``<details>`` that shows the answer to a number, with a paragraph for the answer and for each of
the usual wrong ones. What is said begins with "Yes" or "No"::

    **1. What is two and two?**

    <details><summary>4</summary>

    Yes. Each two brings two more.

    </details>

    **2. What is one divided by three, to two decimals?**

    <details><summary>Show the answer</summary>

    Yes: **0.33** (± 0.005). Three of them are nearly one.

    No: **3**, `upside-down`. That is three divided by one.

    </details>
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOW = "Show the answer"
SECTION = re.compile(r"^## Quiz\n(.*?)(?=^## |\Z)", re.M | re.S)
QUESTION = re.compile(r"^\*\*(\d+)\. (.+)\*\*$", re.M)
DETAILS = re.compile(r"^<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>$", re.M | re.S)
NUMBER = re.compile(r"(?:Yes|No): \*\*(−?\d+(?:\.\d+)?)\*\*(?: \(± (\d+(?:\.\d+)?)\))?[.,] ")
NAME = re.compile(r"No: (?:\*\*.+?\*\*, )?`([a-z]+(?:-[a-z]+)*)`")


class QuizError(ValueError):
    """A quiz that is not in the form above."""


@dataclass(frozen=True)
class Option:
    """An answer that a reader may give: the Markdown of a choice, or a number; and what there is to say about it."""

    answer: str | float
    said: str

    @property
    def is_right(self):
        """Whether it is the answer."""
        return self.said.startswith("Yes")

    @property
    def misconception(self):
        """The name of the mistake that leads to it, None without one."""
        found = NAME.match(self.said)
        return found and found[1]


@dataclass(frozen=True)
class Question:
    """A question; ``tolerance`` is None for a choice, and for a number how far off it may be."""

    number: int
    text: str
    options: tuple[Option, ...]
    tolerance: float | None = None

    @property
    def is_numeric(self):
        """Whether the answer is a number that the reader types."""
        return self.tolerance is not None

    @property
    def right(self):
        """The one option that is the answer."""
        [right] = [option for option in self.options if option.is_right]
        return right


def chapters():
    """The notebooks that have a quiz, in order."""
    return sorted(ROOT.glob("book/[0-9][0-9]_*.ipynb"))


def quiz_of(chapter):
    """The questions of a chapter."""
    cells = json.loads(chapter.read_text("utf-8"))["cells"]
    text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    try:
        return questions(SECTION.search(text)[1])
    except QuizError as error:
        raise QuizError(f"{chapter.name}, quiz, {error}") from None


def questions(section):
    """The questions of the Markdown below the heading "Quiz", which begins with a paragraph to the reader."""
    _, *parts = QUESTION.split(section)
    return [question(int(number), text, body) for number, text, body in zip(*[iter(parts)] * 3)]


def question(number, text, body):
    """One question, or QuizError."""
    if left := DETAILS.sub("", body).strip():
        raise QuizError(f"question {number}: this is no <details> with a summary and an explanation: {left!r}")
    found = [(summary, said.strip()) for summary, said in DETAILS.findall(body)]
    numeric = len(found) == 1 and found[0][0] == SHOW
    asked = numbers(number, text, found[0][1]) if numeric else Question(
        number, text, tuple(Option(summary, said) for summary, said in found)
    )
    check(asked)
    return asked


def numbers(number, text, shown):
    """A question whose answer is a number."""
    lines = shown.split("\n\n")
    found = [NUMBER.match(line) for line in lines]
    if None in found:
        raise QuizError(f"question {number}: this begins with no number: {lines[found.index(None)]!r}")
    options = tuple(Option(float(match[1].replace("−", "-")), line) for match, line in zip(found, lines))
    return Question(number, text, options, tolerance=float(found[0][2] or 0))


def check(asked):
    """Raise QuizError unless every option is called right or wrong, and one is right."""
    unclear = [option.said for option in asked.options if not re.match(r"(Yes|No|Not so)\b", option.said)]
    if unclear:
        raise QuizError(f"question {asked.number}: this begins with neither Yes nor No: {unclear[0]!r}")
    if (count := sum(option.is_right for option in asked.options)) != 1:
        raise QuizError(f"question {asked.number}: {count} options are right, one should be")
