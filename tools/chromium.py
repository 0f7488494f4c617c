"""The Chromium of the system, driven by playwright: for the tests of the website, its PDF and its pictures."""

import shutil
from contextlib import contextmanager

NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"]
QUIET = [  # no sandbox, because containers run as root; nothing that talks to other hosts by itself
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


class NoChromium(RuntimeError):
    """Chromium is not installed."""


def chromium():
    """Where Chromium is, None if it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def opened_browser():
    """Start Chromium, and close it at the end."""
    if chromium() is None:
        raise NoChromium("Chromium is not installed: apt install chromium, or any package that brings one of "
                         + ", ".join(NAMES))  # fmt: skip
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()
