"""Pictures of networks, graphs and shapes: values flow forward in blue, gradients backward in orange."""

import matplotlib.pyplot as plt
import numpy as np

from nnlib.autodiff import gradients, topological_order
from nnlib.plotting import BACKWARD, BLACK, FORWARD

GREY, RADIUS, SIZE = "#999999", 0.44, 14


def canvas(height, width=6.4):
    """Empty axes, ten units wide, on which circles are round; (0, 0) is the lower left corner."""
    _, ax = plt.subplots(figsize=(width, height))
    ax.set(xlim=(0, 10), ylim=(0, 10 * height / width), aspect="equal")
    ax.axis("off")
    return ax


def write(ax, place, text, color=BLACK, **settings):
    """Text with a white ground, so that no line runs through it."""
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    settings = {"ha": "center", "va": "center", "fontsize": SIZE, "zorder": 4, "bbox": ground, **settings}
    ax.text(*place, text, color=color, **settings)


def circle(ax, place, text="", color=BLACK, **settings):
    """A unit of a network or a node of a graph."""
    ax.add_patch(plt.Circle(place, RADIUS, facecolor="white", edgecolor=color, linewidth=1.6, zorder=2))
    write(ax, place, text, color, **{"bbox": None, **settings})


def arrow(ax, start, end, color=GREY, gap=RADIUS, **settings):
    """An arrow between two places that leaves ``gap`` free at both ends."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    step = gap * (end - start) / np.linalg.norm(end - start)
    style = {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 0, "shrinkB": 0, "color": color, "linewidth": 1.4}
    ax.annotate("", end - step, start + step, arrowprops={**style, **settings}, zorder=1)


def number(value):
    """A number as a figure shows it: two decimals at most, a true minus sign."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def matrix(ax, corner, columns, rows, text, color=BLACK, unit=0.35):
    """A matrix as a rectangle to scale, its name inside; ``corner`` is its upper left corner."""
    (x, y), width, height = corner, columns * unit, rows * unit
    grid = {"color": color, "linewidth": 0.5, "alpha": 0.35}
    ax.add_patch(plt.Rectangle((x, y - height), width, height, facecolor="white", edgecolor=color, linewidth=1.6))
    ax.vlines([x + i * unit for i in range(1, columns)], y - height, y, **grid)
    ax.hlines([y - i * unit for i in range(1, rows)], x, x + width, **grid)
    write(ax, (x + width / 2, y - height / 2), text, color, **({"bbox": None} if rows == 1 else {}))


def layers(ax, sizes, places, middle):
    """Units of a network in columns at the heights ``places``; returns the place of unit (layer, number)."""
    units = {
        (k, i): (x, middle + 1.1 * ((size - 1) / 2 - i))
        for k, (size, x) in enumerate(zip(sizes, places))
        for i in range(size)
    }
    for (k, _), start in units.items():
        for (m, _), end in units.items():
            if m == k + 1:
                arrow(ax, start, end)
    return units


def graph(ax, output, places, names, shown=None):
    """A computation graph with its values (above the nodes, blue) and gradients (below, red).

    Parameters
    ----------
    ax : Axes
        From `canvas`.
    output : Node
        End of the graph.
    places : dict of Node to (x, y)
        Where to draw each node; nodes without a place are left out.
    names : dict of Node to str
        What to write into each node.
    shown : dict of Node to float, optional
        Gradients to show instead of the right ones.
    """
    nodes = [node for node in topological_order(output) if node in places]
    grad = dict(zip(nodes, gradients(output, nodes))) if shown is None else shown
    uses = [x for node in nodes for x in node.inputs]
    for node in nodes:
        downstream = node.operation.backward(np.asarray(grad[node])) if node.operation else ()
        for x, dx in zip(node.inputs, downstream):
            if x in places:
                _edge(ax, places[x], places[node], number(dx) if uses.count(x) > 1 else "")
        above, below = np.add(places[node], (0, 0.72)), np.subtract(places[node], (0, 0.72))
        circle(ax, places[node], names[node])
        write(ax, above, number(node.value), FORWARD)
        write(ax, below, number(grad[node]), BACKWARD)


def _edge(ax, start, end, text):
    arrow(ax, start, end)
    if text:
        write(ax, np.add(np.multiply(0.5, start), np.multiply(0.5, end)), text, BACKWARD, fontsize=SIZE - 1)
