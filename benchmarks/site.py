"""How heavy and how fast the website is: ``python -m benchmarks.site`` writes site.md.

Lighthouse (npm) opens one page of each kind on a local server that packs, as a phone and as a desktop. Its figures for
performance depend on the machine and on what else runs there; nothing here is asserted.
"""

import json
import os
import platform
import shlex
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.gzip_server import packed, served
from benchmarks.machine import processor
from tools.chromium import chromium, opened_browser

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "site" / "_build" / "html"
RESULTS = Path(__file__).with_name("site.md")
VERSION = "12.8.2"
LIGHTHOUSE = shlex.split(os.environ.get("LIGHTHOUSE", f"npx --yes lighthouse@{VERSION}"))
CHROME_FLAGS = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
PAGES = {
    "front page": "book/index", "chapter": "book/06_backprop", "API": "book/api/affine", "guide": "book/trusted_grades",
}  # fmt: skip
DEVICES = {"phone": [], "desktop": ["--preset=desktop"]}
CATEGORIES = ["accessibility", "best-practices", "seo", "performance"]
AUDITS = ["largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]
PAGE = """# The website

Written by `make bench-site`. Weights are the packed bytes of a page with all that it loads.

| page | weight |
|---|---|
{weights}

Lighthouse, one page of each kind. Targets: 100 for accessibility, best practices and SEO; performance at least 75 on a
phone and 95 on a desktop; CLS at most 0.05.

| page | device | accessibility | best practices | SEO | performance | LCP | TBT | CLS |
|---|---|---|---|---|---|---|---|---|
{rows}

Measured on {machine}; load of the machine at the end {load:.1f}. The performance of Lighthouse is only
worth something where nothing else runs.
"""


def weight(tab, home, page):
    """How many bytes travel when a page is opened for the first time."""
    asked = set()
    tab.on("request", lambda request: asked.add(urlsplit(request.url).path))
    tab.goto(f"{home}/{page}.html")
    return sum(len(packed(SITE / path[1:])) for path in asked if (SITE / path[1:]).is_file())


def weights(home):
    """Yield a line for the front page and for each chapter."""
    chapters = sorted(f"book/{path.stem}" for path in SITE.glob("book/[0-9][0-9]_*.html"))
    with opened_browser() as browser:
        for page in ["book/index", *chapters]:
            tab = browser.new_page()
            yield f"| {page.removeprefix('book/')} | {weight(tab, home, page) / 1000:.0f} kB |"
            tab.close()


def lighthouse(address, options):
    """The report of Lighthouse about one page."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        flags = ["--quiet", "--output=json", f"--output-path={report.name}", CHROME_FLAGS]
        environment = os.environ | {"CHROME_PATH": chromium()}
        subprocess.run([*LIGHTHOUSE, address, *flags, *options], env=environment, check=True)
        return json.loads(Path(report.name).read_text(encoding="utf-8"))


def rows(home):
    """Yield a line for each page and device."""
    for name, page in PAGES.items():
        for device, options in DEVICES.items():
            report = lighthouse(f"{home}/{page}.html", options)
            scores = [f"{100 * report['categories'][category]['score']:.0f}" for category in CATEGORIES]
            shown = [report["audits"][audit]["displayValue"].replace("\xa0", " ") for audit in AUDITS]
            yield f"| {' | '.join([name, device, *scores, *shown])} |"


def main():
    """Measure, and write the table."""
    with served(SITE) as home:
        page = PAGE.format(
            weights="\n".join(weights(home)),
            rows="\n".join(rows(home)),
            machine=f"{processor()}, {os.cpu_count()} cores, {platform.system()}, Lighthouse {VERSION}",
            load=os.getloadavg()[0],
        )
    RESULTS.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
