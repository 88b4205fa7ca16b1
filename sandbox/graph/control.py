"""The control API of the local Graph, for the screen and for tests: who there is, what they see and do; not Graph."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict

from aiohttp import web

from sandbox.graph import acts, people, render, schema
from sandbox.graph.errors import GraphError, Json, invalid
from sandbox.graph.hooks import Hooks
from sandbox.graph.model import Item, Tenant
from sandbox.graph.render import Preferences
from sandbox.graph.views import Deltas, within
from sandbox.graph.zones import instant

EVER = ("0001-01-02T00:00:00", "9999-12-30T00:00:00")
SETTINGS = {"token", "scope", "process_external", "throttle", "latency"}
LOCAL = Preferences(immutable=True, zone="W. Europe Standard Time")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(tenant: Tenant, hooks: Hooks, deltas: Deltas) -> list[web.RouteDef]:
    """All routes under /sandbox/graph. A refusal is answered in Graph's own shape."""

    def seen(item: Item, *, private: bool = False) -> Json:
        event = render.event(tenant, item, LOCAL, frozenset(item.extended) if private else frozenset())
        event |= {"folder": item.folder, "mailbox": item.mailbox}
        return event | {"showAs": render.shown_as(item)}

    async def list_mailboxes(_: web.Request) -> Json:
        return {"mailboxes": [asdict(one) for one in tenant.mailboxes.values()]}

    async def add_mailbox(request: web.Request) -> Json:
        order = schema.members("mailbox", await request.json(), "mailbox", {"upn", "name", "external", "organiser"})
        upn = schema.text("upn", order.get("upn"))
        if not schema.ADDRESS.fullmatch(upn):
            raise invalid("upn", f"'{upn}' is no address")
        external, organiser = people.flag(order, "external", False), people.flag(order, "organiser", False)
        return asdict(
            tenant.add_mailbox(upn, schema.text("name", order.get("name", "")), external=external, organiser=organiser)
        )

    async def set_up(request: web.Request) -> Json:
        order = schema.members("app", await request.json(), "app", SETTINGS)
        settings = tenant.settings
        settings.token = schema.text("token", order.get("token", settings.token))
        settings.process_external = people.flag(order, "process_external", settings.process_external)
        if "scope" in order:
            settings.scope = (
                None if order["scope"] is None else {one.lower() for one in schema.texts("scope", order["scope"])}
            )
        if "throttle" in order:
            settings.throttle = None if order["throttle"] is None else schema.whole("throttle", order["throttle"])
        if "latency" in order:
            settings.latency = float(order["latency"])
        scope = None if settings.scope is None else sorted(settings.scope)
        return asdict(settings) | {"scope": scope}

    async def calendar(request: web.Request) -> Json:
        start, end = (
            instant(name, request.query.get(name) or ever) for name, ever in zip(("from", "to"), EVER, strict=True)
        )
        mailbox = request.query.get("mailbox", "").lower()
        if mailbox not in tenant.mailboxes:
            raise GraphError(404, "ErrorInvalidUser", f"The requested user '{mailbox}' is invalid.")
        items = sorted(tenant.items(mailbox), key=lambda item: item.start)
        return {"events": [seen(item) for item in items if within(item, start, end)]}

    async def all_events(request: web.Request) -> Json:
        items = tenant.items(request.query.get("mailbox", ""), deleted=request.query.get("deleted") == "true")
        return {"events": [seen(item, private=True) for item in items]}

    async def create(request: web.Request) -> Json:
        order = schema.members("create", await request.json(), "create", {"mailbox", "event"})
        mailbox = tenant.mailbox(schema.text("mailbox", order.get("mailbox"))).upn.lower()
        event = order.get("event")
        return seen(acts.create(tenant, mailbox, event if isinstance(event, dict) else {}))

    async def respond(request: web.Request) -> Json:
        return seen(people.respond(tenant, await request.json()))

    async def edit(request: web.Request) -> Json:
        return seen(people.edit(tenant, await request.json()), private=True)

    async def mails(request: web.Request) -> Json:
        since = request.query.get("since", "0")
        after = int(since) if since.isdigit() else None
        moment = instant("since", since) if after is None else None
        found = [
            one
            for one in tenant.mails
            if (one.number > after if after is not None else moment is None or one.at >= moment)
        ]
        return {"count": len(tenant.mails), "mails": [asdict(one) | {"at": one.at.isoformat()} for one in found]}

    async def mail(request: web.Request) -> Json:
        number = int(request.match_info["number"])
        one, inside = next((one for one in tenant.mails if one.number == number), None), tenant.enclosed.get(number)
        if one is None or inside is None:
            raise GraphError(404, "ErrorItemNotFound", f"There is no mail {number}.")
        edges = {
            name: {"dateTime": at.strftime("%Y-%m-%dT%H:%M:%S"), "timeZone": "UTC"}
            for name, at in (("start", inside.start), ("end", inside.end))
        }
        told = {"isAllDay": inside.is_all_day, "location": {"displayName": inside.place}, "body": inside.body}
        return asdict(one) | {"at": one.at.isoformat()} | edges | told

    async def subscriptions(_: web.Request) -> Json:
        return {"subscriptions": [one.shown() | {"sent": one.sent} for one in hooks.live()]}

    async def lifecycle(request: web.Request) -> Json:
        order = await request.json()
        hooks.lifecycle(str(order.get("subscription")), str(order.get("event")))
        return {}

    async def expire(_: web.Request) -> Json:
        deltas.expire()
        return {}

    return [
        web.get("/sandbox/graph/mailboxes", _answered(tenant, list_mailboxes)),
        web.post("/sandbox/graph/mailboxes", _answered(tenant, add_mailbox)),
        web.post("/sandbox/graph/app", _answered(tenant, set_up)),
        web.get("/sandbox/graph/calendar", _answered(tenant, calendar)),
        web.get("/sandbox/graph/events", _answered(tenant, all_events)),
        web.post("/sandbox/graph/events", _answered(tenant, create)),
        web.post("/sandbox/graph/respond", _answered(tenant, respond)),
        web.post("/sandbox/graph/edit", _answered(tenant, edit)),
        web.get("/sandbox/graph/mails", _answered(tenant, mails)),
        web.get(r"/sandbox/graph/mails/{number:\d+}", _answered(tenant, mail)),
        web.get("/sandbox/graph/subscriptions", _answered(tenant, subscriptions)),
        web.post("/sandbox/graph/lifecycle", _answered(tenant, lifecycle)),
        web.post("/sandbox/graph/delta/expire", _answered(tenant, expire)),
    ]


def _answered(tenant: Tenant, work: Callable[[web.Request], Awaitable[Json]]) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(await work(request))
        except GraphError as no:
            return web.json_response(no.body(tenant.now()), status=no.status)
        except ValueError as no:
            return web.json_response(invalid("body", str(no)).body(tenant.now()), status=400)

    return handler
