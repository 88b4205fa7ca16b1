"""An absence from the first click to the calendars: who is asked, who sits, and exactly which mails Outlook sends."""

from __future__ import annotations

from sqlmodel import select

from models.tables.absences import SubstituteCall
from models.tables.people import Person as Row
from sandbox.control import Dict
from sandbox.person import Person
from tests.journeys import steps
from tests.stage import Stage

ASKED = "Kan du ersätta?"


def address(stage: Stage, who: Person) -> str:
    """A person's address, as Outlook knows it."""
    return str(next(one["email"] for one in stage.hands.users() if one["id"] == who.id)).lower()


def invited(stage: Stage) -> set[str]:
    """Whom the one event is sent to."""
    (event,) = steps.events(stage)
    return {one["emailAddress"]["address"].lower() for one in event["attendees"]}


def report(stage: Stage, who: Person) -> None:
    """Report absence from the next meeting, by the form on App Home."""
    who.click(steps.home(stage, who), "absence_report")
    steps.handed_in(stage, who, {})


def press(stage: Stage, who: Person, message: Dict, action: str) -> None:
    """Press a button, and let what follows happen."""
    who.click(message, action)
    stage.settle()


def test_each_change_of_a_seat_is_two_mails_and_nothing_else(stage: Stage) -> None:
    """S-13, S-15: covered, given up, covered by the next, taken back by the coordinator's word."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    anna, first, second = (
        stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea"), stage.who("lsg", "substitute", "umea", 1)
    )  # fmt: skip
    boss = stage.who(None, "coordinator")
    steps.set_and_send_own_point(stage, stage.who("lsg", "chair"))
    mail = steps.last_mail(stage)

    notice = anna.find_message("Du kallas till")
    anna.click(notice, "absence_report")
    steps.handed_in(stage, anna, {})
    press(stage, first, first.find_message(ASKED), "absence_accept")
    assert steps.mails(stage, mail) == [("cancellation", address(stage, anna)), ("invitation", address(stage, first))]
    papers = first.find_message("Du kallas till")
    assert "Budgetläget" in first.outline(papers)
    assert first.messages("lsg") == []  # a substitute is not in the group's channel
    seats = boss.find_message("LSG – möte 12 mars 2026", "lsg")
    assert f"{stage.county.who('lsg', 'substitute', 'umea').name} ersätter" in boss.outline(seats)

    mail = steps.last_mail(stage)
    press(stage, first, first.find_message("Tack! Du ersätter"), "absence_decline")
    press(stage, second, second.find_message(ASKED), "absence_accept")
    assert steps.mails(stage, mail) == [("cancellation", address(stage, first)), ("invitation", address(stage, second))]

    mail = steps.last_mail(stage)
    press(stage, anna, anna.find_message("ersätter dig."), "absence_withdraw")
    assert steps.mails(stage, mail) == []  # until the coordinator has decided, the calendars stand still
    press(stage, boss, boss.find_message("Vem ska delta?"), "absence_ordinary_returns")
    assert steps.mails(stage, mail) == [("cancellation", address(stage, second)), ("invitation", address(stage, anna))]

    mail, requests = steps.last_mail(stage), stage.hands.request_count()
    stage.restart()
    stage.forward(minutes=10)
    written = [
        one for one in stage.hands.requests(after=requests) if one["method"] != "GET" and one["service"] == "graph"
    ]
    assert (steps.mails(stage, mail), written) == ([], [])


def test_declined_silence_nobody_left_and_somebody_named(stage: Stage) -> None:
    """S-13, S-15: in order, once each; then AU and the coordinators at once, and the named one is invited."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    anna, first, second = (
        stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea"), stage.who("lsg", "substitute", "umea", 1)
    )  # fmt: skip
    boss, chair = stage.who(None, "coordinator"), stage.who("lsg", "chair")
    named = stage.county.who("samrad", "ordinary", "umea")
    mail = steps.last_mail(stage)
    report(stage, anna)
    press(stage, first, first.find_message(ASKED), "absence_decline")
    second.find_message(ASKED)
    assert not [one for one in boss.messages() if "Ingen ersättare" in one["text"]]

    stage.forward(days=6)
    boss.find_message("Ingen ersättare för Umeå kommun kan komma")
    assert sum("Ingen ersättare för" in one["text"] for one in chair.messages("lsg-au")) == 1
    card = boss.find_message("Ingen ersättare för Umeå kommun kan komma")
    boss.click(card, "absence_appoint")
    steps.handed_in(stage, boss, {"person": str(named.id)})

    assert steps.mails(stage, mail) == sorted([("cancellation", address(stage, anna)), ("invitation", named.email)])
    stage.hand(named).find_message("har utsett dig att ersätta")
    assert second.buttons(second.find_message("Platsen är redan täckt. Tack ändå.")) == []


def test_every_way_to_report_leads_to_the_same_and_only_once(stage: Stage) -> None:
    """The notice, App Home, the command, the shortcut, a sentence: five people, five seats, five mails."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    steps.set_and_send_own_point(stage, stage.who("lsg", "chair"))
    people = [stage.who("lsg", "ordinary", one) for one in ("mala", "norsjo", "vindeln", "asele", "dorotea")]
    mail = steps.last_mail(stage)
    by_notice, by_home, by_command, by_shortcut, by_sentence = people

    by_notice.click(by_notice.find_message("Du kallas till"), "absence_report")
    by_home.click(steps.home(stage, by_home), "absence_report")
    by_command.command("/samverkan frånvaro")
    by_shortcut.shortcut("report_absence")
    for one in people[:4]:
        steps.handed_in(stage, one, {})
    by_sentence.dm("kan inte komma på LSG den 12 mars")
    stage.settle()
    asked = by_sentence.find_message("Vill du anmäla frånvaro från")
    by_sentence.click(asked, "absence_confirm", times=2, concurrent=True)
    stage.settle()
    by_sentence.click(asked, "absence_confirm")
    stage.settle()

    assert steps.mails(stage, mail) == sorted(("cancellation", address(stage, one)) for one in people)
    for one, principal in zip(people, ("mala", "norsjo", "vindeln", "asele", "dorotea"), strict=True):
        substitute = stage.who("lsg", "substitute", principal)
        assert sum(ASKED in each["text"] for each in substitute.messages()) == 1
        assert sum("Din frånvaro är anmäld: " in each["text"] for each in one.messages()) == 1


def test_the_chair_is_away_and_the_substitute_takes_the_seat_not_the_office(stage: Stage) -> None:
    """S-12: the vice chair leads and may send the notice; the substitute answers nothing for AU."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    chair, vice = stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    raiser, boss = stage.who("lsg", "ordinary", "mala"), stage.who(None, "coordinator")
    steps.raise_question(stage, raiser, "lsg", "Trygg utskrivning")
    report(stage, chair)
    (asked,) = everybody_asked(stage)
    substitute = stage.hand(asked)
    press(stage, substitute, substitute.find_message(ASKED), "absence_accept")

    vice.find_message("Du leder mötet som vice ordförande.")
    assert "lsg-au" not in [one["name"] for one in substitute.channels()]
    steps.answer(stage, chair, "lsg", "Trygg utskrivning")  # away from the meeting, in office all the same
    steps.answer(stage, vice, "lsg", "Trygg utskrivning")
    assert "På dagordningen den 12 mars 2026" in boss.outline(steps.au_card(vice, "lsg", "Trygg utskrivning"))
    before = steps.last_mail(stage)
    steps.set_and_send(stage, vice)
    assert address(stage, substitute) in {to for _, to in steps.mails(stage, before)}
    assert address(stage, chair) not in {to for _, to in steps.mails(stage, before)}


def everybody_asked(stage: Stage) -> list[Row]:
    """Whoever has been asked to take a seat, from the rows: the test does not know the chair's principal."""
    with stage.county.session() as session:
        found = session.scalars(select(SubstituteCall.person_id)).all()
        return [session.get_one(Row, one) for one in found]


def test_a_moved_meeting_voids_absences_and_yeses(stage: Stage) -> None:
    """The new day is a new question: the absent one is called again, the substitute is not."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    anna, first = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")
    boss = stage.who(None, "coordinator")
    everybody = invited(stage)
    report(stage, anna)
    press(stage, first, first.find_message(ASKED), "absence_accept")
    assert invited(stage) == everybody - {address(stage, anna)} | {address(stage, first)}
    mail = steps.last_mail(stage)

    boss.click(steps.home(stage, boss), "meeting_move")
    boss.submit(values={"dates": "2026-04-02"})
    boss.submit()
    boss.close(clear=True)
    stage.settle()

    assert invited(stage) == everybody
    sent = steps.mails(stage, mail)
    assert ("cancellation", address(stage, first)) in sent
    assert ("invitation", address(stage, anna)) in sent
    assert {to for _, to in sent} == everybody | {address(stage, first)}
    assert len(sent) == len(everybody) + 1  # nobody is mailed twice
    anna.find_message("Kan du komma den nya tiden?")
    first.find_message("Ditt ja gällde den gamla tiden.")
