"""What each letter about an absence shows when it is sent, and when it is not wanted any more (S-15, S-22, S-23)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.outbox.letters import absences as letters
from bot.outbox.letters.absences import What
from bot.outbox.letters.base import Letter
from bot.reads import absence_forms as forms
from bot.reads import absence_letters as reads
from bot.reads import absences as home
from bot.reads.absence_pictures import BackPicture, CallPicture, LinePicture, SeatPicture, ToldPicture
from bot.reads.shapes import Gathered, Picture, ToChannel, ToPerson, Unreachable, Unwanted
from bot.usecases import absence_seats as seats
from bot.usecases import absences as usecases
from models.rules.refusals import Refusal, Refused
from models.store import structure as structures
from models.store.seating import Why, may_fill, serving
from models.tables.meetings import Guest, Meeting
from models.tables.people import Person
from tests.conftest import Furnished
from tests.usecases.absence_world import World, a_meeting


@pytest.fixture
def world(county: Furnished) -> World:
    return a_meeting(county)


def covered(world: World, principal: str = "umea") -> tuple[int, Person, Person]:
    """A covered absence: its id, the absent person, the substitute."""
    county = world.county
    absent = county.who("lsg", "ordinary", principal)
    absence = world.report(absent)
    call = world.calls(absence)[0]
    usecases.accept_call(county.as_(call.person_id), call.id or 0)
    return absence.id or 0, absent, county.who("lsg", "substitute", principal)


def unfilled(world: World) -> int:
    """An absence that nobody covers."""
    absence = world.report(world.county.who("lsg", "ordinary", "bjurholm"))
    call = world.calls(absence)[0]
    usecases.decline_call(world.county.as_(call.person_id), call.id or 0)
    return absence.id or 0


def asked(world: World, read: Callable[..., Gathered], letter: Letter) -> Gathered:
    return world.county.acting.ask(read, letter)


def test_a_question_that_fell_before_it_was_sent_is_not_sent(world: World) -> None:
    anna = world.county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)
    call = world.calls(absence)[0]
    picture = asked(world, reads.call, letters.Call(call.id or 0))
    assert isinstance(picture, Picture)
    assert isinstance(picture.shape, CallPicture)

    usecases.withdraw(world.county.as_(anna), absence.id or 0)

    assert asked(world, reads.call, letters.Call(call.id or 0)) == Unwanted("never asked: stood_down")
    assert asked(world, reads.call, letters.Call(999)) == Unwanted("no such call")


def test_a_substitute_who_has_left_slack_is_not_written_to(world: World) -> None:
    absence = world.report(world.county.who("lsg", "ordinary", "umea"))
    world.change(world.county.who("lsg", "substitute", "umea"), slack_id=None)

    assert isinstance(asked(world, reads.call, letters.Call(world.calls(absence)[0].id or 0)), Unwanted)


def test_the_absent_person_without_an_account_gets_no_card(world: World) -> None:
    anna = world.county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)
    world.change(anna, slack_id=None)

    assert isinstance(asked(world, reads.absent, letters.AbsentCard(absence.id or 0)), Unwanted)


def test_an_empty_seat_is_shown_with_who_was_asked(world: World) -> None:
    boss = world.county.who(None, "coordinator")
    number = unfilled(world)

    picture = asked(world, reads.seat, letters.SeatCard(number, boss.id or 0))

    assert isinstance(picture, Picture)
    shape = picture.shape
    assert isinstance(shape, SeatPicture)
    assert (shape.principal, [state for _, state in shape.asked]) == ("Bjurholms kommun", ["declined"])
    world.change(boss, slack_id=None)
    assert asked(world, reads.seat, letters.SeatCard(number, boss.id or 0)) == Unreachable("no Slack account")


def test_an_empty_seat_that_was_settled_before_it_was_told_is_not_told(world: World) -> None:
    boss = world.county.who(None, "coordinator")
    number = unfilled(world)
    seats.leave_empty(world.county.as_(boss), number)

    assert isinstance(asked(world, reads.seat, letters.SeatCard(number, boss.id or 0)), Unwanted)
    assert isinstance(asked(world, reads.au_line, letters.AuLine(number)), Unwanted)


def test_au_hears_in_its_channel_or_in_person(world: World) -> None:
    number, chair = unfilled(world), world.county.who("lsg", "chair")
    assert asked(world, reads.au_line, letters.AuLine(number)) == Unreachable("no channel")
    told = asked(world, reads.au_line, letters.AuLine(number, chair.id or 0))
    assert isinstance(told, Picture)
    assert told.to == ToPerson(chair.slack_id or "")
    world.change(chair, slack_id=None)
    assert isinstance(asked(world, reads.au_line, letters.AuLine(number, chair.id or 0)), Unwanted)

    world.au_channel("lsg", "C0AU")

    told = asked(world, reads.au_line, letters.AuLine(number))
    assert isinstance(told, Picture)
    assert told.to == ToChannel("C0AU")


def test_a_committees_chairs_seat_is_named_by_the_committee(world: World) -> None:
    """S-23."""
    chair, boss = world.county.who("bbu", "chair"), world.county.who(None, "coordinator")
    absence = world.report(chair)
    world.au_channel("lsg", "C0AU")

    told = asked(world, reads.au_line, letters.AuLine(absence.id or 0))

    assert isinstance(told, Picture)
    assert isinstance(told.shape, LinePicture)
    assert told.shape.source == "Beredning barn och unga"
    (seat,) = world.county.acting.ask(home.open_seats)
    assert seat.source == "Beredning barn och unga"
    form = world.county.acting.ask(forms.appoint, boss.id or 0, absence.id or 0)
    assert chair.id not in [number for number, *_ in form.people]


def test_who_decides_about_a_return_sees_it_until_it_is_decided(world: World) -> None:
    boss = world.county.who(None, "coordinator")
    number, anna, _ = covered(world)
    card = letters.BackCard(number, boss.id or 0)
    assert isinstance(asked(world, reads.back, card), Unwanted)

    usecases.withdraw(world.county.as_(anna), number)

    picture = asked(world, reads.back, card)
    assert isinstance(picture, Picture)
    assert isinstance(picture.shape, BackPicture)
    assert picture.shape.open
    assert [one.cover for one in world.county.acting.ask(home.open_seats)] == [picture.shape.cover]
    world.change(boss, slack_id=None)
    assert asked(world, reads.back, card) == Unreachable("no Slack account")


@pytest.mark.parametrize(
    ("what", "wanted"),
    [(What.COVERED, False), (What.CONTACT, False), (What.LEAD, False), (What.BACK, True), (What.LEAD_OFF, True)],
)
def test_what_is_not_true_any_more_is_not_told(world: World, what: What, wanted: bool) -> None:
    number, anna, first = covered(world)
    boss = world.county.who(None, "coordinator")
    usecases.withdraw(world.county.as_(anna), number)
    usecases.decide_return(world.county.as_(boss), number, ordinary=True)

    told = asked(world, reads.told, letters.Told(what, number, anna.id or 0, first.id or 0))

    assert isinstance(told, Picture if wanted else Unwanted)


def test_who_covers_is_told_while_it_is_so(world: World) -> None:
    number, anna, first = covered(world)
    letter = letters.Told(What.COVERED, number, anna.id or 0, first.id or 0)

    told = asked(world, reads.told, letter)

    assert isinstance(told, Picture)
    assert isinstance(told.shape, ToldPicture)
    assert told.shape.cover == first.name
    world.change(anna, slack_id=None)
    assert isinstance(asked(world, reads.told, letter), Unwanted)


def test_nothing_is_told_of_a_meeting_that_is_off(world: World) -> None:
    number, anna, first = covered(world)
    with world.county.database.write() as session:
        session.get_one(Meeting, world.meeting_id).state = "cancelled"

    assert isinstance(asked(world, reads.told, letters.Told(What.BACK, number, anna.id or 0)), Unwanted)
    assert isinstance(asked(world, reads.papers, letters.Papers(world.meeting_id, first.id or 0)), Unwanted)
    prompt = letters.ComePrompt(world.meeting_id, anna.id or 0, 0, "declined")
    assert isinstance(asked(world, reads.come, prompt), Unwanted)


def test_whether_somebody_comes_is_asked_about_the_present_time_alone(world: World) -> None:
    anna = world.county.who("lsg", "ordinary", "umea")
    prompt = letters.ComePrompt(world.meeting_id, anna.id or 0, 0, "declined")
    assert isinstance(asked(world, reads.come, prompt), Picture)
    with world.county.database.write() as session:
        session.get_one(Meeting, world.meeting_id).moved = 1

    assert asked(world, reads.come, prompt) == Unwanted("moved again")
    world.change(anna, slack_id=None)
    assert asked(world, reads.come, prompt) == Unwanted("no Slack account")


@pytest.mark.parametrize("settled", [True, False])
def test_the_form_to_name_somebody_is_for_coordinators_and_open_seats(world: World, settled: bool) -> None:
    number = unfilled(world)
    boss, chair = world.county.who(None, "coordinator"), world.county.who("lsg", "chair")
    if settled:
        seats.leave_empty(world.county.as_(boss), number)
    who, which, expected = (boss, number, Refusal.SEAT_SETTLED) if settled else (chair, number, Refusal.NOT_COORDINATOR)

    with pytest.raises(Refused) as no:
        world.county.acting.ask(forms.appoint, who.id or 0, which)
    assert no.value.refusal is expected
    with pytest.raises(Refused) as no:
        world.county.acting.ask(forms.appoint, boss.id or 0, 999)
    assert no.value.refusal is Refusal.NOT_FOUND


def test_a_form_about_a_meeting_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(Refused) as no:
        world.county.acting.ask(forms.day_of, 999)
    assert no.value.refusal is Refusal.NOT_FOUND


def test_a_guest_is_invited_once_whatever_the_spelling_and_not_when_absent(world: World) -> None:
    """S-22: no double invitation."""
    county = world.county
    anna, bo = county.who("lsg", "ordinary", "umea"), county.who("lsg", "ordinary", "bjurholm")
    with county.database.write() as session:
        for email in (anna.email.upper(), bo.email, "Gast@Annan.Example"):
            session.add(Guest(meeting_id=world.meeting_id, email=email, name="Gäst"))
    world.report(bo)

    found = [one for one in world.invited() if one.email in (anna.email, bo.email, "gast@annan.example")]

    assert [(one.person_id, one.email, one.why) for one in found] == [
        (anna.id, anna.email, Why.SEAT),
        (None, "gast@annan.example", Why.GUEST),
    ]


def test_a_substitute_serves_from_the_yes_on(world: World) -> None:
    """S-36: who serves at a meeting may raise a question there."""
    first = world.county.who("lsg", "substitute", "umea")

    def serves() -> bool:
        with world.county.session() as session:
            meeting = session.get_one(Meeting, world.meeting_id)
            return serving(session, structures.current(session), meeting, first.id or 0)

    assert not serves()
    covered(world)
    assert serves()


def test_whom_a_coordinator_may_name(world: World) -> None:
    """S-13: the principal's own, substitutes first. S-23: for a committee's chair also its vice chair."""
    county = world.county
    bo, chair = county.who("lsg", "ordinary", "bjurholm"), county.who("bbu", "chair")
    vice = county.who("bbu", "ordinary", place=1)
    world.appoint(vice, "vice_chair", "bbu", None)

    with county.session() as session:
        meeting, structure = session.get_one(Meeting, world.meeting_id), structures.current(session)
        own = may_fill(session, structure, meeting, bo.id or 0)
        office = may_fill(session, structure, meeting, chair.id or 0)
        nobody = may_fill(session, structure, meeting, vice.id or 0)

    assert own[0] == county.who("lsg", "substitute", "bjurholm").id
    assert bo.id not in own
    assert vice.id in office
    assert nobody == ()
