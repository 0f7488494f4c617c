"""The book as a PDF: all of it is joined; Chromium prints it tagged, with an outline and working links."""

from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tools import chromium, pdf

FEW = ["book/index", "book/01_neurons", "book/api/regularization", "book/references"]


@pytest.fixture(scope="module")
def joined(site):
    """The page with all articles."""
    return BeautifulSoup(pdf.joined(site, pdf.documents()), "html.parser")


@pytest.fixture(scope="module")
def printed(browser, site, tmp_path_factory):
    """A PDF of a few pages; the whole book would take a minute."""
    path = tmp_path_factory.mktemp("pdf") / "few.pdf"
    pdf.print_pages(browser, path, site, FEW)
    return PdfReader(path)


def test_every_chapter_is_joined(joined, root):
    """In order, each with its title."""
    titles = [title.get_text() for title in joined.select("h1")]
    numbers = [int(title.partition(".")[0]) for title in titles if title[0].isdigit()]
    assert numbers == list(range(1, len(list(root.glob("book/[0-9][0-9]_*.ipynb"))) + 1))
    assert len(titles) == len(pdf.documents())


def test_links_and_pictures_of_the_joined_page_are_there(joined):
    """What was a link between pages leads to a place of this one; nothing else has its name."""
    places = [tag["id"] for tag in joined.select("[id]")]
    assert len(set(places)) == len(places)
    links = [tag["href"] for tag in joined.select("a[href]")]
    assert [link for link in links if link.startswith("#") and link[1:] not in places] == []
    assert [link for link in links if not urlsplit(link).scheme and not link.startswith("#")] == []
    pictures = [unquote(urlsplit(tag["src"]).path) for tag in joined.select("img")]
    assert pictures
    assert [picture for picture in pictures if not pdf.Path(picture).is_file()] == []


def test_nothing_stays_folded(joined):
    """Paper cannot be unfolded."""
    assert joined.select("details")
    assert joined.select("details:not([open])") == []


@pytest.mark.browser
def test_printed_book_is_tagged(printed):
    """A screen reader reads it by its structure, in its language."""
    catalogue = printed.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == "en"
    assert printed.metadata.title == "Gradients by Hand"


@pytest.mark.browser
def test_printed_book_has_an_outline(printed):
    """One entry for each page of the site, its sections below it."""
    titles = [entry.title for entry in printed.outline if not isinstance(entry, list)]
    assert titles == ["Gradients by Hand", "1. Neurons", "Regularisation and normalisation", "References"]
    sections = [entry.title for entry in printed.outline[3]]
    assert sections[0].startswith("1.1 ")


@pytest.mark.browser
def test_printed_book_has_text_pictures_and_page_numbers(printed):
    """A chapter is many pages, each with its number; formulas are text, and figures are there."""
    texts = [page.extract_text() for page in printed.pages]
    assert len(texts) > 15
    assert [number for number, text in enumerate(texts, 1) if str(number) not in text] == []
    whole = " ".join(" ".join(texts).split())
    assert "What can one neuron decide" in whole
    assert "Figure 1.1" in whole


@pytest.mark.browser
def test_links_of_the_printed_book_lead_somewhere(printed):
    """Inside: to a named place that exists. Outside: to the web, never to a file of the machine that printed."""
    actions = [note.get_object() for page in printed.pages for note in page.get("/Annots", [])]
    inside = {str(action["/Dest"]).removeprefix("/") for action in actions if "/Dest" in action}
    outside = {action["/A"]["/URI"] for action in actions if "/A" in action}
    assert inside
    assert inside <= {name.removeprefix("/") for name in printed.named_destinations}
    assert {urlsplit(address).scheme for address in outside} <= {"https", "http"}


def test_without_chromium_it_says_so(monkeypatch):
    """The message names the program that is missing."""
    monkeypatch.setattr(chromium.shutil, "which", lambda name: None)
    with pytest.raises(chromium.NoChromium, match="Chromium is not installed"), chromium.opened_browser():
        pass
