"""How heavy and how fast the website is: ``python -m benchmarks.site`` writes site.md.

Lighthouse (npm) opens one page of each kind on a local server that packs, as a phone and as a desktop. Its performance figures
depend on the machine and on what else runs there; nothing here is asserted. The sizes are those of packed files.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.gzip_server import packed, served
from benchmarks.machine import describe
from tools.chromium import chromium

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "site" / "_build" / "html"
RESULTS = Path(__file__).with_name("site.md")
LIGHTHOUSE = shlex.split(os.environ.get("LIGHTHOUSE", "npx --yes lighthouse@12.8.2"))
PAGES = {"front page": "book/index", "chapter": "book/06_backprop", "API": "book/api/affine", "guide": "book/trusted_grades"}
DEVICES = {"phone": [], "desktop": ["--preset=desktop"]}
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
AUDITS = {"LCP": "largest-contentful-paint", "TBT": "total-blocking-time", "CLS": "cumulative-layout-shift"}
LOADED = re.compile(r'<(?:img|script)[^>]*?\ssrc="([^":]+)"|<link[^>]*?(?<!rel="next" )href="([^":]+)"[^>]*rel="(?:stylesheet|icon)"')
