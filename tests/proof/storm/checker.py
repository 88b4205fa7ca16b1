"""The invariants I1–I7 (reliability), over a world at rest: what was said yes to, the database, Slack, Graph and the journal.

What a flow should lead to is checked by comparing with the same flow where nobody died (schedules.difference); here is what
holds in every world, whatever was done in it.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

from sqlalchemy import Table
from sqlmodel import col, select

from models.store import journal_chain
from models.tables.absences import Absence, SubstituteCall
from models.tables.calendar import CalendarEvent
from models.tables.journal import JournalLine
from models.tables.meetings import Meeting, MeetingDay
from models.tables.outbox import Card, InboxKey, OutboxLetter
from models.tables.questions import AuAnswer, Question
from tests.proof.storm.world import World
from tests.stage import ORGANISER

_INBOX: Table = InboxKey.__table__  # type: ignore[attr-defined]


def violations(here: World, acked: set[str] | None = None) -> list[str]:
    """What is wrong, in words that name the invariant. `acked`: keys of deliveries that somebody got a yes to."""
    return [
        *_i1(here, acked or set()), *_i2(here), *_effects(here), *_i3(here), *doubled(here), *_i5(here), *_i6(here), *_i7(here),
    ]  # fmt: skip


def check(here: World, acked: set[str] | None = None) -> None:
    """Fail with what is wrong."""
    assert violations(here, acked) == []


def _i1(here: World, acked: set[str]) -> list[str]:
    """Acked ⊆ committed."""
    with here.stage.county.session() as session:
        committed = set(session.connection().execute(select(_INBOX.c.key)).scalars())
    return [f"I1: somebody was told yes to {key}, which is not in the database" for key in sorted(acked - committed)]


def _i2(here: World) -> list[str]:
    """Every letter has had its effect, or was not wanted any more, or was given up and the coordinators see it."""
    soon = here.time.now() + timedelta(hours=3)
    standing = {(one["channel"], one["ts"]): one["key"] for one in here.messages()}
    wrong = []
    with here.stage.county.session() as session:
        for one in session.exec(select(OutboxLetter)):
            if one.state in ("waiting", "leased") and one.next_at <= soon:
                wrong.append(f"I2: {one.kind} {one.id} still waits: {one.reason}")
            if one.state == "sent" and one.ts is not None and (one.channel, one.ts) not in standing:
                wrong.append(f"I2: {one.kind} {one.id} is called sent and stands nowhere")
        dead = session.exec(select(OutboxLetter).where(OutboxLetter.state == "dead")).all()
        told = session.exec(
            select(OutboxLetter).where(OutboxLetter.kind == "Stuck", OutboxLetter.state == "sent")
        ).all()
        if dead and not told:
            wrong.append(f"I2: {len(dead)} letters were given up and nobody was told")
        cards = session.exec(select(Card)).all()
        events = session.exec(select(CalendarEvent).where(CalendarEvent.state == "wanted")).all()
    wrong += [f"I2: the card {one.name} stands nowhere" for one in cards if (one.channel, one.ts) not in standing]
    return wrong + [f"I2: the event of meeting {one.meeting_id} is still only wanted" for one in events]


def _effects(here: World) -> list[str]:
    """I2 and I6 from the decisions alone, whatever the outbox says: a card for each question that is or was at AU, one for each
    open absence, one for each substitute who is asked or has said yes, and one live event for each day of a meeting."""
    with here.stage.county.session() as session:
        cards = {one.name: (one.channel, one.ts) for one in session.exec(select(Card))}
        wanted = [
            f"au:{one.id}" for one in session.exec(select(Question).where(col(Question.submitted_at).is_not(None)))
        ]
        absent = select(Absence).where(
            col(Absence.state).in_(("calling", "covered", "unfilled")), Absence.place == "seat"
        )
        wanted += [f"absence:{one.id}" for one in session.exec(absent)]
        asked = select(SubstituteCall).where(col(SubstituteCall.state).in_(("asked", "accepted")))
        wanted += [f"call:{one.id}" for one in session.exec(asked)]
        days = session.exec(
            select(MeetingDay, Meeting).where(MeetingDay.meeting_id == Meeting.id, Meeting.ends_at > here.time.now())
        ).all()
        known = {(one.meeting_id, one.day, one.state): one.graph_id for one in session.exec(select(CalendarEvent))}
    standing = {(one["channel"], one["ts"]) for one in here.messages()}
    wrong = [f"I2: {name} was decided and stands nowhere" for name in wanted if cards.get(name) not in standing]
    live = {
        one["id"]: one["start"]["dateTime"] for one in here.stage.outlook.events_of(ORGANISER) if not one["isCancelled"]
    }
    for day, meeting in days:
        event = live.get(known.get((day.meeting_id, day.number, "known")))
        starts = here.stage.clock.local(day.starts_at).replace(tzinfo=None).isoformat()
        if (
            meeting.state == "planned"
            and not str(event).startswith(starts)
            and (day.meeting_id, day.number, "gone") not in known
        ):
            wrong.append(f"I2: meeting {meeting.id} begins {starts}, in Outlook {event}")
    planned = {meeting.id for _, meeting in days if meeting.state == "planned"}
    kept = {id for (meeting, _, _), id in known.items() if meeting in planned}
    future = {id for (meeting, _, _), id in known.items() if meeting in {one.id for _, one in days}}
    wrong += [f"I5: the event {id} is live and nobody wants it" for id in live if id in future - kept]
    return wrong


def _i3(here: World) -> list[str]:
    """At most one winner for each thing that can be had once."""
    with here.stage.county.session() as session:
        answers = Counter(
            (one.question_id, one.round, one.office)
            for one in session.exec(select(AuAnswer).where(col(AuAnswer.withdrawn_at).is_(None)))
        )
        yes = Counter(
            one.absence_id for one in session.exec(select(SubstituteCall).where(SubstituteCall.state == "accepted"))
        )
        numbers = Counter(one.number for one in session.exec(select(Question)))
    found: list[tuple[object, int]] = [*answers.items(), *yes.items(), *numbers.items()]
    return [f"I3: {count} winners of {what}" for what, count in found if count > 1]


def doubled(here: World) -> list[str]:
    """I4: one message for each key, one event for each stamp."""
    keys = Counter(one["key"] for one in here.messages() if one["key"])
    wrong = [f"I4: {count} messages with the key {key}" for key, count in keys.items() if count > 1]
    events = here.stage.outlook.events_of(ORGANISER, deleted=True)
    stamps = Counter(_stamp(one) for one in events)
    wrong += [f"I4: {count} events with the stamp {stamp}" for stamp, count in stamps.items() if count > 1]
    return wrong


def posted_twice(here: World) -> list[str]:
    """I4 by what was asked of Slack, whether or not somebody has taken a twin away since; for worlds of less than 1,000 requests."""
    posts = here.stage.hands.requests(path="chat.postMessage")
    keys = Counter(str((one["body"] or {}).get("metadata")) for one in posts if (one["response"] or {}).get("ok"))
    return [f"I4: {count} posts of {key}" for key, count in keys.items() if count > 1 and key != "None"]


def _i5(here: World) -> list[str]:
    """No effect without a decision, and no decision without its line in the journal."""
    with here.stage.county.session() as session:
        ops = set(session.exec(select(OutboxLetter.op)))
        stamps = set(session.exec(select(CalendarEvent.stamp)))
        lines = Counter((one.act, one.subject) for one in session.exec(select(JournalLine)))
        answers = Counter(one.question_id for one in session.exec(select(AuAnswer)))
        absent = [one.id for one in session.exec(select(Absence))]
        meetings = [(one.id, one.kind) for one in session.exec(select(Meeting))]
    wrong = [
        f"I5: a message with the unknown key {one['key']}"
        for one in here.messages()
        if one["key"] and one["key"] not in ops
    ]
    events = here.stage.outlook.events_of(ORGANISER, deleted=True)
    wrong += [f"I5: an event with the unknown stamp {_stamp(one)}" for one in events if _stamp(one) not in stamps]
    for question, count in answers.items():
        if lines["question.answered", f"question:{question}"] != count:
            wrong.append(f"I5: {count} answers to question {question}, and not as many lines")
    wrong += [f"I5: absence {one} without a line" for one in absent if not lines["absence.reported", f"absence:{one}"]]
    planned = {subject for act, subject in lines if act.endswith(".planned")}
    wrong += [f"I5: meeting {one} without a line" for one, _ in meetings if f"meeting:{one}" not in planned]
    return wrong


def _i6(here: World) -> list[str]:
    """An absent member's substitute is called, or somebody is told that nobody can come."""
    wrong = []
    with here.stage.county.session() as session:
        calling = select(Absence).where(
            Absence.state == "calling", Absence.place == "seat", Absence.meeting_id == Meeting.id
        )
        for one in session.exec(calling.where(Meeting.state == "planned", Meeting.ends_at > here.time.now())):
            asked = select(SubstituteCall).where(SubstituteCall.absence_id == one.id, SubstituteCall.state == "asked")
            if not session.exec(asked).all():
                wrong.append(f"I6: absence {one.id} calls, and nobody is asked")
    return wrong


def _i7(here: World) -> list[str]:
    """The journal's chain holds."""
    with here.stage.county.session() as session:
        verdict = journal_chain.verify(session)
    return [] if verdict.well and not verdict.untied else [f"I7: {verdict}"]


def _stamp(event: dict[str, object]) -> str:
    properties = event.get("singleValueExtendedProperties") or []
    return next((str(one["value"]) for one in properties), json.dumps(event.get("id")))  # type: ignore[attr-defined]
