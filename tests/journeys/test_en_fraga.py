"""A question from idea to agenda, as people see it in Slack: five ways in, AU's card and its thread, and what goes wrong."""

from __future__ import annotations

from typing import Any

from sandbox.control import Dict
from sandbox.person import Person
from tests.planned import plan
from tests.stage import Stage

SAMRAD_AU, LSG_AU = "samrad-vard-och-omsorg-au", "lsg-au"
ANSWERS = {
    "title": "Trygg utskrivning", "issue": "Utskrivningar blir sena.", "benefit": "Tryggare hemgång.",
    "concerned": "Alla kommuner och regionen.", "reach": "maybe", "why_not_local": "Rutinen är länets.",
}  # fmt: skip


def hand_in(stage: Stage, who: Person, **changes: Any) -> None:
    """Raise a question with the form that is open."""
    answer = who.submit(values={**ANSWERS, **changes})
    assert not answer.get("errors"), answer
    stage.settle()


def raised(stage: Stage, who: Person, **changes: Any) -> None:
    """Raise a question from the command."""
    who.command("/samverkan fråga")
    hand_in(stage, who, **changes)


def card(who: Person, channel: str = LSG_AU, title: str = "Trygg utskrivning") -> Dict:
    """AU's message about the question."""
    roots = [one for one in who.messages(channel) if one["thread_ts"] in (None, one["ts"])]
    return next(one for one in roots if title in who.outline(one))


def thread(who: Person, channel: str = LSG_AU) -> list[str]:
    """What has been said in the thread of AU's message, ephemerals left out."""
    said = who.thread(channel, card(who, channel)["ts"])[1:]
    return [one["text"] for one in said if not one["ephemeral"]]


def told(who: Person, channel: str = LSG_AU) -> str:
    """The newest sentence that only this person sees."""
    return str([one for one in who.messages(channel) if one["ephemeral"]][-1]["text"])


def press(stage: Stage, who: Person, message: Dict, action: str, **more: Any) -> None:
    """Use a button, and let what follows happen."""
    who.click(message, action, **more)
    stage.settle()


def test_from_app_home_to_the_agenda(stage: Stage) -> None:
    """R-D04, S-09: raised from App Home, approved by both, on the agenda of the next meeting."""
    stage.with_channels("lsg")
    plan(stage.county, "lsg", "2026-03-12")
    member, chair, vice = (stage.who("lsg", *who) for who in (("ordinary", "mala"), ("chair",), ("vice_chair",)))
    member.open_home()
    stage.settle()
    member.click(member.home(opened=False), "question_raise")
    hand_in(stage, member)

    thanks = member.find_message("Tack!")
    assert "inlämnad och har nummer LSG 2026-001. AU tar ställning senast den 26 januari 2026." in thanks["text"]

    press(stage, chair, card(chair), "question_approve")
    assert "*1 av 2*" in chair.outline(card(chair))
    press(stage, vice, card(vice), "question_approve")

    settled = card(chair)
    assert chair.buttons(settled) == []
    assert "AU har godkänt frågan. Den tas upp den 12 mars 2026." in chair.outline(settled)
    assert "Utskrivningar blir sena." in chair.outline(settled)
    assert thread(chair)[-1] == "AU har godkänt frågan. Den tas upp den 12 mars 2026."
    assert "På dagordningen den 12 mars 2026" in member.outline(member.find_message("LSG 2026-001"))
    member.open_home()
    stage.settle()
    assert "På dagordningen den 12 mars 2026" in member.outline(member.home(opened=False))


def test_the_form_keeps_what_is_written_whatever_is_opened(stage: Stage) -> None:
    """S-29, R-F02: the advice for one municipality, further fields, and a number that must not be there."""
    member = stage.who("lsg", "ordinary", "mala")
    member.shortcut("raise_question")
    member.fill(member.modal(), {"title": "Trygg utskrivning", "issue": "Utskrivningar blir sena."})
    member.click(member.modal(), "question_form_reach", value="one")
    assert "Ta den direkt med regionen, enligt överenskommelsen § 5.3." in member.outline(member.modal())
    refused = member.submit(
        values={name: text for name, text in ANSWERS.items() if name not in ("reach", "title", "issue")}
    )
    assert list(refused["errors"]) == ["reach"]
    member.click(member.modal(), "question_form_more")
    member.click(member.modal(), "question_form_reach", value="maybe")
    refused = member.submit(values={"links": "Gäller 850709-9805"})
    assert refused["errors"] == {"links": "Texten verkar innehålla ett personnummer. Ta bort det innan du lämnar in."}
    accepted = member.submit(values={"links": "https://example.org/underlag"})
    stage.settle()

    assert not accepted.get("errors")
    assert member.modals() == []
    assert "Trygg utskrivning" in member.find_message("Tack!")["text"]


def test_a_message_becomes_a_question_with_author_and_link(stage: Stage) -> None:
    stage.with_channels("lsg")
    writer, member = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "ordinary", "mala")
    writer.say("lsg", "Utskrivningar på fredagar blir <!channel> sena & otrygga")
    message = member.find_message("Utskrivningar på fredagar", "lsg")
    member.message_shortcut(message, "make_question")
    shown = member.outline(member.modal())
    assert f"Från ett meddelande av {stage.county.who('lsg', 'ordinary', 'umea').name}." in shown
    member.submit(values={name: text for name, text in ANSWERS.items() if name != "issue"})
    stage.settle()

    chair = stage.who("lsg", "chair")
    said = chair.outline(card(chair))
    assert "Utskrivningar på fredagar blir" in said
    assert "|Visa meddelandet>" in said
    assert "<!channel>" not in said


def test_free_text_leads_to_the_form_with_its_words(stage: Stage) -> None:
    member = stage.who("lsg", "ordinary", "mala")
    member.dm("jag vill lyfta en fråga om sena remisser till länssjukhuset")
    stage.settle()
    answer = member.find_message("Lyft en fråga")
    assert stage.hands.requests(path="/api/views.open") == []
    member.click(answer, "question_raise")

    (first,) = [one for one in member.modal()["blocks"] if one.get("block_id") == "issue"]
    assert first["element"]["initial_value"] == "Sena remisser till länssjukhuset"


def test_somebody_without_a_seat_is_sent_to_the_representative(stage: Stage) -> None:
    """R-D04, S-06."""
    coordinator = stage.who(None, "coordinator")
    coordinator.command("/samverkan fraga")

    assert "Du har ingen plats i någon av grupperna." in str(coordinator.messages()[-1]["text"])
    assert coordinator.modals() == []


def test_a_substitutes_question_is_signed(stage: Stage) -> None:
    """S-36."""
    stage.with_channels("lsg")
    substitute, ordinary = stage.who("lsg", "substitute", "mala"), stage.who("lsg", "ordinary", "mala")
    substitute.command("/samverkan fråga")
    assert "Du är ersättare." in substitute.outline(substitute.modal())
    hand_in(stage, substitute)
    assert "Den går till AU när" in substitute.find_message("Tack!")["text"]
    asked = ordinary.find_message("är ersättare och vill lyfta frågan")
    assert ordinary.buttons(asked) == ["Skriv under", "Inte nu"]
    press(stage, ordinary, asked, "question_cosign")

    chair = stage.who("lsg", "chair")
    assert f"Undertecknad av {stage.county.who('lsg', 'ordinary', 'mala').name}." in chair.outline(card(chair))
    assert ordinary.buttons(ordinary.find_message("har skrivit under")) == []


def test_au_asks_and_the_raiser_answers_in_the_same_thread(stage: Stage) -> None:
    stage.with_channels("lsg")
    member, chair, vice = (stage.who("lsg", *who) for who in (("ordinary", "mala"), ("chair",), ("vice_chair",)))
    raised(stage, member)
    chair.click(card(chair), "question_ask_supplement")
    chair.submit(values={"text": "Hur många gäller det?"})
    stage.settle()
    stale = card(vice)

    asked = member.find_message("AU vill veta mer om *Trygg utskrivning*: Hur många gäller det?")
    member.click(asked, "question_complete")
    assert "Utskrivningar blir sena." in str(member.modal())
    member.submit(values={"answer": "Ungefär 40 om året."})
    stage.settle()

    assert "Frågan är tillbaka hos AU: *Trygg utskrivning*" in vice.outline(card(vice))
    assert "Ungefär 40 om året." in vice.outline(card(vice))
    assert thread(vice)[-1].endswith("har kompletterat frågan: Ungefär 40 om året.")
    assert member.buttons(member.find_message("AU ville veta mer")) == []
    assert vice.buttons(stale) == []


def test_the_two_differ_and_a_coordinator_opens_a_new_round(stage: Stage) -> None:
    """S-09."""
    stage.with_channels("lsg")
    chair, vice, coordinator = stage.who("lsg", "chair"), stage.who("lsg", "vice_chair"), stage.who(None, "coordinator")
    raised(stage, stage.who("lsg", "ordinary", "mala"))
    first = card(chair)
    press(stage, chair, first, "question_approve")
    vice.click(card(vice), "question_au_more", value="Ta inte upp")
    vice.submit(values={"text": "Löses lokalt."})
    stage.settle()
    assert thread(chair)[-1].endswith("Ni har svarat olika. Koordinatorn kontaktar er.")
    assert chair.buttons(card(chair)) == []
    press(stage, coordinator, coordinator.find_message("har svarat olika"), "question_reopen")
    press(stage, chair, first, "question_approve")
    assert told(chair).startswith("Det har hänt något sedan den här bilden ritades.")
    for one in (chair, vice):
        press(stage, one, card(one), "question_approve")

    assert "AU har godkänt frågan." in thread(chair)[-1]
    assert coordinator.buttons(coordinator.find_message("har gått vidare")) == []


def test_late_wrong_and_twice_are_told_calmly(stage: Stage) -> None:
    """S-09: an answer that comes late still counts."""
    stage.with_channels("lsg")
    chair, vice, coordinator = stage.who("lsg", "chair"), stage.who("lsg", "vice_chair"), stage.who(None, "coordinator")
    raised(stage, stage.who("lsg", "ordinary", "mala"))
    old = card(chair)
    press(stage, coordinator, card(coordinator), "question_approve")
    assert told(coordinator) == "Bara ordförande och vice ordförande kan svara här, enligt överenskommelsen § 6.1.6."
    stage.to("2026-01-27 08:00")
    assert "Tiden för AU:s svar har gått ut." in thread(chair)[-1]
    assert "har inte svarat i tid" in coordinator.find_message("LSG 2026-001")["text"]
    press(stage, chair, old, "question_approve")
    press(stage, chair, old, "question_approve")
    assert told(chair) == "Du har redan svarat. Inget har ändrats."
    press(stage, chair, card(chair), "question_take_back")
    assert thread(chair)[-1].endswith("har ångrat sitt svar.")
    for one in (chair, vice):
        press(stage, one, card(one), "question_approve")
    press(stage, vice, old, "question_approve")

    assert told(vice) == "Frågan är redan hanterad. Inget har ändrats."
    assert "Godkänd till dagordningen" in chair.outline(card(chair))


def test_samrad_has_a_question_prepared_in_lsg_and_gets_it_back(stage: Stage) -> None:
    """R-C07, R-D10, S-07."""
    stage.with_channels("samrad", "lsg")
    plan(stage.county, "samrad", "2026-03-12")
    raised(stage, stage.who("samrad", "ordinary", "mala"))
    chair, vice = stage.who("samrad", "chair"), stage.who("samrad", "vice_chair")
    official, other = stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    assert chair.buttons(card(chair, SAMRAD_AU))[0] == "Skicka till LSG"
    press(stage, chair, card(chair, SAMRAD_AU), "question_prepare")
    assert "Status: *Bereds i LSG*" in chair.outline(card(chair, SAMRAD_AU))
    for one in (official, other):
        press(stage, one, card(one), "question_approve")
    press(stage, official, card(official), "question_send_back")
    for one in (chair, vice):
        press(stage, one, card(one, SAMRAD_AU), "question_approve")

    assert "Beredd i LSG." in chair.outline(card(chair, SAMRAD_AU))
    assert thread(chair, SAMRAD_AU)[-1] == "AU har godkänt frågan. Den tas upp den 12 mars 2026."


def test_a_question_is_taken_back_and_a_draft_is_kept(stage: Stage) -> None:
    stage.with_channels("lsg")
    member, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    raised(stage, member)
    press(stage, member, member.find_message("Tack!"), "question_withdraw")
    assert "Status: *Återtagen*" in chair.outline(card(chair))
    assert chair.buttons(card(chair)) == []

    member.command("/samverkan fråga Sena remisser")
    member.click(member.modal(), "question_save_draft")
    assert "Utkastet är sparat." in member.outline(member.modal())
    member.close()
    member.open_home()
    stage.settle()
    member.click(member.home(opened=False), "question_continue_draft")
    hand_in(stage, member, issue="Sena remisser till länet.", title="Sena remisser")

    assert "LSG 2026-002" in member.find_message("Sena remisser")["text"]
    answer = member.command("/samverkan ärenden")
    assert "Status: *Hos AU*" in str(answer)
