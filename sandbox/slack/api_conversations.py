"""conversations methods that tell: list, info, members, history, replies, users.conversations."""

from sandbox.slack.errors import SlackError
from sandbox.slack.model import Channel, Message
from sandbox.slack.shown import channel_json, message_json
from sandbox.slack.web import Answer, Call, method, page

KINDS = ("public_channel", "private_channel", "mpim", "im")
READ = {"public_channel": "channels:read", "private_channel": "groups:read", "mpim": "mpim:read", "im": "im:read"}
HISTORY = {kind: scope.replace("read", "history") for kind, scope in READ.items()}


def _of_types(call: Call) -> set[str]:
    types = {one.strip() for one in call.args.get("types", "public_channel").split(",") if one.strip()}
    if not types <= set(KINDS):
        raise SlackError("invalid_types")
    for kind in sorted(types):
        call.need(READ[kind])
    return types


@method("conversations.list", "cursor exclude_archived:bool limit:int team_id types", takes_json=False)
def conversations_list(call: Call) -> Answer:
    """Public channels, and of the private ones, direct and group messages those that the bot is in."""
    types = _of_types(call)
    found = [c for c in call.ws.channels.values() if c.kind in types and (not c.is_private or call.me in c.members)]
    return _listed(call, found)


@method(
    "users.conversations",
    "cursor exclude_archived:bool exclude_muted:bool limit:int team_id types user",
    takes_json=False,
)
def users_conversations(call: Call) -> Answer:
    """The conversations that somebody (without `user`: the bot) is a member of, as far as the bot may know."""
    types = _of_types(call)
    who = call.ws.user(call.args.get("user", call.me)).id
    found = [c for c in call.ws.channels.values() if c.kind in types and who in c.members]
    return _listed(call, [c for c in found if not c.is_private or call.me in c.members])


def _listed(call: Call, found: list[Channel]) -> Answer:
    if call.args.get("exclude_archived"):
        found = [channel for channel in found if not channel.is_archived]
    chosen, cursor = page(found, call.args, 100, 1000)
    shown = [channel_json(call.ws, channel, members=not channel.is_im) for channel in chosen]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


@method(
    "conversations.info", "channel include_locale:bool include_num_members:bool", required="channel", takes_json=False
)
def conversations_info(call: Call) -> Answer:
    """One conversation."""
    channel = call.channel(READ)
    return {"channel": channel_json(call.ws, channel, members=call.args.get("include_num_members", False))}


@method("conversations.members", "channel cursor limit:int", required="channel", takes_json=False)
def conversations_members(call: Call) -> Answer:
    """Who is in a conversation."""
    chosen, cursor = page(list(call.channel(READ).members), call.args, 100, 1000)
    return {"members": chosen, "response_metadata": {"next_cursor": cursor}}


@method(
    "conversations.history",
    "channel cursor limit:int oldest latest inclusive:bool include_all_metadata:bool",
    required="channel",
)
def conversations_history(call: Call) -> Answer:
    """Messages of a channel, newest first; replies only when they were broadcast."""
    channel = call.channel(HISTORY)
    if call.me not in channel.members:
        raise SlackError("not_in_channel")
    every = [channel.messages[ts] for ts in reversed(channel.order)]
    found = [m for m in every if (not m.is_reply or m.broadcast) and within(m.ts, call)]
    answer = _paged(call, found, 100, 999)
    return answer | {"pin_count": 0}


@method(
    "conversations.replies",
    "channel ts cursor limit:int oldest latest inclusive:bool include_all_metadata:bool",
    required="channel ts",
    takes_json=False,
)
def conversations_replies(call: Call) -> Answer:
    """A thread, oldest first, its parent at the head of the first page."""
    channel = call.channel(HISTORY)
    if call.me not in channel.members:
        raise SlackError("not_in_channel")
    message = channel.messages.get(call.args["ts"])
    if message is None:
        raise SlackError("thread_not_found")
    parent = channel.messages.get(message.thread_ts or message.ts, message)
    found = [channel.messages[ts] for ts in parent.replies if within(ts, call)]
    return _paged(call, [parent, *found], 1000, 1000)


def within(ts: str, call: Call) -> bool:
    """Whether a message lies between `oldest` and `latest`; these themselves only with `inclusive`."""
    oldest, latest = _moment(call, "oldest", "0"), _moment(call, "latest", "9999999999")
    micro = _micro(ts)
    if call.args.get("inclusive"):
        return oldest <= micro <= latest
    return oldest < micro < latest


def _moment(call: Call, name: str, default: str) -> int:
    try:
        return _micro(call.args.get(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _micro(ts: str) -> int:
    """Microseconds, exactly: as a float the last digits would be lost."""
    whole, _, part = ts.partition(".")
    return int(whole) * 1_000_000 + int((part + "000000")[:6])


def _paged(call: Call, found: list[Message], default: int, most: int) -> Answer:
    chosen, cursor = page(found, call.args, default, most)
    metadata = call.args.get("include_all_metadata", False)
    answer: Answer = {
        "messages": [message_json(call.ws, message, metadata=metadata) for message in chosen],
        "has_more": bool(cursor),
    }
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer
