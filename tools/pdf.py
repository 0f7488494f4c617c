"""Print the whole book as one PDF, from the built website: ``python -m tools.pdf [FILE]``.

The articles of all pages are joined into one page, in the order of the table of contents; links between them become
links inside it, and Chromium prints it, tagged and with an outline. It needs Chromium and tests/requirements.txt.
"""

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from bs4 import BeautifulSoup

from tools.chromium import NoChromium, opened_browser

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "site" / "_build" / "html"
PDF = ROOT / "_build" / "pdf" / "gradients-by-hand.pdf"
FOOTER = """<p style="width: 100%; text-align: center; font: 9px sans-serif; color: #595959">
<span class="pageNumber"></span></p>"""
PAGE = """<!DOCTYPE html>
<html lang="en" data-theme="light">
<head><meta charset="utf-8"><title>Gradients by Hand</title>
{styles}
<style>
.bd-article {{ break-before: page; padding: 0 }}
.bd-article:first-child {{ break-before: avoid }}
.bd-article h1 {{ display: block !important; margin-top: 0 !important }}  /* the theme hides it on paper */
.bd-article :is(h1, h2, h3, h4) {{ white-space: pre-wrap }}  /* else the outline loses the blank where a title wraps */
</style>
</head>
<body><main class="bd-main"><div class="bd-content"><div class="bd-article-container">
{articles}
</div></div></main></body>
</html>
"""


def documents():
    """The pages of the book without ending, in the order of the table of contents."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter for part in contents["parts"] for chapter in part["chapters"]]
    below = ([page["file"] for page in [chapter, *chapter.get("sections", [])]] for chapter in chapters)
    return [contents["root"], *(document for pages in below for document in pages)]


def place(document, fragment):
    """The name of a place of a page in the joined page."""
    return f"{document}--{fragment or 'top'}"


def joined_link(site, document, link, printed):
    """Where a link leads: into the joined page, if its page is printed, else to the published site."""
    url = urlsplit(link)
    if url.scheme or url.netloc:
        return link
    page = site / f"{document}.html"
    target = (page.parent / unquote(url.path)).resolve() if url.path else page
    path = target.relative_to(site).as_posix()
    if path.removesuffix(".html") in printed:
        return "#" + place(path.removesuffix(".html"), url.fragment)
    return published() + path + (f"#{url.fragment}" if url.fragment else "")


def published():
    """The address of the published site."""
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["html"]["baseurl"]


def article(site, document, printed):
    """The article of a page, ready to stand beside those of the others."""
    page = site / f"{document}.html"
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select_one("article.bd-article")
    for tag in found.select(".headerlink"):
        tag.decompose()
    for tag in found.select("details"):
        tag["open"] = ""
    for tag in found.select("[id]"):
        tag["id"] = place(document, tag["id"])
    for tag in found.select("a[href]"):
        tag["href"] = joined_link(site, document, tag["href"], printed)
    for tag in found.select("img[src]"):
        tag["src"] = (page.parent / unquote(tag["src"])).resolve().as_uri()
    found["id"] = place(document, "")
    return str(found)


def styles(site):
    """The style sheets of the site."""
    page = site / "search.html"
    links = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select("link[rel=stylesheet]")
    sheets = [(site / urlsplit(link["href"]).path).as_uri() for link in links]
    return "\n".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)


def joined(site, chosen):
    """One page with the articles of the chosen pages."""
    site = Path(site).resolve()
    return PAGE.format(styles=styles(site), articles="\n".join(article(site, document, chosen) for document in chosen))


def print_pages(browser, path, site, chosen):
    """Print the chosen pages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page = path.with_suffix(".html")
    page.write_text(joined(site, chosen), encoding="utf-8")
    tab = browser.new_page()
    tab.set_default_timeout(0)  # a book takes as long as it takes
    tab.goto(page.as_uri())
    tab.pdf(path=path, format="A4", tagged=True, outline=True, print_background=True, prefer_css_page_size=True,
            display_header_footer=True, header_template="<p></p>", footer_template=FOOTER)  # fmt: skip
    page.unlink()


def main():
    """Command line."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PDF
    try:
        with opened_browser() as browser:
            print_pages(browser, path, SITE, documents())
    except NoChromium as error:
        sys.exit(str(error))
    print(f"the book: {path} ({path.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
