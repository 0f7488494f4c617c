"""What a report says and draws."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nnlib._heat_map import heat_map
from nnlib.gradient_report import GradientReport, relative_error


def set_entry(array, index, value):
    """The array with one entry (or row) replaced."""
    array[index] = value
    return array


@pytest.mark.parametrize(
    ("a", "n", "error"),
    [
        ([3.0, 4.0], [3.0, 4.0], 0),
        ([3.0, 4.0], [0.0, 0.0], 1),
        ([3.0, 4.0], [-3.0, -4.0], 1),
        ([1.0, 0.0], [3.0, 0.0], 0.5),
        ([3.0, 0.0], [0.0, 4.0], 5 / 7),
        ([0.0, 0.0], [0.0, 0.0], 0),
        ([], [], 0),
        (1.0, 1.0, 0),
        ([np.nan, 1.0], [1.0, 1.0], np.inf),
        ([1.0, 1.0], [1.0, np.nan], np.inf),
        ([np.inf, 1.0], [np.inf, 1.0], np.inf),
    ],
)
def test_relative_error(a, n, error):
    """If this fails, the distance is not ‖a − n‖ / (‖a‖ + ‖n‖), or something not finite agrees."""
    assert_allclose(relative_error(a, n), error, rtol=1e-15)
    assert type(relative_error(a, n)) is float  # and prints as such


def test_relative_error_does_not_broadcast():
    """If this fails, a column agrees with a row."""
    with pytest.raises(ValueError, match=r"^a has shape \(2, 1\), but should have the shape of n, \(2,\)$"):
        relative_error(np.ones((2, 1)), np.ones(2))


def report_on(a, n):
    """A report on one gradient, ``W``."""
    return GradientReport({"W": (np.asarray(a), np.asarray(n))}, 1e-6)


def marks(html):
    """The map of a report as text: one line for each row."""
    return ["".join(re.findall("[✓✗]", row)) for row in html.split("<tr>")[1:]]


def test_the_text_says_what_agrees():
    """If this fails, a right gradient is not reported as such."""
    assert repr(report_on([1.0, 2.0], [1.0, 2.0])) == "dW (2,): agrees (relative error below 1e-06)"


def test_the_text_says_where_it_differs_and_by_how_much():
    """If this fails, a report does not point to the worst entry, be it too large or too small."""
    n = np.arange(6.0).reshape(2, 3)
    text = repr(report_on(set_entry(set_entry(n.copy(), (0, 1), 1.5), (1, 2), 3.0), n))
    assert text.startswith("dW (2, 3): DIFFERS (relative error 1.5e-01)")
    assert text.endswith("worst at [1, 2]: 3, but should be 5 (off by -2.0e+00); 2 of 6 entries are wrong")


def test_the_text_says_which_shape_is_wrong():
    """If this fails, a report does not say what the shape should be."""
    assert repr(report_on(np.ones((2, 1)), np.ones(2))) == "dW: has shape (2, 1), but should have the shape of W, (2,)"


def test_the_text_points_to_what_is_not_finite():
    """If this fails, NaN is not called NaN, or not found."""
    text = repr(report_on([[1.0, np.nan]], [[1.0, 2.0]]))
    assert "DIFFERS (relative error inf)" in text
    assert text.endswith("worst at [0, 1]: nan, but should be 2 (off by nan); 1 of 2 entries are not finite")


@pytest.mark.parametrize(
    ("a", "n", "expected"),
    [
        ([[1.0, 9.0, 3.0], [4.0, 5.0, 6.0]], [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], ["✓✗✓", "✓✓✓"]),
        ([1.0, 2.0, 9.0], [1.0, 2.0, 3.0], ["✓✓✗"]),
        (1.0, 2.0, ["✗"]),
        ([[1.0, np.nan]], [[1.0, 2.0]], ["✓✗"]),
        ([[[1.0, 2.0], [3.0, 9.0]]], [[[1.0, 2.0], [3.0, 4.0]]], ["✓✓✓✗"]),
        (np.ones((0, 2)), np.ones((0, 2)), []),
        (np.ones((2, 1)), np.ones(2), []),
    ],
)
def test_the_map_shows_what_is_wrong(a, n, expected):
    """If this fails, the map marks the wrong entries, or cannot be drawn."""
    html = report_on(a, n)._repr_html_()
    assert marks(html) == expected
    assert html.count("<table") == html.count("</table>") == bool(expected)


def test_a_large_gradient_gets_its_sentence_only():
    """If this fails, a report on a large layer fills the page."""
    shown, hidden = (report_on(np.ones(size), np.zeros(size))._repr_html_() for size in (400, 401))
    assert marks(shown) == ["✗" * 400]
    assert marks(hidden) == []
    assert "DIFFERS" in hidden


def test_the_html_escapes_names():
    """If this fails, a name can bring its own markup into a notebook."""
    html = GradientReport({"<script>&": (np.ones(1), np.ones(1))}, 1e-6)._repr_html_()
    assert "<script>" not in html
    assert "d&lt;script&gt;&amp;" in html


def test_sentence_and_map_agree():
    """If this fails, a report says that it differs over a map without a cross, or agrees over one with a cross."""
    slightly_off_everywhere = report_on(1 + np.full(100, 2.5e-6), np.ones(100))
    assert "DIFFERS" in repr(slightly_off_everywhere) and "✗" in slightly_off_everywhere._repr_html_()
    one_off_a_little = report_on(np.array([1, 1, 1 + 2.2e-6]), np.ones(3))
    assert "agrees" in repr(one_off_a_little) and "✗" not in one_off_a_little._repr_html_()


N = np.random.default_rng(0).normal(size=(3, 3))


@pytest.mark.parametrize(
    ("a", "sentence"),
    [
        (0 * N, "it is zero everywhere"),
        (-N, "its sign is flipped"),
        (N.T, "it equals the transpose of the numerical one"),
        (5 * N, "it is 5 times the numerical one, in every entry"),
        (N / 4, "it is 0.25 times the numerical one, in every entry"),
        (N * (1 + 1e-5), "it is 1 + 1e-05 times the numerical one, in every entry"),
        (N * [[1], [1 + 1e-4], [1]], "3 of 9 entries are wrong: all of row 1"),
        (N * [[1], [1], [2]], "3 of 9 entries are wrong: all of row 2"),
        (N * [[2], [1], [3]], "6 of 9 entries are wrong: all of rows 0, 2"),
        (N * [1, 2, 1], "3 of 9 entries are wrong: all of column 1"),
        (N * [[2, 1, 1], [1, 1, 1], [1, 1, 1]], "1 of 9 entries are wrong"),
        (N + 1, "9 of 9 entries are wrong"),
        (N * (1 + 8e-4), "it is 1 + 8e-04 times the numerical one, in every entry"),
    ],
)
def test_a_report_says_what_kind_of_wrong(a, sentence):
    """If this fails, a clear mistake is not named, or named wrongly."""
    report = report_on(a, N)
    assert repr(report).endswith(f"; {sentence}")
    assert f'aria-label="dW: {sentence}"' in report._repr_html_()


@pytest.mark.parametrize(
    ("a", "n", "sentence"),
    [
        (N.T - N, N - N.T, "its sign is flipped"),
        (50.5, -49.5, "its sign is flipped"),  # undoing it leaves 1 of 100: just explained
        (50.6, -49.4, "1 of 1 entries are wrong"),
        (2.0, 1.0, "1 of 1 entries are wrong"),
        ([2.0, 4.0], [1.0, 2.0], "it is 2 times the numerical one, in every entry"),
        ([0.0, 2.0, 4.0], [0.0, 1.0, 2.0], "it is 2 times the numerical one, in every entry"),
        ([1.0, -1.0], [1.0, 1.0], "1 of 2 entries are wrong"),
        ([1.0, 2.0], [0.0, 0.0], "2 of 2 entries are wrong"),
        ([0.0, 0.0], [1.0, np.nan], "2 of 2 entries are wrong"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_report_on_a_special_case_says_what_kind_of_wrong(a, n, sentence):
    """If this fails, a mistake is named that explains too little, or naming one divides by zero."""
    assert repr(report_on(a, n)).endswith(f"; {sentence}")


def test_a_transposed_shape_is_said():
    """If this fails, a report on a gradient of the transposed shape does not say so."""
    assert repr(report_on(np.ones((2, 3)), np.ones((3, 2)))).endswith("the shape of W, (3, 2); its transpose has")
    assert not repr(report_on(np.ones((6,)), np.ones((3, 2)))).endswith("transpose has")


def test_a_worse_entry_is_darker():
    """If this fails, the colour of an entry does not tell how wrong it is."""
    html = report_on(np.array([1, 1 + 1e-5, 1 + 1e-3, 1.1, 9.0, np.nan]), np.ones(6))._repr_html_()
    cells = [re.search("background: (#[0-9a-f]{6})", cell) for cell in html.split("<td")[1:]]
    assert cells[0] is None
    lightness = [sum(bytes.fromhex(cell[1][1:])) for cell in cells[1:]]
    assert lightness == sorted(lightness, reverse=True)
    assert len(set(lightness)) == 4


@pytest.mark.parametrize(
    ("a", "n", "error", "colour"),
    [
        (5 + 0.99 * 5e-4, 5.0, "1e-04", "#fee8c8"),
        (5 + 1.01 * 5e-4, 5.0, "1e-04", "#fdbb84"),
        (5 + 0.99 * 5e-2, 5.0, "1e-02", "#fdbb84"),
        (5 + 1.01 * 5e-2, 5.0, "1e-02", "#d7301f"),
        (9.95, 5.0, "1e+00", "#d7301f"),
        (10.0, 5.0, "1e+00", "#7f0000"),
        (-5.0, 5.0, "2e+00", "#7f0000"),
        (3.0, 0.0, "3e+00", "#7f0000"),
    ],
)
def test_colour_and_title_tell_the_size_of_an_error(a, n, error, colour):
    """If this fails, an error is measured by something else than a typical entry of the array, or loses its sign."""
    a, n = np.array([a, n, n, n]), np.full(4, n)
    first, *others = heat_map(a, n, a != n, "")[1:].split("<td")[1:]
    assert f"background: {colour}" in first and f'title="error {error} of a typical entry"' in first
    assert "background" not in "".join(others)


def test_an_entry_is_wrong_if_it_is_off_by_more_than_its_share():
    """If this fails, a report on one wrong entry counts entries among the wrong that are as good as right."""
    off_a_little = report_on([1.0, 1.0, 1.0 + 1e-6, 2.0], np.ones(4))
    assert repr(off_a_little).endswith("; 1 of 4 entries are wrong")
    strict = GradientReport({"W": (np.array([1.0, 2.0]), np.array([1.0, 3.0]))}, tolerance=0.0)
    assert repr(strict).endswith("; 1 of 2 entries are wrong")


def test_a_report_along_directions_says_so():
    """If this fails, slopes along directions are reported, or drawn, as if they were entries."""
    right, wrong = ({"W": (np.ones(8), n * np.ones(8))} for n in (1, 2))
    shapes = {"W": (50, 20)}
    assert repr(GradientReport(right, 1e-6, shapes=shapes)) == (
        "dW (50, 20): agrees along 8 random directions (relative error below 1e-06)"
    )
    report = GradientReport(wrong, 1e-6, shapes=shapes)
    assert repr(report) == "dW (50, 20): DIFFERS along 8 random directions (relative error 3.3e-01)"
    assert "<table" not in report._repr_html_()


def test_noise_passes_up_to_its_size():
    """If this fails, what the measurement cannot tell from zero is called wrong, or what it can is not."""
    a, n = np.zeros(4), np.full(4, 1e-9)
    assert GradientReport({"W": (a, n)}, 1e-6, noise=1.01e-9)
    assert not GradientReport({"W": (a, n)}, 1e-6, noise=0.99e-9)
    assert not GradientReport({"W": (a, np.full(4, np.inf))}, 1e-6, noise=1.0)


def test_the_printed_bound_holds():
    """If this fails, a report claims a smaller error than it has checked."""
    lines = {tolerance: repr(GradientReport({"W": (N, N)}, tolerance)) for tolerance in (2e-7, 1e-6, 1e-3)}
    assert [re.search("below (.*)\\)", line)[1] for line in lines.values()] == ["1e-06", "1e-06", "1e-03"]
