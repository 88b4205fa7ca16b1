"""What happens to them: hands in Outlook, time, Slack's redeliveries, services that are down, replicas that die."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from sandbox.graph_client import OutlookRefused
from tests.clocks import STOCKHOLM
from tests.proof.year import outside, rows
from tests.proof.year.scene import PEOPLE, Scene
from tests.stage import ORGANISER

PASSES = (
    timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=11), timedelta(hours=1), timedelta(hours=9), timedelta(days=1),
    timedelta(days=3), timedelta(days=8),
)  # fmt: skip
KINDS = ("429", "500", "503", "504", "drop_before", "drop_after")
PLACES = (
    ("slack", "chat.postMessage"), ("slack", "chat.postMessage"), ("slack", "chat.update"), ("slack", "conversations.history"),
    ("slack", "views.publish"), ("graph", "POST .*/events"), ("graph", "PATCH"), ("graph", "GET"),
)  # fmt: skip
ALWAYS = 100_000


class Nature(Scene):
    """The rules that are nobody's decision."""

    # ------------------------------------------------------------ Outlook

    @rule(
        which=st.integers(0, 2),
        what=st.sampled_from(("move", "place", "delete", "decline", "accept")),
        who=st.integers(0, 5),
    )
    def somebody_acts_in_outlook(self, which: int, what: str, who: int) -> None:
        """The organiser's event is moved or removed by hand; somebody invited answers."""
        live = [one for one in self.at.graph.items(ORGANISER) if not one.is_cancelled and one.start > self.at.now]
        if not live:
            return
        live.sort(key=lambda one: (one.start, one.subject))
        event = live[which % len(live)]
        try:
            if what in ("decline", "accept"):
                email = self.at.roster.people[self._person(who)].email
                self.at.outlook.respond(email, event.key, "declined" if what == "decline" else "accepted")
            elif what == "delete":
                for one in live if (which, who) == (2, 5) else [event]:  # now and then the whole calendar is emptied
                    self.at.outlook.edit(one.key, delete=True)
            elif what == "place":
                self.at.outlook.edit(event.key, location="Storuman")
            else:
                self.at.outlook.edit(event.key, **_moved(event.start, event.end))
        except OutlookRefused:
            return  # that person has no such event

    # ------------------------------------------------------------ time, delivery, redelivery

    @rule(which=st.integers(0, 1), what=st.sampled_from(("deliver", "tick", "look", "choose")))
    def a_replica_does(self, which: int, what: str) -> None:
        """One round of its loops; or the balancer sends what comes to the other."""
        if what == "deliver":
            self.at.deliver(which)
        elif what == "tick":
            self.at.tick(which)
        elif what == "look":
            self.at.look_at_outlook(which)
        else:
            self.at.through(which)

    @rule(by=st.sampled_from(PASSES))
    def time_passes(self, by: timedelta) -> None:
        """And a replica notices."""
        self.at.move(by)
        self.at.tick(0)
        self.at.deliver(1)

    @rule(
        which=st.integers(0, 2),
        before=st.sampled_from((timedelta(minutes=-30), timedelta(hours=1), timedelta(hours=20))),
    )
    def a_meeting_nears(self, which: int, before: timedelta) -> None:
        """To just before, or just after, a meeting begins."""
        meeting = self._meeting(which)
        if meeting is not None and meeting.starts - before > self.at.now:
            self.at.move(meeting.starts - before - self.at.now)
            self.at.tick(1)

    @rule(back=st.integers(0, 8), times=st.integers(1, 4), through=st.integers(0, 1))
    def slack_brings_it_again(self, back: int, times: int, through: int) -> None:
        """An older delivery, up to four times, perhaps through the other replica."""
        brought = list(self.at.slack.postman.list)
        if brought:
            self.at.through(through)
            self.acted = True
            keys, lines = rows.inbox(self.at), rows.journal(self.at)
            self.at.hands.redeliver(brought[-1 - back % len(brought)].id, times=times)
            if rows.inbox(self.at) == keys:  # else it had not been done before: it was refused, or somebody died of it
                assert rows.journal(self.at) == lines, "what had been done was done again"

    # ------------------------------------------------------------ what goes wrong

    @rule(place=st.sampled_from(PLACES), kind=st.sampled_from(KINDS), times=st.integers(1, 3))
    def a_fault(self, place: tuple[str, str], kind: str, times: int) -> None:
        """The next calls go wrong."""
        after = outside.WAIT.total_seconds() if kind == "429" else None
        self.at.hands.fault(*place, kind, times=times, retry_after=after)

    @rule(
        which=st.integers(0, 1),
        points=st.integers(1, 7),
        what=st.sampled_from(("dies", "dies", "dies", "clock", "account", "down")),
    )
    def something_goes_wrong(self, which: int, points: int, what: str) -> None:
        """A replica will die at one of its next commits, before it or after; the clock is an hour off; an account is closed or
        opened; a service is down for two hours while people's clicks still come."""
        if what == "dies":
            self.at.replicas[which].dies_in = points
        elif what == "clock":
            self.at.move(timedelta(hours=1 if which else -1))
        elif what == "account":
            person = self.at.roster.holders(self.at.today, *PEOPLE[(1, 3, 5)[points % 3]])[0]
            self.at.hands.change_person(self.at.roster.people[person].slack_id, deleted=bool(which))
        else:
            self._down("graph" if which else "slack", ("503", "drop_before", "drop_after")[points % 3])

    def _down(self, service: str, kind: str) -> None:
        path = r"/api/(chat|conversations|users|auth)\." if service == "slack" else ".*"
        self.at.hands.fault(service, path, kind, times=ALWAYS)
        for minutes in (5, 25, 90):
            self.at.move(timedelta(minutes=minutes))
            self.at.tick(0)
            self.at.deliver(0)
        self.at.hands.clear_faults()


def _moved(start: datetime, end: datetime) -> dict[str, Any]:
    zone = "W. Europe Standard Time"
    day = (start.astimezone(STOCKHOLM) + timedelta(days=1)).date()
    hours = (time(10), time(10 + max(1, int((end - start).total_seconds() // 3600))))
    return {
        name: {"dateTime": datetime.combine(day, hour).isoformat(), "timeZone": zone}
        for name, hour in zip(("start", "end"), hours, strict=True)
    }
