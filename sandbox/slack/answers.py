"""What the app sends to a response_url: an answer to what somebody did, for them or for the channel."""

import json
from typing import Any

from aiohttp import web

from sandbox.slack.api_chat import content, ephemeral, metadata_of
from sandbox.slack.core import Slack
from sandbox.slack.errors import SlackError
from sandbox.slack.handles import ResponseUrl
from sandbox.slack.model import Channel, Message

FIELDS = {
    "text",
    "blocks",
    "attachments",
    "markdown_text",
    "metadata",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "mrkdwn",
    "unfurl_links",
    "unfurl_media",
}


async def respond(slack: Slack, request: web.Request) -> web.Response:
    """Take one answer; five within half an hour."""
    try:
        url = slack.handles.use_url(request.match_info["id"])
        try:
            body = json.loads(await request.read())
        except ValueError:
            raise SlackError("invalid_json", status=400) from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object", status=400)
        if unknown := body.keys() - FIELDS:
            raise SlackError("invalid_arguments", [f"unknown argument: {name}" for name in sorted(unknown)], status=400)
        _apply(slack, url, body)
        url.uses += 1
        slack.world.changed("slack")
        return web.Response(text="ok")
    except SlackError as no:
        return web.json_response(no.body(), status=no.status if no.status != 200 else 400)


def _apply(slack: Slack, url: ResponseUrl, body: dict[str, Any]) -> None:
    channel = slack.ws.channels[url.channel]
    original = _original(channel, url)
    if body.get("delete_original"):
        if original is None:
            raise SlackError("message_not_found")
        channel.remove(original)
        return
    said = content(body)
    if body.get("replace_original") and original is not None:
        original.text, original.blocks, original.attachments = said["text"], said["blocks"], said["attachments"]
        if original.ephemeral_for is None:
            original.edited = slack.ws.ts()
        return
    message = ephemeral(slack.ws, channel, url.user, said, body.get("thread_ts"))
    if body.get("response_type") == "in_channel":
        message.ephemeral_for, message.metadata = None, metadata_of(body)
    slack.post(message)
    if message.ephemeral_for is None:
        slack.tell_message(message)


def _original(channel: Channel, url: ResponseUrl) -> Message | None:
    if url.message_ts is None:
        return None
    hidden = [message for message in channel.ephemerals if message.ts == url.message_ts]
    return channel.messages.get(url.message_ts) or (hidden[0] if hidden else None)
