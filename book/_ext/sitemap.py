"""The addresses of all pages, for search engines: sitemap.xml and robots.txt.

Without dates, which would differ from build to build.
"""

from pathlib import Path

SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{urls}
</urlset>
"""
ROBOTS = """User-agent: *
Allow: /
Sitemap: {base}sitemap.xml
"""


def write_sitemap(app, error):
    """Write both files; every page of the table of contents is in them."""
    if error is None and app.builder.name == "html":
        base = app.config.html_baseurl
        pages = sorted(app.builder.get_target_uri(doc) for doc in app.env.found_docs)
        urls = "\n".join(f"<url><loc>{base}{page}</loc></url>" for page in pages)
        Path(app.outdir, "sitemap.xml").write_text(SITEMAP.format(urls=urls), encoding="utf-8")
        Path(app.outdir, "robots.txt").write_text(ROBOTS.format(base=base), encoding="utf-8")


def setup(app):
    """Write when everything else has been written."""
    app.connect("build-finished", write_sitemap)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
