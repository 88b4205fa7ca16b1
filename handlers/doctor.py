"""`samverkan doctor`: looks at settings, database, roster, Slack, Graph and the clock; each failing line has its remedy. Changes
nothing, and shows no secret."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.reads import health
from bot.settings import Settings
from bot.text import doctor as words
from bot.text.manifest import SCOPES

TOO_LONG = 60  # seconds that the clock may be wrong


@dataclass(frozen=True)
class Line:
    """One thing looked at. `well` is None when it was not asked."""

    what: str
    well: bool | None
    found: str
    remedy: str = ""


@dataclass
class Report:
    """All lines."""

    lines: list[Line] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing failed."""
        return all(one.well is not False for one in self.lines)

    def as_text(self) -> str:
        """For a person."""
        rows = []
        for one in self.lines:
            mark = words.SKIPPED if one.well is None else words.WELL if one.well else words.ILL
            rows.append(f"{mark} {one.what}: {one.found}")
            if one.well is False and one.remedy:
                rows.append(f"    {words.REMEDY}{one.remedy}")
        ill = sum(one.well is False for one in self.lines)
        return "\n".join([*rows, words.FAULTS.format(count=ill) if ill else words.ALL_WELL])

    def as_json(self) -> str:
        """For a program."""
        return json.dumps(
            {"well": self.well, "lines": [asdict(one) for one in self.lines]}, ensure_ascii=False, indent=1
        )


async def examine(
    settings: Settings, *, offline: bool, graph: Callable[[], Awaitable[str | None]] | None = None
) -> Report:
    """Look at everything; `offline` asks neither Slack nor Graph. `graph` reads the organiser's calendar and answers why not."""
    report = Report()
    report.lines += _settings(settings)
    report.lines += [Line(*one) for one in health.examine(settings.database, Clock(zone=settings.zone))]
    if offline:
        report.lines += [
            Line(what, None, words.NOT_ASKED) for what in (words.TOKEN, words.SCOPES, words.GRAPH, words.CLOCK)
        ]
        return report
    report.lines += await _slack(settings)
    if graph is not None:
        why = await graph()
        found = (
            words.GRAPH_OK.format(mailbox=settings.graph_organiser) if why is None else words.REFUSED.format(why=why)
        )
        report.lines.append(Line(words.GRAPH, why is None, found, words.GRAPH_REMEDY))
    return report


def _settings(settings: Settings) -> list[Line]:
    needed = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN / SLACK_SIGNING_SECRET": settings.slack_app_token or settings.slack_signing_secret,
        "GRAPH_ORGANISER": settings.graph_organiser,
        "AZURE_TENANT_ID + AZURE_CLIENT_ID + AZURE_CLIENT_SECRET / AZURE_CLIENT_CERTIFICATE_PATH": settings.graph_access_token
        or (
            settings.azure_tenant_id
            and settings.azure_client_id
            and (settings.azure_client_secret or settings.azure_client_certificate_path)
        ),
    }
    missing = [name for name, value in needed.items() if not value]
    found = words.SETTINGS_MISSING.format(names=", ".join(missing)) if missing else words.SETTINGS_OK
    lines = [Line(words.SETTINGS, not missing, found, words.SETTINGS_REMEDY)]
    # Bolt turns on OAuth for many workspaces when it sees these
    stray = [name for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET") if os.environ.get(name)]
    return lines + [Line(words.SETTINGS, False, words.STRAY.format(name=name), words.STRAY_REMEDY) for name in stray]


async def _slack(settings: Settings) -> list[Line]:
    if settings.slack_bot_token is None:
        return [Line(words.TOKEN, False, words.SETTINGS_MISSING.format(names="SLACK_BOT_TOKEN"), words.TOKEN_REMEDY)]
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        retry_handlers=[],
        timeout=10,
    )
    try:
        who = await client.auth_test()
    except SlackApiError as fault:
        return [Line(words.TOKEN, False, words.REFUSED.format(why=fault.response.get("error")), words.TOKEN_REMEDY)]
    except Exception as fault:
        return [
            Line(words.TOKEN, False, words.UNREACHABLE.format(why=type(fault).__name__), words.SLACK_UNREACHABLE_REMEDY)
        ]
    lines = [Line(words.TOKEN, True, words.TOKEN_OK.format(user=who["user"], team=who["team"]))]
    headers = {name.lower(): value for name, value in (who.headers or {}).items()}
    granted = {one.strip() for one in headers.get("x-oauth-scopes", "").split(",")}
    missing = sorted(SCOPES.keys() - granted)
    found = (
        words.SCOPES_MISSING.format(names=", ".join(missing)) if missing else words.SCOPES_OK.format(count=len(SCOPES))
    )
    lines.append(Line(words.SCOPES, not missing, found, words.SCOPES_REMEDY))
    if date := headers.get("date"):
        off = round(abs((parsedate_to_datetime(date) - Clock().now()).total_seconds()))
        said = (words.CLOCK_OK if off <= TOO_LONG else words.CLOCK_WRONG).format(seconds=off)
        lines.append(Line(words.CLOCK, off <= TOO_LONG, said, words.CLOCK_REMEDY))
    if settings.slack_app_token is not None:
        lines.append(await _socket(client, settings.slack_app_token.get_secret_value()))
    return lines


async def _socket(client: AsyncWebClient, token: str) -> Line:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as fault:
        return Line(
            words.APP_TOKEN, False, words.REFUSED.format(why=fault.response.get("error")), words.APP_TOKEN_REMEDY
        )
    return Line(words.APP_TOKEN, True, words.OK)
