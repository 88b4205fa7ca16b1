"""A roster that is taken in while absences, questions and meetings are under way: what rests on it follows at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlmodel import select

from bot.outbox.letters.bodies import ChannelMembers
from bot.outbox.letters.calendar import Event
from bot.outbox.letters.questions import AuCard, CosignCard
from bot.usecases import absences as usecases
from bot.usecases import questions, roster, roster_file
from bot.usecases.acting import OPERATOR
from models.rules.roster_rows import RawRow
from models.store.structure import FOLDER
from models.tables.bodies import BodySettings
from models.tables.people import Person
from tests.conftest import Furnished
from tests.planned import letters
from tests.usecases.absence_world import World, a_meeting
from tests.usecases.question_world import at_au, draft


@pytest.fixture
def people() -> list[RawRow]:
    """The rows of Västerbotten's invented people."""
    return roster_file.read(FOLDER / "exempelpersoner.csv")


def take_in(county: Furnished, rows: Sequence[RawRow]) -> None:
    outcome = roster.import_rows(county.acting.by(OPERATOR), rows)
    assert outcome.written, outcome.summary


def without(rows: Sequence[RawRow], person: Person, role: str) -> list[RawRow]:
    return [one for one in rows if (one.email, one.role) != (person.email, role)]


def instead(rows: Sequence[RawRow], person: Person, role: str, name: str, email: str) -> list[RawRow]:
    """Somebody new in the person's place."""
    return [
        replace(one, name=name, email=email) if (one.email, one.role) == (person.email, role) else one for one in rows
    ]


def told(world: World, what: str) -> list[int]:
    return [one["person_id"] for one in world.letters("Told") if one["what"] == what]


def accept(county: Furnished, world: World, holder: Person) -> tuple[Person, int]:
    """The holder is away and the first substitute says yes; that person, and the absence."""
    absence = world.report(holder)
    call = world.calls(absence)[0]
    with county.session() as session:
        substitute = session.get_one(Person, call.person_id)
    usecases.accept_call(county.as_(substitute), call.id or 0)
    return substitute, absence.id or 0


def test_a_substitute_who_leaves_gives_the_seat_to_the_next(county: Furnished, people: list[RawRow]) -> None:
    """S-13: who has said yes and is no substitute any more is thanked, and the next one is asked."""
    world, holder = a_meeting(county), county.who("lsg", "ordinary", "umea")
    substitute, _ = accept(county, world, holder)

    take_in(county, instead(people, substitute, "ersättare", "Ny Ersättare", "ny.ersattare@umea.example"))

    absence = world.absence(holder.id or 0)
    second = county.who("lsg", "substitute", "umea", 1)
    assert (absence.state, absence.covered_by) == ("calling", None)
    assert world.states(absence)[-1] == (second.id, "asked")
    assert substitute.id not in world.invited_ids()
    assert told(world, "seat_changed") == [substitute.id]
    assert told(world, "cover_lost") == [holder.id]
    assert "substitute.seat_changed" in world.acts(absence)


def test_a_holder_who_leaves_takes_the_absence_along(county: Furnished, people: list[RawRow]) -> None:
    """The seat is the new member's by now: who was to cover it need not, and nobody is asked."""
    world, holder = a_meeting(county), county.who("lsg", "ordinary", "umea")
    substitute, _ = accept(county, world, holder)

    take_in(county, instead(people, holder, "ordinarie", "Ny Ledamot", "ny.ledamot@umea.example"))

    absence = world.absence(holder.id or 0)
    assert (absence.state, absence.covered_by) == ("empty", None)
    assert told(world, "seat_changed") == [substitute.id]
    assert world.states(absence) == [(substitute.id, "stood_down")]
    assert "ny.ledamot@umea.example" in [one.email for one in world.invited()]
    assert substitute.id not in world.invited_ids()


def test_a_question_to_somebody_who_leaves_falls(county: Furnished, people: list[RawRow]) -> None:
    world, holder = a_meeting(county), county.who("lsg", "ordinary", "umea")
    absence = world.report(holder)
    asked = world.calls(absence)[0].person_id
    with county.session() as session:
        person = session.get_one(Person, asked)

    take_in(county, without(people, person, "ersättare"))

    second = county.who("lsg", "substitute", "umea")
    assert world.states(absence) == [(asked, "stood_down"), (second.id, "asked")]
    assert "substitute.replaced" in world.acts(absence)


def test_a_new_substitute_is_asked_for_a_seat_that_nobody_could_cover(county: Furnished, people: list[RawRow]) -> None:
    world, holder = a_meeting(county), county.who("lsg", "ordinary", "umea")
    substitute = county.who("lsg", "substitute", "umea")
    take_in(
        county,
        [
            one
            for one in people
            if not (one.body.endswith("(LSG)") and one.principal == "Umeå kommun" and one.role == "ersättare")
        ],
    )
    absence = world.report(holder)
    assert world.absence(holder.id or 0).state == "unfilled"

    take_in(county, people)

    assert world.absence(holder.id or 0).state == "calling"
    assert world.states(absence) == [(substitute.id, "asked")]


def test_a_cover_that_the_roster_leaves_alone_stays(county: Furnished, people: list[RawRow]) -> None:
    world, holder = a_meeting(county), county.who("lsg", "ordinary", "umea")
    substitute, number = accept(county, world, holder)
    other = county.who("lsg", "ordinary", "mala")

    take_in(county, instead(people, other, "ordinarie", "Ny Ledamot", "ny.ledamot@mala.example"))

    absence = world.absence(holder.id or 0)
    assert (absence.id, absence.state, absence.covered_by) == (number, "covered", substitute.id)
    assert told(world, "seat_changed") == []


def test_a_new_coordinator_comes_to_every_meeting_and_channel(county: Furnished, people: list[RawRow]) -> None:
    """R-J01: a coordinator has no body, and is at all of them."""
    first, second = a_meeting(county), a_meeting(county, "samrad", "2026-03-13 09:00", "2026-03-13 12:00")
    with county.database.write() as session:
        session.add(BodySettings(body="samrad", channel="C2", au_channel="G2"))

    take_in(
        county, instead(people, county.who(None, "coordinator"), "koordinator", "Ny Samordnare", "ny@regionen.example")
    )

    found: Callable[..., list[object]] = letters  # type: ignore[assignment]
    assert found(county, Event) == [Event(first.meeting_id), Event(second.meeting_id)]
    assert ChannelMembers("samrad", "au_channel") in found(county, ChannelMembers)
    assert "ny@regionen.example" in [one.email for one in second.invited()]


def test_a_new_chair_stands_on_the_cards_that_wait_for_au(county: Furnished, people: list[RawRow]) -> None:
    question = at_au(county)
    before = len(letters(county, AuCard))
    chair = county.who("lsg", "chair")
    peers = (one for one in people if one.body.endswith("(LSG)") and one.principal == "Region Västerbotten")
    new = next(one for one in peers if one.role == "ordinarie" and one.email != chair.email)

    take_in(county, instead(people, chair, "ordförande", new.name, new.email))

    assert letters(county, AuCard)[before:] == [AuCard(question)]


def test_a_new_representative_is_asked_for_the_signature(county: Furnished, people: list[RawRow]) -> None:
    """S-36: the question waits for whoever represents the principal today."""
    substitute = county.who("lsg", "substitute", "umea")
    question = questions.raise_question(county.as_(substitute), draft())
    old = county.who("lsg", "ordinary", "umea")
    before = letters(county, CosignCard)

    take_in(county, instead(people, old, "ordinarie", "Ny Ledamot", "ny.ledamot@umea.example"))

    with county.session() as session:
        new = session.scalars(select(Person).where(Person.email == "ny.ledamot@umea.example")).one()
    assert CosignCard(question, old.id or 0) in before
    assert CosignCard(question, new.id or 0) not in before
    assert CosignCard(question, new.id or 0) in letters(county, CosignCard)
