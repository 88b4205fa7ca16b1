"""A coordinator lets the bot make the channels; their members follow the roster."""

from __future__ import annotations

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
