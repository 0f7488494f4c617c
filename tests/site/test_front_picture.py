"""The picture on the front page is drawn by hand; its numbers are computed."""

import re

from nnlib.autodiff import Node, apply, gradients
from nnlib.operations import Max


def test_front_picture_shows_the_numbers_of_its_graph(root):
    """A number in the picture would be wrong."""
    x, y, z = (Node(value) for value in (1, 2, 0))
    total, larger = x + y, apply(Max, y, z)
    nodes = [x, y, z, total, larger, f := total * larger]
    along_the_edges_to_y = [total, larger]  # plus and max hand their gradient on as it is
    computed = {"value": [node.value for node in nodes], "gradient": gradients(f, [*nodes, *along_the_edges_to_y])}
    picture = (root / "book/_static/front.svg").read_text(encoding="utf-8")
    for kind, numbers in computed.items():
        shown = re.findall(rf'class="{kind}"[^>]*>(-?\d+)<', picture)
        assert sorted(map(int, shown)) == sorted(map(int, numbers)), kind
