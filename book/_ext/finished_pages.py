"""Change the pages of a finished site: what extensions share that mend the theme's HTML.

The theme's templates are not ours to edit, and readers without scripts profit from what is already mended in the page.
A changed page stays as it is when an incremental build changes it again.
"""

from pathlib import Path


def finished_pages(app):
    """Yield the path of every page of the site, but not the theme's own files."""
    for path in sorted(Path(app.outdir).rglob("*.html")):
        if "_static" not in path.relative_to(app.outdir).parts:
            yield path


def rewrite_pages(change):
    """Return a handler of ``build-finished`` that writes ``change(text, path)`` to every page."""

    def handler(app, error):
        if error is None and app.builder.name == "html":
            for path in finished_pages(app):
                path.write_text(change(path.read_text(encoding="utf-8"), path), encoding="utf-8")

    return handler
