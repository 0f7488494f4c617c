"""Results by content: what was executed once is not executed again, and a killed run goes on where it was."""

import json
from pathlib import Path

from grading.referee import durable


class Results:
    """A folder of outputs, one file for each key; a file is whole or not there.

    Parameters
    ----------
    folder : Path
        Made when it is needed.
    """

    def __init__(self, folder):
        self.folder = Path(folder)

    def __contains__(self, key):
        return self._path(key).is_file()

    def get(self, key):
        """Outputs under a key, or None."""
        return json.loads(self._path(key).read_text("utf-8")) if key in self else None

    def put(self, key, outputs):
        """Keep outputs under a key."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.replace(path, json.dumps(outputs).encode())

    def _path(self, key):
        return self.folder / key[:2] / f"{key}.json"
