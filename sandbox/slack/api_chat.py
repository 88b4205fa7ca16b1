"""chat.postMessage, update, delete, postEphemeral and getPermalink."""

from typing import Any

from sandbox.slack import limits
from sandbox.slack.blocks import check_blocks
from sandbox.slack.errors import SlackError
from sandbox.slack.model import Channel, Message, Workspace, with_ids
from sandbox.slack.shown import message_json
from sandbox.slack.web import Answer, Call, method

CONTENT = ("text", "blocks", "attachments", "markdown_text")
LOOKS = "as_user:bool icon_emoji icon_url username link_names:bool parse mrkdwn:bool"
BODY = "text blocks:json attachments:json markdown_text metadata:json"


def content(args: dict[str, Any], most: int = limits.MESSAGE_TEXT) -> dict[str, Any]:
    """Text, blocks and attachments of a message, checked.

    Stricter than Slack in one thing: blocks need a `text` beside them, for notifications and screen readers.
    """
    markdown, blocks, attachments = args.get("markdown_text"), args.get("blocks"), args.get("attachments")
    if markdown and (args.get("text") or blocks):
        raise SlackError("markdown_text_conflict")
    text = markdown or args.get("text") or ""
    if not text.strip() and not (attachments and not blocks):
        raise SlackError("no_text")
    if len(text) > (limits.MARKDOWN_TOTAL if markdown else most):
        raise SlackError("msg_too_long")
    problems = check_blocks(blocks, "message") if blocks is not None else []
    if attachments is not None:
        if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
            raise SlackError("invalid_attachments")
        if len(attachments) > limits.MESSAGE_ATTACHMENTS:
            raise SlackError("too_many_attachments")
        for place, one in enumerate(attachments):
            problems += check_blocks(one.get("blocks", []), "message", f"/attachments/{place}/blocks")
    if problems:
        raise SlackError("invalid_blocks", problems, errors=problems)
    return {"text": text, "blocks": with_ids(blocks or []), "attachments": attachments or []}


def metadata_of(args: dict[str, Any]) -> dict[str, Any] | None:
    """The metadata argument, checked; an empty object takes metadata away."""
    given = args.get("metadata")
    if given is None or given == {}:
        return None
    if not isinstance(given, dict) or given.keys() - {"event_type", "event_payload"}:
        raise SlackError("invalid_metadata_format")
    kind, payload = given.get("event_type"), given.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_format")
    return dict(given)


def _looks(call: Call) -> tuple[str | None, dict[str, str]]:
    if "as_user" in call.args:
        raise SlackError("as_user_not_supported")
    icons: dict[str, str] = {name: call.args[name] for name in ("icon_emoji", "icon_url") if name in call.args}
    if "username" in call.args or icons:
        call.need("chat:write.customize")
    return call.args.get("username"), icons


def _place(call: Call) -> Channel:
    """Where a post goes: a channel id, a person's id (their direct message) or a public channel's name."""
    wanted = call.args["channel"]
    if wanted in call.ws.users:
        user = call.ws.users[wanted]
        if user.is_bot or user.deleted or user.id == "USLACKBOT":
            raise SlackError("channel_not_found")
        return call.ws.im(wanted)
    named = [c for c in call.ws.channels.values() if c.name and c.name == wanted.removeprefix("#")]
    channel = call.ws.channels.get(wanted) or (named[0] if named else None)
    if channel is None or (channel.is_private and call.me not in channel.members):
        raise SlackError("channel_not_found")
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.me not in channel.members and not call.has("chat:write.public"):
        raise SlackError("not_in_channel")
    return channel


def _thread(channel: Channel, args: dict[str, Any]) -> str | None:
    thread_ts = args.get("thread_ts")
    if thread_ts is None:
        return None
    parent = channel.messages.get(thread_ts)
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.is_reply or parent.subtype not in (None, "tombstone", "thread_broadcast"):
        raise SlackError("cannot_reply_to_message")
    return str(thread_ts)


def own_message(call: Call, refusal: str) -> Message:
    """The bot's own message by `channel` and `ts`; message_not_found, or the refusal if it is somebody else's."""
    channel = call.channel()
    message = channel.messages.get(call.args["ts"])
    if message is None or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    if message.bot_id != call.slack.config.bot_id:
        raise SlackError(refusal)
    return message


@method(
    "chat.postMessage",
    f"channel {BODY} thread_ts reply_broadcast:bool unfurl_links:bool unfurl_media:bool {LOOKS}",
    required="channel",
    scopes=("chat:write",),
)
def post_message(call: Call) -> Answer:
    """Post a message, perhaps in a thread."""
    username, icons = _looks(call)
    channel = _place(call)
    body = content(call.args)
    metadata = metadata_of(call.args)
    thread_ts = _thread(channel, call.args)
    if call.slack.config.rate_limit:
        call.slack.pace.spend(channel.id)
    broadcast = bool(thread_ts and call.args.get("reply_broadcast"))
    message = Message(
        call.ws.ts(),
        channel.id,
        call.me,
        bot_id=call.slack.config.bot_id,
        thread_ts=thread_ts,
        subtype="thread_broadcast" if broadcast else None,
        broadcast=broadcast,
        metadata=metadata,
        username=username,
        icons=icons,
        **body,
    )
    call.slack.post(message)
    call.slack.tell_message(message)
    return {"channel": channel.id, "ts": message.ts, "message": message_json(call.ws, message, metadata=True)}


@method(
    "chat.update",
    f"channel ts {BODY} as_user:bool link_names:bool parse reply_broadcast:bool file_ids:json",
    required="channel ts",
    scopes=("chat:write",),
)
def update(call: Call) -> Answer:
    """Change an own message: text without blocks removes the blocks, neither keeps both."""
    if call.args.get("as_user") is False:
        raise SlackError("as_user_not_supported")
    message = own_message(call, "cant_update_message")
    before = message_json(call.ws, message, metadata=True)
    if set(CONTENT) & call.args.keys():
        body = content(call.args, limits.UPDATE_TEXT)
        message.text, message.blocks = body["text"], body["blocks"]
        if {"attachments", "text", "blocks"} & call.args.keys():
            message.attachments = body["attachments"]
        message.edited = call.ws.ts()
    elif "metadata" not in call.args:
        raise SlackError("no_text")
    if "metadata" in call.args:
        message.metadata = metadata_of(call.args)
    call.slack.world.changed("slack")
    now = message_json(call.ws, message, metadata=True)
    changed = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": call.ws.ts()}
    call.slack.tell_message(message, changed | {"message": now, "previous_message": before})
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": now}


@method("chat.delete", "channel ts as_user:bool", required="channel ts", scopes=("chat:write",))
def delete(call: Call) -> Answer:
    """Take an own message away."""
    message = own_message(call, "cant_delete_message")
    before = message_json(call.ws, message, metadata=True)
    call.ws.channels[message.channel].remove(message)
    call.slack.world.changed("slack")
    gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": call.ws.ts()}
    call.slack.tell_message(message, gone | {"deleted_ts": message.ts, "previous_message": before})
    return {"channel": message.channel, "ts": message.ts}


@method("chat.postEphemeral", f"channel user {BODY} thread_ts {LOOKS}", required="channel user", scopes=("chat:write",))
def post_ephemeral(call: Call) -> Answer:
    """Show something to one person in a channel; nobody can change it afterwards."""
    username, icons = _looks(call)
    channel = _place(call)
    if call.me not in channel.members:
        raise SlackError("not_in_channel")
    if call.args["user"] not in channel.members:
        raise SlackError("user_not_in_channel")
    body = content(call.args)
    thread_ts = _thread(channel, call.args)
    message = ephemeral(call.ws, channel, call.args["user"], body, thread_ts)
    message.username, message.icons, message.bot_id = username, icons, call.slack.config.bot_id
    call.slack.post(message)
    return {"message_ts": message.ts}


def ephemeral(
    ws: Workspace, channel: Channel, user: str, body: dict[str, Any], thread_ts: str | None = None
) -> Message:
    """A message of the bot that only that person sees; not yet posted."""
    bot, bot_id = ws.config.bot_user_id, ws.config.bot_id
    return Message(ws.ts(), channel.id, bot, bot_id=bot_id, thread_ts=thread_ts, ephemeral_for=user, **body)


@method("chat.getPermalink", "channel message_ts", required="channel message_ts", takes_json=False)
def permalink(call: Call) -> Answer:
    """A link to a message."""
    channel = call.channel()
    message = channel.messages.get(call.args["message_ts"])
    if message is None:
        raise SlackError("message_not_found")
    link = f"https://{call.slack.config.team_domain}.slack.example/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}
