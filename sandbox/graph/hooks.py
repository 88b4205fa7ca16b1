"""Subscriptions and the change notifications they cause; not the changes themselves."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp

from sandbox.graph import render, schema
from sandbox.graph.errors import GraphError, Json, invalid, read_only
from sandbox.graph.model import Item, Tenant
from sandbox.graph.render import Preferences
from sandbox.graph.zones import instant, stamp
from sandbox.world import World

SETTABLE = frozenset({"changeType", "clientState", "expirationDateTime", "lifecycleNotificationUrl", "notificationUrl"})
TAKEN = SETTABLE | {"resource", "latestSupportedTlsVersion"}
CHANGES = re.compile(r"(created|updated|deleted)(,(created|updated|deleted))*")
RESOURCE = re.compile(r"/?users/([^/]+)/(?:events|calendar/events|calendars/[^/]+/events)", re.IGNORECASE)
LONGEST, SHORTEST = timedelta(minutes=10_080), timedelta(minutes=45)
HANDSHAKE, ANSWER = 10.0, 3.0
AGAIN = [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4)]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
T = TypeVar("T")
LIFECYCLE = ("reauthorizationRequired", "subscriptionRemoved", "missed")


@dataclass
class Subscription:
    """Who wants to be told of which changes until when."""

    id: str
    mailbox: str
    fields: Json
    expires: datetime
    immutable: bool
    sent: list[Json] = field(default_factory=list)

    def shown(self) -> Json:
        """The subscription as Graph answers it; clientState is kept back except when it is created."""
        shown = {name: self.fields.get(name) for name in sorted(TAKEN)}
        return shown | {"id": self.id, "expirationDateTime": stamp(self.expires), "clientState": None}


class Hooks:
    """All subscriptions of the tenant."""

    def __init__(self, world: World, tenant: Tenant) -> None:
        self._world, self._tenant = world, tenant
        self._known: dict[str, Subscription] = {}
        tenant.listeners.append(self._changed)

    def live(self) -> list[Subscription]:
        """Those that have not expired by the world's clock."""
        return [one for one in self._known.values() if one.expires > self._world.now()]

    def find(self, number: str) -> Subscription:
        """A live subscription; 404 when it never was, was deleted, or expired."""
        found = next((one for one in self.live() if one.id == number), None)
        if found is None:
            raise GraphError(404, "ResourceNotFound", "The object was not found.")
        return found

    async def create(self, body: Json, prefer: Preferences) -> Json:
        """A new subscription, after both addresses gave back the validation token."""
        fields = _fields(body, TAKEN)
        for name in ("changeType", "notificationUrl", "resource", "expirationDateTime"):
            if name not in fields:
                raise GraphError(400, "InvalidRequest", f"Required property '{name}' is missing.")
        found = RESOURCE.fullmatch(fields["resource"])
        if found is None:
            raise GraphError(400, "InvalidRequest", f"The resource '{fields['resource']}' is not supported.")
        mailbox = self._tenant.scoped(found[1])
        expires = self._until(fields["expirationDateTime"])
        for name in ("notificationUrl", "lifecycleNotificationUrl"):
            if name in fields:
                await self._shake(fields[name])
        made = Subscription(str(uuid.uuid4()), mailbox, fields, expires, prefer.immutable)
        self._known[made.id] = made
        self._world.changed("graph")
        return made.shown() | {"clientState": fields.get("clientState")}

    async def change(self, number: str, body: Json) -> Json:
        """PATCH: a later expiry, or another address, which must give back the token again."""
        found = self.find(number)
        for name in ("resource", "changeType", "lifecycleNotificationUrl"):
            if name in body:
                raise read_only(name)
        fields = _fields(body, SETTABLE)
        if "notificationUrl" in fields:
            await self._shake(fields["notificationUrl"])
        if "expirationDateTime" in fields:
            found.expires = self._until(fields["expirationDateTime"])
        found.fields |= fields
        return found.shown()

    def remove(self, number: str) -> None:
        """DELETE; nothing is sent for it any more."""
        del self._known[self.find(number).id]

    def lifecycle(self, number: str, event: str) -> None:
        """Say on the lifecycle address what Graph may say of a subscription; `subscriptionRemoved` also removes it."""
        found = self.find(number)
        if event not in LIFECYCLE:
            raise invalid("lifecycleEvent", f"is one of {', '.join(LIFECYCLE)}")
        url = found.fields.get("lifecycleNotificationUrl")
        if event == "subscriptionRemoved":
            self.remove(number)
        if url:
            self._send(found, url, self._note(found) | {"lifecycleEvent": event})

    def _changed(self, item: Item, kind: str) -> None:
        # One create shows up as two notifications, as it often does: readers must not count them.
        kinds = [kind, "updated"] if kind == "created" else [kind]
        for one in self.live():
            wanted = one.fields["changeType"].split(",")
            for each in kinds:
                if one.mailbox == item.mailbox and each in wanted:
                    self._send(one, one.fields["notificationUrl"], self._about(one, item, each))

    def _note(self, one: Subscription) -> Json:
        return {
            "subscriptionId": one.id,
            "subscriptionExpirationDateTime": stamp(one.expires),
            "clientState": one.fields.get("clientState"),
            "tenantId": "00000000-0000-4000-8000-000000000000",
        }

    def _about(self, one: Subscription, item: Item, kind: str) -> Json:
        number = Preferences(immutable=one.immutable).id(item)
        path = f"Users/{one.mailbox}/Events/{number}"
        about = {
            "@odata.type": "#Microsoft.Graph.Event",
            "@odata.id": path,
            "@odata.etag": render.etag(item),
            "id": number,
        }
        return self._note(one) | {"changeType": kind, "resource": path, "resourceData": about}

    def _send(self, one: Subscription, url: str, note: Json) -> None:
        sent: Json = {"at": self._world.now().isoformat(), "url": url, "note": note, "tries": 0, "status": None}
        one.sent.append(sent)
        self._world.spawn(self._deliver(url, {"value": [note]}, sent))

    async def _deliver(self, url: str, body: Json, sent: Json) -> None:
        """Post until it is taken with a 2xx within 3 seconds: at once, then by the world's clock for some hours."""
        for wait in [*AGAIN, None]:
            sent["tries"] += 1
            sent["status"] = await _reached(_post(url, body), ANSWER)
            self._world.changed("graph")
            if (sent["status"] is not None and 200 <= sent["status"] < 300) or wait is None:
                return
            await self._world.sleep_until(self._world.now() + wait)

    def _until(self, text: str) -> datetime:
        expires, now = instant("expirationDateTime", text), self._tenant.now()
        if expires <= now:
            raise GraphError(400, "InvalidRequest", "Subscription expiration must be in the future.")
        if expires - now > LONGEST:
            raise GraphError(400, "InvalidRequest", "Subscription expiration can only be 10080 minutes ahead.")
        return max(expires, now + SHORTEST)

    async def _shake(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise GraphError(400, "InvalidRequest", "The notification URL must be https.")
        token = f"Validation: Testing client application reachability for subscription Request-Id: {uuid.uuid4()} åäö"
        if await _reached(_validated(url, token), HANDSHAKE) is not True:
            why = "Subscription validation request failed. The endpoint must answer 200 with the token."
            raise GraphError(400, "ValidationError", why)


def _fields(body: Json, allowed: frozenset[str]) -> Json:
    schema.members("subscription", body, "subscription", allowed)
    fields = {
        name: schema.text(name, value) for name, value in body.items() if name != "@odata.type" and value is not None
    }
    if "changeType" in fields and not CHANGES.fullmatch(fields["changeType"]):
        raise invalid("changeType", "is a comma-joined list of created, updated, deleted")
    if len(fields.get("clientState", "")) > 128:
        raise invalid("clientState", "is longer than 128 characters")
    return fields


async def _reached(call: Coroutine[Any, Any, T], seconds: float) -> T | None:
    try:
        return await asyncio.wait_for(call, seconds)
    except (aiohttp.ClientError, OSError, TimeoutError):
        return None


async def _post(url: str, body: Json) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        return answer.status


async def _validated(url: str, token: str) -> bool:
    async with aiohttp.ClientSession() as session, session.post(url, params={"validationToken": token}) as answer:
        return answer.status == 200 and answer.content_type == "text/plain" and await answer.text() == token
