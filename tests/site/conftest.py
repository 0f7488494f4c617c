"""The built site, its pages, and a browser to look at them."""

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "site" / "_build" / "html"
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome", "chrome"])), None)
QUIET = [  # no sandbox, because containers run as root; nothing that talks to other hosts by itself
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


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
def browser():
    """Start Chromium; without it, skip, or fail if REQUIRE_BROWSER is 1."""
    if CHROMIUM is None:
        say = pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip
        say("Chromium is not installed, so nobody has looked at the pages.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that keeps no log."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="session")
def served(site, tmp_path_factory):
    """Serve the site under a sub-path, as GitHub Pages does; return its address."""
    root = tmp_path_factory.mktemp("host")
    (root / "gradients-by-hand").symlink_to(site, target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/gradients-by-hand"
    server.shutdown()
