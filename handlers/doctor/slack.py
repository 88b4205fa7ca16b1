"""What `doctor` asks Slack: the token, what it may, the way in, each chosen channel, and what time it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.reads.health import Chosen, Finding
from bot.settings import Settings
from bot.text import doctor as words
from bot.text.manifest import OPTIONAL, SCOPES
from handlers.errors import said
from handlers.letters.shared import is_shared

TOO_LONG = 60  # seconds that the clock may be wrong


async def look(settings: Settings, channels: Sequence[Chosen], clock: Clock) -> list[Finding]:
    """All of it. What comes after something that failed is left out, when it would only say the same again."""
    if settings.slack_bot_token is None:
        return [_token(False, words.SETTINGS_MISSING.format(names="SLACK_BOT_TOKEN"), words.TOKEN_REMEDY)]
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, retry_handlers=[], timeout=10
    )  # fmt: skip
    try:
        who = await client.auth_test()
    except SlackApiError as fault:
        return [_token(False, words.REFUSED.format(why=said(fault)), words.TOKEN_REMEDY)]
    except Exception as fault:
        return [_token(False, words.UNREACHABLE.format(why=type(fault).__name__), words.SLACK_UNREACHABLE_REMEDY)]
    lines = [_token(True, words.TOKEN_OK.format(user=who["user"], team=who["team"]))]
    headers = {name.lower(): str(value) for name, value in (who.headers or {}).items()}
    lines.append(_scopes(headers.get("x-oauth-scopes", "")))
    if date := headers.get("date"):
        lines.append(_clock(abs((parsedate_to_datetime(date) - Clock().now()).total_seconds()), clock))
    lines.append(await _way_in(client, settings))
    return [*lines, *await _channels(client, channels)]


def _token(well: bool, found: str, remedy: str = "") -> Finding:
    return Finding("slack", words.TOKEN, well, found, remedy)


def _scopes(header: str) -> Finding:
    granted = {one.strip() for one in header.split(",") if one.strip()}
    missing = SCOPES.keys() - granted
    if not granted:
        return Finding("slack", words.SCOPES, None, words.SCOPES_UNSAID)
    if needed := sorted(missing - OPTIONAL.keys()):
        found = words.SCOPES_MISSING.format(names=", ".join(needed))
        return Finding("slack", words.SCOPES, False, found, words.SCOPES_REMEDY)
    if missing:
        found = words.SCOPES_ENOUGH.format(names=", ".join(sorted(missing)))
        return Finding("slack", words.SCOPES, True, found, words.SCOPES_ENOUGH_NOTE)
    return Finding("slack", words.SCOPES, True, words.SCOPES_OK.format(count=len(SCOPES)))


def _clock(off: float, clock: Clock) -> Finding:
    if off <= TOO_LONG:
        return Finding("clock", words.CLOCK, True, words.CLOCK_OK.format(seconds=round(off), zone=clock.zone.key))
    return Finding("clock", words.CLOCK, False, words.CLOCK_WRONG.format(seconds=round(off)), words.CLOCK_REMEDY)


async def _way_in(client: AsyncWebClient, settings: Settings) -> Finding:
    if settings.slack_app_token is None:
        return Finding("slack", words.APP_TOKEN, None, words.HTTP_MODE)
    try:
        await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as fault:
        why = words.REFUSED.format(why=said(fault))
        return Finding("slack", words.APP_TOKEN, False, why, words.APP_TOKEN_REMEDY)
    except Exception as fault:
        why = words.UNREACHABLE.format(why=type(fault).__name__)
        return Finding("slack", words.APP_TOKEN, False, why, words.SLACK_UNREACHABLE_REMEDY)
    return Finding("slack", words.APP_TOKEN, True, words.OK)


async def _channels(client: AsyncWebClient, channels: Sequence[Chosen]) -> list[Finding]:
    """A line for each channel that is chosen, and one for all that are not."""
    whose: defaultdict[str, list[str]] = defaultdict(list)
    for one in channels:
        whose[one.channel or ""].append(one.whose)
    none = whose.pop("", [])
    lines = [await _channel(client, channel, words.together(bodies)) for channel, bodies in whose.items()]
    if none:
        found = words.CHANNEL_NONE.format(whose=words.together(none))
        lines.append(Finding("channel", words.CHANNEL, True, found, words.CHANNEL_NONE_REMEDY))
    return lines


async def _channel(client: AsyncWebClient, channel: str, whose: str) -> Finding:
    try:
        found: dict[str, Any] = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as fault:
        if said(fault) != "channel_not_found":
            why = f"{channel}: {words.REFUSED.format(why=said(fault))}"
            return Finding("channel", words.CHANNEL, False, why, words.SCOPES_REMEDY)
        gone = words.CHANNEL_GONE.format(channel=channel, whose=whose)
        return Finding("channel", words.CHANNEL, False, gone, words.CHANNEL_GONE_REMEDY)
    except Exception as fault:
        why = f"{channel}: {words.UNREACHABLE.format(why=type(fault).__name__)}"
        return Finding("channel", words.CHANNEL, False, why, words.SLACK_UNREACHABLE_REMEDY)
    for ill, sentence, remedy in (
        (found.get("is_archived"), words.CHANNEL_ARCHIVED, words.CHANNEL_ARCHIVED_REMEDY),
        (is_shared(found), words.CHANNEL_SHARED, words.CHANNEL_SHARED_REMEDY),
        (not found.get("is_member"), words.CHANNEL_NOT_IN, words.CHANNEL_NOT_IN_REMEDY),
    ):
        if ill:
            return Finding(
                "channel", words.CHANNEL, False, sentence.format(name=found.get("name"), whose=whose), remedy
            )
    return Finding("channel", words.CHANNEL, True, words.CHANNEL_OK.format(name=found.get("name"), whose=whose))
