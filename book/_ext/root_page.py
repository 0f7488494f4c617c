"""Write index.html at the root of the site: a proper page that leads to the front page, book/index.html."""

from pathlib import Path

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{base}{target}">
<meta name="description" content="{title}: neural networks from one neuron up, in NumPy.">
<title>{title}</title>
</head>
<body><main><h1>{title}</h1><p><a href="{target}">Open the book</a></p></main></body>
</html>
"""


def write_root_page(app, error):
    """Lead from the root to the first page, whatever its path."""
    if error is None and app.builder.name == "html":
        page = PAGE.format(
            language=app.config.language,
            title=app.config.html_title,
            target=f"{app.config.root_doc}.html",
            base=app.config.html_baseurl,
        )
        Path(app.outdir, "index.html").write_text(page, encoding="utf-8")


def setup(app):
    """Write when everything else has been written."""
    app.connect("build-finished", write_root_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
