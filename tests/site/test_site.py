"""What must hold for every built page, found without a browser."""

import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sphinxcontrib import katex

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "site" / "_build" / "html"

ONLY_A_HINT = {"canonical", "next", "prev", "search", "alternate"}  # <link>s that load nothing
BELOW = "/gradients-by-hand/"  # the path of html.baseurl
SECRETS = ["BEGIN SOLUTION", "BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME"]


def report(problems):
    """Fail with one line for each problem."""
    problems = sorted(set(problems))
    assert not problems, "\n" + "\n".join(problems)


def is_remote(url):
    """Say whether loading the address would ask another host."""
    return bool(urlsplit(url).netloc)


def loaded_by(soup):
    """Yield what the browser loads by itself when it shows the page."""
    for tag in soup.select("[src], [srcset], object[data]"):
        yield tag.get("src") or tag.get("data") or tag["srcset"]
    for link in soup.find_all("link", href=True):
        if not ONLY_A_HINT & set(link["rel"]):
            yield link["href"]


def test_pages_load_nothing_from_other_hosts(soups):
    """The site works offline and tells no third party who reads it."""
    report([f"{page.name} loads {url}" for page, soup in soups.items() for url in loaded_by(soup) if is_remote(url)])


def test_styles_load_nothing_from_other_hosts(site):
    """Style sheets can load too: fonts, images, other style sheets."""
    address = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
    report([
        f"{sheet.name} loads {url}"
        for sheet in site.rglob("*.css")
        for url in address.findall(sheet.read_text(encoding="utf-8"))
        if is_remote(url)
    ])  # fmt: skip


def test_vendored_styles_find_their_files(site):
    """Every file that KaTeX's style sheet asks for was copied."""
    sheet = site / "_static" / "katex" / "katex.min.css"
    urls = re.findall(r"url\(([^)]+)\)", sheet.read_text(encoding="utf-8"))
    assert urls
    report([f"{url} is missing" for url in urls if not (sheet.parent / url).is_file()])


def test_no_mathjax(soups):
    """Formulas are rendered when the site is built."""
    scripts = ((page, str(script)) for page, soup in soups.items() for script in soup.find_all("script"))
    report([f"{page.name} has {script[:80]}" for page, script in scripts if "mathjax" in script.lower()])


def test_formulas_are_rendered(soups):
    """No reader sees TeX: neither delimiters nor commands stand in the text."""
    tex = re.compile(r"\$\$|\\[()\[\]]|\\(?:frac|mathbb|partial|sum|text|cdot|top)\b|\$[^$\s]{1,40}\$")
    problems = []
    for page, soup in soups.items():
        shown = [
            text for text in soup.find_all(string=tex) if not text.find_parent(["pre", "code", "script", "annotation"])
        ]
        problems += [f"{page.name} shows {text.strip()[:80]!r}" for text in shown]
    report(problems)


def test_images_have_alt_text(soups):
    """Alt text is written by a person: not empty, no hash, no file name."""
    machine_made = re.compile(r"^\s*$|^[0-9a-f_./-]{16,}|\.(?:png|svg|jpe?g|gif)\s*$", re.IGNORECASE)
    report([
        f"{page.name}: {img.get('src')} has alt text {img.get('alt')!r}"
        for page, soup in soups.items()
        for img in soup.find_all("img")
        if machine_made.search(img.get("alt") or "")
    ])  # fmt: skip


@pytest.fixture(scope="module")
def anchors(soups):
    """Return for every page the places in it that a link can point to."""
    return {page: {tag["id"] for tag in soup.find_all(id=True)} for page, soup in soups.items()}


def target_of(page, url):
    """The file that a link leads to; the page for wrong addresses, which may stand anywhere, links from the root."""
    if not url.path:
        return page
    below = unquote(url.path).removeprefix(BELOW)
    return (SITE / below if url.path.startswith(BELOW) else page.parent / below).resolve()


def broken(page, link, anchors):
    """Say what is wrong with a link from a page, or None."""
    url = urlsplit(link)
    if url.scheme or url.netloc:
        return None
    target = target_of(page, url)
    if not target.is_file():
        return f"{page.name} links to {link}, which does not exist"
    if url.fragment and target in anchors and unquote(url.fragment) not in anchors[target]:
        return f"{page.name} links to {link}: the page has no such place"
    return None


def test_internal_links_resolve(soups, anchors):
    """Every link leads to a file of the site, and to a place that exists in it."""
    links = ((page, tag["href"]) for page, soup in soups.items() for tag in soup.select("a[href], link[href]"))
    report(filter(None, [broken(page, link, anchors) for page, link in links]))


def test_links_do_not_leave_the_site_by_mistake(site, soups):
    """A relative link that climbs out of the site works only on the machine that built it."""
    targets = ((page, target_of(page, urlsplit(tag["href"])), tag["href"])
               for page, soup in soups.items() for tag in soup.select("a[href]")
               if not urlsplit(tag["href"]).scheme)  # fmt: skip
    report([f"{page.name} links to {link}" for page, target, link in targets if site not in [target, *target.parents]])


def test_front_page_offers_the_kit(site, soups):
    """The student kit is one click away, and it is a zip file."""
    front = site / "book" / "index.html"
    kits = [a["href"] for a in soups[front].select("a.download") if a["href"].endswith("kit.zip")]
    assert len(kits) == 1
    assert zipfile.is_zipfile(front.parent / kits[0])


def test_front_page_offers_the_quizzes(site, soups):
    """The quizzes for learning-management systems are one click away, and their links lead to places of the site."""
    front = site / "book" / "index.html"
    [package] = [a["href"] for a in soups[front].select("a.download") if a["href"].endswith("quizzes-qti21.zip")]
    with zipfile.ZipFile(front.parent / package) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    links = set(re.findall(r'href="https://[^"]+/book/(\w+\.html)#([^"]+)"', text))
    assert links
    report([f"{page}#{place}" for page, place in links if not soups[site / "book" / page].find(id=place)])


def test_katex_style_fits_katex():
    """The vendored style sheet is of the version that renders the formulas."""
    sheet = ROOT / "book/_static/katex/katex.min.css"
    script = Path(katex.__file__).with_name("katex.min.js")
    of_sheet = re.search(r'katex-version:*after\{content:"([\d.]+)"', sheet.read_text(encoding="utf-8"))
    of_script = re.search(r'version:"(\d+\.\d+\.\d+)"', script.read_text(encoding="utf-8"))
    assert of_sheet[1] == of_script[1]


def contents(path):
    """Yield a file, and if it is a zip file all that is in it, as (name, bytes)."""
    yield str(path), path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            yield from ((f"{path.name}/{name}", archive.read(name)) for name in archive.namelist())


def test_site_gives_no_solution_away(site):
    """Solutions, hidden tests, mark schemes and wrong solutions appear nowhere, not even in sources and zip files."""
    private = re.compile(r"(^|/)(solutions|mutants)/")
    problems = []
    for path in filter(Path.is_file, site.rglob("*")):
        for name, data in contents(path):
            if private.search(name.removeprefix(str(site))):
                problems.append(f"{name} is private")
            problems += [f"{name} contains {secret!r}" for secret in SECRETS if secret.encode() in data]
    report(problems)


def test_only_pages_have_sources(site):
    """_sources holds the text of the pages and nothing else."""
    sources = site / "_sources"
    files = [path.relative_to(sources) for path in sources.rglob("*") if path.is_file()]
    report([f"_sources/{path} is no page" for path in files if not (site / path.with_suffix(".html")).is_file()])
