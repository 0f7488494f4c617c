"""Which cell of a released notebook each cell of a student's notebook belongs to.

Evidence counts in this order: the ``grade_id`` or the cell's id, unless the cell defines what another solution cell
should; the same text; the functions and classes that it defines; its place behind a released cell.
"""

import ast
import re
import warnings

from grading.referee.marks import grade_id, is_locked, is_solution

LONG = 50_000  # characters of code


def match(student, release):
    """Place a student's cells in a released notebook.

    Parameters
    ----------
    student, release : list of NotebookNode
        The cells; the student's as `reading.tidy` gives them.

    Returns
    -------
    places : list of int or None
        For each of the student's cells the index of a released one; None for a cell of the student's own.
    answers : dict of int to int
        For each released cell that is not locked and was answered, the index of the student's cell that counts.
    """
    matching = _Matching(student, release)
    matching.by_claim()
    matching.by_text()
    matching.by_definitions()
    matching.by_doubtful_claim()
    matching.by_position()
    return matching.places, matching.answers()


def same_text(a, b):
    """Whether two cells differ in white space at the ends of lines only."""
    return trimmed(a) == trimmed(b)


def trimmed(cell):
    """Lines of a cell without the white space at their ends."""
    return [line.rstrip() for line in cell.source.strip().split("\n")]


def names(cell):
    """What a cell defines: functions, classes and variables."""
    body = _parsed(cell)
    assigned = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return _functions(cell, body) | {target.id for target in assigned if isinstance(target, ast.Name)}


def wanted(cell):
    """Functions and classes that a released solution cell asks for."""
    return _functions(cell, _parsed(cell)) if is_solution(cell) and cell.cell_type == "code" else set()


def _parsed(cell):
    """Statements of a cell; none if they would take too long, or are none."""
    if cell.cell_type != "code" or len(cell.source) > LONG:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as for "\\d" in a string
            return ast.parse(cell.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested too deeply for Python
        return []


def _functions(cell, body):
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    found = {node.name for node in body if isinstance(node, kinds)}
    return found if body else set(re.findall(r"^(?:async +)?(?:def|class) +(\w+)", cell.source, re.M))


class _Matching:
    def __init__(self, student, release):
        self.student, self.release = student, release
        self.places = [None] * len(student)
        self.defined = [names(cell) for cell in student]
        self.wanted = {k: wanted(cell) for k, cell in enumerate(release) if wanted(cell)}
        by_id = {cell.id: k for k, cell in enumerate(release) if not is_locked(cell)}
        by_name = {grade_id(cell): k for k, cell in enumerate(release) if grade_id(cell)}
        self.named = [by_name.get(grade_id(cell)) for cell in student]
        self.claims = [by_id.get(cell.id) if k is None else k for k, cell in zip(self.named, student)]
        texts = [trimmed(cell) for cell in release]
        self.same = [[k for k, text in enumerate(texts) if text == own] for own in map(trimmed, student)]

    def by_claim(self):
        for i, claim in enumerate(self.claims):
            if claim is not None and not self._is_doubtful(i, claim):
                self.places[i] = claim

    def by_text(self):
        for i in self._left():
            free = [k for k in self.same[i] if k not in self.places and self._same_type(i, k)]
            self.places[i] = next((k for k in free if is_locked(self.release[k]) or k not in self.claims), None)

    def by_definitions(self):
        """The last cell that defines what a solution cell should is its answer, unless it has one."""
        for k, functions in self.wanted.items():
            answers = self.answers()
            spare = [i for i, place in enumerate(self.places) if place is None or answers.get(place, i) != i]
            candidates = [i for i in spare if functions <= self.defined[i] and not self._is_stub(i)]
            if candidates and not (k in answers and functions <= self.defined[answers[k]]):
                self.places[candidates[-1]] = k

    def by_doubtful_claim(self):
        for i in self._left():
            claim = self.claims[i]
            if claim is not None and not is_locked(self.release[claim]) and not self._is_stub(i):
                self.places[i] = claim

    def by_position(self):
        """An answer in words, or an edited cell without a name, from a program that removes names and ids."""
        for k, released in enumerate(self.release):
            i = self._behind(k - 1)
            own = not is_locked(released) and k not in self.wanted
            if own and k not in self.places and i in self._left() and self._same_type(i, k) and not self._is_stub(i):
                self.places[i] = k

    def answers(self):
        """Of several versions of an answer, the last that defines what it should counts, or else the last."""
        versions = {}
        for i, place in enumerate(self.places):
            if place is not None and not is_locked(self.release[place]) and place not in self.same[i]:
                versions.setdefault(place, []).append(i)
        return {k: max(found, key=lambda i: (self.wanted.get(k, set()) <= self.defined[i], i))
                for k, found in versions.items()}

    def _is_doubtful(self, i, claim):
        """Whether a cell has another's text, or defines what another should and nothing that its claim suggests."""
        if self.same[i]:
            return claim not in self.same[i]
        if self.named[i] is not None and not is_locked(self.release[claim]) and claim not in self.wanted:
            return False
        others = any(functions <= self.defined[i] for k, functions in self.wanted.items() if k != claim)
        return others and not self.defined[i] & names(self.release[claim])

    def _is_stub(self, i):
        return any(is_solution(self.release[k]) for k in self.same[i])

    def _same_type(self, i, k):
        return self.student[i].cell_type == self.release[k].cell_type

    def _left(self):
        return [i for i, place in enumerate(self.places) if place is None]

    def _behind(self, k):
        """The student's cell behind the last one that belongs to a released one; -1 if none does."""
        found = [i for i, place in enumerate(self.places) if place == k]
        return max(found, default=-2) + 1 if k >= 0 else 0
