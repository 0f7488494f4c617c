"""The built site, its pages, and a browser to look at them."""

import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tools.chromium import chromium, opened_browser

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "site" / "_build" / "html"


@pytest.fixture(scope="session")
def site():
    """Return the folder of the built site."""
    if not (SITE / "index.html").is_file():
        pytest.fail("The website has not been built: run `make site` first.", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def pages(site):
    """Return every page of the site, but not the theme's own files."""
    return sorted(path for path in site.rglob("*.html") if "_static" not in path.relative_to(site).parts)


@pytest.fixture(scope="session")
def read_pages(pages):
    """Return the pages that somebody reads: not the one that only leads to another."""
    return [page for page in pages if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")]


@pytest.fixture(scope="session")
def soups(pages):
    """Every page, parsed once, by its path."""
    return {page: BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser") for page in pages}


@pytest.fixture(scope="session")
def browser():
    """Start Chromium; without it, skip, or fail if REQUIRE_BROWSER is 1."""
    if chromium() is None:
        say = pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip
        say("Chromium is not installed, so nobody has looked at the pages.")
    with opened_browser() as browser:
        yield browser


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that keeps no log, and shows 404.html in place of what it has not, as GitHub Pages does."""

    def log_message(self, *args):
        """Say nothing."""

    def send_error(self, code, message=None, explain=None):
        """Answer with the page of the site."""
        page = (SITE / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="session")
def served(site, tmp_path_factory):
    """Serve the site under a sub-path, as GitHub Pages does; return its address."""
    root = tmp_path_factory.mktemp("host")
    (root / "gradients-by-hand").symlink_to(site, target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/gradients-by-hand"
    server.shutdown()
