"""A coordinator lets the bot make the channels; their members follow the roster."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment, Person
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
