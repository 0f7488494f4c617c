"""The reference of nnlib on the website, and the links between equations and functions."""

import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
API = ROOT / "book" / "api"
MODULES = sorted(p.stem for p in (ROOT / "nnlib").glob("*.py") if not p.stem.startswith("_"))
CHAPTERS = sorted(ROOT.glob("book/[0-9][0-9]_*.ipynb"))
LABELS = {label for chapter in CHAPTERS for label in re.findall(r"\$\$ \((eq-[\w-]+)\)", chapter.read_text("utf-8"))}

NO_FUNCTION = {  # equations that nnlib does not compute in this form
    "eq-neuron-cell": "the nerve cell that the neuron leaves out",
    "eq-neuron-bias": "the bias as one more weight; nnlib keeps them apart",
    "eq-neuron-distance": "where the boundary lies",
    "eq-neuron-log-odds": "the sigmoid, turned round",
    "eq-xor-demands": "what no neuron can do",
    "eq-universal": "what there is, not how to get it",
    "eq-tent": "an example, whose weights the chapter writes down",
    "eq-act-chain": "what all ten activations have in common",
    "eq-act-one-sign": "one weight",
    "eq-act-stable-sigmoid": "another way than nnlib's to the same numbers",
    "eq-loss-cross-entropy": "of any two distributions; of a class and a distribution it is `eq-loss-softmax`",
    "eq-loss-gibbs": "a proof",
    "eq-loss-full": "the sum of two functions",
    "eq-toy": "one example, written out",
    "eq-one-weight": "one weight",
    "eq-delta": "one unit",
    "eq-layer": "one unit at a time; `eq-affine` is the layer",
    "eq-paths": "one unit at a time; `eq-affine-x` is the layer",
    "eq-sharing": "one unit at a time",
    "eq-vectorised": "in columns, which the chapter computes; nnlib has examples in rows",
    "eq-check-taylor": "a series",
    "eq-check-kink": "what the measured slope of a ReLU is near its kink",
    "eq-check-cost": "what is counted",
    "eq-reg-prior": "what a penalty means, not how it is computed",
    "eq-reg-shrink": "of one weight, solved by hand",
    "eq-reg-dropout-mean": "an expectation",
    "eq-opt-factor": "what a step does on a parabola",
    "eq-opt-limit": "when descent converges",
    "eq-opt-floor": "where noise and descent balance",
    "eq-opt-terminal": "the velocity in the end",
    "eq-opt-nesterov-ball": "the other form of `eq-opt-nesterov`, which the chapter computes",
    "eq-opt-weights": "a sum, derived",
    "eq-opt-bias": "how large a first step without correction is",
    "eq-opt-l2": "a penalty in SGD is weight decay",
    "eq-opt-surfaces": "two examples",
    "eq-words-difference": "what GloVe asks of vectors, not how it gets them",
    "eq-words-one-score": "the loss as a function of one score",
    "eq-words-pmi": "where that loss is lowest",
}


@pytest.fixture(scope="module")
def links():
    """The extension that makes the links."""
    sys.path.insert(0, str(ROOT / "book" / "_ext"))
    import nnlib_links

    sys.path.pop(0)
    return nnlib_links


@pytest.fixture(scope="module")
def page_of(soups):
    """The page and the entry of every name that the reference documents."""
    return {
        entry["id"]: (page, entry.parent)
        for page, soup in soups.items()
        if page.parent.name == "api"
        for entry in soup.select("dt.sig[id]")
    }


def leads_to(page, tag, target):
    """Whether a link on a page leads to a target, a path with a place in it."""
    path, _, place = unquote(tag["href"]).partition("#")
    return f"{(page.parent / path).resolve() if path else page}#{place}" == target


def place_of(soups, label):
    """Page and tag of an equation."""
    return next((page, tag) for page, soup in soups.items() if (tag := soup.find(id=f"equation-{label}")))


def test_every_module_is_on_one_page():
    """If this fails, readers do not find a module, or find it twice."""
    listed = [m for page in API.glob("*.md") for m in re.findall(r"automodule:: nnlib\.(\w+)", page.read_text("utf-8"))]
    assert Counter(listed) == Counter(MODULES)


def test_every_page_is_in_the_contents():
    """If this fails, a page of the reference is not built."""
    contents = re.findall(r"file: book/api/(\w+)", (ROOT / "_toc.yml").read_text("utf-8"))
    assert sorted(contents) == sorted(page.stem for page in API.glob("*.md"))


def test_labels_in_docstrings_are_labels_of_equations(links):
    """If this fails, a docstring names an equation that the book does not have."""
    assert LABELS
    assert sorted(set(links.functions_of_equations()) - LABELS) == []


def test_every_equation_has_its_function(links):
    """If this fails, a reader cannot go from an equation to its code: name its label in a docstring's References."""
    assert sorted(LABELS - set(links.functions_of_equations())) == sorted(NO_FUNCTION)


def test_every_function_is_documented(links, page_of):
    """If this fails, a public function or class of nnlib is on no page."""
    assert sorted(set(links.members()) - set(page_of)) == []


def test_equations_lead_to_functions_and_back(links, soups, page_of):
    """If this fails, the path between a derivation and its code is broken."""
    problems = []
    for label, names in links.functions_of_equations().items():
        book, equation = place_of(soups, label)
        line = equation.find_next_sibling()
        for name in names:
            page, entry = page_of[name]
            if not any(leads_to(book, a, f"{page}#{name}") for a in line.select("a[href]")):
                problems.append(f"{label} does not lead to {name}")
            if not any(leads_to(page, a, f"{book}#equation-{label}") for a in entry.select("a[href]")):
                problems.append(f"{name} does not lead back to {label}")
    assert problems == []


def test_references_lead_to_sections(soups, page_of):
    """If this fails, a reference to a chapter that exists is no link."""
    numbers = {int(chapter.stem[:2]) for chapter in CHAPTERS}
    problems = []
    for name, (_, entry) in page_of.items():
        for said in re.finditer(r"Chapter (\d+)(, “[^”]+”)?", entry.get_text()):
            linked = any(said[0] in a.get_text() for a in entry.select("a[href]"))
            if (int(said[1]) in numbers) != linked:
                problems.append(f"{name}: {said[0]}")
    assert problems == []


def test_names_in_the_text_are_links(soups):
    """If this fails, a name of nnlib in a chapter no longer leads to its entry."""
    [chapter] = [soup for page, soup in soups.items() if page.stem == "06_backprop"]
    linked = {code.get_text() for code in chapter.select("p a.reference code")}
    assert {"check_backward", "Node", "nnlib.autodiff"} <= linked
    assert not chapter.select(", ".join(f"{place} a[href*='api/']" for place in ("h1", "h2", "pre", "#problem-set p")))


def test_types_and_functions_of_numpy_are_links(soups, page_of):
    """If this fails, a reader cannot go from an argument, or from a function in the text, to NumPy's documentation."""
    numpy = "https://numpy.org/doc/stable/reference"
    types = {a.get_text(): a["href"] for a in page_of["nnlib.affine.affine_forward"][1].select(".classifier a")}
    assert types == {"ndarray": f"{numpy}/generated/numpy.ndarray.html"}
    arguments = page_of["nnlib.initializers.xavier_uniform"][1].select(".classifier a")
    assert f"{numpy}/random/generator.html#numpy.random.Generator" in {a["href"] for a in arguments}
    names = [code for soup in soups.values() for code in soup.select(f"a[href^='{numpy}'] code")]
    functions = {code.get_text(): code.find_parent("a")["href"] for code in names}
    assert functions["np.maximum"] == f"{numpy}/generated/numpy.maximum.html"
    assert "np.random" not in functions


@pytest.mark.parametrize("code", ["ndarray, shape (N, D)", "Raises", "Returns", "Parameters"])
def test_entries_show_what_docstrings_say(page_of, code):
    """If this fails, a section of the docstrings is lost on the way to the page."""
    assert code in page_of["nnlib.affine.affine_forward"][1].get_text()
