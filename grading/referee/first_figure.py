"""Imported by the factory of kernels: loads fonts and builds the parser of formulas, by drawing a figure.

It would take each kernel half a second when its student's code draws the first. Fonts themselves must not be kept:
matplotlib's cannot be used after a fork, and one that is forgotten there closes a file that is no longer its own.
"""

import io

from matplotlib import font_manager, mathtext
from matplotlib.figure import Figure

figure = Figure()
figure.subplots().semilogy([1, 10])
figure.suptitle("$x$")
for form in ("png", "svg"):
    figure.savefig(io.BytesIO(), format=form, bbox_inches="tight")
del figure
mathtext.MathTextParser._parse_cached.cache_clear()
font_manager._get_font.cache_clear()
