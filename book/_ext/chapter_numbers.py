"""Number figures, tables and equations by chapter: Figure 6.2 is the second figure of 06_backprop.

A chapter's number is that of its file name, as in its title, so that it stays the same when chapters are
added. Sphinx would count the chapters of the table of contents and number the headings as well. Pages without a number
count their own figures from 1.
"""

import re

from sphinx.environment.collectors.toctree import TocTreeCollector

AFTER_SPHINX = 900  # Sphinx numbers at priority 500


def chapter_number(docname):
    """Return 6 for book/06_backprop, None for a page that is no chapter."""
    match = re.match(r"(\d\d)_", docname.rpartition("/")[2])
    return match and int(match[1])


def number_by_chapter(app, env):
    """Number again, pretending that each chapter is a numbered section; headings stay as they are."""
    headings = env.toc_secnumbers
    env.toc_secnumbers = {doc: {"": (number,)} for doc in env.found_docs if (number := chapter_number(doc))}
    renumbered = TocTreeCollector().assign_figure_numbers(env)
    env.toc_secnumbers = headings
    return renumbered


def setup(app):
    """Number when all pages have been read."""
    app.connect("env-get-updated", number_by_chapter, priority=AFTER_SPHINX)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
