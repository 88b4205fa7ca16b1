"""Every list of people or principals that somebody is shown is in Swedish order: Åsele before Älvdalen, Östersund last."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle

import pytest
from sqlmodel import select

from bot.outbox.letters.absences import TextAnswer
from bot.reads import absence_forms, agenda, help, messages, public, question_form, roster
from bot.reads import seminar as seminar_reads
from bot.reads.absences import calls_for
from bot.reads.messages import NotForOthers, SubstitutesAnswer
from bot.reads.shapes import Picture
from bot.text import case_file as case_words
from bot.text import roster as roster_words
from bot.text.understand import Intent
from bot.text.words import swedish_order
from bot.usecases import absences, seminar
from models.store.engine import Reading
from models.tables.absences import Absence
from models.tables.people import Assignment, Person
from tests.conftest import Furnished
from tests.planned import coordinator, plan

NAMES = ("Östersund", "Älvdalen", "Åsele", "Zinkgruvan", "Érik", "Adak", "O\u0308rebro")
IN_ORDER = ["Adak", "Érik", "Zinkgruvan", "Åsele", "Älvdalen", "O\u0308rebro", "Östersund"]


def test_the_order_itself() -> None:
    assert sorted(NAMES, key=swedish_order) == IN_ORDER
    assert sorted(["Ødegård", "Ängman", "Ærlig", "Åberg"], key=swedish_order) == ["Åberg", "Ängman", "Ærlig", "Ødegård"]


@pytest.fixture
def named(county: Furnished) -> Furnished:
    """The county with names that a database or a plain sort would put in another order."""
    with county.database.write() as session:
        people = sorted(session.scalars(select(Person)), key=lambda one: one.id or 0)
        for number, (person, name) in enumerate(zip(people, cycle(NAMES), strict=False)):
            person.name = f"{name} {number:03d}"
    return county


def in_order(names: Iterable[str]) -> bool:
    """Whether they are as a Swede looks for them, and not by chance because they are few."""
    listed = list(names)
    return len(listed) > 1 and listed == sorted(listed, key=swedish_order)


def test_who_may_present_a_point(named: Furnished) -> None:
    form = named.acting.ask(agenda.new_point, plan(named, "lsg", "2026-03-12"))

    assert in_order(name for _, name in form.candidates)


def test_who_may_be_appointed_and_the_substitutes_first_as_they_are_asked(named: Furnished) -> None:
    """S-13, S-15."""
    meeting, absent = plan(named, "lsg", "2026-03-12"), named.who("lsg", "ordinary", "regionen")
    absences.report(named.as_(absent), meeting)
    substitutes = [named.who("lsg", "substitute", "regionen", place) for place in range(4)]
    for one in substitutes:
        for call in named.acting.ask(_calls, one.id or 0):
            absences.decline_call(named.as_(one), call)
    with named.session() as session:
        absence = session.scalars(select(Absence)).one()

    form = named.acting.ask(absence_forms.appoint, coordinator(named), absence.id or 0)

    assert [number for number, _, substitute, _ in form.people if substitute] == [one.id for one in substitutes]
    assert [one[2] for one in form.people] == sorted((one[2] for one in form.people), reverse=True)
    assert in_order(name for _, name, substitute, _ in form.people if not substitute)


def _calls(reading: Reading, person_id: int) -> list[int]:
    return [one.call_id for one in calls_for(reading, person_id)]


def _shape(county: Furnished, letter: TextAnswer) -> object:
    picture = county.acting.ask(messages.answer, letter)
    assert isinstance(picture, Picture)
    return picture.shape


def test_whom_a_coordinator_reports_absence_for(named: Furnished) -> None:
    plan(named, "lsg", "2026-03-12")

    assert in_order(name for _, name in named.acting.ask(absence_forms.report, coordinator(named)).people or ())


def test_who_signs_for_a_substitute(named: Furnished) -> None:
    """S-36."""
    substitute = named.who("lsg", "substitute", "regionen")
    shown = named.acting.ask(question_form.form, substitute.id or 0)

    assert shown.cosigners is not None
    assert in_order(shown.cosigners)


def test_the_coordinators(named: Furnished) -> None:
    with named.database.write() as session:
        for name in ("Ängla", "Åke", "Örjan"):
            person = Person(name=name, email=f"{swedish_order(name)[-3:]}@prov.example")
            session.add(person)
            session.flush()
            session.add(Assignment(person_id=person.id or 0, role="coordinator"))
    asked = TextAnswer(named.who("lsg", "ordinary", "mala").id or 0, Intent.ABSENCE.value, other=True)

    told = _shape(named, asked)
    assert isinstance(told, NotForOthers)
    assert in_order(told.coordinators)
    assert in_order(named.acting.ask(help.for_one, None).coordinators)


def test_the_seminars_guests(named: Furnished) -> None:
    boss = named.as_(coordinator(named))
    meeting = seminar.plan(boss, "Nära vård", "2026-10-07", "09:00", "16:00", "Umeå")
    seminar.invite(boss, meeting, "\n".join(f"{name}@utanfor.example" for name in ("zeta", "alfa", "beta")))
    outside = [one.email for one in named.acting.ask(seminar_reads.board, meeting, coordinator(named)).guests]

    assert outside == ["alfa@utanfor.example", "beta@utanfor.example", "zeta@utanfor.example"]


def test_the_groups_of_an_answer_and_the_substitutes_in_the_order_they_are_asked(named: Furnished) -> None:
    """S-13."""
    asked = TextAnswer(coordinator(named), Intent.SUBSTITUTE.value, principal="regionen")

    told = _shape(named, asked)
    assert isinstance(told, SubstitutesAnswer)
    assert in_order(body for body, _, _ in told.groups)
    lsg = [named.who("lsg", "substitute", "regionen", place).name for place in range(4)]
    assert [list(names) for body, _, names in told.groups if body.startswith("Läns")] == [lsg]


def test_the_principals_of_the_public_page(county: Furnished) -> None:
    page = county.acting.ask(public.page)

    assert in_order(page.principals)
    assert page.principals[-1] == "Åsele kommun"
    assert all(in_order(seat.principal for seat in body.seats) for body in page.bodies if body.seats)


def test_who_has_no_account(named: Furnished) -> None:
    with named.database.write() as session:
        for person in session.scalars(select(Person)):
            person.slack_id, person.slack_checked_at = None, named.clock.moment

    assert in_order(one.name for one in named.acting.ask(roster.without_slack))


def test_who_comes_and_goes_with_an_import_and_who_was_called() -> None:
    said = roster_words.outcome(new=NAMES, gone=(), changed=(), renamed=(), started=7, ended=0)
    told = case_words.told("notice.sent", {"to": list(range(7))}, dict(enumerate(NAMES)), {})

    assert "Nya (7): Adak, Érik, Zinkgruvan, Åsele, Älvdalen, O\u0308rebro och Östersund." in said
    assert told.endswith("Adak, Érik, Zinkgruvan, Åsele, Älvdalen, O\u0308rebro och Östersund")
