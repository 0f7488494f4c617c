"""Mend what keeps the pages of sphinx-book-theme 1.3 from being accessible.

Each rule is a substitution in the finished pages, with its reason beside it, so that readers without
scripts profit too. tests/site runs axe on every page: it notices when the theme changes and a rule no longer fits.
"""

import re

from finished_pages import rewrite_pages

RULES = [
    # the sidebar is outside every landmark
    (r'<div id="pst-primary-sidebar"', '<div role="region" aria-label="Sidebar" id="pst-primary-sidebar"'),
    # a deprecated role, which a list does not allow in its children
    (r'(<div class="citation"[^>]*) role="doc-biblioentry"', r'\1 role="listitem"'),
    # an empty corner of a table, announced as a heading
    (r'<th class="head[^"]*">\s*(<p>\s*</p>)?\s*</th>', "<td></td>"),
    # a label that hides the visible text of a folded cell from screen readers
    (r'<summary aria-label="[^"]*">', "<summary>"),
    # an arrow in the sidebar that opens the pages below a page, and says nothing (after the rule above)
    (r'<summary>(<span class="toctree-toggle")', r'<summary aria-label="Pages below">\1'),
]


def mend(page, path):
    """Apply every rule to the text of a page."""
    for pattern, replacement in RULES:
        page = re.sub(pattern, replacement, page)
    return page


def setup(app):
    """Mend when the pages have been written."""
    app.connect("build-finished", rewrite_pages(mend))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
