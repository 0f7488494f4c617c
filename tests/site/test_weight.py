"""What a page costs who opens it: bytes, and text that jumps."""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

MEGABYTE = 1_000_000
PACKED = {".png", ".woff2", ".zip"}  # these do not get smaller


@cache
def transferred(path):
    """How many bytes a server that packs sends for a file."""
    data = Path(path).read_bytes()
    return len(data) if Path(path).suffix in PACKED else len(gzip.compress(data, 6))


@pytest.mark.browser
def test_no_page_is_heavier_than_a_megabyte(browser, read_pages):
    """With its figures, fonts, styles and scripts."""
    weights, asked = {}, set()
    tab = browser.new_page()
    tab.on("request", lambda request: asked.add(unquote(urlsplit(request.url).path)))
    for page in read_pages:
        asked.clear()
        tab.goto(page.as_uri())
        weights[page.name] = sum(transferred(path) for path in asked if Path(path).is_file())
    tab.close()
    assert sum(weights.values()) > MEGABYTE
    assert {name: weight for name, weight in weights.items() if weight > MEGABYTE} == {}


def test_pictures_say_how_large_they_are(soups):
    """Otherwise the text below jumps when they arrive."""
    pictures = [(page.name, img) for page, soup in soups.items() for img in soup("img")]
    assert pictures
    assert [(page, img["src"]) for page, img in pictures if not (img.get("width") and img.get("height"))] == []
