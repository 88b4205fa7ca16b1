"""What Slack hands out for a short while: trigger ids and response URLs. Not what is done with them."""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sandbox.slack import limits
from sandbox.slack.errors import SlackError
from sandbox.world import World


@dataclass
class Trigger:
    """Proof that a person just did something; good once, and for three real seconds."""

    id: str
    user: str
    channel: str | None
    received_at: datetime
    began: float
    acked: "asyncio.Future[datetime | None]"
    used: bool = False


@dataclass
class ResponseUrl:
    """An address at which the app may answer what a person did: five times within half an hour of the world's time."""

    id: str
    user: str
    channel: str
    until: datetime
    message_ts: str | None = None
    uses: int = 0
    posted: list[str] = field(default_factory=list)


class Handles:
    """All triggers and response URLs of a workspace."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.triggers: dict[str, Trigger] = {}
        self.urls: dict[str, ResponseUrl] = {}

    def new_trigger(self, user: str, channel: str | None = None) -> Trigger:
        """A trigger for what that person does now."""
        name = f"{secrets.randbelow(10**10)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        acked: asyncio.Future[datetime | None] = asyncio.get_running_loop().create_future()
        trigger = Trigger(name, user, channel, self.world.real_now(), self.world.clock.seconds(), acked)
        self.triggers[name] = trigger
        return trigger

    def use_trigger(self, name: object) -> Trigger:
        """Take a trigger, or say why it cannot be: invalid_trigger_id, exchanged_trigger_id, expired_trigger_id."""
        trigger = self.triggers.get(name) if isinstance(name, str) else None
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self.world.clock.seconds() - trigger.began > limits.TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return trigger

    def new_url(self, user: str, channel: str, message_ts: str | None = None) -> str:
        """The address of a new response URL."""
        until = self.world.now() + timedelta(minutes=limits.RESPONSE_URL_MINUTES)
        url = ResponseUrl(secrets.token_urlsafe(18), user, channel, until, message_ts)
        self.urls[url.id] = url
        return f"{self.world.base_url}/response/{url.id}"

    def use_url(self, name: str) -> ResponseUrl:
        """Take one use of a response URL; expired_url or used_url with status 404 when there is none left."""
        url = self.urls.get(name)
        if url is None or self.world.now() > url.until:
            raise SlackError("expired_url", status=404)
        if url.uses >= limits.RESPONSE_URL_USES:
            raise SlackError("used_url", status=404)
        return url
