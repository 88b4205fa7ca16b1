"""A synchronous client of the local Graph's control API, Outlook as people use it: for tests, not the bot."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]


class OutlookRefused(AssertionError):
    """What a person tried and Outlook did not do; the text says why."""

    def __init__(self, status: int, path: str, body: Any) -> None:
        super().__init__(f"{status} from {path}: {json.dumps(body, ensure_ascii=False)}")
        self.status, self.body = status, body


class Outlook:
    """Everybody's Outlook. `url` is the sandbox's address; methods answer plain dicts or raise OutlookRefused."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def add_mailbox(self, upn: str, name: str = "", *, external: bool = False, organiser: bool = False) -> Json:
        """A new mailbox. `external` lies outside the tenant; an `organiser` is in the app's scope."""
        return self._post("mailboxes", {"upn": upn, "name": name, "external": external, "organiser": organiser})

    def mailboxes(self) -> list[Json]:
        """All mailboxes, inside the tenant and out."""
        return list(self._get("mailboxes")["mailboxes"])

    def set_up(self, **settings: Any) -> Json:
        """Turn token, scope, process_external, throttle or latency; answers them all."""
        return self._post("app", settings)

    def calendar(self, mailbox: str, frm: datetime | str | None = None, to: datetime | str | None = None) -> list[Json]:
        """The events as that person sees them, cancelled ones too, by their start; times in Swedish local time."""
        return list(self._get("calendar", mailbox=mailbox, **{"from": _text(frm), "to": _text(to)})["events"])

    def events_of(self, organiser: str, *, deleted: bool = False) -> list[Json]:
        """All items of a mailbox with extended properties and transactionId; `deleted`: with those in Deleted Items."""
        return list(self._get("events", mailbox=organiser, deleted="true" if deleted else "")["events"])

    def create(self, mailbox: str, event: Json) -> Json:
        """Somebody makes an event of their own; `event` as Graph writes events."""
        return self._post("events", {"mailbox": mailbox, "event": event})

    def respond(
        self,
        mailbox: str,
        event_id: str,
        response: str,
        *,
        send_response: bool = True,
        comment: str = "",
        proposed_new_time: Json | None = None,
    ) -> Json:
        """Answer an invitation: accepted, tentativelyAccepted or declined. `event_id` is any id of the meeting."""
        order: Json = {"mailbox": mailbox, "event_id": event_id, "response": response, "send_response": send_response}
        return self._post("respond", order | {"comment": comment, "proposed_new_time": proposed_new_time})

    def edit(self, event_id: str, mailbox: str | None = None, **changes: Any) -> Json:
        """Change an event by hand; without `mailbox` its organiser does. Changes: subject, body, append, start, end,
        location, attendees_add, attendees_remove, teams, move, delete, cancel with comment, send_updates."""
        return self._post("edit", {"event_id": event_id, **({"mailbox": mailbox} if mailbox else {}), **changes})

    def mails(self, since: int | datetime | str = 0) -> list[Json]:
        """The mails Outlook would have sent: after the mail with that number, or from that time on."""
        return list(self._get("mails", since=str(since) if isinstance(since, int) else _text(since))["mails"])

    def mail(self, number: int) -> Json:
        """A mail with what it said about its meeting when it was sent: start, end, isAllDay, location, body."""
        return self._get(f"mails/{number}")

    def subscriptions(self) -> list[Json]:
        """The live subscriptions, each with the notifications sent for it."""
        return list(self._get("subscriptions")["subscriptions"])

    def lifecycle(self, subscription: str, event: str) -> None:
        """Have Graph say reauthorizationRequired, subscriptionRemoved or missed."""
        self._post("lifecycle", {"subscription": subscription, "event": event})

    def expire_deltas(self) -> None:
        """Make every delta token given out so far answer 410."""
        self._post("delta/expire", {})

    def _get(self, path: str, **query: str) -> Json:
        said = {name: value for name, value in query.items() if value}
        return self._call(urllib.request.Request(f"{self.url}/sandbox/graph/{path}?{urlencode(said)}"))

    def _post(self, path: str, body: Json) -> Json:
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        return self._call(urllib.request.Request(f"{self.url}/sandbox/graph/{path}", data, headers, method="POST"))

    def _call(self, request: urllib.request.Request) -> Json:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as no:
            with no:
                status, raw = no.code, no.read().decode("utf-8", "replace")
        try:
            body: Any = json.loads(raw)
        except ValueError:
            body = raw
        raise OutlookRefused(status, request.selector, body)


def _text(at: datetime | str | None) -> str:
    return at.isoformat() if isinstance(at, datetime) else at or ""
