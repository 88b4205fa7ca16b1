"""Looks at our events in Outlook every few minutes: who has declined, what somebody changed or removed by hand. What follows
from it is for bot/usecases. Looking is enough; a notification would only make it sooner (a bot in Socket Mode has no address
to be notified at)."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from typing import Final

from bot.reads import events as reads
from bot.reads.events import Watched
from bot.usecases import absence_changes, calendar_changes
from bot.usecases.acting import OUTLOOK, Acting
from calendar_sync import events
from calendar_sync.errors import Gone
from calendar_sync.graph import Graph
from models.rules.events import Picture, When, all_gone, edited_by_hand, newly_declined

log = logging.getLogger(__name__)
INTERVAL: Final = 180.0  # seconds


@dataclass
class Listener:
    """Looks with the same calendar as the sender; `acting` is the system's own."""

    acting: Acting
    graph: Graph

    def __post_init__(self) -> None:
        """From here on it is Outlook that acts."""
        self.acting = self.acting.by(OUTLOOK)

    async def run(self, interval: float = INTERVAL) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.once()
            except Exception:  # it must outlive a database or a Graph that is away for a while
                log.exception("calendar.look_failed")
            await asyncio.sleep(interval)

    async def once(self) -> int:
        """Look once; returns in how many events something was new. When all of them are gone at once nothing is concluded:
        then it is the mailbox that is wrong. Raises OutlookFault when Outlook cannot be asked."""
        watched = await self.acting.read(reads.watched)
        answers = await asyncio.gather(*(self._get(one) for one in watched), return_exceptions=True)
        for fault in answers:
            if isinstance(fault, BaseException):
                raise fault
        found = [remote for remote in answers if not isinstance(remote, BaseException)]
        if all_gone([remote is not None for remote in found]):
            log.error("calendar.all_gone events=%s", len(found))
            return 0
        return sum([await self._new(one, remote) for one, remote in zip(watched, found, strict=True)])

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
