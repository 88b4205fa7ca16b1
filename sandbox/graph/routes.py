"""The HTTP door of the local Graph: token, scope, throttling, paths and verbs; not what the calendar does."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import web

from sandbox.graph import acts, control, render, schema, views
from sandbox.graph import query as odata
from sandbox.graph.errors import GraphError, Json, denied
from sandbox.graph.hooks import Hooks
from sandbox.graph.model import Item, Tenant
from sandbox.graph.render import Preferences
from sandbox.world import World

LIST_OPTIONS = ("$top", "$skip", "$filter", "$count", "$orderby", "$select", "$expand")
RETRY_AFTER = "2"


@dataclass(frozen=True)
class Call:
    """One request, read: the mailbox it is about, what the path names, the query, the body, and what it prefers."""

    mailbox: str
    names: Mapping[str, str]
    query: Mapping[str, str]
    body: Json
    prefer: Preferences
    url: str
    match: str | None


Answer = tuple[int, Json | None]
Act = Callable[["Door", Call], Awaitable[Answer]]


class Door:
    """Takes a request in, has it done, and answers as Graph would."""

    def __init__(self, world: World) -> None:
        self.tenant = Tenant(world.now, lambda: world.changed("graph"))
        self.hooks = Hooks(world, self.tenant)
        self.deltas = views.Deltas(self.tenant)
        self._running: Counter[str] = Counter()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The aiohttp handler of everything under /v1.0."""
        try:
            prefer = render.preferences(request.headers)
            status, body = await self._handled(request, prefer)
            headers = prefer.applied()
        except GraphError as no:
            status, body, headers = no.status, no.body(self.tenant.now()), no.headers
        headers = {"request-id": secrets.token_hex(16), **headers}
        if status == 201 and body and "id" in body:
            headers["Location"] = f"{_url(request)}/{quote(body['id'], safe='')}"
        if body is None:
            return web.Response(status=status, headers=headers)
        return web.json_response(body, status=status, headers=headers, dumps=_dumps)

    async def _handled(self, request: web.Request, prefer: Preferences) -> Answer:
        self._authorised(request.headers.get("Authorization", ""))
        act, names = _routed(request.method, request.path)
        mailbox = self.tenant.scoped(names["user"]) if "user" in names else ""
        limit = self.tenant.settings.throttle
        if mailbox and limit is not None and self._running[mailbox] >= limit:
            why = "Application is over its MailboxConcurrency limit."
            raise GraphError(429, "ApplicationThrottled", why, {"Retry-After": RETRY_AFTER})
        self._running[mailbox] += 1
        try:
            if self.tenant.settings.latency:
                await asyncio.sleep(self.tenant.settings.latency)
            body = await _body(request)
            match = request.headers.get("If-Match")
            return await act(self, Call(mailbox, names, dict(request.query), body, prefer, _url(request), match))
        finally:
            self._running[mailbox] -= 1

    def _authorised(self, header: str) -> None:
        kind, _, token = header.partition(" ")
        challenge = 'Bearer realm="", authorization_uri="https://login.example/common/oauth2/authorize"'
        if kind.lower() != "bearer" or not token:
            headers = {"WWW-Authenticate": challenge}
            raise GraphError(401, "InvalidAuthenticationToken", "Access token is empty.", headers)
        if not secrets.compare_digest(token.strip().encode(), self.tenant.settings.token.encode()):
            headers = {"WWW-Authenticate": f'{challenge}, error="invalid_token"'}
            raise GraphError(401, "InvalidAuthenticationToken", "Access token validation failure.", headers)

    def _item(self, call: Call) -> Item:
        item = self.tenant.find(call.mailbox, call.names["id"])
        if call.match not in (None, "*", render.etag(item)):
            raise GraphError(412, "ErrorIrresolvableConflict", "The send or update operation could not be performed.")
        return item

    def _written(self, call: Call, item: Item) -> Json:
        kind = f"https://graph.microsoft.com/v1.0/$metadata#users('{quote(call.mailbox)}')/events/$entity"
        event = render.event(self.tenant, item, call.prefer, odata.expanded(call.query.get("$expand")))
        return {"@odata.context": kind, **odata.selected([event], call.query.get("$select"))[0]}

    def _listed(self, call: Call, items: list[Item]) -> Json:
        items = odata.filtered(items, call.query.get("$filter"))
        items = odata.ordered(items, call.query.get("$orderby"))
        items, said = odata.page(items, call.query, call.url)
        expand = odata.expanded(call.query.get("$expand"))
        events = [render.event(self.tenant, item, call.prefer, expand) for item in items]
        kind = f"https://graph.microsoft.com/v1.0/$metadata#users('{quote(call.mailbox)}')/events"
        return {"@odata.context": kind, **said, "value": odata.selected(events, call.query.get("$select"))}

    async def list_events(self, call: Call) -> Answer:
        """GET events."""
        odata.known(call.query, *LIST_OPTIONS)
        return 200, self._listed(call, self.tenant.items(call.mailbox))

    async def create_event(self, call: Call) -> Answer:
        """POST events."""
        odata.known(call.query)
        return 201, self._written(call, acts.create(self.tenant, call.mailbox, call.body))

    async def get_event(self, call: Call) -> Answer:
        """GET one event."""
        odata.known(call.query, "$select", "$expand")
        return 200, self._written(call, self._item(call))

    async def change_event(self, call: Call) -> Answer:
        """PATCH one event; only its organiser's own."""
        odata.known(call.query)
        item = self._item(call)
        if not call.body.keys() - {"@odata.type"}:
            raise GraphError(400, "BadRequest", "Empty Payload. JSON content expected.")
        if not item.is_organizer:
            raise denied("Only the organizer can change a meeting.")
        acts.change(self.tenant, item, call.body)
        return 200, self._written(call, item)

    async def delete_event(self, call: Call) -> Answer:
        """DELETE one event."""
        odata.known(call.query)
        acts.delete(self.tenant, self._item(call))
        return 204, None

    async def cancel_event(self, call: Call) -> Answer:
        """POST cancel: takes `Comment` as the metadata has it, and `comment` as the documentation does."""
        odata.known(call.query)
        schema.members("cancel", call.body, "cancel", {"Comment", "comment"})
        comment = call.body.get("comment", call.body.get("Comment"))
        acts.cancel(self.tenant, self._item(call), schema.text("comment", comment or ""))
        return 202, None

    async def calendar_view(self, call: Call) -> Answer:
        """GET calendarView."""
        odata.known(call.query, *views.VIEW_OPTIONS)
        return 200, self._listed(call, views.in_window(self.tenant, call.mailbox, call.query))

    async def calendar_delta(self, call: Call) -> Answer:
        """GET calendarView/delta."""
        found = self.deltas.read(call.mailbox, call.query, call.prefer, call.url)
        return 200, {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(event)", **found}

    async def get_schedule(self, call: Call) -> Answer:
        """POST calendar/getSchedule."""
        odata.known(call.query)
        found = views.schedule(self.tenant, call.body, call.prefer)
        kind = "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)"
        return 200, {"@odata.context": kind, "value": found}

    async def find_times(self, call: Call) -> Answer:
        """POST findMeetingTimes takes delegated permissions only."""
        raise denied()

    async def list_subscriptions(self, call: Call) -> Answer:
        """GET subscriptions."""
        odata.known(call.query, "$select", "$search")
        return 200, {"value": [one.shown() for one in self.hooks.live()]}

    async def create_subscription(self, call: Call) -> Answer:
        """POST subscriptions."""
        return 201, await self.hooks.create(call.body, call.prefer)

    async def get_subscription(self, call: Call) -> Answer:
        """GET one subscription."""
        return 200, self.hooks.find(call.names["id"]).shown()

    async def change_subscription(self, call: Call) -> Answer:
        """PATCH one subscription."""
        return 200, await self.hooks.change(call.names["id"], call.body)

    async def delete_subscription(self, call: Call) -> Answer:
        """DELETE one subscription."""
        self.hooks.remove(call.names["id"])
        return 204, None

    async def reauthorize(self, call: Call) -> Answer:
        """POST reauthorize."""
        self.hooks.find(call.names["id"])
        return 204, None


PATHS: list[tuple[str, dict[str, Act]]] = [
    ("/users/{user}/events", {"GET": Door.list_events, "POST": Door.create_event}),
    (
        "/users/{user}/events/{id}",
        {"GET": Door.get_event, "PATCH": Door.change_event, "DELETE": Door.delete_event},
    ),
    ("/users/{user}/events/{id}/cancel", {"POST": Door.cancel_event}),
    ("/users/{user}/calendarView", {"GET": Door.calendar_view}),
    ("/users/{user}/calendarView/delta", {"GET": Door.calendar_delta}),
    ("/users/{user}/calendarView/delta()", {"GET": Door.calendar_delta}),
    ("/users/{user}/calendar/getSchedule", {"POST": Door.get_schedule}),
    ("/users/{user}/findMeetingTimes", {"POST": Door.find_times}),
    ("/subscriptions", {"GET": Door.list_subscriptions, "POST": Door.create_subscription}),
    (
        "/subscriptions/{id}",
        {"GET": Door.get_subscription, "PATCH": Door.change_subscription, "DELETE": Door.delete_subscription},
    ),
    ("/subscriptions/{id}/reauthorize", {"POST": Door.reauthorize}),
]
ROUTES = [
    (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(f"/v1.0{path}"))), verbs) for path, verbs in PATHS
]


def _routed(verb: str, path: str) -> tuple[Act, dict[str, str]]:
    for pattern, verbs in ROUTES:
        if found := pattern.fullmatch(path):
            if verb not in verbs:
                why = "Specified HTTP method is not allowed for the request target."
                raise GraphError(405, "Request_BadRequest", why)
            return verbs[verb], found.groupdict()
    raise GraphError(400, "BadRequest", f"Resource not found for the segment '{path.rsplit('/', 1)[-1]}'.")


async def _body(request: web.Request) -> Json:
    raw = await request.read()
    if not raw or request.method in ("GET", "DELETE"):
        return {}
    if request.content_type != "application/json":
        why = "Write requests (excluding DELETE) must contain the Content-Type header declaration."
        raise GraphError(400, "BadRequest", why)
    try:
        body: Any = json.loads(raw)
    except ValueError:
        why = "Unable to read JSON request payload. Please ensure that the payload is of valid JSON format."
        raise GraphError(400, "BadRequest", why) from None
    if not isinstance(body, dict):
        raise GraphError(400, "BadRequest", "The JSON payload must be an object.")
    return body


def _url(request: web.Request) -> str:
    return f"{request.url.origin()}{request.rel_url.raw_path}"


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def routes(door: Door) -> list[web.RouteDef]:
    """Everything of Graph in that world: /v1.0/… for programs, /sandbox/graph/… for people."""
    return [web.route("*", "/v1.0/{path:.*}", door.handle), *control.routes(door.tenant, door.hooks, door.deltas)]
