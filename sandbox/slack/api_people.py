"""auth, users, bots, team, apps and blocks methods of the Web API."""

from sandbox.slack.blocks import check_blocks
from sandbox.slack.errors import SlackError
from sandbox.slack.shown import bot_json, user_json
from sandbox.slack.viewshape import check_view
from sandbox.slack.web import Answer, Call, method, page


@method("api.test", "error foo")
def api_test(call: Call) -> Answer:
    """Says ok, or the error it is asked to say."""
    if "error" in call.args:
        raise SlackError(call.args["error"])
    return {"args": call.args}


@method("auth.test")
def auth_test(call: Call) -> Answer:
    """Who the token belongs to."""
    config = call.slack.config
    return {
        "url": f"https://{config.team_domain}.slack.example/",
        "team": config.team_name,
        "user": config.bot_name,
        "team_id": config.team_id,
        "user_id": config.bot_user_id,
        "bot_id": config.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", app_level=True)
def connections_open(call: Call) -> Answer:
    """An address for a Socket Mode connection."""
    return {"url": call.slack.sockets.new_url()}


@method("team.info", "team domain", scopes=("team:read",))
def team_info(call: Call) -> Answer:
    """The workspace."""
    config = call.slack.config
    if call.args.get("team", config.team_id) != config.team_id:
        raise SlackError("team_not_found")
    icon = {"image_default": True}
    domain = config.team_domain
    return {
        "team": {"id": config.team_id, "name": config.team_name, "domain": domain, "email_domain": "", "icon": icon}
    }


@method("bots.info", "bot team_id", takes_json=False, scopes=("users:read",))
def bots_info(call: Call) -> Answer:
    """The bot."""
    if call.args.get("bot", call.slack.config.bot_id) != call.slack.config.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": bot_json(call.ws)}


@method("users.info", "user include_locale:bool", required="user", takes_json=False, scopes=("users:read",))
def users_info(call: Call) -> Answer:
    """One person, also a deactivated one or a stranger."""
    user = call.ws.user(call.args["user"])
    shown = user_json(call.ws, user, email=call.has("users:read.email"), locale=call.args.get("include_locale", False))
    return {"user": shown}


@method("users.list", "cursor limit:int include_locale:bool team_id", takes_json=False, scopes=("users:read",))
def users_list(call: Call) -> Answer:
    """Everybody in the workspace, deactivated ones and bots included, strangers not."""
    people = [user for user in call.ws.users.values() if not user.is_stranger]
    chosen, cursor = page(people, call.args, 1000, 1000)
    email, locale = call.has("users:read.email"), call.args.get("include_locale", False)
    members = [user_json(call.ws, user, email=email, locale=locale) for user in chosen]
    return {"members": members, "cache_ts": call.ws.epoch(), "response_metadata": {"next_cursor": cursor}}


@method("users.lookupByEmail", "email", required="email", takes_json=False, scopes=("users:read.email",))
def users_lookup(call: Call) -> Answer:
    """The member with that address; deactivated people and strangers are not found."""
    wanted = call.args["email"].lower()
    for user in call.ws.users.values():
        if (user.email or "").lower() == wanted and not (user.deleted or user.is_stranger or user.is_bot):
            return {"user": user_json(call.ws, user)}
    raise SlackError("users_not_found")


@method("blocks.validate", "blocks:json message:json view:json")
def blocks_validate(call: Call) -> Answer:
    """Whether blocks, a message or a view would be taken."""
    problems: list[str] = []
    if "view" in call.args:
        problems += check_view(call.args["view"])
    message = call.args.get("message")
    blocks = message.get("blocks") if isinstance(message, dict) else call.args.get("blocks")
    if blocks is not None:
        problems += check_blocks(blocks, "message")
    if problems:
        raise SlackError("invalid_blocks", problems)
    return {}
