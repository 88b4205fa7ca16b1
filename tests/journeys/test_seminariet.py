"""The year's leadership seminar: LSG holds the time, proposes a programme, Samråd sets it, and everybody is invited."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sandbox.client import Person as Hand
from tests.journeys.steps import handed_in, home
from tests.stage import ORGANISER, Stage

PROGRAMME = "9.00 Välkomna\n10.00 Nära vård\n16.00 Slut"


def plan(stage: Stage, who: Hand, dates: str = "2026-10-07\n2026-10-08") -> None:
    who.click(home(stage, who), "seminar_plan")
    answer = who.submit(
        values={"theme": "Nära vård", "dates": dates, "start": "09:00", "end": "16:00", "place": "Folkets hus"}
    )
    assert not answer.get("errors"), answer
    stage.settle()
    if who.modals():
        who.close(clear=True)


def board(stage: Stage, who: Hand) -> dict[str, Any]:
    who.click(who.find_message("Regionalt ledningsseminarium", "lsg"), "seminar_open")
    return who.modal()


def by_mail(stage: Stage, since: int) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in stage.outlook.mails(since):
        found.setdefault(one["to"], Counter())[one["kind"]] += 1
    return found


def test_from_a_held_time_to_the_invitation(stage: Stage) -> None:
    """R-H01, R-H06, R-H07, R-H08, R-C22, S-33."""
    stage.with_channels("lsg", "samrad")
    lsg, samrad = stage.who("lsg", "chair"), stage.who("samrad", "chair")
    plan(stage, lsg)

    held = stage.outlook.events_of(ORGANISER)
    assert [one["showAs"] for one in held] == ["tentative", "tentative"]
    assert all(one["subject"].startswith("Håll tiden: Regionalt ledningsseminarium: Nära vård") for one in held)
    assert "Programmet är inte klart" in lsg.outline(lsg.find_message("Regionalt ledningsseminarium", "lsg"))

    lsg.click(board(stage, lsg), "seminar_invite")
    handed_in(stage, lsg, {"addresses": "Expert Exempel <expert@universitetet.example>"})
    assert by_mail(stage, 0)["expert@universitetet.example"] == Counter(invitation=2)

    lsg.click(board(stage, lsg), "seminar_propose")
    before = len(stage.outlook.mails())
    handed_in(stage, lsg, {"programme": PROGRAMME})
    assert by_mail(stage, before) == {}
    asked = samrad.find_message("LSG föreslår ett program")
    assert "Samråd vård och omsorg fastställer det" in samrad.outline(asked)

    samrad.click(asked, "seminar_set")
    handed_in(stage, samrad, {"decided_on": "2026-01-12"})

    invited = stage.outlook.events_of(ORGANISER)
    assert [one["showAs"] for one in invited] == ["busy", "busy"]
    assert not any(one["subject"].startswith("Håll tiden") for one in invited)
    assert all("10.00 Nära vård" in one["body"]["content"] for one in invited)
    assert set(map(str, by_mail(stage, before).values())) == {str(Counter(update=2))}
    told = samrad.find_message("LSG föreslår ett program")
    assert samrad.buttons(told) == []
    assert "fastställde programmet den 12 januari 2026" in samrad.outline(told)


def test_a_second_one_the_same_year_is_refused_where_the_form_is(stage: Stage) -> None:
    """R-H01; asked by a coordinator from App Home."""
    plan(stage, stage.who("lsg", "chair"))
    coordinator = stage.who(None, "coordinator")
    coordinator.click(home(stage, coordinator), "seminar_plan")

    answer = coordinator.submit(
        values={"dates": "2026-11-04", "start": "09:00", "end": "16:00", "place": "", "theme": ""}
    )

    assert "Det finns redan ett ledningsseminarium 2026" in answer["errors"]["dates"]
    assert len(stage.outlook.events_of(ORGANISER)) == 2


def test_it_is_moved_and_cancelled_like_a_meeting(stage: Stage) -> None:
    stage.with_channels("lsg")
    chair = stage.who("lsg", "vice_chair")
    plan(stage, chair, "2026-10-07")
    people = len(stage.outlook.events_of(ORGANISER)[0]["attendees"])
    before = len(stage.outlook.mails())

    chair.click(board(stage, chair), "seminar_move")
    handed_in(stage, chair, {"dates": "2026-10-14", "start": "10:00"})
    assert sum((Counter(one) for one in by_mail(stage, before).values()), Counter()) == Counter(update=people)
    assert "Mötet är flyttat till" in chair.outline(chair.find_message("Mötet är flyttat till", "lsg"))

    before = len(stage.outlook.mails())
    chair.click(board(stage, chair), "seminar_cancel")
    handed_in(stage, chair, {"reason": "Vi skjuter på det till våren"})
    assert {one["comment"] for one in stage.outlook.mails(before)} == {"Vi skjuter på det till våren"}
    card = chair.find_message("Inställt. Vi skjuter på det till våren", "lsg")
    assert chair.buttons(card) == []


def test_a_member_without_an_office_can_not_open_the_planning(stage: Stage) -> None:
    """R-H06; and App Home shows nothing of it."""
    stage.with_channels("lsg")
    plan(stage, stage.who("lsg", "chair"))
    member = stage.who("lsg", "ordinary", "mala")

    assert "Planera seminariet" not in member.buttons(home(stage, member))
    member.click(member.find_message("Regionalt ledningsseminarium", "lsg"), "seminar_open")

    assert member.modals() == []
    assert any("kan planera seminariet" in str(one) for one in [*member.notices(), *member.messages("lsg")])


def test_a_guest_is_taken_away_in_the_window(stage: Stage) -> None:
    """S-33."""
    stage.with_channels("lsg")
    chair = stage.who("lsg", "chair")
    plan(stage, chair, "2026-10-07")
    chair.click(board(stage, chair), "seminar_invite")
    handed_in(stage, chair, {"addresses": "expert@universitetet.example"})
    before = len(stage.outlook.mails())

    chair.click(board(stage, chair), "seminar_remove_guest")
    stage.settle()

    assert "expert@universitetet.example" not in chair.outline(chair.modal())
    assert by_mail(stage, before) == {"expert@universitetet.example": Counter(cancellation=1)}
