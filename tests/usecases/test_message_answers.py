"""What the bot answers to a sentence: always with a question or a fact, never with an act."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.outbox.letters.absences import TextAnswer
from bot.reads import messages as reads
from bot.reads.shapes import Picture, Unwanted
from bot.text import messages as words
from bot.usecases import absences as absences_usecases
from bot.usecases import messages, questions
from handlers.views import messages as views
from handlers.views.blocks import Message
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment, Person
from models.tables.questions import AuAnswer, Question
from tests.conftest import Furnished
from tests.rules.corpus import FORMS, sentences
from tests.usecases.absence_world import World, a_meeting
from tests.usecases.question_world import at_au, question


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
        ("när är nästa möte i samrådet?", "Jag hittar inget kommande möte i Samråd vård och omsorg.", []),
        ("har jag möte den 13 mars?", "Jag hittar inget möte den 13 mars 2026 som du är kallad till.\n*Dina nästa", []),
        ("möten i april", "Jag hittar inget möte mellan den 1 april 2026 och den 30 april 2026", []),
        ("vad händer med min fråga om hemtagning", "Jag hittar ingen av dina frågor som handlar om det.", []),
        ("vem är ersättare för Åsele", "*Åsele kommun, Länssamverkansgruppen (LSG)*\n1. ", []),
        ("Vem är ersättare för åsele i samrådet i mars?", "*Åsele kommun, Samråd vård och omsorg*\n1. ", []),
        ("mina frågor", "Du har inga frågor på gång.", []),
        ("jag kan komma ändå", "så du är välkommen som vanligt", []),
        ("vem är ersättare för Umeå i LSG?", "*Umeå kommun, Länssamverkansgruppen (LSG)*\n1. ", []),
        ("vem är min ersättare i LSG?", "*Umeå kommun, Länssamverkansgruppen (LSG)*\n1. ", []),
        ("vem är ersättare", "Vilken huvudmans ersättare menar du?", []),
        ("vem är ersättare för Umeå i barn och unga", "Jag hittar ingen ersättare", []),
        ("tack!", "Varsågod!", []),
        ("hjälp", "Det här kan jag hjälpa dig med", []),
        (
            "vad blir det till lunch",
            "Det här förstod jag inte, eller så är det något jag inte kan göra.\n*Det här kan jag",
            [],
        ),
        ("boka ett rum till torsdag", "Fråga mig gärna: _när är nästa möte_", []),
        ("I can't attend on Thursday", "Det här förstod jag inte", []),
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


def test_a_part_of_a_meeting_is_asked_about_as_a_part(county: Furnished) -> None:
    """The button for the whole meeting would call a substitute for somebody who is only late."""
    world = a_meeting(county)

    message = answered(world, county.who("lsg", "ordinary", "umea"), "jag måste gå tidigare på torsdag den 12 mars")

    assert "Missar du en del av Länssamverkansgruppen (LSG) den 12 mars 2026" in message.text
    assert buttons(message) == [("absence_report", str(world.meeting_id))]


def test_somebody_elses_absence_is_not_taken_for_the_writers_own(county: Furnished) -> None:
    world = a_meeting(county)
    coordinator = county.who(None, "coordinator")

    message = answered(world, county.who("lsg", "ordinary", "umea"), "Anna kan inte komma på LSG den 12 mars")

    assert "Jag kan bara anmäla frånvaro för dig själv." in message.text
    assert f"Kontakta någon av koordinatorerna, {coordinator.name} eller " in message.text
    assert buttons(message) == [("absence_report", None)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], "Kontakta koordinatorn."),
        (["Hans Ek"], "Kontakta koordinatorn, Hans Ek."),
        (["Hans Ek", "Sara Al"], "Kontakta någon av koordinatorerna, Hans Ek eller Sara Al."),
    ],
)
def test_coordinators_are_named_as_many_as_they_are(names: list[str], expected: str) -> None:
    assert words.not_for_others(names).endswith(expected)


def test_a_period_finds_the_meetings_in_it(county: Furnished) -> None:
    world = a_meeting(county)
    second = a_meeting(county, start="2026-03-13 09:00", end="2026-03-13 12:00")
    a_meeting(county, start="2026-04-09 09:00", end="2026-04-09 12:00")
    anna = county.who("lsg", "ordinary", "umea")

    both = answered(world, anna, "jag är bortrest 9-15 mars")
    one = answered(world, anna, "är på semester i april")

    assert [value for door, value in buttons(both) if door == "absence_confirm"] == [
        str(world.meeting_id),
        str(second.meeting_id),
    ]
    assert "Vill du anmäla frånvaro från Länssamverkansgruppen (LSG) den 9 april 2026" in one.text


def test_the_next_meeting_of_a_body_is_told_to_who_is_not_called_there(county: Furnished) -> None:
    world = a_meeting(county)
    other = county.who("bbu", "ordinary", "umea")

    message = answered(world, other, "när är nästa lsg?")

    assert "*Nästa möten, som du inte är kallad till*" in message.text
    assert "den 12 mars 2026 kl. 9.00–12.00" in message.text


def test_a_question_is_found_by_what_it_is_about(county: Furnished) -> None:
    """Only one's own, with the status of now; the words that were written are not kept."""
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    first = at_au(county, title="Trygg hemtagning")
    at_au(county, title="Tolkar i hemsjukvården")
    at_au(county, title="Tolkar i skolan")
    at_au(county, principal="mala", title="Hemtagning i glesbygd")

    one = answered(world, anna, "Hej! Vad händer med min fråga om hemtagningar?")
    several = answered(world, anna, "hur går det med frågan om tolkar")
    numbered = answered(world, anna, f"status {question(county, first).number}")
    none = answered(world, anna, "hur går det med min fråga om sjukresor?")
    questions.withdraw(county.as_(anna), first)
    later = answered(world, anna, "vad hände med hemtagningsfrågan")

    assert "*Trygg hemtagning*" in one.text
    assert "Hos AU" in one.text
    assert "Tolkar" not in one.text + numbered.text
    assert "glesbygd" not in one.text
    assert one.text == numbered.text
    assert "Flera av dina frågor handlar om det. Vilken menar du?" in several.text
    assert "Tolkar i hemsjukvården" in several.text
    assert "Tolkar i skolan" in several.text
    assert none.text.startswith("Jag hittar ingen av dina frågor som handlar om det.\n*Dina frågor*")
    assert "Återtagen" in later.text
    assert "sjukresor" not in str(world.letters("TextAnswer"))
    assert "hemtagning" not in str(world.letters("TextAnswer")).casefold()


@pytest.mark.parametrize("half", ["tuned", "apart"])
def test_no_sentence_does_anything_by_itself(county: Furnished, half: str) -> None:
    """Whatever is written, all that comes of it is an answer; what changes anything is behind a button in it."""
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    at_au(county, title="Tolkar i hemsjukvården")
    standing = world.report(county.who("lsg", "ordinary", "asele"))
    before = changed(county, world)

    pressed = [buttons(answered(world, anna, one.text)) for one in sentences(half)]

    assert changed(county, world) == before
    assert world.absence(standing.person_id).state == standing.state
    assert len(world.letters("TextAnswer")) == len(pressed)
    doors = {door for shown in pressed for door, _ in shown}
    assert doors <= {"absence_confirm", "absence_report", "question_raise"}
    assert {"absence_confirm", "question_raise"} <= doors
    assert all(
        not shown
        for one, shown in zip(sentences(half), pressed, strict=True)
        if one.intent not in FORMS and one.read() == one.right
    )


def changed(county: Furnished, world: World) -> tuple[object, ...]:
    """How many rows and letters there are of what a sentence could have changed."""
    tables = (Absence, SubstituteCall, Question, AuAnswer, Meeting, Person, Assignment)
    with county.session() as session:
        counts = [session.scalar(select(func.count()).select_from(one)) for one in tables]
        others = select(func.count()).select_from(OutboxLetter).where(OutboxLetter.kind != "TextAnswer")  # type: ignore[arg-type]
        return (*counts, session.scalar(others))
