"""Whose turn the chair is: entered once, journalled, and gone round only by an extension with all that the agreement asks for."""

from __future__ import annotations

import json

import pytest
from sqlmodel import select

from bot.reads import rotation as reads
from bot.usecases import meetings, rotation
from bot.usecases.acting import Acting
from models.rules.refusals import Refusal, Refused
from models.rules.rotation import Holding
from models.store import structure as structures
from models.tables.bodies import BodySettings, ChairExtension
from models.tables.journal import JournalLine
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment
from tests.conftest import Furnished
from tests.planned import acts, plan

WHY = "Vi är mitt i införandet."


def boss(county: Furnished) -> Acting:
    return county.as_(county.who(None, "coordinator"))


def seen(county: Furnished, body: str) -> reads.Rotation:
    """What a coordinator sees of a body's turns."""
    found = county.acting.ask(
        lambda reading: reads.rotation(reading, known := structures.current(reading.session), known.body(body))
    )
    assert found is not None
    return found


def refused(county: Furnished, *given: object, **more: object) -> tuple[Refusal, str | None, object]:
    """Why the act was refused, at which field, and with which section."""
    act, *rest = given
    with pytest.raises(Refused) as caught:
        act(boss(county), *rest, **more)  # type: ignore[operator]
    return caught.value.refusal, caught.value.field, caught.value.facts.get("reference")


def line(county: Furnished, act: str) -> JournalLine:
    with county.session() as session:
        return session.scalars(select(JournalLine).where(JournalLine.act == act)).one()


def met(county: Furnished, body: str, day: str = "2026-03-12") -> int:
    """A meeting of the body's that has been."""
    meeting = plan(county, body, day)
    county.clock.set(f"{day} 13:00")
    return meeting


def test_nothing_is_assumed_until_it_is_entered_and_then_the_years_follow(county: Furnished) -> None:
    """S-05, R-C15: no default; the roster's chair of Umeå stands for the municipal side."""
    before = seen(county, "samrad")
    rotation.enter(boss(county), "samrad", 2026, "kommun")
    entered, told = seen(county, "samrad"), line(county, "chair.side_entered")
    county.clock.set("2027-01-01 00:01")
    after = seen(county, "samrad")

    assert (before.entered, before.this.side, before.next.side, before.holding) == (False, None, None, None)
    assert (entered.this.side, entered.next.side, entered.holding) == ("kommunsidan", "regionsidan", Holding.AGREES)
    assert (after.this.side, after.next.side, after.holding) == ("regionsidan", "kommunsidan", Holding.DIFFERS)
    assert entered.chair == reads.Officer("Margareta Granlavkvist", "kommunsidan")
    assert (entered.reference, entered.extension_reference) == ("överenskommelsen § 5.1.3", "överenskommelsen § 5.1.3")
    assert (told.actor_id, told.rule, json.loads(told.details)) == (
        boss(county).person_id, "S-05", {"side": "kommun", "was": None, "year": 2026},
    )  # fmt: skip


def test_entered_twice_is_once_and_a_slip_is_mended_with_what_it_was(county: Furnished) -> None:
    rotation.enter(boss(county), "lsg", 2026, "kommun")
    rotation.enter(boss(county), "lsg", 2026, "kommun")
    once = acts(county, "body:lsg")
    rotation.enter(boss(county), "lsg", 2026, "region")

    assert once == ["chair.side_entered"]
    assert acts(county, "body:lsg") == ["chair.side_entered"] * 2
    assert seen(county, "lsg").holding is Holding.AGREES
    with county.session() as session:
        lines = session.scalars(select(JournalLine).where(JournalLine.act == "chair.side_entered")).all()
        homes = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "Home")).all()
    assert json.loads(max(lines, key=lambda one: one.id or 0).details)["was"] == [2026, "kommun"]
    assert homes, "every coordinator's Home is drawn anew"


def test_when_the_year_is_over_only_an_extension_goes_round_it(county: Furnished) -> None:
    """S-05, R-D18."""
    rotation.enter(boss(county), "lsg", 2026, "region")
    county.clock.set("2027-01-08 09:00")

    assert refused(county, rotation.enter, "lsg", 2027, "region") == (
        Refusal.CHAIR_SIDE_SETTLED, "year", "överenskommelsen § 6.1.4",
    )  # fmt: skip
    assert (seen(county, "lsg").this.side, seen(county, "lsg").holding) == ("kommunsidan", Holding.DIFFERS)
    rotation.extend(boss(county), "lsg", 2027, met(county, "lsg", "2027-02-04"), unanimous=False, reason=WHY)
    assert (seen(county, "lsg").this, seen(county, "lsg").holding) == (
        reads.Year(2027, "regionsidan", extended=True), Holding.AGREES,
    )  # fmt: skip
    assert seen(county, "lsg").next == reads.Year(2028, "kommunsidan")


def test_an_extension_keeps_the_meeting_and_the_reason_and_that_all_agreed_where_that_is_asked(
    county: Furnished,
) -> None:
    """R-C16: unanimous, with reasons; R-D18: the group's decision, with reasons."""
    for body, side in (("samrad", "kommun"), ("lsg", "region")):
        rotation.enter(boss(county), body, 2026, side)
    samrad, lsg = met(county, "samrad"), met(county, "lsg", "2026-03-19")

    assert refused(county, rotation.extend, "samrad", 2027, samrad, unanimous=False, reason=WHY) == (
        Refusal.NOT_UNANIMOUS, "unanimous", "överenskommelsen § 5.1.3",
    )  # fmt: skip
    for text, why in ((" ", Refusal.EMPTY), ("x" * 501, Refusal.TOO_LONG), ("19850101-2384", Refusal.PERSONAL_NUMBER)):
        told = refused(county, rotation.extend, "samrad", 2027, samrad, unanimous=True, reason=text)
        assert told[:2] == (why, "reason")
    rotation.extend(boss(county), "samrad", 2027, samrad, unanimous=True, reason=WHY)
    rotation.extend(boss(county), "lsg", 2027, lsg, unanimous=False, reason=WHY)

    with county.session() as session:
        rows = {one.body: one for one in session.scalars(select(ChairExtension))}
        lines = session.scalars(select(JournalLine).where(JournalLine.act == "chair.terms_extended")).all()
    assert {body: (one.meeting_id, one.unanimous, one.reason) for body, one in rows.items()} == {
        "samrad": (samrad, True, WHY), "lsg": (lsg, None, WHY),
    }  # fmt: skip
    assert {one.body: one.rule for one in lines} == {"samrad": "R-C16", "lsg": "R-D18"}
    assert all(WHY not in one.details for one in lines), "no free texts in the journal"
    assert seen(county, "samrad").next == reads.Year(2027, "kommunsidan", extended=True)


def test_what_can_not_be_recorded_is_refused_and_nothing_is_written(county: Furnished) -> None:
    ahead, others = plan(county, "lsg", "2026-06-11"), met(county, "samrad")

    for_lsg = {"unanimous": False, "reason": WHY}
    assert refused(county, rotation.extend, "lsg", 2027, ahead, **for_lsg)[0] is Refusal.CHAIR_SIDE_MISSING
    rotation.enter(boss(county), "lsg", 2026, "region")
    assert refused(county, rotation.extend, "lsg", 2027, ahead, **for_lsg)[:2] == (Refusal.MEETING_NOT_BEGUN, "meeting")
    assert refused(county, rotation.extend, "lsg", 2027, others, **for_lsg)[:2] == (Refusal.NOT_FOUND, "meeting")
    assert refused(county, rotation.extend, "bbu", 2027, ahead, **for_lsg)[0] is Refusal.NOT_FOUND
    assert refused(county, rotation.extend, "nothing", 2027, ahead, **for_lsg)[0] is Refusal.NOT_FOUND
    cancelled = plan(county, "lsg", "2026-04-16")
    meetings.cancel(boss(county), cancelled, 1, "Sjukdom.")
    assert refused(county, rotation.extend, "lsg", 2027, cancelled, **for_lsg)[:2] == (Refusal.NOT_FOUND, "meeting")
    assert refused(county, rotation.enter, "bbu", 2026, "region")[0] is Refusal.NOT_FOUND
    assert refused(county, rotation.enter, "lsg", 2026, "stad")[0] is Refusal.NOT_FOUND
    with county.session() as session:
        assert session.scalars(select(ChairExtension)).all() == []
        row = session.get_one(BodySettings, "lsg")
    assert (row.chair_year, row.chair_side) == (2026, "region")


def test_recorded_by_mistake_it_is_taken_back_and_stays_as_history(county: Furnished) -> None:
    rotation.enter(boss(county), "lsg", 2026, "region")
    meeting = met(county, "lsg")
    rotation.extend(boss(county), "lsg", 2027, meeting, unanimous=False, reason=WHY)
    twice = refused(county, rotation.extend, "lsg", 2027, meeting, unanimous=False, reason=WHY)
    rotation.take_back(boss(county), "lsg", 2027)
    without = seen(county, "lsg").next
    again = refused(county, rotation.take_back, "lsg", 2027)
    rotation.extend(boss(county), "lsg", 2027, meeting, unanimous=False, reason=WHY)
    county.clock.set("2028-01-01 08:00")

    assert twice[:2] == (Refusal.ALREADY_EXTENDED, "year")
    assert (without, again[0]) == (reads.Year(2027, "kommunsidan"), Refusal.NOT_FOUND)
    assert refused(county, rotation.take_back, "lsg", 2027)[0] is Refusal.EXTENSION_OVER
    assert acts(county, "body:lsg") == [
        "chair.side_entered", "chair.terms_extended", "chair.extension_taken_back", "chair.terms_extended",
    ]  # fmt: skip
    with county.session() as session:
        assert len(session.scalars(select(ChairExtension)).all()) == 2


def test_the_windows_offer_what_can_be_done(county: Furnished) -> None:
    who = boss(county)
    empty = who.ask(reads.form, who.person_id, "samrad")
    rotation.enter(who, "samrad", 2026, "kommun")
    meeting = met(county, "samrad")
    entered, extending = (
        who.ask(reads.form, who.person_id, "samrad"),
        who.ask(reads.extend_form, who.person_id, "samrad"),
    )
    rotation.extend(who, "samrad", 2027, meeting, unanimous=True, reason=WHY)
    extended = who.ask(reads.form, who.person_id, "samrad")
    county.clock.set("2028-01-10 09:00")
    over = who.ask(reads.form, who.person_id, "samrad")

    assert (empty.first, empty.open, empty.can_extend, empty.years) == (None, True, False, (2026, 2027))
    assert empty.sides == (("kommun", "kommunsidan"), ("region", "regionsidan"))
    assert (entered.first, entered.open, entered.can_extend) == ((2026, "kommun"), True, True)
    assert (extending.years, extending.unanimous) == ((2027,), True)
    assert extending.meetings == ((str(meeting), "Samråd – möte 12 mars 2026"),)
    assert (extended.open, extended.can_extend) == (False, False)
    assert [(one.year, one.body_year) for one in extended.extensions] == [(2027, "samrad:2027")]
    assert [one.body_year for one in over.extensions] == [None]
    assert refused(county, lambda acting: acting.ask(reads.form, acting.person_id, "bbu"))[0] is Refusal.NOT_FOUND
    assert refused(county, lambda acting: acting.ask(reads.form, acting.person_id, "no"))[0] is Refusal.NOT_FOUND


def test_a_body_without_extensions_says_so(small: Furnished) -> None:
    """S-08: the other structure's chair year can not be longer; its own sides take turns all the same."""
    who = boss(small)
    rotation.enter(who, "vattenforum", 2026, "bygd")
    meeting = met(small, "vattenforum")

    told = refused(small, rotation.extend, "vattenforum", 2027, meeting, unanimous=True, reason=WHY)
    assert told[0] is Refusal.NO_EXTENSION
    assert (
        refused(small, lambda acting: acting.ask(reads.extend_form, acting.person_id, "vattenforum"))[0]
        is Refusal.STALE
    )
    assert seen(small, "vattenforum").next.side == "stadssidan"
    assert seen(small, "vattenforum").extension_reference == ""


def test_while_nobody_is_chosen_nothing_is_said_to_differ(county: Furnished) -> None:
    rotation.enter(boss(county), "lsg", 2026, "kommun")
    differs = seen(county, "lsg").holding
    with county.database.write() as session:
        for one in session.scalars(select(Assignment).where(Assignment.body == "lsg")):
            if one.role in ("chair", "vice_chair"):
                session.delete(one)

    assert (differs, seen(county, "lsg").holding, seen(county, "lsg").chair) == (Holding.DIFFERS, Holding.VACANT, None)
