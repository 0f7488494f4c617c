"""Imported first by commands: leaves out what takes a second to import and is never used.

jsonschema, by which notebooks are validated, builds a grammar of internationalized links at its import. No part of a
notebook is said to be one.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)
