"""The pictures of the interactive figures: how each looks at the beginning, drawn by the figure itself.

``python -m tools.pictures [NAME ...]`` writes book/explorables/pictures/NAME.svg with Chromium.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "book" / "explorables"
sys.path.append(str(ROOT / "book" / "_ext"))
from explorables import base, script  # noqa: E402

from tools.chromium import opened_browser  # noqa: E402

PAGE = "<!DOCTYPE html><body style='margin:0; width:640px'><explore-{name}><img alt=''></explore-{name}>"
DRAWN = "() => new XMLSerializer().serializeToString(document.querySelector('.drawing'))"


def names():
    """Every interactive figure."""
    return sorted(path.stem for path in SOURCES.glob("*.js"))


def picture(browser, name):
    """The SVG file of one figure, at its beginning.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
        Chromium.
    name : str
        Such as ``"neuron"``.

    Returns
    -------
    svg : str
        A white picture that stands alone.
    """
    tab = browser.new_page()
    tab.set_content(PAGE.format(name=name))
    tab.add_script_tag(content=base() + script(name))
    svg = tab.evaluate(DRAWN)
    tab.close()
    style = (SOURCES / "drawing.css").read_text("utf-8")
    start, rest = svg.split(">", 1)
    white = '<rect width="100%" height="100%" style="fill: #fff"/>'
    return f"{start}>\n<style>\n{style}</style>\n{white}{rest}\n".replace("><", ">\n<")


def main():
    """Draw those named, or all."""
    with opened_browser() as browser:
        for name in sys.argv[1:] or names():
            (SOURCES / "pictures" / f"{name}.svg").write_text(picture(browser, name), "utf-8")


if __name__ == "__main__":
    main()
