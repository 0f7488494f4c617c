"""The house style, and the pictures that more than one chapter draws.

Only this module imports matplotlib; nothing in nnlib imports this module.
"""

import matplotlib.pyplot as plt
from matplotlib_inline.backend_inline import set_matplotlib_formats

# Okabe and Ito's palette: distinguishable by the colour-blind, readable in grey.
BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY, BLACK = (
    "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#222222",
)
FORWARD, BACKWARD = BLUE, VERMILION  # captions call them blue and orange

STYLE = {
    "axes.prop_cycle": plt.cycler(color=[BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, BLACK]),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.labelsize": 10,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "figure.figsize": (6.4, 3.4),
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "image.cmap": "cividis",
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "savefig.bbox": "standard",
    "savefig.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "gradients-by-hand",  # the same ids, hence the same bytes, every time
}


def use_style(image_format="svg"):
    """Draw in the house style; call it once at the top of a chapter.

    Parameters
    ----------
    image_format : {"svg", "png"}, default "svg"
        SVG for lines; PNG for fields and images.
    """
    plt.rcParams.update(STYLE)
    if image_format == "svg":
        set_matplotlib_formats("svg", bbox_inches=None, metadata={"Date": None})
    else:
        set_matplotlib_formats("png", bbox_inches=None, dpi=150)
