"""Somebody who wants to be left in peace: a pause, quiet time, news once a day. Nothing is lost, nothing comes twice, and what is urgent
comes all the same."""

from __future__ import annotations

from typing import Any

from sandbox.control import Dict
from sandbox.person import Person
from tests.journeys.steps import answer, home, raise_question
from tests.planned import plan
from tests.stage import Stage

NOTE = "AU har godkänt frågan"


def asks_for(stage: Stage, who: Person, **values: Any) -> Dict:
    """Fill in the form of the settings; how the bot answered."""
    who.click(home(stage, who), "attention_open")
    said = who.submit(values=values)
    if not said.get("errors"):
        stage.settle()
    return said


def said_to(who: Person) -> list[str]:
    """What was said to a person in the direct message, in threads too; not the cards that stand there and change."""
    return [str(one["text"]) for one in who.messages("dm") if "Status:" not in one["text"]]


def approved(stage: Stage, title: str) -> Person:
    """A member's question, approved by both at eight in the evening; the member."""
    chair, vice = stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    answer(stage, chair, "lsg", title)
    answer(stage, vice, "lsg", title)
    return stage.who("lsg", "ordinary", "mala")


def test_in_quiet_time_news_waits_for_the_morning_and_the_card_is_true_at_once(stage: Stage) -> None:
    stage.with_channels("lsg")
    member = stage.who("lsg", "ordinary", "mala")
    raise_question(stage, member, "lsg", "Trygg utskrivning")
    asks_for(stage, member, quiet_from="18:00", quiet_to="07:30")
    stage.to("2026-01-13T20:00")
    approved(stage, "Trygg utskrivning")

    at_night = said_to(member)
    card = member.outline(member.find_message("LSG 2026-001"))
    stage.to("2026-01-14T07:31")

    assert not [one for one in at_night if NOTE in one]
    assert "Godkänd till dagordningen" in card
    assert len([one for one in said_to(member) if NOTE in one]) == 1
    assert "inte mellan 18.00 och 7.30" in member.outline(home(stage, member))


def test_a_pause_ends_by_itself_and_by_hand(stage: Stage) -> None:
    stage.with_channels("lsg")
    member = stage.who("lsg", "ordinary", "mala")
    raise_question(stage, member, "lsg", "Trygg utskrivning")
    asks_for(stage, member, paused_until="2026-01-20")
    approved(stage, "Trygg utskrivning")
    stage.to("2026-01-19T12:00")

    paused = home(stage, member)
    assert "Pausat till tisdag 20 januari 2026." in member.outline(paused)
    assert not [one for one in said_to(member) if NOTE in one]

    member.click(paused, "attention_end_pause")
    stage.settle()

    assert len([one for one in said_to(member) if NOTE in one]) == 1
    assert "Du får besked direkt." in member.outline(member.home(opened=False))


def test_a_pause_that_runs_out_lets_everything_come(stage: Stage) -> None:
    stage.with_channels("lsg")
    member = stage.who("lsg", "ordinary", "mala")
    raise_question(stage, member, "lsg", "Trygg utskrivning")
    asks_for(stage, member, paused_until="2026-01-20")
    approved(stage, "Trygg utskrivning")
    stage.to("2026-01-20T06:59")
    before = len([one for one in said_to(member) if NOTE in one])
    stage.to("2026-01-20T07:01")

    assert (before, len([one for one in said_to(member) if NOTE in one])) == (0, 1)
    assert "Du får besked direkt." in member.outline(home(stage, member))


def test_the_days_news_comes_in_one_message_at_the_chosen_hour(stage: Stage) -> None:
    stage.with_channels("lsg")
    member = stage.who("lsg", "ordinary", "mala")
    for title in ("Trygg utskrivning", "Tolkar på helgen"):
        raise_question(stage, member, "lsg", title)
    asks_for(stage, member, digest_hour="15")
    for title in ("Trygg utskrivning", "Tolkar på helgen"):
        approved(stage, title)
    stage.to("2026-01-12T14:59")
    before = [one for one in said_to(member) if NOTE in one]
    stage.to("2026-01-12T15:01")
    stage.to("2026-01-13T15:01")

    after = [one for one in said_to(member) if NOTE in one]
    assert (before, len(after)) == ([], 1)
    assert "Trygg utskrivning" in after[0]
    assert "Tolkar på helgen" in after[0]
    assert "en gång om dagen, kl. 15.00" in member.outline(home(stage, member))


def test_a_substitute_who_has_paused_is_asked_all_the_same(stage: Stage) -> None:
    """R-C12: whoever steps in has to know at once."""
    plan(stage.county, "lsg", "2026-03-12")
    substitute, member = stage.who("lsg", "substitute", "mala"), stage.who("lsg", "ordinary", "mala")
    asks_for(stage, substitute, paused_until="2026-04-01", quiet_from="00:00", quiet_to="23:59")
    member.click(home(stage, member), "absence_report")
    member.submit()
    stage.settle()

    assert substitute.find_message("Kan du ersätta?")


def test_what_can_not_be_is_said_at_the_field_and_nothing_is_lost(stage: Stage) -> None:
    member = stage.who("lsg", "ordinary", "mala")

    said = asks_for(stage, member, quiet_from="18:00", paused_until="2026-01-12")
    assert said["errors"] == {"paused_until": "Välj en dag efter i dag: den dag du är tillbaka."}

    said = member.submit(values={"paused_until": "2026-01-13"})
    assert list(said["errors"]) == ["quiet_to"]
