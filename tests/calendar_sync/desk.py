"""The Outlook side alone: a furnished county, the real sender and listener with the real SDK, and a local Graph over HTTP."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlmodel import select

from bot.outbox.deliver import Delivery
from bot.settings import read
from bot.usecases.acting import SYSTEM
from calendar_sync.listener import Listener
from calendar_sync.sender import build
from models.tables.calendar import CalendarEvent
from models.tables.outbox import OutboxLetter
from sandbox.graph_client import Outlook
from sandbox.server import SandboxThread
from tests.conftest import Furnished

ORGANISER, TOKEN = "samverkan@regionen.example", "sandbox-graph-token"


class Desk:
    """What a test of the Outlook side has at hand. Times that go through it are the county's own clock's."""

    def __init__(self, county: Furnished, box: SandboxThread) -> None:
        self.county, self.box = county, box
        self.outlook = Outlook(box.url)
        self.outlook.add_mailbox(ORGANISER, "Samverkan", organiser=True)
        settings = read(
            {"GRAPH_BASE_URL": box.graph_base_url, "GRAPH_ACCESS_TOKEN": TOKEN, "GRAPH_ORGANISER": ORGANISER}
        )
        self.sender = build(settings, county.acting.by(SYSTEM))
        self.listener = Listener(county.acting, self.sender.graph)
        self.delivery = Delivery(county.database, county.clock.clock, {"outlook": self.sender})
        self._counted = 0

    async def settle(self) -> None:
        """Deliver what is due to Outlook."""
        await self.delivery.settle()

    async def later(self, **delta: float) -> None:
        """Let time pass, and deliver what is due then."""
        self.county.clock.forward(**delta)
        await self.settle()

    def event(self, meeting: int | None = None, day: int = 1, *, deleted: bool = False) -> dict[str, Any]:
        """The one event in the organiser's calendar; or the one of a meeting's day."""
        found = self.outlook.events_of(ORGANISER, deleted=deleted)
        if meeting is not None:
            row = self.row(meeting, day)
            found = [one for one in found if one["id"] == row.graph_id]
        assert len(found) == 1, [one["subject"] for one in found]
        return found[0]

    def row(self, meeting: int, day: int = 1) -> CalendarEvent:
        """What we know of a meeting day's event."""
        with self.county.session() as session:
            rows = session.scalars(
                select(CalendarEvent).where(CalendarEvent.meeting_id == meeting, CalendarEvent.day == day)
            ).all()
        return max(rows, key=lambda one: one.generation)

    def attendees(self, meeting: int | None = None) -> list[str]:
        """The addresses in the event."""
        return sorted(one["emailAddress"]["address"] for one in self.event(meeting)["attendees"])

    def mailed(self) -> dict[str, Counter[str]]:
        """Whom Outlook has mailed since last asked: how many mails of each kind, by address."""
        mails = self.outlook.mails(self._counted)
        self._counted += len(mails)
        found: dict[str, Counter[str]] = {}
        for one in mails:
            found.setdefault(one["to"], Counter())[one["kind"]] += 1
        return found

    def sums(self) -> Counter[str]:
        """How many mails of each kind since last asked."""
        return sum(self.mailed().values(), Counter())

    def requests(self, verb: str = "") -> list[dict[str, Any]]:
        """What was asked of Graph."""
        every = self.box.run(lambda: self.box.world.log.after(0))
        return [one for one in every if one["service"] == "graph" and verb in ("", one["method"])]

    def letters(self, kind: str) -> list[OutboxLetter]:
        """Letters of a kind, oldest first."""
        with self.county.session() as session:
            found = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == kind)).all()
        return sorted(found, key=lambda one: one.id or 0)

    def fault(self, kind: str, path: str = "/events", **more: Any) -> None:
        """Have Graph stumble once."""
        self.box.run(lambda: self.box.world.faults.add(service="graph", path=path, kind=kind, **more))
