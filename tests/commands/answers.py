"""A server that answers what it is told to: for what the sandbox never says (a wrong clock, a right to read but not to write)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Said = tuple[int, dict[str, str], Any]  # status, headers, JSON or text


@contextmanager
def answering(said: dict[tuple[str, str], Said]) -> Iterator[str]:
    """The address of a server on this machine that answers so, by method and the end of the path; 404 to all else."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path.partition("?")[0]
            found = (told for (method, end), told in said.items() if method == self.command and path.endswith(end))
            status, headers, body = next(found, (404, {}, ""))
            content = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response_only(status)
            plain = {"Content-Type": "text/plain" if isinstance(body, str) else "application/json"}
            for name, value in ({"Content-Length": str(len(content))} | plain | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
