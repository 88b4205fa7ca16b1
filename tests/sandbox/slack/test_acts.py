"""What people do in messages and modals, and what the app's answers do to them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Hands, Person, Refused
from tests.sandbox.slack.fake_app import FakeApp
from tests.sandbox.slack.kit import Dict, actions, button, field, line, modal, option, section, select


@pytest.fixture
def opened(slack: AsyncWebClient, app: FakeApp, anna: Person) -> Any:
    """Opens a modal for Anna."""

    async def open_(view: Dict) -> Dict:
        anna.shortcut("everywhere")
        trigger = app.of("shortcut")[-1].payload["trigger_id"]
        await slack.views_open(trigger_id=trigger, view=view)
        return anna.modal()

    return open_


def answering(answer: Any) -> Any:
    """A reply that is always the same."""

    async def reply(_: Dict) -> Any:
        return answer

    return reply


async def test_a_click_in_a_message_carries_message_channel_state_and_response_url(
    slack: AsyncWebClient, app: FakeApp, anna: Person
) -> None:
    blocks = [section(accessory=select(option("a", "Alpha"), option("b", "Beta"))), actions(button("Go", value="7"))]
    await slack.chat_postMessage(channel=anna.id, text="Choose", blocks=blocks)
    message = anna.find_message("Choose")

    anna.choose(message, "pick", option="Beta")
    anna.click(message, label="Go")

    chosen, pressed = (one.payload for one in app.of("block_actions"))
    assert chosen["actions"][0]["selected_option"]["value"] == "b"
    assert pressed["actions"][0]["value"] == "7"
    block_id = message["blocks"][0]["block_id"]
    assert pressed["state"]["values"][block_id]["pick"]["selected_option"]["value"] == "b"
    assert pressed["message"]["ts"] == message["ts"]
    assert pressed["container"]["channel_id"] == pressed["channel"]["id"]
    assert pressed["user"] == {"id": anna.id, "username": "anna", "name": "anna", "team_id": "T0SANDBOX1"}
    assert pressed["enterprise"] is None
    assert pressed["trigger_id"] != chosen["trigger_id"]


async def test_the_same_click_can_be_sent_several_times_at_once(
    slack: AsyncWebClient, app: FakeApp, anna: Person
) -> None:
    await slack.chat_postMessage(channel=anna.id, text="Press", blocks=[actions(button())])

    done = anna.click(anna.find_message("Press"), "go", times=3, concurrent=True, action_ts="1.000001")

    assert len(done["results"]) == 3
    assert [one.payload["actions"][0]["action_ts"] for one in app.of("block_actions")] == ["1.000001"] * 3


async def test_a_button_that_is_gone_can_still_be_pressed_on_a_stale_screen(
    slack: AsyncWebClient, app: FakeApp, anna: Person
) -> None:
    posted = await slack.chat_postMessage(channel=anna.id, text="Press", blocks=[actions(button(value="old"))])
    stale = anna.find_message("Press")
    await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="Done")

    anna.click(stale, "go")

    payload = app.of("block_actions")[0].payload
    assert payload["actions"][0]["value"] == "old"
    assert payload["message"]["text"] == "Done"


async def test_nobody_clicks_what_they_do_not_see(
    slack: AsyncWebClient, app: FakeApp, anna: Person, bo: Person
) -> None:
    await slack.chat_postMessage(channel=anna.id, text="Press", blocks=[actions(button())])
    message = anna.find_message("Press")

    with pytest.raises(Refused, match="is in no channel"):
        bo.click(message, "go")
    with pytest.raises(AssertionError, match=r"nothing is called 'Stop' here:\nPress\n\[Go\]"):
        anna.click(message, label="Stop")


async def test_a_message_shortcut_carries_the_message(slack: AsyncWebClient, app: FakeApp, anna: Person) -> None:
    await slack.chat_postMessage(channel=anna.id, text="About")

    anna.message_shortcut(anna.find_message("About"), "about_this")

    payload = app.of("message_action")[0].payload
    assert (payload["callback_id"], payload["message"]["text"]) == ("about_this", "About")
    assert payload["response_url"]


async def test_each_kind_of_field_is_sent_in_its_own_shape(opened: Any, app: FakeApp, anna: Person) -> None:
    kinds: list[tuple[str, Dict, Any, Dict]] = [
        ("line", line("a"), "hi", {"value": "hi"}),
        ("select", select(option("x", "Ex"), action_id="a"), "Ex", {"selected_option": option("x", "Ex")}),
        (
            "boxes",
            {"type": "checkboxes", "action_id": "a", "options": [option("x"), option("y")]},
            ["y"],
            {"selected_options": [option("y")]},
        ),
        (
            "radio",
            {"type": "radio_buttons", "action_id": "a", "options": [option("x")]},
            "x",
            {"selected_option": option("x")},
        ),
        ("date", {"type": "datepicker", "action_id": "a"}, "2026-12-01", {"selected_date": "2026-12-01"}),
        ("time", {"type": "timepicker", "action_id": "a"}, "09:30", {"selected_time": "09:30"}),
        ("who", {"type": "users_select", "action_id": "a"}, anna.id, {"selected_user": anna.id}),
        ("many", {"type": "multi_users_select", "action_id": "a"}, [anna.id], {"selected_users": [anna.id]}),
        ("mail", {"type": "email_text_input", "action_id": "a"}, "a@b.example", {"value": "a@b.example"}),
        (
            "number",
            {"type": "number_input", "action_id": "a", "is_decimal_allowed": False},
            "7",
            {"value": "7"},
        ),
    ]
    view = await opened(modal(*(field(element, name, block_id=name) for name, element, _, _ in kinds)))

    anna.submit(view, {name: value for name, _, value, _ in kinds})

    values = app.of("view_submission")[0].payload["view"]["state"]["values"]
    assert values == {name: {"a": {"type": element["type"], **shape}} for name, element, _, shape in kinds}


@pytest.mark.parametrize(
    ("element", "value"),
    [
        (line("a"), ""),
        (line("a", max_length=3), "four"),
        (line("a", min_length=3), "ab"),
        ({"type": "email_text_input", "action_id": "a"}, "no address"),
        ({"type": "url_text_input", "action_id": "a"}, "no link"),
        ({"type": "number_input", "action_id": "a", "is_decimal_allowed": False}, "1.5"),
        ({"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "max_value": "5"}, "6"),
        ({"type": "number_input", "action_id": "a", "is_decimal_allowed": True}, "six"),
    ],
)
async def test_slacks_client_stops_a_submission_it_can_judge_itself(
    opened: Any, app: FakeApp, anna: Person, element: Dict, value: str
) -> None:
    view = await opened(modal(field(element, block_id="b")))

    done = anna.submit(view, {"b": value})

    assert (done["error"], list(done["errors"])) == ("client_validation", ["b"])
    assert app.of("view_submission") == []
    assert list(anna.modal()["errors"]) == ["b"]


async def test_an_optional_field_may_stay_empty(opened: Any, app: FakeApp, anna: Person) -> None:
    done = anna.submit(await opened(modal(field(line(), optional=True))))

    assert done["ok"] is True
    assert anna.modals() == []


async def test_errors_stay_at_their_fields_and_what_was_typed_stays(opened: Any, app: FakeApp, anna: Person) -> None:
    app.on("view_submission", answering({"response_action": "errors", "errors": {"b": "Too vague"}}))
    view = await opened(modal(field(line(), block_id="b")))

    done = anna.submit(view, {"b": "something"})

    assert (done["ok"], done["errors"]) == (False, {"b": "Too vague"})
    shown = anna.modal()
    assert shown["errors"] == {"b": "Too vague"}
    assert shown["state"]["values"]["b"]["text"]["value"] == "something"


async def test_an_answer_can_update_push_or_clear_the_modals(opened: Any, app: FakeApp, anna: Person) -> None:
    first = await opened(modal(section("first")))
    app.on("view_submission", answering({"response_action": "update", "view": modal(section("changed"))}))
    anna.submit(first)
    assert "changed" in anna.outline(anna.modal())

    app.on("view_submission", answering({"response_action": "push", "view": modal(section("second"))}))
    anna.submit()
    assert ["second" in anna.outline(one) for one in anna.modals()] == [False, True]

    app.on("view_submission", answering(None))
    anna.submit()
    assert "changed" in anna.outline(anna.modal())

    app.on("view_submission", answering({"response_action": "clear"}))
    anna.submit()
    assert anna.modals() == []


@pytest.mark.parametrize(
    "answer",
    [
        "ok",
        {"response_action": "dance"},
        {"response_action": "errors", "errors": {"elsewhere": "no"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
    ],
)
async def test_an_answer_slack_cannot_obey_gives_a_notice_and_keeps_the_modal(
    opened: Any, app: FakeApp, anna: Person, answer: Any
) -> None:
    app.on("view_submission", answering(answer))
    view = await opened(modal(section()))

    done = anna.submit(view)

    assert done["ok"] is False
    assert anna.notices()[-1]["code"] == "app_did_not_respond"
    assert anna.modal()["id"] == view["id"]


async def test_closing_a_modal_is_told_only_when_it_asked(opened: Any, app: FakeApp, anna: Person) -> None:
    await opened(modal(section()))
    anna.close()
    assert app.of("view_closed") == []

    await opened(modal(section(), notify_on_close=True))
    anna.close()

    assert app.of("view_closed")[0].payload["is_cleared"] is False
    assert anna.modals() == []


async def test_a_field_that_acts_at_once_is_sent_with_what_is_typed_so_far(
    opened: Any, app: FakeApp, anna: Person
) -> None:
    picker = field(select(option("x"), action_id="p"), block_id="p", dispatch_action=True)
    view = await opened(modal(field(line(), block_id="b"), picker))
    anna.fill(view, {"b": "so far"})

    anna.choose(anna.modal(), "p", option="x")

    values = app.of("block_actions")[0].payload["view"]["state"]["values"]
    assert values["b"]["text"]["value"] == "so far"
    assert values["p"]["p"]["selected_option"]["value"] == "x"


async def test_unread_counts_what_the_person_has_not_looked_at(
    slack: AsyncWebClient, app: FakeApp, anna: Person
) -> None:
    await slack.chat_postMessage(channel=anna.id, text="one")
    await slack.chat_postMessage(channel=anna.id, text="two")
    before = [one["unread"] for one in anna.channels() if one["is_im"]]

    anna.read("dm")

    assert before == [2]
    assert [one["unread"] for one in anna.channels() if one["is_im"]] == [0]


def test_the_deactivated_cannot_act(hands: Hands, anna: Person) -> None:
    hands.change_person(anna.id, deleted=True)

    with pytest.raises(Refused, match="nobody can act"):
        anna.dm("Hello")
