"""Which accounts come in: what Slack says of each is asked once, kept for five minutes, and asked again before it is too old (ADR 0011)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from handlers.guard import Accounts, Stranger
from models.rules.refusals import Refusal, Refused
from tests.handlers.forging import rows
from tests.stage import Stage

HOME = "T0HOME"


class Slack:
    """What users.info answers here, and how often it was asked."""

    def __init__(self, **account: Any) -> None:
        self.account: dict[str, Any] = {"id": "U1", "team_id": HOME, **account}
        self.asked = 0
        self.away = ""

    async def users_info(self, user: str) -> dict[str, Any]:
        """The Web API's method."""
        self.asked += 1
        await asyncio.sleep(0)
        if self.away:
            raise SlackApiError("no", {"ok": False, "error": self.away})  # type: ignore[no-untyped-call]
        return {"ok": True, "user": dict(self.account)}


class Seconds:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def accounts(slack: Slack, seconds: Seconds) -> Accounts:
    return Accounts(slack, HOME, seconds)  # type: ignore[arg-type]


def test_two_hundred_first_clicks_of_one_person_are_one_question_to_slack() -> None:
    slack = Slack()

    async def click() -> None:
        known = accounts(slack, Seconds())
        await asyncio.gather(*[known.member("U1") for _ in range(200)])
        await known.member("U1")

    asyncio.run(click())

    assert slack.asked == 1


def test_an_answer_is_used_for_four_minutes_and_then_asked_again_beside_the_click_and_after_five_before_it() -> None:
    slack, seconds = Slack(), Seconds()

    async def click() -> list[int]:
        known, counts = accounts(slack, seconds), []
        for later in (0, 239, 2, 1, 301):
            seconds.at += later
            await known.member("U1")
            counts.append(slack.asked)
            await asyncio.gather(*known.asked_now())
        return counts

    assert asyncio.run(click()) == [1, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"deleted": True}, Stranger), ({"is_bot": True}, Stranger), ({"is_stranger": True}, Stranger),
        ({"team_id": "T0OTHER"}, Stranger), ({"is_restricted": True}, Refused), ({"is_ultra_restricted": True}, Refused),
    ],
)  # fmt: skip
def test_who_has_become_something_else_is_out_within_five_minutes(said: dict[str, Any], told: type[Exception]) -> None:
    slack, seconds = Slack(), Seconds()

    async def click() -> None:
        known = accounts(slack, seconds)
        await known.member("U1")
        slack.account |= said
        seconds.at += 300
        await known.member("U1")

    with pytest.raises(told):
        asyncio.run(click())


def test_while_slack_does_not_answer_what_it_said_within_the_hour_stands_and_nothing_else() -> None:
    slack, seconds = Slack(), Seconds()

    async def click() -> dict[str, Any]:
        known = accounts(slack, seconds)
        await known.member("U1")
        slack.away = "ratelimited"
        seconds.at += 3599
        stands = await known.member("U1")
        seconds.at += 1
        await known.member("U1")
        return stands

    with pytest.raises(Refused) as caught:
        asyncio.run(click())

    assert caught.value.refusal is Refusal.ACCOUNT_UNCHECKED
    assert slack.asked == 3


def test_an_account_that_slack_does_not_know_is_nobodys() -> None:
    slack = Slack()
    slack.away = "user_not_found"

    with pytest.raises(Stranger):
        asyncio.run(accounts(slack, Seconds()).member("U1"))


@pytest.mark.parametrize(
    "traits",
    [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}, {"team_id": "T0STRANGER"}],
    ids=["guest", "single-channel guest", "connect", "other workspace"],
)
def test_a_coordinator_whose_account_is_no_members_any_more_can_do_nothing(
    stage: Stage, traits: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """The account is the only thing that is wrong: the person may do it, and has the button before them."""
    coordinator = stage.who(None, "coordinator")
    coordinator.open_home()
    stage.settle()
    home = coordinator.home(opened=False)
    stage.hands.change_person(coordinator.id, quiet=True, **traits)
    stage.restart()  # a process that has asked Slack of nobody yet
    before = rows(stage)

    answer = coordinator.click(home, "bodies_make", value="lsg")

    assert answer["status"] == 200
    assert rows(stage) == before
    assert "stranger where=" in caplog.text or "rights.refused user=" in caplog.text


def test_a_proxys_page_in_slacks_place_is_slack_that_does_not_answer(stage: Stage) -> None:
    """What answers with a text and no JSON says nothing of the account: the click is refused in words, and works later."""
    coordinator = stage.who(None, "coordinator")
    coordinator.open_home()
    stage.settle()
    stage.restart()
    home = coordinator.home(opened=False)
    stage.hands.fault("slack", "/api/users.info", "503", times=1)

    coordinator.click(home, "bodies_make", value="lsg")
    told = coordinator.outline(coordinator.modal())
    coordinator.click(home, "bodies_make", value="samrad")
    stage.settle()

    assert "kan inte kontrollera ditt konto" in told
    assert stage.hands.channel("samrad-vard-och-omsorg")
