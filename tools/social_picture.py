"""Draw book/_static/social.png, which others show beside a link to the book: ``python -m tools.social_picture``.

Such pictures must be pixels of 1200 x 630. It needs Chromium and tests/requirements.txt.
"""

from pathlib import Path

from tools.chromium import opened_browser

STATIC = Path(__file__).resolve().parents[1] / "book" / "_static"
SIZE = {"width": 1200, "height": 630}
PAGE = """<!doctype html>
<style>
body { margin: 0; height: 630px; display: grid; place-content: center; justify-items: center; font-family: sans-serif }
h1 { font-size: 76px; margin: 0 0 4px }
p { font-size: 32px; margin: 0 0 24px; color: #595959 }
svg { width: 680px }
</style>
<h1>Gradients by Hand</h1><p>Neural networks from one neuron up, in NumPy</p>"""


def main():
    """Draw the picture of the front page below the title."""
    with opened_browser() as browser:
        tab = browser.new_page(viewport=SIZE)
        tab.set_content(PAGE + (STATIC / "front.svg").read_text(encoding="utf-8"))
        tab.screenshot(path=STATIC / "social.png")


if __name__ == "__main__":
    main()
