"""Absence calls the substitute, as people see it in Slack: the form, the question and its answers, the coordinators' part."""

from __future__ import annotations

from typing import Any

from sandbox.control import Dict
from sandbox.person import Person
from tests.stage import Stage


def planned(stage: Stage, dates: str = "2026-03-12", body: str = "lsg") -> int:
    """Meetings at nine in Umeå; the first one's id."""
    from bot.usecases import meetings

    acting = stage.county.as_(stage.county.who(None, "coordinator"))
    made = meetings.create(acting, body, dates, "09:00", "12:00", "Storgatan 1, Umeå")[0]
    stage.settle()
    return made


def home(stage: Stage, who: Person) -> Dict:
    """A person's App Home, opened and drawn."""
    who.open_home()
    stage.settle()
    return who.home(opened=False)


def report(stage: Stage, who: Person, **values: Any) -> None:
    """Report absence by the form, from App Home."""
    who.click(home(stage, who), "absence_report")
    answer = who.submit(values=values)
    assert not answer.get("errors"), answer
    stage.settle()


def test_a_covered_absence_from_the_form_to_the_papers(stage: Stage) -> None:
    """R-D13, S-13: nobody is asked why; the substitute says yes and is told everything."""
    planned(stage)
    anna, first, second = (stage.who("lsg", *who) for who in (
        ("ordinary", "umea"), ("substitute", "umea", 0), ("substitute", "umea", 1)))  # fmt: skip
    anna.click(home(stage, anna), "absence_report")
    assert "Du behöver inte ange skäl." in anna.outline(anna.modal())

    anna.submit()
    stage.settle()

    mine = anna.find_message("Din frånvaro är anmäld")
    assert "Vi frågar" in mine["text"]
    asked = first.find_message("Kan du ersätta?")
    assert "kan inte komma till Länssamverkansgruppen (LSG) den 12 mars 2026 kl. 9.00–12.00." in asked["text"].replace(
        "*", ""
    )
    assert first.buttons(asked) == ["Jag kan ersätta", "Jag kan inte"]
    assert second.messages() == []

    first.click(asked, "absence_accept")
    stage.settle()

    thanks = first.find_message("Tack! Du ersätter")
    assert thanks["ts"] == asked["ts"]
    assert first.buttons(thanks) == ["Jag kan inte längre"]
    first.find_message("Handlingar till Länssamverkansgruppen (LSG)")
    anna.find_message("ersätter dig på")
    assert anna.find_message("Din frånvaro är anmäld")["ts"] == mine["ts"]


def test_declined_twice_then_nobody_and_a_coordinator_names_somebody(stage: Stage) -> None:
    """S-15: coordinators and AU are told at once; one of two coordinators counts."""
    planned(stage)
    stage.with_channels("lsg")
    bo, substitute = stage.who("lsg", "ordinary", "bjurholm"), stage.who("lsg", "substitute", "bjurholm")
    one, two = (stage.who(None, "coordinator", place=place) for place in range(2))
    report(stage, bo)
    substitute.click(substitute.find_message("Kan du ersätta?"), "absence_decline")
    stage.settle()

    card = one.find_message("Ingen ersättare för Bjurholms kommun kan komma")
    other = two.find_message("Ingen ersättare för Bjurholms kommun kan komma")
    assert "kan inte" in one.outline(card)
    chair = stage.who("lsg", "chair")
    chair.find_message("Ingen ersättare för", "lsg-au")

    one.click(card, "absence_appoint")
    shown = one.outline(one.modal())
    assert "Bengt" in shown or "ersättare" in shown
    two.click(other, "absence_leave_empty")
    said = one.submit(values={"person": _first_choice(one.modal())})
    stage.settle()

    assert "redan ordnad" in said["errors"]["person"]
    settled = one.find_message("Platsen lämnas tom. Bestämt av")
    assert settled["ts"] == card["ts"]
    assert one.buttons(settled) == []
    assert "Platsen står tom på mötet." in bo.find_message("Din frånvaro är anmäld")["text"]


def _first_choice(view: Dict) -> str:
    options = next(block["element"]["options"] for block in view["blocks"] if block["type"] == "input")
    return str(options[0]["value"])


def test_a_named_person_is_told_and_can_say_no_afterwards(stage: Stage) -> None:
    planned(stage)
    bo, substitute = stage.who("lsg", "ordinary", "bjurholm"), stage.who("lsg", "substitute", "bjurholm")
    boss = stage.who(None, "coordinator")
    report(stage, bo)
    substitute.click(substitute.find_message("Kan du ersätta?"), "absence_decline")
    stage.settle()
    boss.click(boss.find_message("Ingen ersättare för"), "absence_appoint")
    named = stage.county.who("samrad", "ordinary", "bjurholm")

    boss.submit(values={"person": str(named.id)})
    stage.settle()

    told = stage.hand(named).find_message("har utsett dig att ersätta")
    assert "Utsedd av" in boss.find_message(f"{named.name} tar platsen")["text"]
    stage.hand(named).click(told, "absence_decline")
    stage.settle()
    assert boss.buttons(boss.find_message("Ingen ersättare för")) == ["Utse ersättare", "Lämna platsen tom"]


def test_a_part_of_the_meeting(stage: Stage) -> None:
    planned(stage)
    anna, first = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")
    anna.command("/samverkan frånvaro")
    anna.choose(anna.modal(), "absence_form_extent", "part")
    assert anna.submit(values={"from": "11:00", "to": "10:00"})["errors"]["to"].startswith("Tiden till måste")

    anna.submit(values={"from": "10:30", "to": "12:00"})
    stage.settle()

    assert "kl. 10.30–12.00" in first.find_message("Kan du ersätta?")["text"]


def test_silence_goes_on_and_a_late_yes_is_welcome(stage: Stage) -> None:
    planned(stage)
    anna = stage.who("lsg", "ordinary", "umea")
    one, two = (stage.who("lsg", "substitute", "umea", place) for place in range(2))
    anna.shortcut("report_absence")
    anna.submit()
    stage.settle()
    first = one.find_message("Kan du ersätta?")
    stage.forward(days=5)

    late = one.find_message("Svarstiden gick ut")
    assert late["ts"] == first["ts"]
    two.find_message("Kan du ersätta?")
    one.click(late, "absence_accept")
    stage.settle()

    one.find_message("Tack! Du ersätter")
    assert two.buttons(two.find_message("Platsen är redan täckt. Tack ändå.")) == []


def test_i_can_come_after_all_before_and_after_the_yes(stage: Stage) -> None:
    planned(stage)
    anna, first, boss = (
        stage.who("lsg", "ordinary", "umea"),
        stage.who("lsg", "substitute", "umea"),
        stage.who(None, "coordinator"),
    )
    report(stage, anna)
    anna.click(anna.find_message("Din frånvaro är anmäld"), "absence_withdraw")
    stage.settle()
    anna.find_message("Bra! Ersättaren får besked.")
    first.find_message("kan komma ändå")

    report(stage, anna)
    first.click(first.find_message("Kan du ersätta?"), "absence_accept")
    stage.settle()
    anna.click(anna.find_message("ersätter dig."), "absence_withdraw")
    stage.settle()
    anna.find_message("har redan tackat ja. Koordinatorn hör av sig.")
    card = boss.find_message("Vem ska delta?")
    boss.click(card, "absence_ordinary_returns")
    stage.settle()

    anna.find_message("Välkommen!")
    first.find_message("så du behöver inte ersätta")
    assert boss.buttons(boss.find_message("deltar. Bestämt av")) == []


def test_a_sentence_is_answered_with_a_question_and_nothing_is_done_before_the_button(stage: Stage) -> None:
    planned(stage, "2026-03-12\n2026-04-09")
    anna, first = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")

    anna.dm("Hej, jag är sjuk och kan inte komma på LSG den 12 mars")
    stage.settle()

    answer = anna.find_message("Vill du anmäla frånvaro från")
    assert "12 mars 2026" in answer["text"]
    assert "sjuk" not in anna.outline(answer)
    assert first.messages() == []
    anna.click(answer, "absence_confirm")
    stage.settle()
    first.find_message("Kan du ersätta?")
    anna.dm("jag kan komma ändå")
    stage.settle()
    anna.click(anna.find_message("Kan du komma ändå?"), "absence_withdraw")
    stage.settle()
    anna.find_message("Bra! Ersättaren får besked.")


def test_the_same_message_delivered_again_is_answered_once(stage: Stage) -> None:
    anna = stage.who("lsg", "ordinary", "umea")
    anna.dm("hjälp")
    stage.hands.redeliver(retry_num=1)
    stage.settle()

    said = [one for one in anna.messages() if "Det här kan jag hjälpa dig med" in one["text"]]
    assert len(said) == 1


def test_a_meeting_that_moves_asks_anew_and_one_that_is_cancelled_lets_everybody_go(stage: Stage) -> None:
    from bot.usecases import meetings

    meeting = planned(stage)
    acting = stage.county.as_(stage.county.who(None, "coordinator"))
    anna, first = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")
    report(stage, anna)
    first.click(first.find_message("Kan du ersätta?"), "absence_accept")
    stage.settle()

    meetings.move(acting, meeting, _version(stage, meeting), "2026-04-02", "09:00", "12:00", "Umeå")
    stage.settle()

    asked = anna.find_message("Kan du komma den nya tiden?")
    assert "2 april 2026" in asked["text"]
    first.find_message("Ditt ja gällde den gamla tiden.")
    first.find_message("Mötet är flyttat, så frågan gäller inte längre.")
    anna.click(asked, "absence_report")
    anna.submit()
    stage.settle()
    again = first.find_message("2 april 2026 kl. 9.00–12.00. Kan du ersätta?")
    assert "Din frånvaro är anmäld." in anna.outline(next(one for one in anna.messages() if one["ts"] == asked["ts"]))

    meetings.cancel(acting, meeting, _version(stage, meeting), "För få ärenden")
    stage.settle()
    assert first.buttons(next(one for one in first.messages() if one["ts"] == again["ts"])) == []
    first.find_message("Mötet är inställt.")


def _version(stage: Stage, meeting: int) -> int:
    from models.tables.meetings import Meeting

    with stage.county.session() as session:
        return session.get_one(Meeting, meeting).version


def test_app_home_shows_what_waits(stage: Stage) -> None:
    planned(stage)
    anna, first, boss = (
        stage.who("lsg", "ordinary", "bjurholm"),
        stage.who("lsg", "substitute", "bjurholm"),
        stage.who(None, "coordinator"),
    )
    report(stage, anna)

    shown = home(stage, first)
    assert "Kan du ersätta?" in first.outline(shown)
    first.click(shown, "absence_decline")
    stage.settle()
    assert "Kan du ersätta?" not in first.outline(first.home(opened=False))
    assert "Utse ersättare" in boss.buttons(home(stage, boss))


def test_a_coordinator_reports_for_somebody_else(stage: Stage) -> None:
    meeting = planned(stage)
    boss, first = stage.who(None, "coordinator"), stage.who("lsg", "substitute", "umea")
    anna = stage.county.who("lsg", "ordinary", "umea")

    report(stage, boss, **{f"person-{meeting}": str(anna.id)})

    assert "har anmält dig frånvarande" in stage.hand(anna).find_message("anmält dig")["text"]
    first.find_message("Kan du ersätta?")


def test_an_absence_costs_two_mails_from_outlook(stage: Stage) -> None:
    """The one who leaves, and the one who comes; nobody else is disturbed."""
    planned(stage)
    anna, first = stage.county.who("lsg", "ordinary", "umea"), stage.county.who("lsg", "substitute", "umea")
    before = int(stage.outlook.mails()[-1]["number"])

    report(stage, stage.hand(anna))
    stage.hand(first).click(stage.hand(first).find_message("Kan du ersätta?"), "absence_accept")
    stage.settle()

    sent = [(one["kind"], one["to"]) for one in stage.outlook.mails(before)]
    assert sent == [("cancellation", anna.email), ("invitation", first.email)]


def test_a_sentence_about_a_question_opens_the_form_with_what_was_written(stage: Stage) -> None:
    planned(stage)
    anna = stage.who("lsg", "ordinary", "umea")

    anna.dm("jag vill lyfta en fråga om trygg utskrivning")
    stage.settle()
    anna.click(anna.find_message("Vill du lyfta frågan"), "question_raise")

    assert "Trygg utskrivning" in str(anna.modal())


def test_a_decline_in_the_calendar_is_asked_about_and_no_i_come_settles_it(stage: Stage) -> None:
    from bot.usecases import absence_changes

    meeting = planned(stage)
    anna = stage.county.who("lsg", "ordinary", "umea")
    absence_changes.declined_in_calendar(stage.county.acting, meeting, anna.id or 0)
    stage.settle()
    prompt = stage.hand(anna).find_message("Du tackade nej i kalendern")
    assert stage.hand(anna).buttons(prompt) == ["Anmäl frånvaro", "Nej, jag kommer"]

    stage.hand(anna).click(prompt, "absence_coming")
    stage.settle()

    (settled,) = stage.hand(anna).messages()
    assert "Bra! Du är med på mötet." in settled["text"]
    assert stage.hand(anna).buttons(settled) == []


def test_the_coordinator_keeps_the_substitute_and_another_meeting_can_be_chosen(stage: Stage) -> None:
    planned(stage, "2026-03-12\n2026-04-09")
    anna, first = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")
    boss = stage.who(None, "coordinator")
    anna.click(home(stage, anna), "absence_report")
    anna.choose(anna.modal(), "absence_form_meeting", "LSG, torsdag 9 april 2026 kl. 9.00")
    anna.submit()
    stage.settle()
    first.click(first.find_message("9 april 2026"), "absence_accept")
    stage.settle()
    anna.click(anna.find_message("ersätter dig."), "absence_withdraw")
    stage.settle()

    boss.click(boss.find_message("Vem ska delta?"), "absence_substitute_stays")
    stage.settle()

    anna.find_message("så du behöver inte komma")
    assert first.buttons(first.find_message("Tack! Du ersätter")) == ["Jag kan inte längre"]


def test_what_is_written_in_a_channel_is_passed_by(stage: Stage) -> None:
    stage.with_channels("lsg")
    anna = stage.who("lsg", "ordinary", "umea")

    anna.say("lsg", "jag kan inte komma på LSG den 12 mars")
    stage.settle()

    assert anna.messages() == []
