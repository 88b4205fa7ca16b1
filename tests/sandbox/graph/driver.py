"""A program that speaks plain HTTP to the local Graph, and the events it sends; not msgraph-sdk."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from sandbox.graph_client import Outlook
from sandbox.server import SandboxThread

Json = dict[str, Any]
ORGANISER, ANNA, BO, CARIN = "moten@region.example", "anna@kommun.example", "bo@kommun.example", "carin@kommun.example"
ZONE = "W. Europe Standard Time"
STAMP = "String {6f0e1a3c-7b1d-4b8e-9a55-0d2a6a4f9c11} Name SeminarBotId"
IMMUTABLE = 'IdType="ImmutableId"'


@dataclass
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """Graph's error code."""
        return str(self.body["error"]["code"])


class Program:
    """The app: an organiser's mailbox and a token."""

    def __init__(self, box: SandboxThread) -> None:
        self.box, self.outlook = box, Outlook(box.url)
        self.events = f"/users/{quote(ORGANISER)}/events"

    def call(self, verb: str, path: str, body: Any = None, query: Json | None = None, **headers: Any) -> Answer:
        """One request. `path` is under /v1.0, or an absolute link that Graph gave."""
        url = path if path.startswith("http") else self.box.graph_base_url + path
        url += f"?{urlencode(query)}" if query else ""
        data = json.dumps(body).encode() if body is not None else None
        sent = {"Authorization": "Bearer sandbox-graph-token", "Content-Type": "application/json", "Prefer": IMMUTABLE}
        sent = {name: value for name, value in (sent | headers).items() if value}
        request = urllib.request.Request(url, data, sent, method=verb)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                raw = answer.read()
                return Answer(answer.status, json.loads(raw) if raw else None, dict(answer.headers))
        except urllib.error.HTTPError as no:
            with no:
                raw = no.read()
                return Answer(no.code, json.loads(raw) if raw else None, dict(no.headers))

    def create(self, **changes: Any) -> Json:
        """A new event, which must come about."""
        answer = self.call("POST", self.events, event(**changes))
        assert answer.status == 201, answer
        return dict(answer.body)

    def one(self, number: str) -> str:
        """The path of an event."""
        return f"{self.events}/{quote(number, safe='')}"

    def get(self, number: str, **query: str) -> Json:
        """An event that must be there."""
        answer = self.call("GET", self.one(number), query=query)
        assert answer.status == 200, answer
        return dict(answer.body)

    def patch(self, number: str, **changes: Any) -> Json:
        """A change that must be taken."""
        answer = self.call("PATCH", self.one(number), changes)
        assert answer.status == 200, answer
        return dict(answer.body)

    def cancel(self, number: str, **body: str) -> Answer:
        """Cancel an event."""
        return self.call("POST", f"{self.one(number)}/cancel", body)

    def mailed(self, since: int = 0) -> list[tuple[str, str]]:
        """(kind, to) of the mails after number `since`, in a fixed order."""
        return sorted((mail["kind"], mail["to"]) for mail in self.outlook.mails(since))

    def advance(self, seconds: float) -> None:
        """Move the world's clock."""
        self.box.run(lambda: self.box.world.advance(seconds))

    def count(self) -> int:
        """How many mails there are by now."""
        return len(self.outlook.mails())


def at(time: str, zone: str = ZONE, day: str = "2027-03-15") -> Json:
    """A dateTimeTimeZone."""
    return {"dateTime": f"{day}T{time}:00", "timeZone": zone}


def people(*addresses: str) -> list[Json]:
    """Attendees."""
    return [{"emailAddress": {"address": one}, "type": "required"} for one in addresses]


def event(**changes: Any) -> Json:
    """An event to create; a value of ... leaves the property out."""
    whole = {
        "subject": "LSG – möte 15 mars",
        "start": at("10:00"),
        "end": at("12:00"),
        "body": {"contentType": "html", "content": "<p>Dagordning</p>"},
        "attendees": people(ANNA, BO),
    }
    return {name: value for name, value in (whole | changes).items() if value is not ...}
