"""What the bot answers to a sentence: always with a question or a fact, never with an act."""

from __future__ import annotations

from typing import Any

import pytest

from bot.outbox.letters.absences import TextAnswer
from bot.reads import messages as reads
from bot.reads.shapes import Picture, Unwanted
from bot.usecases import absences as absences_usecases
from bot.usecases import messages
from handlers.views import messages as views
from handlers.views.blocks import Message
from models.tables.people import Person
from tests.conftest import Furnished
from tests.usecases.absence_world import World, a_meeting


def answered(world: World, who: Person, sentence: str) -> Message:
    """What the bot answers."""
    messages.heard(world.county.as_(who), sentence)
    letter = TextAnswer(**world.letters("TextAnswer")[-1])
    gathered = world.county.acting.ask(reads.answer, letter)
    assert isinstance(gathered, Picture)
    return views.answer(gathered.shape)


def buttons(message: Message) -> list[tuple[str, str | None]]:
    """The buttons: what they do, and with which value."""
    found: list[dict[str, Any]] = []
    for block in message.blocks:
        found += [
            one for one in [*block.get("elements", []), block.get("accessory")] if one and one["type"] == "button"
        ]
    return [(one["action_id"], one.get("value")) for one in found]


def test_a_named_meeting_is_asked_about(county: Furnished) -> None:
    world = a_meeting(county)
    a_meeting(county, start="2026-04-09 09:00", end="2026-04-09 12:00")

    message = answered(world, county.who("lsg", "ordinary", "umea"), "kan inte komma på LSG den 12 mars")

    assert "Vill du anmäla frånvaro från Länssamverkansgruppen (LSG) den 12 mars 2026" in message.text
    assert buttons(message) == [("absence_confirm", str(world.meeting_id)), ("absence_report", str(world.meeting_id))]


def test_without_a_day_the_next_meetings_are_offered(county: Furnished) -> None:
    world = a_meeting(county)
    second = a_meeting(county, start="2026-04-09 09:00", end="2026-04-09 12:00")

    message = answered(world, county.who("lsg", "ordinary", "umea"), "blir sjuk")

    assert "Vilket möte gäller det?" in message.text
    assert buttons(message) == [
        ("absence_confirm", str(world.meeting_id)),
        ("absence_confirm", str(second.meeting_id)),
        ("absence_report", None),
    ]


def test_a_day_without_a_meeting_is_said(county: Furnished) -> None:
    world = a_meeting(county)

    message = answered(world, county.who("lsg", "ordinary", "umea"), "kan inte komma den 13 mars")

    assert "Jag hittar inget möte den 13 mars 2026" in message.text
    assert buttons(message)[0] == ("absence_confirm", str(world.meeting_id))


def test_who_is_absent_already_is_offered_the_way_back(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)

    for sentence in ("kan inte komma den 12 mars", "jag kan komma ändå"):
        message = answered(world, anna, sentence)
        assert "Du är anmäld frånvarande från" in message.text
        assert buttons(message) == [("absence_withdraw", str(absence.id))]


def test_who_waits_for_the_coordinator_is_told_so(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)
    call = world.calls(absence)[0]
    absences_usecases.accept_call(county.as_(call.person_id), call.id or 0)
    absences_usecases.withdraw(county.as_(anna), absence.id or 0)

    message = answered(world, anna, "jag kan komma ändå")

    assert "Koordinatorn hör av sig" in message.text
    assert buttons(message) == []


def test_a_coordinator_is_led_to_the_form_where_a_person_is_chosen(county: Furnished) -> None:
    world = a_meeting(county)

    message = answered(world, county.who(None, "coordinator"), "Anna kan inte komma på LSG den 12 mars")

    assert "Vill du anmäla frånvaro för någon på" in message.text
    assert buttons(message) == [("absence_report", str(world.meeting_id))]


def test_a_substitutes_questions_are_shown_with_their_buttons(county: Furnished) -> None:
    world = a_meeting(county)
    first = county.who("lsg", "substitute", "umea")
    assert "Ingen fråga om att ersätta väntar" in answered(world, first, "jag kan ersätta").text
    call = world.calls(world.report(county.who("lsg", "ordinary", "umea")))[0]

    message = answered(world, first, "jag kan ersätta")

    assert buttons(message) == [("absence_accept", str(call.id)), ("absence_decline", str(call.id))]
    assert "Kan du ersätta?" in message.text


@pytest.mark.parametrize(
    ("sentence", "expected", "doors"),
    [
        ("när är nästa möte?", "Länssamverkansgruppen (LSG) den 12 mars 2026 kl. 9.00–12.00, Storgatan 1, Umeå", []),
        ("när är nästa möte i samrådet?", "Du är inte kallad till något kommande möte.", []),
        ("mina frågor", "Du har inga frågor på gång.", []),
        ("jag kan komma ändå", "så du är välkommen som vanligt", []),
        ("vem är ersättare för Umeå i LSG?", "*Umeå kommun, Länssamverkansgruppen (LSG)*\n1. ", []),
        ("vem är min ersättare i LSG?", "*Umeå kommun, Länssamverkansgruppen (LSG)*\n1. ", []),
        ("vem är ersättare", "Vilken huvudmans ersättare menar du?", []),
        ("vem är ersättare för Umeå i barn och unga", "Jag hittar ingen ersättare", []),
        ("tack!", "Varsågod!", []),
        ("hjälp", "Det här kan jag hjälpa dig med", []),
        ("vad blir det till lunch", "Jag förstod inte riktigt", []),
        ("lyft en fråga", "Vill du lyfta en fråga?", [("question_raise", None)]),
        (
            "jag vill lyfta en fråga om trygg utskrivning",
            "Vill du lyfta frågan *Trygg utskrivning*?",
            [("question_raise", "Trygg utskrivning")],
        ),
    ],
)
def test_other_sentences(county: Furnished, sentence: str, expected: str, doors: list[tuple[str, str | None]]) -> None:
    world = a_meeting(county)

    message = answered(world, county.who("lsg", "ordinary", "umea"), sentence)

    assert expected in message.text
    assert buttons(message) == doors


def test_who_has_no_seat_is_sent_to_the_representative(county: Furnished) -> None:
    world = a_meeting(county)

    message = answered(world, county.who(None, "respondent", "umea"), "jag vill lyfta en fråga om vård")

    assert "Ta frågan med din representant" in message.text
    assert "Du är inte kallad" in answered(world, county.who(None, "respondent", "umea"), "blir sjuk").text


def test_whoever_has_left_slack_gets_no_answer(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    world.change(anna, slack_id=None)

    assert isinstance(county.acting.ask(reads.answer, TextAnswer(anna.id or 0, "help")), Unwanted)
