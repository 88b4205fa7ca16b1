"""The Web API's front: token, content type, arguments, scopes; then the method. Not what the methods do."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.slack.core import Slack
from sandbox.slack.errors import SlackError
from sandbox.slack.model import Channel, Workspace

Answer = dict[str, Any]
TRUE, FALSE = ("true", "1"), ("false", "0")
# slack_sdk adds it to every call of a client that Bolt made for one request; Slack takes it everywhere.
EVERYWHERE = {"team_id": "str"}


@dataclass
class Call:
    """One call of a method: what the handler gets."""

    slack: Slack
    name: str
    args: dict[str, Any]
    request: web.Request
    warnings: list[str] = field(default_factory=list)

    @property
    def ws(self) -> Workspace:
        """The workspace."""
        return self.slack.ws

    @property
    def me(self) -> str:
        """The bot's user id."""
        return self.slack.config.bot_user_id

    def need(self, *scopes: str) -> None:
        """Refuse unless the token has at least one of the scopes."""
        provided = self.slack.config.scopes
        if not provided & set(scopes):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(provided)))

    def has(self, scope: str) -> bool:
        """Whether the token has that scope."""
        return scope in self.slack.config.scopes

    def channel(self, scopes: dict[str, str] | None = None, name: str = "channel") -> Channel:
        """The channel that an argument names, if the bot may see it; its kind needs any of those scopes."""
        channel = self.ws.channels.get(str(self.args.get(name)))
        if channel is None or (channel.is_private and self.me not in channel.members):
            if scopes:
                self.need(*" ".join(scopes.values()).split())
            raise SlackError("channel_not_found")
        if scopes:
            self.need(*scopes[channel.kind].split())
        return channel


@dataclass(frozen=True)
class Method:
    """A method: its arguments with their kinds ("str", "int", "bool", "json"), which are required, how it is called."""

    name: str
    work: Callable[[Call], Answer]
    args: dict[str, str]
    required: tuple[str, ...]
    takes_json: bool
    app_level: bool
    scopes: tuple[str, ...]


METHODS: dict[str, Method] = {}


def method(
    name: str,
    args: str = "",
    *,
    required: str = "",
    takes_json: bool = True,
    app_level: bool = False,
    scopes: tuple[str, ...] = (),
) -> Callable[[Callable[[Call], Answer]], Callable[[Call], Answer]]:
    """Register a method. `args` are names with `:kind` (str without); any of `scopes` is enough."""

    def register(work: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
        kinds = dict([*word.split(":"), "str"][:2] for word in args.split())
        METHODS[name] = Method(name, work, kinds, tuple(required.split()), takes_json, app_level, scopes)
        return work

    return register


async def serve(slack: Slack, request: web.Request) -> web.Response:
    """Answer one call of `/api/<method>`."""
    headers = {"x-oauth-scopes": ",".join(sorted(slack.config.scopes))}
    name = request.match_info["method"]
    try:
        spec = METHODS.get(name)
        if spec is None:
            raise SlackError("unknown_method", req_method=name)
        if request.method not in ("GET", "POST"):
            raise SlackError("method_not_allowed", status=405)
        given = await _given(request, spec)
        _authorise(slack, request, spec, given)
        if spec.scopes:
            headers["x-accepted-oauth-scopes"] = ",".join(spec.scopes)
        if slack.config.tiers:
            slack.pace.call(name)
        call = Call(slack, name, {}, request)
        if spec.scopes:
            call.need(*spec.scopes)
        call.args = _arguments(spec, given)
        answer = {"ok": True, **spec.work(call)}
        if call.warnings:
            answer |= {"warning": ",".join(call.warnings)}
            answer.setdefault("response_metadata", {})["warnings"] = call.warnings
        return web.json_response(answer, headers=headers)
    except SlackError as no:
        return web.json_response(no.body(), status=no.status, headers=headers | no.headers)


async def _given(request: web.Request, spec: Method) -> dict[str, Any]:
    """Query and body together; a token in the query or in JSON is no token."""
    given: dict[str, Any] = {name: value for name, value in request.query.items() if name != "token"}
    raw = await request.read()
    if request.method == "GET" or not raw:
        return given
    if request.content_type == "application/json":
        if not spec.takes_json:
            raise SlackError("invalid_post_type", [f"{spec.name} does not take application/json"])
        try:
            body = json.loads(raw)
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return given | {name: value for name, value in body.items() if name != "token"}
    if request.content_type == "application/x-www-form-urlencoded":
        try:
            return given | dict(parse_qsl(raw.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise SlackError("invalid_charset") from None
    if request.content_type == "multipart/form-data":
        fields = await request.post()
        return given | {name: value for name, value in fields.items() if isinstance(value, str)}
    raise SlackError("invalid_post_type" if "content-type" in request.headers else "missing_post_type")


def _authorise(slack: Slack, request: web.Request, spec: Method, given: dict[str, Any]) -> None:
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else given.pop("token", "")
    given.pop("token", None)
    if not token:
        raise SlackError("not_authed")
    if token not in (slack.config.bot_token, slack.config.app_token):
        raise SlackError("invalid_auth")
    if (token == slack.config.app_token) != spec.app_level and spec.name not in ("auth.test", "api.test"):
        raise SlackError("not_allowed_token_type")


def _arguments(spec: Method, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments with the types that the method wants; unknown, missing and ill-typed ones are refused."""
    kinds = EVERYWHERE | spec.args
    problems = [f"unknown argument: {name}" for name in given if name not in kinds]
    args = {}
    for name, value in given.items():
        if name in kinds and value is not None:
            try:
                args[name] = _typed(kinds[name], value)
            except ValueError as wrong:
                if kinds[name] == "json" and name in ("blocks", "attachments", "metadata"):
                    code = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
                    raise SlackError(code.get(name, "invalid_attachments"), [f"{name}: {wrong}"]) from None
                problems.append(f"{name}: {wrong} [json-pointer:/{name}]")
    problems += [f"missing required field: {name}" for name in spec.required if args.get(name) in (None, "")]
    if problems:
        raise SlackError("invalid_arguments", problems)
    return args


def _typed(kind: str, value: Any) -> Any:
    if kind == "str":
        if not isinstance(value, str):
            raise ValueError("must be a string")
        return value
    if kind == "bool":
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in TRUE + FALSE:
            return value.lower() in TRUE
        raise ValueError("must be a boolean")
    if kind == "int":
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lstrip("-").isdigit():
            return int(value)
        raise ValueError("must be an integer")
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            raise ValueError("is not JSON") from None
    return value


def page(items: list[Any], args: dict[str, Any], default: int, most: int) -> tuple[list[Any], str]:
    """(one page of the items, cursor of the next), by `limit` and `cursor`; invalid_limit, invalid_cursor."""
    limit = args.get("limit") or default
    if not 1 <= limit <= most:
        raise SlackError("invalid_limit")
    cursor = args.get("cursor") or "0"
    if not cursor.removeprefix("next:").isdigit():
        raise SlackError("invalid_cursor")
    start = int(cursor.removeprefix("next:"))
    following = start + limit
    return items[start:following], f"next:{following}" if following < len(items) else ""
