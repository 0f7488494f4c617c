"""A link to a notebook that is not a page of the book is a download.

MyST takes every link to an .ipynb file for a link to a page. The problem sets are no pages: their
notebooks are copied into the site, and the link hands them to the reader.
"""

from pathlib import Path

from sphinx.addnodes import download_reference, pending_xref
from sphinx.transforms import SphinxTransform


class NotebookDownloads(SphinxTransform):
    """Turn links to notebooks outside the book into downloads, before Sphinx collects the files to copy."""

    default_priority = 400

    def apply(self):
        """Replace the links of one page."""
        for link in list(self.document.findall(pending_xref)):
            if self.is_notebook(link):
                target = f"/{link['reftarget']}.ipynb"
                download = download_reference("", "", *link.children, reftarget=target, refdoc=link["refdoc"])
                link.replace_self(download)

    def is_notebook(self, link):
        """Say whether the target exists and is not a page."""
        page = link["reftarget"]
        exists = (Path(self.app.srcdir) / f"{page}.ipynb").is_file()
        return link.get("refdomain") == "doc" and page not in self.env.found_docs and exists


def setup(app):
    """Add the transform."""
    app.add_transform(NotebookDownloads)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
