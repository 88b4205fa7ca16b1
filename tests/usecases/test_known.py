"""What a process knows of the roster is never older than the database says, however and by whomever it was changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from bot.reads import people as cards
from bot.usecases.acting import Acting, Actor, SomebodyElse
from models.rules.refusals import Refusal, Refused
from models.rules.roster import Role
from models.store import people, structure
from models.store.engine import Database
from models.tables.bodies import StructureCopy
from models.tables.journal import JournalLine
from models.tables.people import Assignment, Person
from tests.conftest import Furnished


def is_chair(county: Furnished, session: Session, person_id: int) -> bool:
    return people.standing(session, person_id, county.clock.clock.today()).office("lsg") is Role.CHAIR


def by_object(session: Session, person_id: int) -> None:
    for one in session.scalars(select(Assignment).where(Assignment.person_id == person_id)):
        session.delete(one)


def by_statement(session: Session, person_id: int) -> None:
    session.connection().execute(text("DELETE FROM assignment WHERE person_id = :id"), {"id": person_id})


@pytest.mark.parametrize("remove", [by_object, by_statement])
def test_an_office_that_is_taken_away_is_gone_in_every_process(
    county: Furnished, remove: Callable[[Session, int], None]
) -> None:
    chair = county.who("lsg", "chair").id or 0
    other = Database(county.database.url)
    with other.read() as session:
        assert is_chair(county, session, chair)

    with county.database.write() as session:
        remove(session, chair)

    for database in (other, county.database):
        with database.read() as session:
            assert not is_chair(county, session, chair)
    other.close()


def test_who_changes_the_roster_sees_it_and_nobody_else_does_when_it_is_undone(county: Furnished) -> None:
    chair = county.who("lsg", "chair").id or 0

    def undone() -> None:
        with county.database.write() as session:
            assert is_chair(county, session, chair)
            for one in session.scalars(select(Assignment).where(Assignment.person_id == chair)):
                session.delete(one)
            assert not is_chair(county, session, chair)  # it was not even sent when it was asked for
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()

    with county.database.read() as session:
        assert is_chair(county, session, chair)


def test_a_name_an_account_and_a_structure_are_new_at_once(county: Furnished) -> None:
    member = county.who("lsg", "ordinary", "umea")
    with county.database.write() as session:
        person = session.get_one(Person, member.id)
        before = structure.current(session)
        person.name, person.slack_id = "Ny Namnsson", "U99999999"
        assert people.many(session, [member.id or 0])[member.id or 0].name == "Ny Namnsson"
        document = session.scalars(select(StructureCopy.document).order_by(StructureCopy.id.desc())).first() or ""  # type: ignore[union-attr]
        session.add(StructureCopy(document=document + " ", loaded_at=county.clock.clock.now()))
        assert structure.current(session) is not before

    with county.database.read() as session:
        found = people.by_account(session, "U99999999")
        assert found is not None
        assert found.id == member.id


def stamp(database: Database) -> str:
    with database.read() as session:
        return str(session.connection().execute(text("SELECT value FROM roster_stamp")).scalar_one())


def test_only_what_is_known_of_people_gives_a_new_stamp(county: Furnished) -> None:
    before = stamp(county.database)
    with county.database.write() as session:
        for one in session.scalars(select(Person)):
            one.slack_checked_at = None
    same = stamp(county.database)
    with county.database.write() as session:
        session.get_one(Person, 1).home_opened_at = county.clock.clock.now()
    opened = stamp(county.database)
    with county.database.write() as session:
        session.get_one(Person, 1).home_opened_at = county.clock.clock.now().replace(year=2030)

    assert before == same != opened == stamp(county.database)


def seen(county: Furnished, slack_id: str) -> Acting:
    """Acting as the guard lets somebody in whose account it has seen before."""
    with county.database.read() as session:
        people.by_account(session, slack_id)
    found = cards.remembered(county.database, slack_id)
    assert found is not None
    return county.acting.by(Actor("person", found[0].id, found[0].name, slack_id, found[1]))


def hand_over(county: Furnished, slack_id: str, to: str) -> None:
    """The account is another person's from now on."""
    with county.database.write() as session:
        before, after = people.by_slack(session, slack_id), people.by_email(session, to)
        assert before is not None
        assert after is not None
        before.slack_id = None
        session.flush()
        after.slack_id = slack_id


def test_an_account_that_has_got_another_person_acts_and_reads_as_nobody_until_it_is_asked_anew(
    county: Furnished,
) -> None:
    chair, member = county.who("lsg", "chair"), county.who("lsg", "ordinary", "umea")
    acting = seen(county, str(chair.slack_id))
    with acting.transaction() as unit:
        unit.record("something.done", "thing:1")
    hand_over(county, str(chair.slack_id), member.email)

    with pytest.raises(SomebodyElse), acting.transaction() as unit:
        unit.record("something.done", "thing:2")
    with pytest.raises(SomebodyElse), acting.transaction() as unit:
        raise Refused(Refusal.NOT_IN_AU)  # said of whom it was, not of whom it is
    with pytest.raises(SomebodyElse):
        acting.ask(lambda reading: reading.today)

    with county.session() as session:
        assert session.scalars(select(JournalLine).where(JournalLine.subject == "thing:2")).all() == []


def test_another_change_of_the_roster_asks_nobody_anew(county: Furnished) -> None:
    acting = seen(county, str(county.who("lsg", "chair").slack_id))
    with county.database.write() as session:
        session.get_one(Person, county.who("lsg", "ordinary", "umea").id).name = "Ny Namnsson"

    assert acting.ask(lambda reading: reading.today) == county.clock.clock.today()
