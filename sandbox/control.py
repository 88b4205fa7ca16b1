"""The sandbox's control API from the outside: JSON in, JSON out, by the standard library alone. Not what is asked."""

import http.client
import json
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

Dict = dict[str, Any]
T = TypeVar("T")


class Refused(AssertionError):
    """The sandbox says that this cannot be done, or the wait was in vain; the text tells what was on the screen."""


class Control:
    """The control API: JSON in, JSON out."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._at = urlsplit(self.url)

    def call(self, verb: str, path: str, /, body: Dict | None = None, **query: Any) -> Any:
        """One request under the sandbox's address; Refused when it answers 400 or more."""
        asked = {name: value for name, value in query.items() if value is not None}
        target = f"{path}?{urlencode(asked)}" if asked else path
        connection = http.client.HTTPConnection(str(self._at.hostname), self._at.port, timeout=60)
        try:
            data = None if body is None else json.dumps(body)
            connection.request(verb, target, data, {"Content-Type": "application/json"} if data else {})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        answer = json.loads(text) if text.startswith(("{", "[")) else text
        if response.status >= 400:
            raise Refused(answer.get("error", text) if isinstance(answer, dict) else f"{response.status}: {text}")
        return answer

    def get(self, path: str, /, **query: Any) -> Any:
        """GET."""
        return self.call("GET", path, **query)

    def post(self, path: str, /, **body: Any) -> Any:
        """POST of a JSON object."""
        return self.call("POST", path, body)


def wait(look: Callable[[], T], seconds: float = 10, what: str = "") -> T:
    """Call `look` until it gives something true, and return that; Refused after so many seconds."""
    deadline, last = time.monotonic() + seconds, ""
    between = threading.Event()
    while True:
        try:
            found = look()
            if found:
                return found
            last = f"last it gave {found!r}"
        except AssertionError as not_yet:
            last = str(not_yet)
        if time.monotonic() > deadline:
            raise Refused(f"{what or 'it'} did not come within {seconds} s; {last}")
        between.wait(0.03)
