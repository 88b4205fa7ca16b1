"""The control API's Slack part, under /sandbox/slack: making people and channels, acting as somebody, looking."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

from aiohttp import web

from sandbox.slack.acts import ACTS, CannotDo, outcome
from sandbox.slack.config import AppConfig
from sandbox.slack.core import Slack
from sandbox.slack.errors import SlackError
from sandbox.slack.modals import MODAL_ACTS
from sandbox.slack.model import Channel, User
from sandbox.slack.shown import channel_json
from sandbox.slack.state import person, state

TRAITS = (
    "tz",
    "locale",
    "title",
    "is_bot",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
    "deleted",
    "team_id",
)
NAMES = ("name", "real_name", "email", *TRAITS)
Work = Callable[[Slack, dict[str, Any]], Awaitable[dict[str, Any]]]


def refused(why: str, status: int = 400) -> web.Response:
    """The control API's no."""
    return web.json_response({"ok": False, "error": why}, status=status)


async def users(slack: Slack, order: dict[str, Any]) -> dict[str, Any]:
    """Make somebody, or with `id` change them; `quiet` keeps the app from hearing of it."""
    quiet = order.pop("quiet", False)
    unknown = order.keys() - {"id", *NAMES}
    if unknown:
        raise CannotDo(f"unknown: {', '.join(sorted(unknown))}")
    known = slack.ws.users.get(order.get("id", ""))
    if known is None:
        email = order.get("email")
        taken = [one.id for one in slack.ws.users.values() if email and one.email == email and not one.deleted]
        if taken:
            raise CannotDo(f"{email} is {taken[0]}")
        traits = {name: order[name] for name in TRAITS if name in order and name != "team_id"}
        team = order.get("team_id") or ("T0STRANGER" if order.get("is_stranger") else slack.config.team_id)
        name = order["name"]
        made = User(order.get("id") or slack.ws.new_id("U"), name, order.get("real_name", name), team, email, **traits)
        slack.ws.add_user(made)
        slack.world.changed("slack")
        if not (quiet or made.is_stranger):
            slack.user_changed(made, "team_join")
        return person(made)
    for name in NAMES:
        if name in order:
            setattr(known, name, order[name])
    if known.deleted:
        for channel in slack.ws.channels.values():
            if not channel.is_im:
                channel.members.pop(known.id, None)
    slack.world.changed("slack")
    if not quiet:
        slack.user_changed(known, "user_change")
    return person(known)


async def channels(slack: Slack, order: dict[str, Any]) -> dict[str, Any]:
    """Make a channel with those members ("bot" is the app), or with `id` change it: members, archived, shared."""
    quiet = order.get("quiet", False)
    ids = [slack.config.bot_user_id if one == "bot" else one for one in order.get("members", [])]
    missing = [one for one in ids if one not in slack.ws.users]
    if missing:
        raise CannotDo(f"nobody has the id {missing[0]}")
    channel = slack.ws.channels.get(order.get("id", ""))
    if channel is None:
        if any(one.name == order["name"] for one in slack.ws.channels.values()):
            raise CannotDo(f"{order['name']} exists already")
        private = bool(order.get("is_private", False))
        creator = order.get("creator") or next((one for one in ids), "USLACKBOT")
        channel = slack.ws.add_channel(order["name"], creator=creator, is_private=private)
    for name in ("is_archived", "is_ext_shared", "is_pending_ext_shared", "is_org_shared", "name"):
        if name in order:
            setattr(channel, name, order[name])
    if "members" in order:
        _settle(slack, channel, ids, quiet)
    slack.world.changed("slack")
    return channel_json(slack.ws, channel, members=True) | {"members": list(channel.members)}


def _settle(slack: Slack, channel: Channel, ids: list[str], quiet: bool) -> None:
    for gone in [one for one in channel.members if one not in ids]:
        slack.leave(channel, slack.ws.users[gone])
    for one in ids:
        if one not in channel.members:
            slack.join(channel, slack.ws.users[one], quiet=quiet)


async def act(slack: Slack, order: dict[str, Any]) -> dict[str, Any]:
    """Do what a person does, and wait for the app."""
    kind = order["kind"]
    if kind == "redeliver":
        return await _redeliver(slack, order)
    user = slack.ws.users.get(order["user"])
    if user is None or user.deleted or user.is_bot:
        raise CannotDo(f"nobody can act as {order['user']!r}")
    work = ACTS.get(kind) or MODAL_ACTS.get(kind)
    if work is None:
        raise CannotDo(f"unknown kind {kind!r}; there are {', '.join([*ACTS, *MODAL_ACTS, 'redeliver'])}")
    return await work(slack, user, order)


async def _redeliver(slack: Slack, order: dict[str, Any]) -> dict[str, Any]:
    every = [one for one in slack.postman.list if order.get("user") in (None, one.user)]
    chosen = [one for one in every if order.get("delivery_id") in (None, one.id)]
    if not chosen:
        raise CannotDo("there is no such delivery")
    times = int(order.get("times", 1))
    results = [
        outcome(await slack.postman.redeliver(chosen[-1], order.get("retry_num"), order.get("reason")))
        for _ in range(times)
    ]
    return {**results[0], "ok": all(one["ok"] for one in results), "results": results}


async def app(slack: Slack, order: dict[str, Any]) -> dict[str, Any]:
    """Change the app's settings; `verify` does the url_verification handshake, `disconnect` closes Socket Mode."""
    config = slack.config
    known = {one.name for one in fields(AppConfig)}
    unknown = order.keys() - known - {"verify", "disconnect"}
    if unknown:
        raise CannotDo(f"unknown: {', '.join(sorted(unknown))}")
    for name, value in order.items():
        if name in known:
            setattr(config, name, set(value) if name in ("scopes", "events") else value)
    slack.ws.users[config.bot_user_id].name = config.bot_name
    told: dict[str, Any] = {}
    if order.get("verify"):
        told["verification"] = await slack.postman.verify()
    if order.get("disconnect"):
        told["disconnected"] = await slack.sockets.ask_to_leave(order["disconnect"])
    slack.world.changed("slack")
    return shown_app(slack) | told


def shown_app(slack: Slack) -> dict[str, Any]:
    """The app's settings without its secrets."""
    names = [one.name for one in fields(AppConfig) if "token" not in one.name and "secret" not in one.name]
    shown = {name: getattr(slack.config, name) for name in names}
    shown |= {name: sorted(shown[name]) for name in ("scopes", "events")}
    return shown | {"socket_connections": len(slack.sockets.open)}


def control_routes(slack: Slack) -> list[web.RouteDef]:
    """The routes under /sandbox/slack."""

    def posted(work: Work) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                return web.json_response(await work(slack, await request.json()))
            except (CannotDo, SlackError) as no:
                return refused(str(no), 409)
            except (KeyError, TypeError, json.JSONDecodeError) as wrong:
                return refused(f"{type(wrong).__name__}: {wrong}")

        return handle

    async def look(request: web.Request) -> web.Response:
        user = slack.ws.users.get(request.query.get("user", ""))
        if user is None:
            return refused("no such user", 404)
        query = request.query
        most, with_users = int(query.get("limit", "100")), query.get("users", "1") != "0"
        return web.json_response(state(slack, user, only=query.get("channel"), most=most, with_users=with_users))

    async def list_users(_: web.Request) -> web.Response:
        return web.json_response({"users": [person(one) for one in slack.ws.users.values()]})

    async def list_channels(_: web.Request) -> web.Response:
        every = slack.ws.channels.values()
        shown = [channel_json(slack.ws, one, members=True) | {"members": list(one.members)} for one in every]
        return web.json_response({"channels": shown})

    async def deliveries(request: web.Request) -> web.Response:
        after = int(request.query.get("after", "d0").removeprefix("d"))
        label, user = request.query.get("label"), request.query.get("user")
        every = [one for one in slack.postman.list if int(one.id[1:]) > after]
        chosen = [one for one in every if label in (None, one.label) and user in (None, one.user)]
        return web.json_response({"deliveries": [one.shown() for one in chosen]})

    async def get_app(_: web.Request) -> web.Response:
        return web.json_response(shown_app(slack))

    return [
        web.get("/sandbox/slack/state", look),
        web.get("/sandbox/slack/users", list_users),
        web.post("/sandbox/slack/users", posted(users)),
        web.get("/sandbox/slack/channels", list_channels),
        web.post("/sandbox/slack/channels", posted(channels)),
        web.post("/sandbox/slack/act", posted(act)),
        web.get("/sandbox/slack/app", get_app),
        web.post("/sandbox/slack/app", posted(app)),
        web.get("/sandbox/slack/deliveries", deliveries),
    ]
