"""The theme's icons, drawn into the pages.

The theme brings all of Font Awesome as one script of 540 kB (gzip) that draws some fifteen icons when the
page has loaded. Here each icon becomes the same SVG while the site is built, from the outlines in that script; then the
script is left out. Icons stand without scripts, too, and nothing moves when they appear.

The outlines are those of Font Awesome Free, CC BY 4.0, https://fontawesome.com/license/free.
"""

import re
from functools import cache
from pathlib import Path

import pydata_sphinx_theme
from finished_pages import rewrite_pages

STATIC = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
SCRIPT = "scripts/fontawesome.js"
LOADED = re.compile(rf'\s*(?:<!-- So that users can add custom icons -->\s*)?<script[^>]*{SCRIPT}[^>]*></script>')
ICON = re.compile(r'<(i|span) class="([^"]*\bfa[sb]?[ -][^"]*)"([^>]*)></\1>')
NO_ICON = {"fa-solid", "fa-brands", "fa-regular", "fa-lg"}
FONT = re.compile(r"fa[sb]?|fa-(?!lg$).*")  # classes that would load a font of 156 kB for nothing
OLD_NAMES = {"pencil-alt": "pencil"}


@cache
def outline(name):
    """Width, height and path of an icon."""
    pattern = rf'[{{,]"?{re.escape(name)}"?:\[(\d+),(\d+),\[[^\]]*\],"[0-9a-f]+","([^"]+)"\]'
    found = re.search(pattern, (STATIC / SCRIPT).read_text(encoding="utf-8"))
    if found is None:
        raise LookupError(f"Font Awesome has no icon {name!r}")
    return found.groups()


def draw(icon):
    """Write the SVG of an icon that a page names by a class."""
    _, classes, attributes = icon.groups()
    [name] = [c.removeprefix("fa-") for c in classes.split() if c.startswith("fa-") and c not in NO_ICON]
    width, height, path = outline(OLD_NAMES.get(name, name))
    kept = " ".join(["svg-inline--fa", *(c for c in classes.split() if not FONT.fullmatch(c))])
    attributes = re.sub(r'\s*title="[^"]*"', "", attributes)  # of no use to anybody on a hidden picture
    return (
        f'<svg class="{kept}"{attributes} viewBox="0 0 {width} {height}" '
        f'aria-hidden="true"><path fill="currentColor" d="{path}"/></svg>'
    )


def draw_icons(page, path):
    """Draw every icon of a page, and leave the script out."""
    return ICON.sub(draw, LOADED.sub("", page))


def remove_script(app, error):
    """Take the script out of the site."""
    if error is None and app.builder.name == "html":
        for path in (Path(app.outdir) / "_static").glob(f"{SCRIPT}*"):
            path.unlink()


def setup(app):
    """Draw when the pages have been written."""
    app.connect("build-finished", rewrite_pages(draw_icons))
    app.connect("build-finished", remove_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
