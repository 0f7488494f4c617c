"""The head of a page holds what the page needs, once, and no script keeps the page from being drawn.

Each rule is a substitution with its reason. tests/site loads every page in a browser: an error in its console, a search
that finds nothing or a button that does nothing would show that a rule no longer fits the theme.
"""

import re

from finished_pages import rewrite_pages

SEARCHES = "DOCUMENTATION_OPTIONS.pagename = 'search';"  # only the page of the search says so
SET_COLOURS = """
    document.documentElement.dataset.mode = localStorage.getItem("mode") || "auto";
    document.documentElement.dataset.theme = { light: "light", dark: "dark" }[localStorage.getItem("mode")]
      || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  """
EVERYWHERE = [
    # Sphinx, MyST and the theme each say it
    (r'(<meta name="viewport"[^>]*>)(.*?)<meta name="viewport"[^>]*>', r"\1\2"),
    (r'(<meta name="viewport"[^>]*>)(.*?)<meta name="viewport"[^>]*>', r"\1\2"),
    # no colours until a script at the end sets them: a flash for some, and black on white links without scripts
    (r'(<html [^>]*data-theme=)"auto"', r'\1"light"'),
    (r'(<script data-cfasync="false">)[^<]*', rf"\1{SET_COLOURS}"),
    # for a search engine that this site does not use
    (r'\s*<meta name="docsearch:[^>]*>', ""),
]
WHERE_NOTHING_IS_SEARCHED = [
    # the index of the search, 44 kB (gzip)
    (r'\s*<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>', ""),
    # scripts that wait for the page anyway; lines in the page use what documentation_options.js defines
    (r'<script src="([^"]*_static/(?!documentation_options)[^"]*)">', r'<script defer src="\1">'),
]


def trim(page, path):
    """Apply the rules to a page."""
    for pattern, replacement in EVERYWHERE + ([] if SEARCHES in page else WHERE_NOTHING_IS_SEARCHED):
        page = re.sub(pattern, replacement, page, flags=re.S)
    return page


def setup(app):
    """Trim when the pages have been written."""
    app.connect("build-finished", rewrite_pages(trim))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
