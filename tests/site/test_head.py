"""What pages say about themselves: to search engines, to those who share them, to screen readers."""

import re
import struct
from xml.etree import ElementTree

import pytest
import yaml

TEX = re.compile(r"\\|\$|[{}^]|_\{")


@pytest.fixture(scope="module")
def heads(soups):
    """The head of every page."""
    return {page: soup.html for page, soup in soups.items()}


@pytest.fixture(scope="module")
def base(root):
    """Where the site will be published."""
    return yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))["html"]["baseurl"]


@pytest.fixture(scope="module")
def documents(root):
    """The pages of the table of contents, without ending."""
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    entries = [entry for part in contents["parts"] for entry in part["chapters"]]
    entries += [section for entry in entries for section in entry.get("sections", [])]
    return [contents["root"], *(entry["file"] for entry in entries)]


def content(head, **attributes):
    """What the one meta tag with these attributes says."""
    [tag] = head.find_all("meta", attributes)
    return tag["content"]


def test_every_page_is_described(heads):
    """Each says in a sentence what it is about, without TeX, and no two chapters say the same."""
    said = {page: content(head, name="description") for page, head in heads.items()}
    assert [page.name for page, text in said.items() if not 20 <= len(text) <= 210 or TEX.search(text)] == []
    chapters = [text for page, text in said.items() if page.parent.name in ("book", "api")]
    assert len(set(chapters)) == len(chapters)


def test_every_page_names_its_language_and_its_screen_once(heads):
    """A screen reader chooses its voice by the one; a phone its width by the other."""
    assert {head["lang"] for head in heads.values()} == {"en"}
    assert [page.name for page, head in heads.items() if len(head.find_all("meta", {"name": "viewport"})) != 1] == []


def test_pages_can_be_shared(site, heads, base, documents):
    """Title, description, address and picture are there, and are those of the page."""
    for document in documents:
        page = site / f"{document}.html"
        head = heads[page]
        said = {name: content(head, property=f"og:{name}") for name in ("title", "description", "url", "image")}
        assert said["title"] == head.find("h1").find(string=True, recursive=False).strip(), page
        assert said["description"] == content(head, name="description")
        assert said["url"] == base + page.relative_to(site).as_posix() == head.find("link", rel="canonical")["href"]
        assert (site / said["image"].removeprefix(base)).is_file()


def test_shared_picture_has_the_size_that_pages_say(site, heads):
    """Who shows the picture makes room for it before it arrives."""
    head = heads[site / "book" / "index.html"]
    said = tuple(int(content(head, property=f"og:image:{side}")) for side in ("width", "height"))
    assert struct.unpack(">II", (site / "_static" / "social.png").read_bytes()[16:24]) == said


def test_sitemap_lists_every_page(site, base, documents):
    """The table of contents, and nothing else; robots.txt says where the list is."""
    listed = [loc.text for loc in ElementTree.parse(site / "sitemap.xml").findall(".//{*}loc")]
    assert sorted(listed) == sorted(f"{base}{document}.html" for document in documents)
    assert f"Sitemap: {base}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_page_for_wrong_addresses_brings_everything(heads, site):
    """It is shown at any depth, so it may load nothing, and its links begin at the root."""
    page = heads[site / "404.html"]
    assert page.select("[src], link[rel=stylesheet]") == []
    links = [tag["href"] for tag in page.select("a[href]")] + [page.form["action"]]
    assert len(links) > 12
    assert [link for link in links if not link.startswith("/")] == []
