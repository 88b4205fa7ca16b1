"""The Outlook sender: create, update, cancel one event, whatever brings it in line; twice is once. When and how often it is
tried is the delivery's affair, which changes there are is for models/rules/events.py."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.outbox.letters.calendar import Event
from bot.outbox.outcomes import Claimed, Dropped, Envelope, Failed, Outcome, Sent
from bot.reads import events as reads
from bot.reads.events import Known, Look
from bot.settings import Settings
from bot.usecases import calendar_changes as usecases
from bot.usecases.acting import Acting
from calendar_sync import events
from calendar_sync.errors import Duplicate, Gone, OutlookFault
from calendar_sync.graph import Graph, access
from models.rules.events import Picture, Step, Task, When, edited_by_hand, settled, steps

log = logging.getLogger(__name__)
Begin = Callable[[], Coroutine[Any, Any, bool]]
LOST: Final = Failed("the lease was lost", certain=True)
UNCHANGED: Final = Dropped("nothing has changed")
GONE: Final = Dropped("gone in Outlook: the coordinators are asked")


def build(settings: Settings, acting: Acting) -> OutlookSender:
    """The sender of the route `outlook`. Raises NotConfigured with what is missing in the settings."""
    return OutlookSender(acting, Graph(access(settings)), acting.clock.zone)


@dataclass
class OutlookSender:
    """Delivers letters to Outlook; `acting` is the system's own."""

    acting: Acting
    graph: Graph
    zone: ZoneInfo

    async def send(self, envelope: Envelope, begin: Begin) -> Outcome:
        """Deliver one letter; see bot.outbox.deliver.Sender."""
        letter = envelope.letter
        if not isinstance(letter, Event):
            return Failed(f"nobody sends {envelope.claimed.kind} to Outlook", certain=True, final=True)
        try:
            return await self._sync(letter, envelope.claimed, begin)
        except OutlookFault as fault:
            reason = f"{type(fault).__name__}: {fault.code}"
            return Failed(reason, certain=fault.certain, final=fault.final, retry_after=fault.retry_after)

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self.graph.aclose()

    async def _sync(self, letter: Event, claimed: Claimed, begin: Begin) -> Outcome:
        look = await self.acting.read(reads.look, letter)
        known = look.known
        if look.task is Task.PREPARE and look.wanted is not None:
            known = await self._prepare(letter, look)
            # tried, and yet not prepared: from before a copy of the database was put back (reliability T16)
            found = await self.graph.find(events.STAMP, known.stamp) if claimed.ambiguous else None
            return await self._create(letter, known, found, begin)
        if known is None or look.task is Task.NOTHING:
            return UNCHANGED
        if look.task is Task.CLOSE:
            await self.acting.do(usecases.cancelled, known.id)
            return Dropped("gone in Outlook, and not wanted any more")
        if look.task is Task.CREATE:
            found = await self.graph.find(events.STAMP, known.stamp)
            return await self._create(letter, await self._prepare(letter, look), found, begin)
        if look.task is Task.WITHDRAW:
            found = await self.graph.find(events.STAMP, known.stamp)
            return await self._cancel(known, str(found["id"]) if found else None, look.comment, begin)
        if look.task is Task.CANCEL:
            return await self._cancel(known, known.graph_id, look.comment, begin)
        return await self._update(look, begin)

    # ---------------------------------------------------------------- create

    async def _prepare(self, letter: Event, look: Look) -> Known:
        """The event as it is noted, with the exact content of its create. A new one is who it would also be on a copy of the
        database, which so finds it again."""
        known = None if look.task is Task.PREPARE else look.known
        if known is None or known.create_body is None:
            stamp, identity = (
                (known.stamp, known.transaction_id) if known else (look.identity, str(UUID(look.identity)))
            )
            picture = self._picture(look, None)
            content = json.dumps(events.new(picture, stamp, identity, self.zone), ensure_ascii=False)
            await self.acting.do(
                usecases.prepare, look.meeting_id, look.day, stamp, identity, content, picture.as_text()
            )
            known = (await self.acting.read(reads.look, letter)).known
        if known is None or known.create_body is None:
            raise AssertionError("an event that was noted is not there")
        return known

    async def _create(self, letter: Event, known: Known, found: events.Json | None, begin: Begin) -> Outcome:
        """Create it, unless an earlier attempt did; then bring it up to date with what has changed since it was noted."""
        made = found is None
        if found is None:
            if not await begin():
                return LOST
            try:
                found = await self.graph.create(json.loads(known.create_body or ""))
            except Duplicate:
                found, made = await self.graph.find(events.STAMP, known.stamp), False
            if found is None:  # it was made, and somebody has removed it since
                await self.acting.do(usecases.gone, known.id)
                return GONE
        await self.acting.do(usecases.created, known.id, str(found["id"]), str(found["changeKey"]))
        look = await self.acting.read(reads.look, letter)
        if look.task is Task.UPDATE:
            outcome = await self._update(look, begin)
        elif look.task is Task.CANCEL:
            outcome = await self._cancel(known, str(found["id"]), look.comment, begin)
        else:
            outcome = UNCHANGED
        return Sent() if made and outcome is UNCHANGED else outcome

    # ---------------------------------------------------------------- update

    async def _update(self, look: Look, begin: Begin) -> Outcome:
        known = look.known
        if known is None or known.sent is None or known.graph_id is None:
            raise AssertionError("an event that was sent is not known")
        sent = Picture.read(known.sent)
        wanted = self._picture(look, sent)
        if wanted == sent:
            return UNCHANGED
        try:
            remote = await self.graph.get(known.graph_id)
            if events.is_cancelled(remote):
                raise Gone("isCancelled")
            return await self._send(known, wanted, sent, remote, begin)
        except Gone:
            await self.acting.do(usecases.gone, known.id)
            return GONE

    async def _send(self, known: Known, wanted: Picture, sent: Picture, remote: events.Json, begin: Begin) -> Outcome:
        """Send the steps one by one, noting each as it arrives, so that none is sent twice."""
        there = events.there(remote, wanted.part)
        on_its_way = When.read(known.sending) if known.sending else None
        hold = edited_by_hand(there.when, wanted.when, (sent.when, on_its_way))
        if hold and not await self.acting.do(
            usecases.edited, known.id, there.when.as_text(), (known.sent, known.sending)
        ):
            return Failed("the event has changed meanwhile", certain=True)
        begun, sent_any = False, False
        for step in steps(wanted, sent, there, hold=hold):
            if not begun and not await begin():
                return LOST
            begun = True
            if step.moves:
                await self.acting.do(usecases.sending, known.id, step.sent.when.as_text())
            remote = await self.graph.change(str(known.graph_id), events.patch(step, remote, sent, self.zone))
            await self.acting.do(usecases.sent, known.id, step.sent.as_text(), str(remote["changeKey"]), _what(step))
            sent, sent_any = step.sent, True
        if sent != (target := settled(wanted, sent, hold=hold)):
            await self.acting.do(usecases.sent, known.id, target.as_text(), None, [])
        return Sent() if sent_any else UNCHANGED

    # ---------------------------------------------------------------- cancel

    async def _cancel(self, known: Known, graph_id: str | None, comment: str, begin: Begin) -> Outcome:
        if graph_id is not None:
            if not await begin():
                return LOST
            try:
                await self.graph.cancel(graph_id, comment)
            except Gone:  # cancelled by an attempt whose answer was lost, or by somebody there
                log.info("calendar.cancelled_already event=%s", known.id)
        await self.acting.do(usecases.cancelled, known.id)
        return Sent()

    def _picture(self, look: Look, sent: Picture | None) -> Picture:
        wanted = look.wanted
        if wanted is None:
            raise AssertionError("an event that is not wanted")
        keeps = wanted.keeps_text and sent is not None
        return Picture(
            wanted.subject, When(wanted.starts, wanted.ends, wanted.place), wanted.show_as,
            sent.part if keeps and sent is not None else events.part(wanted.text), events.people(wanted.attendees),
        )  # fmt: skip


def _what(step: Step) -> list[str]:
    """What a step changed, for the journal: kinds and numbers, no names."""
    people = [f"{name}:{len(some)}" for name, some in (("leave", step.leave), ("come", step.come)) if some]
    return [*people, *step.fields]
