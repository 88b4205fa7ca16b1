"""A roster taken in and given out: all or nothing, ids and history kept, and everybody concerned told."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from bot.reads import roster as reads
from bot.usecases import roster, roster_file
from bot.usecases.acting import Acting
from models.rules.roster_rows import RawRow
from models.store.structure import FOLDER
from models.tables.bodies import BodySettings
from models.tables.journal import JournalLine
from models.tables.meetings import Meeting, MeetingDay
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment, Person
from tests.conftest import Furnished

COUNTY_FILE = FOLDER / "exempelpersoner.csv"
MALA = "Malå kommun"


@pytest.fixture
def people() -> list[RawRow]:
    """The rows of Västerbotten's invented people."""
    return roster_file.read(COUNTY_FILE)


def rows(acting: Acting, table: type[SQLModel]) -> list[Any]:
    with acting.database.read() as session:
        return list(session.scalars(select(table).order_by(table.id)))  # type: ignore[attr-defined]


def values(row: SQLModel) -> dict[str, Any]:
    return row.model_dump()


def everything(acting: Acting) -> list[dict[str, Any]]:
    tables = (Person, Assignment, JournalLine, OutboxLetter)
    return [values(row) for table in tables for row in rows(acting, table)]


def member(people: list[RawRow], body: str, principal: str, role: str = "ordinarie") -> RawRow:
    return next(one for one in people if (one.body, one.principal, one.role) == (body, principal, role))


def test_the_same_file_again_changes_nothing(county: Furnished, people: list[RawRow]) -> None:
    before = everything(county.acting)

    outcome = roster.import_rows(county.acting, people)

    assert not outcome.written
    assert outcome.summary == "Registret säger redan det som står i filen. Inget har ändrats."
    assert everything(county.acting) == before


def test_a_faulty_row_stops_everything_and_every_fault_is_told(county: Furnished, people: list[RawRow]) -> None:
    before = everything(county.acting)
    third = RawRow(200, "Samråd vård och omsorg", MALA, "ordinarie", "", "Anna Extra", "anna.extra@mala.example")
    nobody = RawRow(201, "LSG", "Luleå", "kung", "", "", "x")

    outcome = roster.import_rows(county.acting, [*people, third, nobody])

    assert not outcome.written
    assert outcome.faults[0] == (
        "Rad 200: Malå kommun har högst 1 ordinarie plats i Samråd vård och omsorg "
        "(överenskommelsen § 5.1.3). Raden är en för mycket."
    )
    assert len(outcome.faults) == 5
    assert outcome.summary.splitlines()[0] == "5 fel på 127 rader:"
    assert outcome.summary.splitlines()[-1] == "Inget har sparats. Rätta raderna och läs in filen igen."
    assert everything(county.acting) == before


def test_a_new_person_takes_the_place_of_one_who_leaves(county: Furnished, people: list[RawRow]) -> None:
    gone = member(people, "Samråd vård och omsorg", MALA)
    new = replace(gone, name="Anna Ny", email="Anna.Ny@mala.example")

    outcome = roster.import_rows(county.acting, [new if one is gone else one for one in people])

    assert outcome.written
    assert (outcome.people.new, outcome.people.gone) == (("Anna Ny",), (gone.name,))
    assert outcome.summary == (f"1 nya och 1 avslutade uppdrag.\nNya (1): Anna Ny.\nHar slutat (1): {gone.name}.")
    by_email = {one.email: one for one in rows(county.acting, Person)}
    old = by_email[gone.email]
    assert old.name == gone.name
    posts = {
        one.person_id: (one.start, one.end)
        for one in rows(county.acting, Assignment)
        if one.body == "samrad" and one.principal == "mala" and one.role == "ordinary"
    }
    assert posts == {
        old.id: (None, date(2026, 1, 11)),
        by_email["anna.ny@mala.example"].id: (date(2026, 1, 12), None),
    }


def test_a_person_keeps_the_id_through_a_new_name_and_a_return(county: Furnished, people: list[RawRow]) -> None:
    one = member(people, "Samråd vård och omsorg", MALA)
    before = {each.email: each.id for each in rows(county.acting, Person)}

    roster.import_rows(county.acting, [each for each in people if each is not one])
    county.clock.forward(days=30)
    outcome = roster.import_rows(
        county.acting, [replace(each, name="Nytt Namn") if each is one else each for each in people]
    )

    assert outcome.people.new == ("Nytt Namn",)
    assert outcome.people.renamed == ("Nytt Namn",)
    person = next(each for each in rows(county.acting, Person) if each.email == one.email)
    assert (person.id, person.name) == (before[one.email], "Nytt Namn")
    periods = [(each.start, each.end) for each in rows(county.acting, Assignment) if each.person_id == person.id]
    assert periods == [(None, date(2026, 1, 11)), (date(2026, 2, 11), None)]


def test_a_new_name_alone_is_written(county: Furnished, people: list[RawRow]) -> None:
    one = member(people, "Samråd vård och omsorg", MALA)

    outcome = roster.import_rows(
        county.acting, [replace(each, name="Nytt Namn") if each.email == one.email else each for each in people]
    )

    assert outcome.written
    assert outcome.summary == "0 nya och 0 avslutade uppdrag.\nHar bytt namn (1): Nytt Namn."


def test_a_dry_run_tells_and_writes_nothing(county: Furnished, people: list[RawRow]) -> None:
    before = everything(county.acting)
    one = member(people, "Samråd vård och omsorg", MALA)

    outcome = roster.import_rows(county.acting, [each for each in people if each is not one], dry_run=True)

    assert outcome.people.gone == (one.name,)
    assert outcome.warnings == ("Malå kommun har ingen representant i Samråd vård och omsorg.",)
    assert outcome.summary.splitlines()[-1] == "Provkörning: inget har sparats."
    assert everything(county.acting) == before


def test_warnings_stop_nothing(county: Furnished, people: list[RawRow]) -> None:
    """R-A08, S-01: a principal without a representative is told, never blocked; an empty second seat is not told."""
    second = [each for each in people if each.principal == "Umeå kommun" and each.body == "Samråd vård och omsorg"][1]
    whole = member(people, "Länssamverkansgruppen (LSG)", MALA)
    answers = [each for each in people if each.email == whole.email]

    outcome = roster.import_rows(county.acting, [each for each in people if each not in (second, *answers)])

    assert outcome.written
    assert outcome.warnings == (
        "Malå kommun har ingen representant i Länssamverkansgruppen (LSG).",
        "Malå kommun har ingen svarsansvarig.",
    )


def test_the_journal_has_one_line_with_ids_and_no_names(county: Furnished, people: list[RawRow]) -> None:
    one = member(people, "Samråd vård och omsorg", MALA)

    roster.import_rows(county.acting, [each for each in people if each is not one])

    line = rows(county.acting, JournalLine)[-1]
    details = json.loads(line.details)
    assert (line.act, line.subject) == ("roster.imported", "roster")
    assert [details[name] for name in ("created", "updated", "removed")] == [[], [], []]
    assert len(details["ended"]) == 1
    assert one.name not in line.details
    assert one.email not in line.details


def test_an_order_and_an_end_are_changed_in_place(county: Furnished, people: list[RawRow]) -> None:
    one = member(people, "Länssamverkansgruppen (LSG)", "Umeå kommun", "ersättare")
    before = {each.id for each in rows(county.acting, Assignment)}

    outcome = roster.import_rows(
        county.acting, [replace(each, order="7", end="2026-12-31") if each is one else each for each in people]
    )

    assert (outcome.people.changed, outcome.people.new, outcome.people.gone) == ((one.name,), (), ())
    after = rows(county.acting, Assignment)
    assert {each.id for each in after} == before
    [row] = [each for each in after if each.place == 7]
    assert (row.end, row.role) == (date(2026, 12, 31), "substitute")


def test_two_imports_at_the_same_time_are_one(county: Furnished, people: list[RawRow]) -> None:
    new = RawRow(300, "Beredning barn och unga", MALA, "ordinarie", "", "A B", "a.b@mala.example")
    start = Barrier(2)

    def act() -> roster.Imported:
        start.wait(timeout=10)
        return roster.import_rows(county.acting, [*people, new])

    with ThreadPoolExecutor(2) as threads:
        outcomes = [job.result(timeout=30) for job in [threads.submit(act), threads.submit(act)]]

    assert sorted(one.written for one in outcomes) == [False, True]
    person = next(one for one in rows(county.acting, Person) if one.email == new.email)
    assert len([one for one in rows(county.acting, Assignment) if one.person_id == person.id]) == 1


def test_what_never_began_is_taken_away(county: Furnished, people: list[RawRow]) -> None:
    later = RawRow(300, "Beredning barn och unga", MALA, "ordinarie", "", "A B", "a.b@mala.example", "2026-09-01")
    roster.import_rows(county.acting, [*people, later])
    count = len(rows(county.acting, Assignment))

    outcome = roster.import_rows(county.acting, people)

    assert outcome.people.gone == ("A B",)
    assert len(rows(county.acting, Assignment)) == count - 1


def test_channels_calendars_and_homes_follow(county: Furnished, people: list[RawRow]) -> None:
    """A new chair of a committee concerns the committee, LSG (R-D22) and Samråd's meeting stays as it is."""
    with county.database.write() as session:
        session.add(BodySettings(body="lsg", channel="C1", au_channel="G1"))
        session.add(BodySettings(body="samrad", channel="C2"))
        for number, (body, kind, days, state) in enumerate(
            [
                ("lsg", "meeting", 30, "planned"),
                ("samrad", "meeting", 30, "planned"),
                ("lsg", "meeting", -30, "planned"),
                ("lsg", "meeting", 60, "cancelled"),
                ("lsg", "seminar", 90, "planned"),
            ],
            start=1,
        ):
            start = datetime(2026, 1, 12, 9, 0, tzinfo=UTC) + timedelta(days=days)
            end = start + timedelta(hours=3)
            session.add(
                Meeting(id=number, body=body, kind=kind, state=state, created_at=start, starts_at=start, ends_at=end)
            )
            session.flush()
            session.add(MeetingDay(meeting_id=number, starts_at=start, ends_at=end))
        chair = session.scalars(select(Person).where(Person.email == committee_chair(people).email)).one()
        chair.home_opened_at = datetime(2026, 1, 1, tzinfo=UTC)
        chair_id = chair.id
    earlier = {one.id for one in rows(county.acting, OutboxLetter)}

    without = [one for one in people if (one.body, one.role) != ("Beredning barn och unga", "ordförande")]
    roster.import_rows(county.acting, without)

    letters = {(one.kind, one.payload) for one in rows(county.acting, OutboxLetter) if one.id not in earlier}
    assert letters == {
        ("ChannelMembers", '{"body": "lsg", "which": "channel"}'),
        ("ChannelMembers", '{"body": "lsg", "which": "au_channel"}'),
        ("Event", '{"day": 1, "meeting_id": 1}'),
        ("Event", '{"day": 1, "meeting_id": 5}'),
        ("MeetingCard", '{"meeting_id": 1}'),
        ("SeminarCard", '{"meeting_id": 5}'),
        ("Home", f'{{"person_id": {chair_id}}}'),
    }


def committee_chair(people: list[RawRow]) -> RawRow:
    return next(one for one in people if (one.body, one.role) == ("Beredning barn och unga", "ordförande"))


# Out again


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx"])
def test_an_exported_file_is_taken_in_without_a_change(county: Furnished, tmp_path: Path, name: str) -> None:
    before = everything(county.acting)

    count = roster.export_file(county.acting, tmp_path / name)
    outcome = roster.import_file(county.acting, tmp_path / name)

    assert count == 125
    assert outcome.verdict.faults == ()
    assert not outcome.written
    assert everything(county.acting) == before


def test_an_export_has_what_is_in_force_and_to_come_but_no_history(
    county: Furnished, people: list[RawRow], tmp_path: Path
) -> None:
    gone = member(people, "Samråd vård och omsorg", MALA)
    coming = replace(gone, name="Anna Ny", email="anna.ny@mala.example", start="2026-09-01")
    roster.import_rows(county.acting, [coming if one is gone else one for one in people])

    roster.export_file(county.acting, tmp_path / "ut.csv")

    exported = roster_file.read(tmp_path / "ut.csv")
    assert "anna.ny@mala.example" in {one.email for one in exported}
    assert gone.email not in {one.email for one in exported}


def test_another_structure_has_its_own_roster(small: Furnished, tmp_path: Path) -> None:
    """The three-principal example goes through the same import and export."""
    roster.export_file(small.acting, tmp_path / "ut.csv")
    outcome = roster.import_file(small.acting, tmp_path / "ut.csv")

    assert (outcome.verdict.faults, outcome.warnings, outcome.written) == ((), (), False)
    assert len(outcome.judged.rows) == 14


# What the coordinators look at


def test_the_stored_roster_is_judged_again(county: Furnished) -> None:
    state = county.acting.ask(reads.state)

    assert (state.rows, state.faults, state.warnings) == (125, (), ())


def test_who_has_no_slack_account_is_listed(county: Furnished) -> None:
    with county.database.write() as session:
        found, unasked = session.scalars(select(Person).order_by(Person.name).limit(2)).all()
        found.slack_id, found.slack_checked_at = None, datetime(2026, 1, 1, tzinfo=UTC)
        unasked.slack_id = None
        name = found.name

    assert [one.name for one in county.acting.ask(reads.without_slack)] == [name]
