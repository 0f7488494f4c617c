"""The table of misconceptions tests itself."""

import numpy as np
import pytest

from grading import misconceptions
from grading.answers import same
from grading.diagnosis import GENERIC, MISSING, answer_of, diagnose, outcome
from grading.misconceptions import MISCONCEPTIONS
from grading.misconceptions.misconception import chapter_of
from grading.problem_sets import tasks_of
from grading.raised import Raised
from tools.exercises import problem_sets

TASKS = {f"{name}.{task.name}": task for name in problem_sets() for task in tasks_of(name).values()}
ENTRIES = [(name, group, i) for name, task in TASKS.items() for group in task.groups for i in range(len(task.wrong))]
BY_BEHAVIOUR = {"writes-to-its-arguments", "hard-coded", "delegated"}
SEED = 3


def plain(value):
    """As a student's answer arrives."""
    return value if isinstance(value, tuple | Raised) else np.array(value, dtype=float)


def wrong_parts(task, group, wrong):
    """Parts in which a wrong implementation differs from the truth, with its outcomes on every probe."""
    probes = task.questions(SEED)[group]
    truths, answers = [task.truth(p) for p in probes], [answer_of(wrong, p.copies(writable=True)) for p in probes]
    for part in truths[0]:
        outcomes = [plain(outcome(a, part)) for a in answers]
        right = [same(t[part], o, task.tolerance) for t, o in zip(truths, outcomes)]
        if not all(right) and not any(o is MISSING for o in outcomes):
            yield part, probes, outcomes


@pytest.mark.parametrize(("name", "group", "index"), ENTRIES)
def test_each_entry_matches_only_itself(name, group, index):
    """One behaviour would have two names, or none."""
    task = TASKS[name]
    for part, probes, outcomes in wrong_parts(task, group, task.wrong[index]):
        assert diagnose(task, probes, part, outcomes) == [task.wrong[index].name], part


@pytest.mark.parametrize("name", TASKS)
def test_each_entry_is_wrong_somewhere(name):
    """An entry would never match anything."""
    task = TASKS[name]
    for wrong in task.wrong:
        assert any(list(wrong_parts(task, group, wrong)) for group in task.groups), wrong.name


def test_every_name_has_words_and_every_word_a_use():
    """A name would be given without a hint, or a hint wait for a mistake that nothing recognises."""
    used = {wrong.name for task in TASKS.values() for wrong in task.wrong}
    assert used | BY_BEHAVIOUR | set(GENERIC) == set(MISCONCEPTIONS)


def test_no_two_modules_define_one_name():
    """One definition would silently replace another."""
    modules = [m for m in vars(misconceptions).values() if hasattr(m, "TABLE")]
    assert len(modules) >= 1 and sum(len(m.TABLE) for m in modules) == len(MISCONCEPTIONS)


@pytest.mark.parametrize("name", MISCONCEPTIONS)
def test_hint_asks_and_points_to_sections_that_exist(name, root):
    """A hint would send the student to a section that is not in the book."""
    m = MISCONCEPTIONS[name]
    for section in m.sections:
        chapter = next(root.glob(f"book/{chapter_of(section):02d}_*.ipynb"))
        assert section in chapter.read_text(encoding="utf-8")
    assert m.title and m.hint.endswith((".", "?"))


@pytest.mark.parametrize("name", MISCONCEPTIONS)
def test_sections_are_in_the_order_of_the_chapters(name):
    """`section_for` would not take the last one that the student has read."""
    assert list(MISCONCEPTIONS[name].sections) == sorted(MISCONCEPTIONS[name].sections, key=chapter_of)


@pytest.mark.parametrize("problem_set", problem_sets())
def test_hints_send_nobody_to_a_later_chapter(problem_set):
    """A student would be told to read again what no chapter so far has said."""
    chapter = int(problem_set[:2])
    names = {wrong.name for task in tasks_of(problem_set).values() for wrong in task.wrong}
    sections = {MISCONCEPTIONS[name].section_for(chapter) for name in names | BY_BEHAVIOUR | set(GENERIC)}
    assert names and {section for section in sections if chapter_of(section) > chapter} == set()


def test_the_nearest_section_is_named():
    """A student of chapter 6 would be sent back to the first mention, in chapter 1."""
    transposed = MISCONCEPTIONS["transposed"]
    assert [chapter_of(transposed.section_for(chapter)) for chapter in (1, 4, 5, 6, 12)] == [1, 1, 5, 6, 6]
