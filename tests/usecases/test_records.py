"""What is no longer kept, and who is no longer named; the journal stays whole through both (reliability I7)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.outbox.letters.people import Home
from bot.reads import retention as kept
from bot.usecases import former, journal, retention
from bot.usecases.acting import Acting
from bot.usecases.former import StillHere
from models.rules.retention import NotKept
from models.store import journal_chain, records
from models.tables.calendar import CalendarEvent
from models.tables.journal import JournalLine
from models.tables.meetings import Guest, Meeting
from models.tables.outbox import InboxKey, OutboxLetter
from models.tables.people import Assignment, Person
from tests.conftest import Furnished

TABLES = ("inbox_key", "letter", "absence", "substitute_call", "guest")


def counted(acting: Acting) -> dict[str, int]:
    with acting.database.read() as session:
        return {name: session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in TABLES}


def old_things(county: Furnished, days: int) -> None:
    """A row of each kind, of a meeting that was so many days ago."""
    then = county.clock.moment - timedelta(days=days)
    with county.database.write() as session:
        meeting = Meeting(body="lsg", starts_at=then, ends_at=then, created_at=then)
        session.add(meeting)
        session.flush()
        session.add(Guest(meeting_id=meeting.id or 0, email=f"g{days}@gast.example", name="Gunnar Gäst"))
        session.add(InboxKey(key=f"old:{days}", at=then))
        session.execute(
            text("INSERT INTO absence (meeting_id, person_id, place, state, reported_at, wants_back, version)"
                 " VALUES (:meeting, 1, 'seat', 'covered', :at, :no, 1)"), {"meeting": meeting.id, "at": then, "no": False},
        )  # fmt: skip
        session.execute(
            text("INSERT INTO substitute_call (absence_id, person_id, place, state, asked_at, answer_by)"
                 " SELECT max(id), 2, 1, 'accepted', :at, :at FROM absence"), {"at": then},
        )  # fmt: skip
        session.add(
            OutboxLetter(
                key=f"old:{days}",
                kind="Home",
                payload="{}",
                route="slack",
                matter="m",
                state="sent",
                next_at=then,
                op="x",
                created_at=then,
                settled_at=then,
            )
        )


def test_nothing_is_taken_away_until_a_decision_is_entered(county: Furnished) -> None:
    old_things(county, 5000)
    before = counted(county.acting)

    assert retention.prune(county.acting) == 0
    assert counted(county.acting) == before
    assert set(county.acting.ask(kept.rules).values()) == {None}


def test_what_a_decision_says_is_taken_away_and_no_more(county: Furnished) -> None:
    before = counted(county.acting)
    for days in (1000, 500, 20):
        old_things(county, days)
    for kind in ("inbox", "letters", "absences", "guests"):
        retention.decide(county.acting, kind, 600, "RS 2026-12")

    first, again = retention.prune(county.acting), retention.prune(county.acting)

    after = counted(county.acting)
    assert (first, again) == (4, 0)
    assert {name: after[name] - before[name] for name in TABLES} == dict.fromkeys(TABLES, 2)
    with county.session() as session:
        lines = session.scalars(select(JournalLine).where(JournalLine.act == "retention.pruned")).all()
        verdict = journal_chain.verify(session)
    assert {(one.subject, json.loads(one.details)["decision"]) for one in lines} == {
        (f"retention:{kind}", "RS 2026-12") for kind in ("inbox", "letters", "absences", "guests")
    }
    assert verdict.well


def test_a_decision_is_replaced_and_taken_back(county: Furnished) -> None:
    retention.decide(county.acting, "inbox", 30, "RS 2026-12")
    retention.decide(county.acting, "inbox", 60, "RS 2026-13")
    (rule,) = county.acting.ask(lambda reading: records.rules(reading.session))
    retention.stop(county.acting, "inbox")
    retention.stop(county.acting, "inbox")

    assert (rule.days, rule.decision) == (60, "RS 2026-13")
    assert county.acting.ask(lambda reading: records.rules(reading.session)) == []
    with pytest.raises(NotKept):
        retention.decide(county.acting, "journal", 9999, "RS 2026-12")


def test_a_letter_that_is_not_over_is_kept_however_old(county: Furnished) -> None:
    then = county.clock.moment - timedelta(days=3000)
    with county.acting.transaction() as unit:
        unit.post(Home(1), once="old")
    with county.database.write() as session:
        session.execute(text("UPDATE letter SET created_at = :at, next_at = :at"), {"at": then})
    retention.decide(county.acting, "letters", 400, "RS 2026-12")

    assert retention.prune(county.acting) == 0


def leave(county: Furnished, person: Person) -> None:
    yesterday = county.clock.clock.today() - timedelta(days=1)
    with county.database.write() as session:
        for post in session.scalars(select(Assignment).where(Assignment.person_id == person.id)):
            post.end = yesterday


def everywhere(county: Furnished, *words: str) -> list[str]:
    """The columns of the whole database where one of these words stands."""
    from sqlalchemy import inspect

    found = []
    with county.session() as session:
        for table in inspect(county.database.engine).get_table_names():
            for row in session.execute(text(f"SELECT * FROM {table}")).mappings():
                found += [
                    f"{table}.{name}"
                    for name, cell in row.items()
                    for word in words
                    if word.lower() in str(cell).lower()
                ]
    return found


def test_who_has_left_is_named_nowhere_any_more_and_the_journal_is_whole(county: Furnished) -> None:
    person = county.who("lsg", "ordinary", "umea")
    then = county.clock.moment - timedelta(days=90)
    with county.as_(person).transaction() as unit:
        unit.record("thing.done", "thing:1")
    with county.database.write() as session:
        meeting = Meeting(body="lsg", starts_at=then, ends_at=then, created_at=then)
        session.add(meeting)
        session.flush()
        session.add(Guest(meeting_id=meeting.id or 0, email=person.email.upper(), name=person.name))
        session.add(
            CalendarEvent(
                meeting_id=meeting.id or 0,
                stamp="s",
                transaction_id="t",
                state="known",
                attendees=json.dumps({person.email.title(): "accepted", "b@b.example": "none"}, ensure_ascii=False),
                sent=json.dumps({"people": [[person.email, person.name]]}, ensure_ascii=False),
            )
        )
    leave(county, person)

    looked = former.pseudonymise(county.acting, person.email, dry_run=True)
    still = everywhere(county, person.email)
    done = former.pseudonymise(county.acting, person.email)
    again = former.pseudonymise(county.acting, str(person.id))

    assert still
    assert done == looked
    assert done.counts == {"person": 1, "guest": 1, "calendar": 1}
    assert again.counts == {}
    assert everywhere(county, person.email, person.name, str(person.slack_id)) == []
    with county.session() as session:
        assert journal_chain.verify(session).well
        (line,) = session.scalars(select(JournalLine).where(JournalLine.act == "thing.done")).all()
        assert session.get_one(Person, line.actor_id).name == done.name
        assert len(session.scalars(select(JournalLine).where(JournalLine.act == "person.pseudonymised")).all()) == 1


def test_who_still_has_an_assignment_or_an_invitation_is_not_forgotten(county: Furnished) -> None:
    person = county.who("lsg", "ordinary", "umea")
    soon = county.clock.moment + timedelta(days=9)
    with pytest.raises(StillHere, match="uppdrag"):
        former.pseudonymise(county.acting, person.email)
    leave(county, person)
    with county.database.write() as session:
        meeting = Meeting(body="lsg", starts_at=soon, ends_at=soon, created_at=county.clock.moment)
        session.add(meeting)
        session.flush()
        session.add(Guest(meeting_id=meeting.id or 0, email=person.email, name=person.name))

    with pytest.raises(StillHere, match="kommande"):
        former.pseudonymise(county.acting, person.email)
    with pytest.raises(StillHere, match="heter"):
        former.pseudonymise(county.acting, "ingen@ingenstans.example")


def test_the_head_is_told_once_a_day_by_one_of_the_replicas(
    county: Furnished, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    with county.session() as session:
        head = journal_chain.head(session)

    told = [journal.tell_head(county.acting) for _ in range(3)]
    county.clock.forward(days=1)
    told.append(journal.tell_head(county.acting))

    assert told == [1, 0, 0, 1]
    assert f"hash={head.hash}" in caplog.text
