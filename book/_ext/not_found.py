"""404.html: what a server shows in place of a page that does not exist.

The wrong address may be of any depth, so relative links would lead nowhere: its links begin with the path of
``html.baseurl``, and it brings its own style. The one place to change, if the site moves, is that setting.
"""

from base64 import b64encode
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="description" content="This page of {title} does not exist: a search and all chapters.">
<title>Page not found: {title}</title>
<link rel="icon" href="data:image/svg+xml;base64,{icon}">
<style>
{style}</style>
</head>
<body>
<main>
<p><a href="{base}{front}">{title}</a></p>
<h1>There is no such page</h1>
<p>It may have moved, or the address has a slip in it. Search for what it was about, or choose a chapter.</p>
<form action="{base}search.html" role="search"><input type="search" name="q" aria-label="Search">
<button>Search</button></form>
<ul>
{pages}
</ul>
</main>
</body>
</html>
"""


def item(app, page):
    """A line of the list, with a link to a page."""
    address = urlsplit(app.config.html_baseurl).path + app.builder.get_target_uri(page)
    return f'<li><a href="{address}">{escape(app.env.titles[page].astext())}</a></li>'


def write_page(app, error):
    """Write the page; it lists what the front page's table of contents lists."""
    if error is None and app.builder.name == "html":
        here = Path(__file__).parent
        page = PAGE.format(
            language=app.config.language,
            title=app.config.html_title,
            icon=b64encode((here.parent / "_static" / "favicon.svg").read_bytes()).decode(),
            style=here.joinpath("not_found.css").read_text(encoding="utf-8"),
            base=urlsplit(app.config.html_baseurl).path,
            front=app.builder.get_target_uri(app.config.root_doc),
            pages="\n".join(item(app, page) for page in app.env.toctree_includes[app.config.root_doc]),
        )
        Path(app.outdir, "404.html").write_text(page, encoding="utf-8")


def setup(app):
    """Write when everything else has been written."""
    app.connect("build-finished", write_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
