"""Problem set 8: the search is graded on the scores that students are handed."""

import importlib

import numpy as np

from tests.play import grade_ids, solution_notebook

NAME = "08_regularization"


def test_students_search_the_score_that_the_grader_knows():
    """The grader would know the scores of another function than the one that students are handed."""
    search, given = importlib.import_module(f"grading.problem_sets.{NAME}.search"), {"np": np}
    exec(grade_ids(solution_notebook(NAME), "locked")["given-score"].source, given)
    for p in search.SEARCH.questions(3)[""]:
        score = given["make_score"](p.numbers)
        theirs = [score(dict(zip(p.ranges, search.settings(p, u)))) for u in p.U]
        np.testing.assert_allclose(theirs, search.scores_of(p, p.U), rtol=1e-12)
