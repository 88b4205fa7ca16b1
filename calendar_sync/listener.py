"""Looks at our events in Outlook every few minutes: who has declined, what somebody changed or removed by hand. What follows
from it is for bot/usecases. Looking is enough: a bot in Socket Mode has no address to be called at. Where there is one, Graph's
calls make it sooner."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot import trace
from bot.reads import events as reads
from bot.reads.events import Watched
from bot.settings import Settings
from bot.usecases import absence_changes, calendar_changes
from bot.usecases.acting import OUTLOOK, Acting
from calendar_sync import events
from calendar_sync.errors import Gone
from calendar_sync.graph import Graph
from models.rules.events import Picture, When, all_gone, edited_by_hand, newly_declined

log = logging.getLogger(__name__)
INTERVAL: Final = 180.0  # seconds
LIFE, RENEW_BEFORE = timedelta(days=3), timedelta(days=2)
"""How long a subscription is asked for, and how long before its end it is prolonged: once a day."""


@dataclass(frozen=True)
class Address:
    """Where Graph is to call, and the secret that comes with each call."""

    url: str
    state: str = field(repr=False)


def address(settings: Settings, path: str) -> Address | None:
    """The bot's own address for Graph's calls; None without a public one. The secret is made from the app's own, so that
    all replicas know it and it outlives a restart."""
    secret = settings.azure_client_secret or settings.slack_signing_secret or settings.slack_bot_token
    if settings.public_url is None or secret is None:
        return None
    state = hmac.new(secret.get_secret_value().encode(), b"graph-notifications", hashlib.sha256).hexdigest()
    return Address(settings.public_url.rstrip("/") + path, state)


@dataclass
class Listener:
    """Looks with the same calendar as the sender; `acting` is the system's own."""

    acting: Acting
    graph: Graph
    address: Address | None = None

    def __post_init__(self) -> None:
        """From here on it is Outlook that acts."""
        self.acting = self.acting.by(OUTLOOK)
        self._called = asyncio.Event()
        self._changed: set[str] | None = set()  # None: all
        self._until: datetime | None = None

    async def run(self, interval: float = INTERVAL) -> None:
        """Look until cancelled: every so many seconds at all of them, and at those that Graph calls about at once."""
        only: frozenset[str] | None = None
        trace.current.set("job-outlook")
        while True:
            for act in (self.subscribe, partial(self.once, only)):
                try:
                    await act()
                except Exception:  # it must outlive a database or a Graph that is away for a while
                    log.exception("calendar.look_failed")
            only = await self._next(interval)

    async def _next(self, interval: float) -> frozenset[str] | None:
        """Wait for a call or for the time to look at all; the events to look at, None for all."""
        with contextlib.suppress(TimeoutError):  # not wait_for: in Python 3.11 it may swallow being told to stop
            async with asyncio.timeout(interval):
                await self._called.wait()
        called = self._called.is_set()
        changed, self._changed = self._changed, set()
        self._called.clear()
        return frozenset(changed) if called and changed is not None else None

    def nudge(self, changed: frozenset[str] | None) -> None:
        """Graph has called: these events have changed (None: any may have). To be called in the listener's loop."""
        self._changed = None if changed is None or self._changed is None else self._changed | changed
        self._called.set()

    async def subscribe(self) -> None:
        """Have Graph call on us, or go on doing so. Nothing to do without an address, or while it lasts long enough."""
        now = self.acting.clock.now()
        if self.address is None or (self._until is not None and self._until - now > RENEW_BEFORE):
            return
        until = now + LIFE
        ours = [one for one in await self.graph.subscriptions() if one["notificationUrl"] == self.address.url]
        try:
            if not ours:
                raise Gone("never subscribed")
            await self.graph.prolong(str(ours[0]["id"]), until)
        except Gone:
            await self.graph.subscribe(self.address.url, self.address.state, until)
        self._until = until

    async def once(self, only: frozenset[str] | None = None) -> int:
        """Look once, at all events or only at these; returns in how many something was new. When all of them are gone at once
        nothing is concluded, and the coordinators are told: then it is the mailbox that is wrong. Raises OutlookFault when Outlook cannot be asked."""
        watched = await self.acting.read(reads.watched)
        if only is not None:
            watched = tuple(one for one in watched if one.known.graph_id in only)
        answers = await asyncio.gather(*(self._get(one) for one in watched), return_exceptions=True)
        faults = [answer for answer in answers if isinstance(answer, BaseException)]
        found = [
            (one, answer) for one, answer in zip(watched, answers, strict=True) if not isinstance(answer, BaseException)
        ]
        gone = all_gone([remote is not None for _, remote in found])
        if gone:
            log.error("calendar.all_gone events=%s", len(found))
        if only is None and not faults:
            await self._emptied(len(found) if gone else 0)
        if gone:
            found = []
        new = 0
        for one, remote in found:
            try:
                new += await self._new(one, remote)
            except Exception as fault:
                faults.append(fault)
        if faults:  # told when the others have been looked at: one event that stumbles hides nobody's answer
            raise faults[0]
        return new

    async def _emptied(self, count: int) -> None:
        """So many events are all there were, and gone; none: they are not."""
        if count:
            await self.acting.do(calendar_changes.emptied, count)
        elif await self.acting.read(reads.is_emptied):
            await self.acting.do(calendar_changes.refilled)

    async def _get(self, one: Watched) -> events.Json | None:
        try:
            remote = await self.graph.get(str(one.known.graph_id), text=False)
        except Gone:
            return None
        return None if events.is_cancelled(remote) else remote

    async def _new(self, one: Watched, remote: events.Json | None) -> bool:
        known = one.known
        if remote is None:
            await self.acting.do(calendar_changes.gone, known.id)
            return True
        answers, key = events.responses(remote), str(remote["changeKey"])
        before: dict[str, str] = json.loads(known.attendees or "{}")
        sent = Picture.read(known.sent or "").when
        there = events.when(remote)
        as_sent = there.same(sent)
        if key == known.change_key and before == answers and not (as_sent and known.edited):
            return False
        on_its_way = When.read(known.sending) if known.sending else None
        if edited_by_hand(there, sent, (on_its_way,)):
            return await self.acting.do(calendar_changes.edited, known.id, there.as_text(), (known.sent, known.sending))
        if (one.starts, one.ends) != (there.starts, there.ends):
            return False  # ours is on its way: what they have answered is about another time
        for address in newly_declined(before, answers):
            await self._declined(one, address)
        await self.acting.do(calendar_changes.seen, known.id, key, answers, as_sent=as_sent)
        return True

    async def _declined(self, one: Watched, address: str) -> None:
        """Ask somebody who has declined; before it is noted as seen, so that none is missed. Asked once per meeting time."""
        person_id = dict(one.people).get(address)
        if person_id is not None:
            await self.acting.do(absence_changes.declined_in_calendar, one.meeting_id, person_id)
