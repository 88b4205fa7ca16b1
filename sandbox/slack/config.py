"""The app as its settings page in Slack knows it: tokens, scopes, commands, shortcuts, events. Not what it does."""

from dataclasses import dataclass, field
from typing import Any

SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:read",
        "im:write",
        "team:read",
        "users:read",
        "users:read.email",
    }
)
EVENTS = frozenset(
    {
        "app_home_opened",
        "message.im",
        "member_joined_channel",
        "member_left_channel",
        "team_join",
        "user_change",
    }
)


@dataclass
class AppConfig:
    """One installed app. With `events_url` None its deliveries go over Socket Mode.

    `commands`: {"command", "description", "usage_hint"}.
    `shortcuts`: {"type": "global" | "message", "callback_id", "name"}.
    `rate_limit` switches one message per second and channel (short bursts allowed); `tiers` the calls per method and minute.
    """

    bot_token: str = "xoxb-sandbox-bot"
    app_token: str = "xapp-sandbox-app"
    signing_secret: str = "sandbox-signing-secret"
    verification_token: str = "sandbox-verification"
    bot_user_id: str = "U0BOT00001"
    app_id: str = "A0SANDBOX1"
    bot_id: str = "B0SANDBOX1"
    team_id: str = "T0SANDBOX1"
    team_name: str = "Sandbox"
    team_domain: str = "sandbox"
    bot_name: str = "bot"
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    events: set[str] = field(default_factory=lambda: set(EVENTS))
    commands: list[dict[str, Any]] = field(default_factory=list)
    shortcuts: list[dict[str, Any]] = field(default_factory=list)
    events_url: str | None = None
    rate_limit: bool = True
    tiers: bool = False
    locale: str = "sv-SE"
