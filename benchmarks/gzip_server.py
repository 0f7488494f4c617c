"""Serve a folder as a web host does: packed, and with permission to keep what has a version in its address."""

import gzip
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PACKED = {".png", ".woff2", ".zip"}  # these do not get smaller


def packed(path):
    """The bytes that travel for a file."""
    data = Path(path).read_bytes()
    return data if Path(path).suffix in PACKED else gzip.compress(data, 6)


class GzipHandler(SimpleHTTPRequestHandler):
    """A file server that packs what gets smaller, and keeps no log."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Send a file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = packed(path)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", f"max-age={31_536_000 if '?' in self.path else 600}")
        if path.suffix not in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def served(folder):
    """Serve a folder; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(GzipHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
