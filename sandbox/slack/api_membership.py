"""conversations methods that change: open, create, invite, kick, join, leave, topic, purpose, rename, archive."""

from sandbox.slack import limits
from sandbox.slack.errors import SlackError
from sandbox.slack.model import Channel, Message, User
from sandbox.slack.shown import channel_json
from sandbox.slack.web import Answer, Call, method

WRITE = {
    "public_channel": "channels:manage",
    "private_channel": "groups:write",
    "mpim": "mpim:write",
    "im": "im:write",
}
INVITE = {
    **WRITE,
    "public_channel": "channels:manage channels:write.invites",
    "private_channel": "groups:write groups:write.invites",
}
DESCRIBE = {
    "public_channel": "channels:manage channels:write.topic",
    "private_channel": "groups:write groups:write.topic",
    "mpim": "mpim:write mpim:write.topic",
    "im": "im:write im:write.topic",
}
SPECIALS = set("-_")


@method("conversations.open", "channel users return_im:bool prevent_creation:bool")
def conversations_open(call: Call) -> Answer:
    """Open the direct message with one person, or a group message with up to eight."""
    if "channel" in call.args:
        channel = call.channel(WRITE)
        if channel.kind not in ("im", "mpim"):
            raise SlackError("method_not_supported_for_channel_type")
        return {"no_op": True, "already_open": True, "channel": {"id": channel.id}}
    ids = [one.strip() for one in call.args.get("users", "").split(",") if one.strip()]
    if not ids:
        raise SlackError("users_list_not_supplied")
    call.need("im:write" if len(ids) == 1 else "mpim:write")
    people = [call.ws.user(one) for one in ids]
    for user in people:
        if user.is_bot or user.id == "USLACKBOT":
            raise SlackError("cannot_dm_bot")
        if user.deleted:
            raise SlackError("user_disabled")
    if len(people) > 8:
        raise SlackError("too_many_users")
    known = len(people) == 1 and people[0].id in call.ws.ims
    channel = call.ws.im(people[0].id) if len(people) == 1 else _group(call, people)
    call.slack.world.changed("slack")
    shown = channel_json(call.ws, channel) if call.args.get("return_im") else {"id": channel.id}
    return {"channel": shown, **({"no_op": True, "already_open": True} if known else {})}


def _group(call: Call, people: list[User]) -> Channel:
    members = {call.me, *(user.id for user in people)}
    for channel in call.ws.channels.values():
        if channel.is_mpim and set(channel.members) == members:
            return channel
    name = f"mpdm-{'--'.join(user.name for user in people)}-1"
    channel = call.ws.add_channel(name, creator=call.me, is_private=True, is_mpim=True)
    channel.members = dict.fromkeys([call.me, *(user.id for user in people)])
    return channel


def check_name(call: Call, name: str) -> str:
    """A channel's name if it may have it: lower case, no spaces, at most 80 characters, not taken."""
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > limits.CHANNEL_NAME:
        raise SlackError("invalid_name_maxlength")
    if not any(letter.isalnum() for letter in name):
        raise SlackError("invalid_name_punctuation")
    if name != name.lower() or any(not (letter.isalnum() or letter in SPECIALS) for letter in name):
        raise SlackError("invalid_name_specials")
    if any(channel.name == name for channel in call.ws.channels.values()):
        raise SlackError("name_taken")
    return name


@method("conversations.create", "name is_private:bool team_id", required="name")
def conversations_create(call: Call) -> Answer:
    """Make a channel with the bot as its first member."""
    private = call.args.get("is_private", False)
    call.need(WRITE["private_channel" if private else "public_channel"])
    channel = call.ws.add_channel(check_name(call, call.args["name"]), creator=call.me, is_private=private)
    call.slack.join(channel, call.ws.users[call.me])
    return {"channel": channel_json(call.ws, channel)}


def _changeable(call: Call, scopes: dict[str, str]) -> Channel:
    """A channel that the bot is in and that is not archived."""
    channel = call.channel(scopes)
    if channel.is_im or channel.is_mpim:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.me not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _why_not(call: Call, channel: Channel, user_id: str) -> str | None:
    user = call.ws.users.get(user_id)
    if user is None or user.deleted or user.id == "USLACKBOT":
        return "user_not_found"
    if user.id == call.me:
        return "cant_invite_self"
    if user.id in channel.members:
        return "already_in_channel"
    if user.is_stranger and not channel.is_ext_shared:
        return "user_team_not_in_channel"
    if user.is_ultra_restricted and any(user.id in c.members and not c.is_im for c in call.ws.channels.values()):
        return "ura_max_channels"
    return None


@method("conversations.invite", "channel users force:bool", required="channel users")
def conversations_invite(call: Call) -> Answer:
    """Take people into a channel: all or, with one fault and without `force`, nobody."""
    channel = _changeable(call, INVITE)
    ids = list(dict.fromkeys(one.strip() for one in call.args["users"].split(",") if one.strip()))
    if not ids:
        raise SlackError("no_user")
    if len(ids) > limits.INVITES:
        raise SlackError("too_many_users")
    reasons = {one: _why_not(call, channel, one) for one in ids}
    errors = [{"user": one, "ok": False, "error": why} for one, why in reasons.items() if why]
    welcome = [one for one, why in reasons.items() if why is None]
    if errors and not (call.args.get("force") and welcome):
        raise SlackError(str(errors[0]["error"]), errors=errors)
    for one in welcome:
        call.slack.join(channel, call.ws.users[one], inviter=call.me)
    return {"channel": channel_json(call.ws, channel), **({"errors": errors} if errors else {})}


@method("conversations.kick", "channel user", required="channel user")
def conversations_kick(call: Call) -> Answer:
    """Put somebody out of a channel."""
    channel = _changeable(call, WRITE)
    user = call.ws.user(call.args["user"])
    if user.id == call.me:
        raise SlackError("cant_kick_self")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    if user.id not in channel.members:
        raise SlackError("not_in_channel")
    call.slack.leave(channel, user)
    return {"errors": {}}


@method("conversations.join", "channel", required="channel", scopes=("channels:join",))
def conversations_join(call: Call) -> Answer:
    """The bot goes into a public channel by itself."""
    channel = call.channel()
    if channel.kind != "public_channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.me in channel.members:
        call.warnings.append("already_in_channel")
    else:
        call.slack.join(channel, call.ws.users[call.me])
    return {"channel": channel_json(call.ws, channel)}


@method("conversations.leave", "channel", required="channel")
def conversations_leave(call: Call) -> Answer:
    """The bot goes out of a channel."""
    channel = call.channel(WRITE)
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if call.me not in channel.members:
        return {"not_in_channel": True}
    call.slack.leave(channel, call.ws.users[call.me])
    return {}


def _describe(call: Call, field: str) -> Answer:
    channel = _changeable(call, DESCRIBE)
    value = call.args[field]
    if len(value) > limits.TOPIC:
        raise SlackError("too_long")
    described = {"value": value, "creator": call.me, "last_set": call.ws.epoch()}
    setattr(channel, field, described)
    text = f"<@{call.me}> set the channel {field}: {value}"
    bot_id = call.slack.config.bot_id
    call.slack.post(Message(call.ws.ts(), channel.id, call.me, text, subtype=f"channel_{field}", bot_id=bot_id))
    return {"channel": channel_json(call.ws, channel)}


@method("conversations.setTopic", "channel topic", required="channel")
def conversations_set_topic(call: Call) -> Answer:
    """Write a channel's topic."""
    call.args.setdefault("topic", "")
    return _describe(call, "topic")


@method("conversations.setPurpose", "channel purpose", required="channel")
def conversations_set_purpose(call: Call) -> Answer:
    """Write a channel's purpose."""
    call.args.setdefault("purpose", "")
    return _describe(call, "purpose")


@method("conversations.rename", "channel name", required="channel name")
def conversations_rename(call: Call) -> Answer:
    """Give a channel another name; only its creator may."""
    channel = _changeable(call, WRITE)
    if channel.creator != call.me:
        raise SlackError("not_authorized")
    channel.name = check_name(call, call.args["name"])
    call.slack.world.changed("slack")
    return {"channel": channel_json(call.ws, channel)}


@method("conversations.archive", "channel", required="channel")
def conversations_archive(call: Call) -> Answer:
    """Close a channel for new messages."""
    channel = call.channel(WRITE)
    if channel.is_archived:
        raise SlackError("already_archived")
    if channel.is_general:
        raise SlackError("cant_archive_general")
    if channel.is_im or channel.is_mpim:
        raise SlackError("method_not_supported_for_channel_type")
    if call.me not in channel.members:
        raise SlackError("not_in_channel")
    channel.is_archived = True
    call.slack.world.changed("slack")
    return {}


@method("conversations.unarchive", "channel", required="channel")
def conversations_unarchive(call: Call) -> Answer:
    """Open an archived channel again."""
    channel = call.channel(WRITE)
    if not channel.is_archived:
        raise SlackError("not_archived")
    channel.is_archived = False
    call.slack.world.changed("slack")
    return {}
