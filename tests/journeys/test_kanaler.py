"""A coordinator lets the bot make the channels; their members follow the roster."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from bot.text.manifest import OPTIONAL, SCOPES
from models.tables.journal import JournalLine
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment, Person
from tests.planned import plan
from tests.stage import Stage


def test_a_coordinator_lets_the_bot_make_the_channels(stage: Stage) -> None:
    coordinator = stage.who(None, "coordinator")
    coordinator.open_home()
    stage.settle()
    coordinator.click(coordinator.home(opened=False), "bodies_make", value="samrad")
    stage.settle()

    au = stage.hands.channel("samrad-vard-och-omsorg-au")
    chair, vice = stage.county.who("samrad", "chair"), stage.county.who("samrad", "vice_chair")
    assert {chair.slack_id, vice.slack_id, coordinator.id} <= set(au["members"])
    assert au["is_private"]
    assert (
        stage.county.who("samrad", "ordinary", "mala").slack_id
        in stage.hands.channel("samrad-vard-och-omsorg")["members"]
    )
    assert (
        stage.county.who("samrad", "substitute", "mala").slack_id
        not in stage.hands.channel("samrad-vard-och-omsorg")["members"]
    )


def test_an_office_that_ends_by_date_leaves_the_channel_without_an_import(stage: Stage) -> None:
    stage.with_channels("lsg")
    chair = stage.county.who("lsg", "chair")
    with stage.bot.database.write() as session:
        for row in session.scalars(
            select(Assignment).where(Assignment.person_id == chair.id, Assignment.role == "chair")
        ):
            row.end = date(2026, 1, 31)

    stage.to("2026-01-31 12:00")
    there = stage.hands.channel("lsg-au")["members"]
    stage.to("2026-02-01 08:00")

    assert chair.slack_id in there
    assert chair.slack_id not in stage.hands.channel("lsg-au")["members"]
    assert chair.slack_id in stage.hands.channel("lsg")["members"]


def test_an_account_that_slack_does_not_take_keeps_nobody_else_out(stage: Stage) -> None:
    """One deactivated account among a body's members: the others get in, and the coordinators see which one is left."""
    gone = stage.county.who("lsg", "ordinary", "mala")
    with stage.bot.database.write() as session:
        session.get_one(Person, gone.id).slack_id = "U0GONE"

    stage.with_channels("lsg")

    there = stage.hands.channel("lsg")["members"]
    assert stage.county.who("lsg", "ordinary", "umea").slack_id in there
    with stage.bot.database.read() as session:
        stuck = session.scalars(select(OutboxLetter).where(OutboxLetter.state == "dead")).all()
    assert {one.reason for one in stuck if one.kind == "ChannelMembers"} == {"user_not_found U0GONE"}


def test_a_workspace_that_keeps_its_channels_itself_loses_nothing_else(stage: Stage) -> None:
    """Without the rights that the manifest calls optional: people keep the members, and the rest goes on as before."""
    stage.hands.app(scopes=sorted(SCOPES.keys() - OPTIONAL.keys()))
    boss, member = stage.county.who(None, "coordinator"), stage.county.who("lsg", "ordinary", "mala")
    there = [
        str(one.slack_id) for one in (boss, stage.county.who("lsg", "chair"), stage.county.who("lsg", "vice_chair"))
    ]
    stage.hands.new_channel("lsg", ["bot", *there], quiet=True)
    stage.hands.new_channel("lsg-au", ["bot", *there], is_private=True, quiet=True)
    stage.hands.new_channel("andra", [str(boss.slack_id)], quiet=True)
    stage.forward(minutes=1)

    refused = choose(stage, "andra", "lsg-au")
    chosen = choose(stage, "lsg", "lsg-au")
    plan(stage.county, "lsg", "2026-03-12")
    stage.forward(minutes=11)

    assert {field: "inte med i kanalen" in why for field, why in refused.items()} == {"channel": True}
    assert chosen == {}
    assert [one for one in stage.hand(boss).messages("lsg") if "12 mars" in one["text"]]
    assert member.slack_id not in stage.hands.channel("lsg")["members"]
    assert given_up(stage) == set()


def choose(stage: Stage, channel: str, au_channel: str) -> dict[str, str]:
    """A coordinator chooses LSG's channels: what is said at the fields."""
    boss = stage.who(None, "coordinator")
    boss.open_home()
    stage.settle()
    boss.click(boss.home(opened=False), "bodies_open", value="lsg")
    view = boss.modal()
    ids = {"channel": stage.hands.channel(channel)["id"], "au_channel": stage.hands.channel(au_channel)["id"]}
    answer = boss.submit(view, ids)
    stage.settle()
    return dict(answer.get("errors") or {})


TOLD = "En kanal delas numera med en annan organisation"


def given_up(stage: Stage) -> set[tuple[str, str | None]]:
    """The letters that were given up, and why."""
    with stage.county.session() as session:
        dead = session.scalars(select(OutboxLetter).where(OutboxLetter.state == "dead")).all()
    return {(one.kind, one.reason) for one in dead}


def cards(stage: Stage) -> list[str]:
    """What the bot has said in LSG's channel."""
    there = stage.who("lsg", "ordinary", "mala").messages("lsg")
    return [one["text"] for one in there if "subtype" not in one or one["subtype"] is None]


def told(stage: Stage) -> int:
    """How often a coordinator has been told of a shared channel."""
    return sum(TOLD in one["text"] for one in stage.who(None, "coordinator").messages("dm"))


@pytest.mark.parametrize("how", ["is_ext_shared", "is_org_shared"])
def test_nothing_is_sent_to_a_channel_that_comes_to_be_shared_until_it_is_our_own_again(stage: Stage, how: str) -> None:
    """The coordinators are told once, and once more only when it has been our own in between."""
    stage.with_channels("lsg")
    channel = stage.hands.channel("lsg")["id"]
    plan(stage.county, "lsg", "2026-03-12")
    stage.forward(minutes=1)
    before = cards(stage)
    stage.hands.change_channel(channel, **{how: True})
    stage.forward(minutes=11)

    for day in ("2026-04-16", "2026-05-14"):
        plan(stage.county, "lsg", day)
        stage.forward(minutes=1)
    meanwhile, dead, once = cards(stage), given_up(stage), told(stage)
    boss = stage.who(None, "coordinator")
    boss.open_home()
    stage.settle()
    listed = boss.outline(boss.home(opened=False))
    stage.hands.change_channel(channel, **{how: False})
    stage.forward(days=1, minutes=1)
    stage.forward(minutes=1)
    after, left = cards(stage), given_up(stage)
    stage.hands.change_channel(channel, **{how: True})
    stage.forward(days=1, minutes=1)

    assert len(before) == 1
    assert meanwhile == before
    assert dead == {("MeetingCard", "shared_channel")}
    assert "Kanalen delas med en annan organisation" in listed
    assert (once, len(after), left) == (1, 3, set())
    assert told(stage) == 2


def test_a_channel_that_is_shared_is_noticed_within_a_day_though_nothing_is_said_there(stage: Stage) -> None:
    stage.with_channels("lsg")
    stage.hands.change_channel(stage.hands.channel("lsg-au")["id"], is_ext_shared=True)

    for _ in range(3):
        stage.forward(days=1)

    assert told(stage) == 1
    with stage.county.session() as session:
        lines = session.scalars(select(JournalLine.act).where(JournalLine.act.startswith("channel."))).all()
    assert lines == ["channel.shared"]


def test_slack_that_does_not_say_whose_a_channel_is_makes_the_letter_wait(stage: Stage) -> None:
    stage.with_channels("lsg")
    stage.hands.fault("slack", "/api/conversations.info", "503", times=1)
    plan(stage.county, "lsg", "2026-03-12")
    stage.settle()
    waits = cards(stage)
    stage.forward(minutes=1)

    assert waits == []
    assert len(cards(stage)) == 1
