"""Every picture says how large it is, so that the text below it does not jump when it arrives."""

import re
import struct
from urllib.parse import unquote

from finished_pages import rewrite_pages

IMAGE = re.compile(r'<img (?![^>]*\bheight=)([^>]*?)src="([^":]+)"([^>]*?)\s*/?>')
SIDE = rb'[^>]*?\b%s="([\d.]+)(pt|px)?"'
SVG_SIZE = [re.compile(rb"<svg " + SIDE % side, re.S) for side in (b"width", b"height")]
VIEW_BOX = re.compile(rb'<svg [^>]*?viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', re.S)
PIXELS = {b"pt": 4 / 3, b"px": 1, None: 1}


def svg_size(data):
    """Width and height in pixels: those of the picture, or those of its coordinates."""
    sides = [side.search(data) for side in SVG_SIZE]
    if all(sides):
        return [float(side[1]) * PIXELS[side[2]] for side in sides]
    return map(float, VIEW_BOX.search(data).groups())


def size(path):
    """Width and height of a picture in whole pixels."""
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24]) if path.suffix == ".png" else svg_size(data)
    return round(width), round(height)


def with_sizes(page, path):
    """Add width and height to the pictures of a page."""

    def sized(image):
        before, source, after = image.groups()
        width, height = size(path.parent / unquote(source))
        return f'<img {before}src="{source}"{after} width="{width}" height="{height}">'

    return IMAGE.sub(sized, page)


def setup(app):
    """Measure when the pages have been written."""
    app.connect("build-finished", rewrite_pages(with_sizes))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
