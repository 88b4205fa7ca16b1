"""One welcome per person, whatever happens first and however often; and help that knows who asks."""

from __future__ import annotations

import json
from collections import Counter

from sqlmodel import select

from bot.reads import help as reads
from bot.text.words import genitive, swedish_order
from bot.usecases import people, roster, roster_file
from bot.usecases.acting import OPERATOR
from handlers.views import help as views
from models.tables.outbox import OutboxLetter
from models.tables.people import Person
from tests.conftest import PEOPLE, STRUCTURES, Furnished


def welcomed(county: Furnished) -> list[int]:
    with county.session() as session:
        rows = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "Welcome"))
        return [json.loads(one.payload)["person_id"] for one in rows]


def test_the_first_time_home_is_opened_and_never_again(county: Furnished) -> None:
    member = county.who("lsg", "ordinary", "mala")

    people.home_opened(county.as_(member))
    people.home_opened(county.as_(member))

    assert welcomed(county) == [member.id]


def test_somebody_whose_account_is_found_is_welcomed_once(county: Furnished) -> None:
    member = county.who("lsg", "ordinary", "mala")
    with county.database.write() as session:
        session.get_one(Person, member.id).slack_id = None

    people.matched(county.acting, member.email, "UNEW")
    people.home_opened(county.as_(member.id or 0))

    assert welcomed(county) == [member.id]


def test_help_says_what_the_one_who_asks_can_do_and_nothing_else(county: Furnished) -> None:
    def said(person: Person | None) -> str:
        return views.text(county.acting.ask(reads.for_one, person.id if person else None))

    boss, chair = county.who(None, "coordinator"), county.who("lsg", "chair")
    member, substitute = county.who("lsg", "ordinary", "mala"), county.who("lsg", "substitute", "mala")

    assert "*Samordna*" in said(boss)
    assert "*Svara för arbetsutskottet*" in said(chair)
    assert "*Svara för arbetsutskottet*" not in said(member)
    assert "*Lyft en fråga*" in said(member)
    assert "*Ersätta någon*" not in said(member)
    assert "*Ersätta någon*" in said(substitute)
    assert boss.name in said(None)
    assert "*Lyft en fråga*" not in said(None)


def test_a_list_is_in_swedish_order() -> None:
    names = ["Östersund", "Älvdalen", "Åsele", "Umeå", "Zinkgruvan", "åre", "Öckerö", "Ärla"]

    assert sorted(names, key=swedish_order) == [
        "Umeå", "Zinkgruvan", "åre", "Åsele", "Älvdalen", "Ärla", "Öckerö", "Östersund",
    ]  # fmt: skip


def test_a_genitive_has_one_s() -> None:
    assert [genitive(one) for one in ("Anna Ek", "Klas Ås", "Max Berg", "Beatrix", "Fritz")] == [
        "Anna Eks", "Klas Ås", "Max Bergs", "Beatrix", "Fritz",
    ]  # fmt: skip


def test_who_is_given_a_place_is_welcomed_and_who_loses_one_is_not(county: Furnished) -> None:
    rows = roster_file.read(STRUCTURES / PEOPLE["vasterbotten"])
    often = Counter(one.email for one in rows)
    mine = next(one for one in rows if often[one.email] == 1 and one.role == "ersättare")

    roster.import_rows(county.acting.by(OPERATOR), [one for one in rows if one is not mine])
    lost = welcomed(county)
    roster.import_rows(county.acting.by(OPERATOR), rows)
    with county.session() as session:
        person = session.scalars(select(Person).where(Person.email == mine.email)).one()

    assert (lost, welcomed(county)) == ([], [person.id])
