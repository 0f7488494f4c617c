"""The directive of interactive figures, and how their modules become one script."""

import sys
from pathlib import Path

import pytest
from sphinx.application import Sphinx

sys.path.append(str(Path(__file__).parents[2] / "book" / "_ext"))
import explorables

PICTURE = "![Two lines that cross.](neuron.svg)"
CAPTION = "Try it: drag."


@pytest.fixture
def built(tmp_path):
    """Build a page with an interactive figure; return its HTML and what Sphinx warned about."""

    def build(content, name="neuron"):
        source = tmp_path / "source"
        source.mkdir()
        (source / "conf.py").write_text(f"import sys; sys.path.append({str(Path(explorables.__file__).parent)!r})\n"
                                        "extensions = ['myst_parser', 'explorables']\n"
                                        "myst_enable_extensions = ['colon_fence']\nnumfig = True\n")  # fmt: skip
        (source / "neuron.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        lines = [f":::{{explorable}} {name}", *content, ":::", "", "See {numref}`fig-explore-neuron`."]
        (source / "index.md").write_text("# Page\n\n" + "\n".join(lines))
        warnings = (tmp_path / "warnings").open("w+")
        app = Sphinx(source, source, tmp_path / "out", tmp_path / "doctrees", "html", status=None, warning=warnings)
        app.build()
        warnings.seek(0)
        return (tmp_path / "out" / "index.html").read_text("utf-8"), warnings.read()

    return build


def test_figure_has_picture_caption_and_number(built):
    """If this fails, readers without scripts have no picture, or nobody can refer to the figure."""
    page, warnings = built([PICTURE, "", CAPTION])
    assert not warnings
    assert '<explore-neuron><img alt="Two lines that cross."' in page
    assert "Try it: drag." in page
    assert ">Fig. 1<" in page
    assert page.index("explorables/base.js") < page.index("explorables/neuron.js")


@pytest.mark.parametrize(
    ("content", "said"),
    [([CAPTION], "has 0 pictures and 1 paragraphs"), ([PICTURE], "has 1 pictures and 0 paragraphs"),
     (["![](neuron.svg)", "", CAPTION], "one picture with alt text")],
)  # fmt: skip
def test_picture_alt_text_and_caption_are_required(built, content, said):
    """If this fails, a figure can be without what stands in its place."""
    assert said in built(content)[1]


def test_unknown_figures_are_refused(built):
    """If this fails, a typing error leaves an empty place."""
    assert "book/explorables has no neurn.js" in built([PICTURE, "", CAPTION], name="neurn")[1]


def test_modules_come_after_those_they_need(tmp_path):
    """If this fails, a script uses a constant before it is there."""
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n\n// Why.\nexport const a = b + 1;\n')
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    assert explorables.joined(explorables.modules(tmp_path / "a.js")) == (
        "export const b = 1;\nexport const a = b + 1;\n".replace("export ", ""), ["b", "a"])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [("const b = 2;\n", "defines b, as b.js does"), ("export default 1;\n", "has 'export default 1;'"),
     ('import * as b from "./b.js";\n', "has 'import")],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused(tmp_path, text, said):
    """If this fails, one module silently replaces what another one defines."""
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n' + text)
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    with pytest.raises(ValueError, match=said):
        explorables.joined(explorables.modules(tmp_path / "a.js"))
