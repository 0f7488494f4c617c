"""What only instructors may see is neither in the kit nor on the website."""

import html
import json
import re
import zipfile

import pytest

from tests.conftest import load
from tests.play import BODY, solution_notebook
from tools.exercises import problem_sets

HIDDEN = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END \1", re.S)
TELLING = 12  # characters; a shorter line, such as "else:", tells nothing
TAUGHT = {  # by the book and nnlib, and no solution by themselves
    "import matplotlib.pyplot as plt", "self.x, self.y = x, y", "return x + y", "return x * y",
    "return np.maximum(x, y)", "return dE, dW, db, du",
}
BARE = re.compile(r"return \w+(\[::-1\])?$")  # nor does a name alone


def secret_lines(root):
    """Every telling line of every solution, hidden test, mark scheme and mutant."""
    texts = [m.group(2) for name in problem_sets() for cell in solution_notebook(name).cells
             for m in HIDDEN.finditer(cell.source)]
    for path in root.glob("tests/mutants/*.py"):
        mutants = load(path)
        texts += [new for entries in mutants.MUTANTS.values() for _, _, new in entries]
        texts += ["\n".join([v] if isinstance(v, str) else v) for vs in mutants.VARIANTS.values() for v in vs]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    return {line for line in lines if len(line) >= TELLING and not BARE.match(line)}


def lines_of(text):
    """Lines of a text file; as a page they would read without tags, as a notebook or a script without quotes."""
    page = html.unescape(re.sub(r"<[^>]+>", "", text))
    strings = map(unquoted, re.findall(r'"(?:[^"\\\n]|\\.)*"', text))
    return {line.strip() for part in [text, page, *strings] for line in part.splitlines()}


def unquoted(string):
    """What a string in quotes says, if it is one."""
    try:
        return json.loads(string)
    except ValueError:
        return ""


@pytest.fixture(scope="module")
def secrets(root):
    """What nobody but instructors may see."""
    lines = secret_lines(root) - TAUGHT
    assert len(lines) > 150
    return lines


def test_every_solution_region_is_looked_for():
    """The test would look for nothing."""
    regions = [m for name in problem_sets() for c in solution_notebook(name).cells for m in BODY.finditer(c.source)]
    assert len(regions) > 15


def test_kit_tells_no_secret(root, secrets):
    """A student would find a solution, a hidden test or a mutant in the kit."""
    with zipfile.ZipFile(root / "_build/kit/gradients-by-hand-kit.zip") as zipped:
        found = {(name, line) for name in zipped.namelist() for line in lines_of(zipped.read(name).decode()) & secrets}
    assert not found


def test_website_tells_no_secret(root, secrets):
    """A reader would find a solution, a hidden test or a mutant on the website."""
    pages = [p for p in (root / "_build/site/_build/html").rglob("*")
             if p.suffix in {".html", ".ipynb", ".js", ".txt", ".md", ".py", ".json", ".inv"} and "katex" not in str(p)]
    assert pages
    found = {(p.name, line) for p in pages for line in lines_of(p.read_text("utf-8", "replace")) & secrets}
    assert not found
