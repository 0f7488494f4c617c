"""The buttons above each chapter: run it elsewhere, take it home, mend it."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
REPOSITORY = "gradients-by-hand/gradients-by-hand"
CHAPTERS = sorted(path.stem for path in ROOT.glob("book/[0-9][0-9]_*.ipynb"))


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request, site, soups):
    """The name of a chapter, its page, and all addresses that it links to."""
    page = site / "book" / f"{request.param}.html"
    return request.param, page, [tag["href"] for tag in soups[page].select("a[href]")]


def the_link(links, start):
    """The one link that begins so."""
    [link] = {link for link in links if link.startswith(start)}
    return link


def test_chapter_can_be_launched(chapter):
    """Binder and Colab get the notebook of the chapter; the form for JupyterHubs gets the repository."""
    name, _, links = chapter
    notebook = f"main/book/{name}.ipynb"
    binder = the_link(links, "https://mybinder.org/")
    assert binder == f"https://mybinder.org/v2/gh/{REPOSITORY}/main?urlpath=lab/tree/book/{name}.ipynb"
    assert the_link(links, "https://colab.") == f"https://colab.research.google.com/github/{REPOSITORY}/blob/{notebook}"
    form = parse_qs(urlsplit(the_link(links, "https://nbgitpuller.")).query)
    assert form == {"repo": [f"https://github.com/{REPOSITORY}"], "branch": ["main"]}


def test_chapter_can_be_changed(chapter):
    """The link to the editor names a file of the repository."""
    name, _, links = chapter
    edited = the_link(links, f"https://github.com/{REPOSITORY}/edit/main/").partition("/edit/main/")[2]
    assert edited == f"book/{name}.ipynb"
    assert (ROOT / edited).is_file()


def test_chapter_and_its_problem_set_can_be_downloaded(chapter):
    """Both files are in the site: the chapter as it is, the problem set as it is released."""
    name, page, links = chapter
    [notebook] = {link for link in links if link.endswith(f"_sources/book/{name}.ipynb")}
    assert (page.parent / notebook).read_bytes() == (ROOT / "book" / f"{name}.ipynb").read_bytes()
    released = ROOT / "exercises" / name / f"{name[3:]}.ipynb"
    [problem_set] = {link for link in links if re.search(rf"_downloads/.*/{name[3:]}\.ipynb$", link)}
    assert (page.parent / problem_set).read_bytes() == released.read_bytes()
