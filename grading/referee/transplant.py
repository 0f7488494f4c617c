"""The released notebook with a student's answers in it: what became of the rest of the student's copy cannot matter."""

import copy
from collections import defaultdict
from itertools import chain, count

from nbformat import from_dict

from grading.referee.marks import grade_id, is_locked, is_solution
from grading.referee.match import match, names, same_text, trimmed, wanted
from grading.referee.reading import tidy

MAX_SOURCE = 1_000_000  # characters in one cell
MAX_EXTRA = 500  # cells of the student's own
MAX_EXTRA_SOURCE = 5_000_000  # characters in all of them


def transplant(student, release):
    """Put a student's answers into the released notebook.

    Parameters
    ----------
    student : NotebookNode
        What was handed in.
    release : NotebookNode
        What was handed out.

    Returns
    -------
    notebook : NotebookNode
        The released cells in their order and with their metadata. Solution cells, and those that nbgrader knows
        nothing of, have the student's text; the student's own cells stay behind the released cell that they followed.
    notes : list of str
        What an instructor may want to know.
    """
    graft = _Graft(tidy(student).cells, release.cells)
    graft.take_extra_cells()
    notebook = copy.deepcopy(release)
    notebook.cells = graft.cells()
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook, [*graft.remarks(), *graft.notes]


def likeness(student, release):
    """How many solution cells of a released notebook a student's has: with an answer, and at all."""
    places, answers = match(tidy(student).cells, release.cells)
    solutions = {k for k, cell in enumerate(release.cells) if is_solution(cell)}
    return len(solutions & set(answers)), len(solutions & set(places))


class _Graft:
    def __init__(self, student, release):
        self.student = [cell for cell in student if len(cell.source) <= MAX_SOURCE]
        self.release = release
        self.stubs = [trimmed(cell) for cell in release if is_solution(cell)]
        self.places, self.answers = match(self.student, release)
        self.before, self.behind = defaultdict(list), defaultdict(list)  # index of a released cell: the student's own
        self.notes = _dropped(len(student) - len(self.student), "too long")

    def take_extra_cells(self):
        """Keep what else the student wrote, but for changes to locked code."""
        anchor, extra = -1, []
        for i, place in enumerate(self.places):
            anchor = anchor if place is None else place
            text = self._unused(i)
            if text.strip():
                extra.append(text)
                if len(extra) <= MAX_EXTRA and sum(map(len, extra)) <= MAX_EXTRA_SOURCE:
                    versions = place is not None and not is_locked(self.release[place])
                    (self.before if versions else self.behind)[anchor].append(_extra_cell(self.student[i], text))
        self.notes += _dropped(len(extra) - sum(map(len, [*self.before.values(), *self.behind.values()])), "too many")

    def cells(self):
        """All cells of the result, with unique ids."""
        filled = [self._filled(k, released) for k, released in enumerate(self.release)]
        self._remove_stubs(filled)
        result = list(self.behind[-1])
        for k, cell in enumerate(filled):
            result += [*self.before[k], cell, *self.behind[k]]
        taken = {cell.id for cell in self.release}
        fresh = (cell_id for n in count(1) if (cell_id := f"extra-{n}") not in taken)
        for cell in result:
            if "id" not in cell:
                cell.id = next(fresh)
        return result

    def remarks(self):
        """What became of each solution cell that was not simply filled in."""
        for k, released in enumerate(self.release):
            name, found = grade_id(released), [i for i, place in enumerate(self.places) if place == k]
            versions = {self.student[i].source for i in found if not same_text(self.student[i], released)}
            if not is_solution(released):
                continue
            if len(versions) > 1:
                yield f"solution cell {name}: {len(versions)} versions, the last that defines what it should counts"
            elif not found:
                yield f"solution cell {name}: not there"
            elif all(grade_id(self.student[i]) != name for i in found):
                yield f"solution cell {name}: recognised without its name"

    def _unused(self, i):
        """What of a cell's text has no place yet."""
        cell, place = self.student[i], self.places[i]
        if place is None:
            return "" if trimmed(cell) in self.stubs else cell.source
        released, answer = self.release[place], self.student[self.answers.get(place, i)]
        if same_text(cell, released):
            return ""
        if is_locked(released):
            return cell.source.removeprefix(released.source) if released.cell_type == "markdown" else ""
        return "" if same_text(cell, answer) else cell.source

    def _filled(self, k, released):
        """A released cell, with the student's answer if there is one."""
        cell = copy.deepcopy(released)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if k in self.answers:
            answer = self.student[self.answers[k]]
            cell.source = answer.source
            cell.pop("attachments", None)
            if cell.cell_type == "markdown" and "attachments" in answer:
                cell.attachments = copy.deepcopy(answer.attachments)
        return cell

    def _remove_stubs(self, filled):
        """Where the student's definition is in another cell, a stub behind it would undo it."""
        own = chain((filled[k] for k in self.answers), *self.before.values(), *self.behind.values())
        defined = set().union(*(names(cell) for cell in own if cell.cell_type == "code"))
        for k, released in enumerate(self.release):
            if k not in self.answers and wanted(released) and wanted(released) <= defined:
                filled[k].source = f"# Defined in another cell: {', '.join(sorted(wanted(released)))}."


def _extra_cell(cell, text):
    """A cell of the student's own, still without an id."""
    extra = {"cell_type": cell.cell_type, "metadata": {}, "source": text}
    if cell.cell_type == "code":
        extra |= {"outputs": [], "execution_count": None}
    return from_dict(extra | ({"attachments": cell.attachments} if "attachments" in cell else {}))


def _dropped(number, why):
    return [f"{number} cells dropped, {why}"] if number else []
