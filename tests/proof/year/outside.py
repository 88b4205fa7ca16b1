"""What must hold outside, at rest: in Outlook, as people see it; and in the requests that left. Part of checks.py."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from tests.clocks import STOCKHOLM
from tests.proof.year import rows
from tests.proof.year.world import World
from tests.stage import ORGANISER

WAIT = timedelta(minutes=5)  # what every 429 of the machine asks for


def outlook(world: World) -> None:
    """Outlook has one event for each day of each meeting to come: its time, its place, its people; and none besides."""
    there = rows.meetings(world)
    known = world.rows("SELECT meeting_id, day, graph_id, state, edited FROM calendar_event ORDER BY id")
    items = {one.key: one for one in world.graph.items(ORGANISER)}
    live = {key: one for key, one in items.items() if not one.is_cancelled}
    stamps = Counter(one.transaction_id for one in world.graph.items(ORGANISER, deleted=True) if one.transaction_id)
    assert max(stamps.values(), default=1) == 1, f"an event twice: {stamps}"
    noted = {one[2] for one in known}
    ours = {one[0] for one in world.rows("SELECT transaction_id FROM calendar_event")}
    for key, event in live.items():
        been = event.end < world.now and event.transaction_id in ours  # nobody looks for it after its meeting
        assert key in noted or been, f"an event that is nobody's: {event.subject} {event.start}"
    emptied = _emptied(world, set(live))
    days = world.rows("SELECT meeting_id, number, starts_at, ends_at FROM meeting_day")
    for number, day, starts, ends in days:
        meeting = there[number]
        mine = [one for one in known if (one[0], one[1]) == (number, day)]
        standing = [live[one[2]] for one in mine if one[2] in live]
        assert len(standing) <= 1, f"two events of one day: {meeting}"
        if meeting.ends <= world.now or any(one[3] == "gone" or one[4] for one in mine[-1:]):
            continue
        if emptied and not standing and mine and mine[-1][3] == "known":
            continue  # nothing is concluded
        assert len(standing) == (1 if meeting.state == "planned" else 0), (meeting, [tuple(one) for one in mine])
        if meeting.state == "planned":
            event = standing[0]
            assert (event.start, event.end) == (rows.moment(starts), rows.moment(ends)), (meeting, event.start)
            assert event.start.astimezone(STOCKHOLM).date() == rows.moment(starts).astimezone(STOCKHOLM).date()
            if meeting.kind == "meeting":
                wanted = {world.roster.people[one].email.lower() for one in rows.called(world, meeting)}
                assert {one.key for one in event.attendees} == wanted, meeting


def _emptied(world: World, live: set[str]) -> bool:
    """Whether the bot says that all events, more than two, are gone at once. Then they are, and the coordinators have been told."""
    found = world.rows("SELECT since FROM trouble WHERE name = 'calendar:emptied'")
    if found:
        known = world.rows("SELECT graph_id FROM calendar_event WHERE state = 'known'")
        assert not {one[0] for one in known} & live, "said to be emptied, and it is not"
        told = {
            one.fields["person_id"]
            for one in rows.letters(world)
            if one.kind == "OutlookEmptied" and one.state == "sent"
        }
        assert told >= set(world.roster.coordinators(world.today)), "emptied, and not told"
    return bool(found)


def retry_after(world: World) -> None:
    """Who was told to wait has waited: the same message, or the same event, was not tried again before."""
    not_before: dict[str, datetime] = {}
    for entry in world.sandbox.world.log.after(0):
        name = _about(entry)
        if name is None:
            continue
        at = world.time_of(int(entry["number"]))
        assert at >= not_before.pop(name, at), f"{name} was asked not to come back before {at}"
        if entry["status"] == 429 and entry.get("fault") == "429":
            not_before[name] = at + WAIT


def _about(entry: dict[str, object]) -> str | None:
    body = entry["body"] if isinstance(entry["body"], dict) else {}
    if entry["service"] == "slack" and str(entry["path"]).endswith(("chat.postMessage", "chat.update")):
        return f"{entry['path']} {body.get('metadata') or body.get('ts')}"
    if entry["service"] != "graph" or entry["method"] == "GET":
        return None
    return f"{entry['method']} {entry['path']} {body.get('transactionId', '')}"  # two new events have the same address
