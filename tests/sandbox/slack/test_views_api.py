"""views.open, push, update and publish: triggers, stack, hash."""

from __future__ import annotations

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Hands, Person
from sandbox.server import SandboxThread
from tests.sandbox.slack.fake_app import FakeApp
from tests.sandbox.slack.kit import button, error, field, home, line, modal, refusal, section


@pytest.fixture
def trigger(app: FakeApp, anna: Person) -> str:
    """A trigger that Anna's command has just given."""
    anna.command("/try")
    return str(app.of("/try")[0].payload["trigger_id"])


async def test_a_modal_opens_for_the_person_who_acted(
    slack: AsyncWebClient, trigger: str, anna: Person, bo: Person
) -> None:
    opened = await slack.views_open(trigger_id=trigger, view=modal(field(line()), callback_id="form"))

    assert anna.modal()["id"] == opened["view"]["id"]
    assert bo.modals() == []
    assert opened["view"]["hash"]
    block_id = opened["view"]["blocks"][0]["block_id"]
    assert opened["view"]["state"]["values"][block_id]["text"] == {"type": "plain_text_input", "value": None}


async def test_a_trigger_is_good_once(slack: AsyncWebClient, trigger: str) -> None:
    await slack.views_open(trigger_id=trigger, view=modal(section()))

    assert await error(slack.views_open(trigger_id=trigger, view=modal(section()))) == "exchanged_trigger_id"
    assert await error(slack.views_open(trigger_id="1.2.3", view=modal(section()))) == "invalid_trigger_id"


async def test_a_trigger_is_good_for_three_seconds(box: SandboxThread, slack: AsyncWebClient, trigger: str) -> None:
    began = asyncio.get_running_loop().time()
    body: dict[str, object] = {}
    while asyncio.get_running_loop().time() - began < 6 and body.get("error") != "expired_trigger_id":
        body = await refusal(slack.views_open(trigger_id=trigger, view={"type": "modal"}))

    assert body["error"] == "expired_trigger_id"
    assert asyncio.get_running_loop().time() - began > 2.8


async def test_a_view_that_is_wrong_is_refused_with_every_fault(slack: AsyncWebClient, trigger: str) -> None:
    view = modal(field(line()), title={"type": "plain_text", "text": "x" * 25})
    del view["submit"]

    body = await refusal(slack.views_open(trigger_id=trigger, view=view))

    assert body["error"] == "invalid_arguments"
    assert body["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
        "[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]",
    ]
    assert await error(slack.views_open(trigger_id=trigger, view=home(section()))) == "invalid_arguments"


async def test_three_views_are_the_most_in_a_stack(slack: AsyncWebClient, app: FakeApp, anna: Person) -> None:
    for depth in range(4):
        anna.shortcut("everywhere")
        trigger = app.of("shortcut")[-1].payload["trigger_id"]
        if depth == 0:
            assert await error(slack.views_push(trigger_id=trigger, view=modal(section()))) == "invalid_trigger_id"
            await slack.views_open(trigger_id=trigger, view=modal(section()))
        elif depth < 3:
            pushed = await slack.views_push(trigger_id=trigger, view=modal(section()))
            assert pushed["view"]["previous_view_id"] == anna.modals()[-2]["id"]
        else:
            assert await error(slack.views_push(trigger_id=trigger, view=modal(section()))) == "push_limit_reached"


async def test_an_update_needs_the_right_view_and_the_right_hash(
    slack: AsyncWebClient, trigger: str, anna: Person
) -> None:
    first = (await slack.views_open(trigger_id=trigger, view=modal(section("one"), external_id="ext")))["view"]

    second = (await slack.views_update(view_id=first["id"], hash=first["hash"], view=modal(section("two"))))["view"]

    assert second["hash"] != first["hash"]
    stale = slack.views_update(view_id=first["id"], hash=first["hash"], view=modal(section("three")))
    assert await error(stale) == "hash_conflict"
    assert await error(slack.views_update(view_id="V404", view=modal(section()))) == "not_found"
    both = slack.api_call("views.update", json={"view_id": first["id"], "external_id": "ext", "view": modal(section())})
    assert await error(both) == "invalid_arguments"
    assert "two" in anna.outline(anna.modal())


async def test_an_external_id_is_used_once_and_finds_its_view(
    slack: AsyncWebClient, app: FakeApp, trigger: str, anna: Person
) -> None:
    await slack.views_open(trigger_id=trigger, view=modal(section("one"), external_id="ext"))
    anna.shortcut("everywhere")
    again = app.of("shortcut")[-1].payload["trigger_id"]

    assert (
        await error(slack.views_push(trigger_id=again, view=modal(section(), external_id="ext")))
        == "duplicate_external_id"
    )
    await slack.views_update(external_id="ext", view=modal(section("two"), external_id="ext"))
    assert "two" in anna.outline(anna.modal())


async def test_what_was_typed_survives_an_update_of_the_same_field(
    slack: AsyncWebClient, trigger: str, anna: Person
) -> None:
    view = modal(field(line(), block_id="b"), field(line(), block_id="gone"))
    opened = (await slack.views_open(trigger_id=trigger, view=view))["view"]
    anna.fill(anna.modal(), {"b": "typed", "gone": "lost"})

    updated = (await slack.views_update(view_id=opened["id"], view=modal(field(line(), "New", block_id="b"))))["view"]

    assert updated["state"]["values"] == {"b": {"text": {"type": "plain_text_input", "value": "typed"}}}


async def test_a_home_is_published_over_a_known_hash_or_none(slack: AsyncWebClient, hands: Hands, anna: Person) -> None:
    first = (await slack.views_publish(user_id=anna.id, view=home(section("one"))))["view"]
    await slack.views_publish(user_id=anna.id, view=home(section("two")), hash=first["hash"])

    stale = slack.views_publish(user_id=anna.id, view=home(section()), hash=first["hash"])
    assert await error(stale) == "hash_conflict"
    assert await error(slack.views_publish(user_id=anna.id, view=home(section()), hash="")) == "hash_conflict"
    assert await error(slack.views_publish(user_id="U404", view=home(section()))) == "user_not_found"
    assert await error(slack.views_publish(user_id=anna.id, view=modal(section()))) == "invalid_arguments"
    shown = anna.state()["home"]
    assert "two" in anna.outline(shown)


async def test_a_button_in_a_home_sends_the_view_along(slack: AsyncWebClient, app: FakeApp, anna: Person) -> None:
    await slack.views_publish(user_id=anna.id, view=home({"type": "actions", "elements": [button("Press", "go")]}))

    anna.click(anna.home(), label="Press")

    payload = app.of("block_actions")[0].payload
    assert payload["container"] == {"type": "view", "view_id": payload["view"]["id"]}
    assert payload["view"]["type"] == "home"
    assert "response_url" not in payload
