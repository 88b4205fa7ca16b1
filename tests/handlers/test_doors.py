"""How a fault, a stranger and a repetition are met at the door."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from models.tables.bodies import BodySettings
from models.tables.journal import JournalLine
from models.tables.people import Person
from tests.stage import Stage


def asked_for(stage: Stage) -> int:
    with stage.county.session() as session:
        return len(session.scalars(select(JournalLine).where(JournalLine.act == "channels.asked_for")).all())


def test_an_unknown_fault_shows_a_code_that_stands_in_the_log(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    coordinator = stage.who(None, "coordinator")
    coordinator.open_home()
    stage.settle()
    home = coordinator.home(opened=False)
    with stage.bot.database.writer.begin() as connection:
        connection.execute(text("DROP TABLE body_settings"))

    answer = coordinator.click(home, "bodies_open", value="lsg")

    said = coordinator.outline(coordinator.modal())
    code = re.search(r"felkod ([0-9A-F]{8})", said)
    assert answer["status"] == 200
    assert code is not None
    assert f"code={code[1]}" in caplog.text


def test_who_may_not_gets_a_calm_sentence_and_nothing_changes(stage: Stage) -> None:
    coordinator, member = stage.who(None, "coordinator"), stage.who("lsg", "ordinary", "mala")
    coordinator.open_home()
    stage.settle()
    home = coordinator.home(opened=False)
    member.open_home()
    stage.settle()
    stolen = {**member.home(opened=False), "blocks": home["blocks"]}
    member.click(stolen, "bodies_make", value="lsg")

    assert "Bara koordinatorn" in member.outline(member.modal())
    assert asked_for(stage) == 0


@pytest.mark.parametrize("how", [{"times": 2}, {"times": 4, "concurrent": True}])
def test_the_same_click_delivered_again_acts_once(stage: Stage, how: dict[str, Any]) -> None:
    coordinator = stage.who(None, "coordinator")
    coordinator.open_home()
    stage.settle()

    answer = coordinator.click(coordinator.home(opened=False), "bodies_make", value="lsg", **how)

    assert answer["status"] == 200
    assert asked_for(stage) == 1


def test_somebody_outside_the_roster_is_told_whom_to_ask(stage: Stage) -> None:
    nobody = stage.hands.new_person("ingen", "Ingen Alls", "ingen.alls@utanfor.example", quiet=True)

    answer = nobody.command("/samverkan hjälp")
    assert answer["status"] == 200
    assert "Jag hittar dig inte bland deltagarna" in str(answer)
    assert "Koordinator: " in str(answer)


@pytest.mark.parametrize(
    ("traits", "matched"),
    [
        ({}, True),
        ({"is_restricted": True}, False),
        ({"is_ultra_restricted": True}, False),
        ({"is_stranger": True}, False),
    ],
)
def test_a_first_visit_is_matched_by_address_but_never_for_a_guest(
    stage: Stage, traits: dict[str, bool], matched: bool
) -> None:
    person = stage.county.who("lsg", "ordinary", "mala")
    stage.hands.change_person(str(person.slack_id), deleted=True, quiet=True)
    with stage.bot.database.write() as session:
        session.get_one(Person, person.id).slack_id = None
    new = stage.hands.new_person("ny", person.name, person.email, quiet=True, **traits)

    new.open_home()

    with stage.county.session() as session:
        assert (session.get_one(Person, person.id).slack_id == new.id) is matched


def test_a_user_of_another_workspace_reaches_nothing(stage: Stage) -> None:
    coordinator = stage.who(None, "coordinator")
    coordinator.open_home()
    stage.settle()
    home = coordinator.home(opened=False)
    stage.hands.change_person(coordinator.id, team_id="T0STRANGER", quiet=True)

    answer = coordinator.click(home, "bodies_make", value="lsg")

    assert answer["status"] == 200
    assert asked_for(stage) == 0


def test_an_account_is_found_by_address_and_one_that_is_missing_is_listed(stage: Stage) -> None:
    found, lost = stage.county.who("lsg", "ordinary", "mala"), stage.county.who("lsg", "ordinary", "norsjo")
    stage.hands.change_person(str(lost.slack_id), deleted=True, quiet=True)
    with stage.bot.database.write() as session:
        for one in (found, lost):
            session.get_one(Person, one.id).slack_id = None
    coordinator = stage.who(None, "coordinator")
    coordinator.open_home()

    stage.settle()
    stage.settle()

    with stage.county.session() as session:
        assert session.get_one(Person, found.id).slack_id == found.slack_id
    home = coordinator.outline(coordinator.home(opened=False))
    assert lost.email in home
    assert found.email not in home


def test_a_channel_that_is_chosen_must_be_one_of_our_own(stage: Stage) -> None:
    """Shared with another organisation, soon to be, or with another workspace of our own: none of them is."""
    coordinator = stage.who(None, "coordinator")
    flags = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared")
    shared = [stage.hands.new_channel(f"delad-{flag[3:6]}", [coordinator.id, "bot"], **{flag: True}) for flag in flags]
    private = stage.hands.new_channel("hemlig", [coordinator.id], is_private=True)
    good = stage.hands.new_channel("lsg-egen", [coordinator.id])
    coordinator.open_home()
    stage.settle()
    coordinator.click(coordinator.home(opened=False), "bodies_open", value="lsg")

    first = [coordinator.submit(values={"channel": one["id"]}) for one in shared]
    second = coordinator.submit(values={"channel": good["id"], "au_channel": private["id"]})
    third = coordinator.submit(values={"channel": good["id"], "au_channel": None})

    assert ["delas" in one["errors"]["channel"] for one in first] == [True, True, True]
    assert "inte med i kanalen" in second["errors"]["au_channel"]
    assert not third.get("errors")
    with stage.county.session() as session:
        row = session.get_one(BodySettings, "lsg")
    assert (row.channel, row.au_channel) == (good["id"], None)


@pytest.mark.parametrize("why", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
def test_a_window_whose_right_is_over_is_told_calmly_and_is_no_fault(
    stage: Stage, caplog: pytest.LogCaptureFixture, why: str
) -> None:
    """A trigger_id that is used or over is so for good: the person is told, and Slack is not asked again."""
    member = stage.who("lsg", "ordinary", "mala")
    stage.hands.fault("slack", "views.open", f"error:{why}")

    member.shortcut("raise_question")

    assert "Fönstret hann inte öppnas" in member.find_message("Fönstret")["text"]
    assert len(stage.hands.requests(path="/views.open")) == 1
    assert not [one for one in caplog.records if one.exc_info or "fault code" in one.getMessage()]
