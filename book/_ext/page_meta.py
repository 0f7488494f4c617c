"""What a page says about itself to search engines and to those who share its address.

The description is the first paragraph of the page without formulas: their TeX would stand there raw. That is why
sphinxext-opengraph is not used: it writes them out.
"""

from html import escape

from docutils import nodes

SHORT, LONG = 50, 200  # fewer characters are a motto; more are cut at a word
PICTURE = "_static/social.png"
PICTURE_SIZE = {"width": 1200, "height": 630}
PICTURE_SAYS = "Gradients by Hand: a computation graph with values above its edges and gradients below them"


def first_paragraph(doctree):
    """The text of the first paragraph of a page that describes it, None if there is none."""
    for paragraph in doctree.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        in_text = isinstance(paragraph.parent, nodes.section | nodes.document)
        if in_text and len(text) >= SHORT and not any(paragraph.findall(nodes.math)):
            return text
    return None


def shorten(text):
    """Cut a text at the last word that fits."""
    return text if len(text) <= LONG else text[:LONG].rpartition(" ")[0].rstrip(",;:.") + " …"


def describe(title, doctree):
    """The description of a page; pages that Sphinx makes say what they are."""
    if doctree is None:
        return f"{title}: a page of Gradients by Hand, a course on neural networks in NumPy."
    text = first_paragraph(doctree)
    if text is None:
        raise ValueError(f"the page {title!r} has no first paragraph without formulas that could describe it")
    return shorten(text)


def properties(app, address, title, description):
    """The Open Graph properties of a page."""
    return {
        "og:type": "website" if address.endswith("/index.html") else "article",
        "og:site_name": app.config.html_title,
        "og:title": title,
        "og:description": description,
        "og:url": address,
        "og:image": app.config.html_baseurl + PICTURE,
        **{f"og:image:{side}": pixels for side, pixels in PICTURE_SIZE.items()},
        "og:image:alt": PICTURE_SAYS,
    }


def add_meta(app, pagename, templatename, context, doctree):
    """Add the tags to the head of a page."""
    title = nodes.unescape(context.get("title") or app.config.html_title)
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else title
    description = describe(title, doctree)
    address = app.config.html_baseurl + app.builder.get_target_uri(pagename)
    tags = [
        context.get("metatags", ""),
        f'<meta name="description" content="{escape(description)}">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    tags += [
        f'<meta property="{name}" content="{escape(str(value))}">'
        for name, value in properties(app, address, title, description).items()
    ]
    context["metatags"] = "\n".join(tags)


def setup(app):
    """Add the tags while the pages are written."""
    app.connect("html-page-context", add_meta)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
