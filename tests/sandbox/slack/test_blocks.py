"""Block Kit: each limit, each surface, each identity, once at the limit and once past it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.slack.blocks import check_blocks
from sandbox.slack.viewshape import check_view, too_large
from tests.sandbox.slack.kit import Dict, actions, button, field, home, line, modal, option, plain, section, select

IMAGE = {"type": "image", "image_url": "https://pictures.example/a.png", "alt_text": "a"}


def cell(text: str = "x") -> Dict:
    """A table's cell."""
    return {"type": "raw_text", "text": text}


def input_(**element: Any) -> Dict:
    """An input with a text line of such traits."""
    return field(line(**element))


AT_THE_LIMIT: list[tuple[str, Any, Any]] = [
    ("section text", section("x" * 3000), section("x" * 3001)),
    ("section fields", section(fields=[plain("x")] * 10), section(fields=[plain("x")] * 11)),
    ("section field", section(fields=[plain("x" * 2000)]), section(fields=[plain("x" * 2001)])),
    ("header", {"type": "header", "text": plain("x" * 150)}, {"type": "header", "text": plain("x" * 151)}),
    ("block_id", {"type": "divider", "block_id": "x" * 255}, {"type": "divider", "block_id": "x" * 256}),
    ("action_id", actions(button(action_id="x" * 255)), actions(button(action_id="x" * 256))),
    ("button text", actions(button("x" * 75)), actions(button("x" * 76))),
    ("button value", actions(button(value="x" * 2000)), actions(button(value="x" * 2001))),
    ("button url", actions(button(url="https://a.example")), actions(button(url="no link"))),
    ("button style", actions(button(style="danger")), actions(button(style="calm"))),
    ("a11y label", actions(button(accessibility_label="x" * 75)), actions(button(accessibility_label="x" * 76))),
    (
        "actions",
        actions(*(button(action_id=str(n)) for n in range(25))),
        actions(*(button(action_id=str(n)) for n in range(26))),
    ),
    ("empty actions", actions(button()), actions()),
    (
        "confirm",
        actions(button(confirm={"title": plain("x" * 100), "text": plain("x" * 300), "confirm": plain("x" * 30)})),
        actions(button(confirm={"title": plain("x" * 101), "text": plain("x"), "confirm": plain("x")})),
    ),
    ("option text", actions(select(option("a", "x" * 75))), actions(select(option("a", "x" * 76)))),
    ("option value", actions(select(option("x" * 150, "l"))), actions(select(option("x" * 151, "l")))),
    (
        "options",
        actions(select(*(option(str(n)) for n in range(100)))),
        actions(select(*(option(str(n)) for n in range(101)))),
    ),
    ("no options", actions(select(option("a"))), actions({"type": "static_select", "action_id": "a"})),
    (
        "initial option",
        actions(select(option("a"), initial_option=option("a"))),
        actions(select(option("a"), initial_option=option("b"))),
    ),
    (
        "overflow",
        actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(5)]}),
        actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]}),
    ),
    (
        "checkboxes",
        actions({"type": "checkboxes", "action_id": "c", "options": [option(str(n)) for n in range(10)]}),
        actions({"type": "checkboxes", "action_id": "c", "options": [option(str(n)) for n in range(11)]}),
    ),
    (
        "date",
        actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-12-01"}),
        actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-13-01"}),
    ),
    (
        "time",
        actions({"type": "timepicker", "action_id": "t", "initial_time": "09:30"}),
        actions({"type": "timepicker", "action_id": "t", "initial_time": "9.30"}),
    ),
    ("placeholder", input_(placeholder=plain("x" * 150)), input_(placeholder=plain("x" * 151))),
    ("input length", input_(max_length=3000), input_(max_length=3001)),
    ("input label", field(line(), "x" * 2000), field(line(), "x" * 2001)),
    ("input element", field(line()), field(button())),
    (
        "number input",
        field({"type": "number_input", "is_decimal_allowed": False}),
        field({"type": "number_input"}),
    ),
    ("image", IMAGE, {**IMAGE, "image_url": None}),
    ("image source", IMAGE, {"type": "image", "alt_text": "a"}),
    (
        "context",
        {"type": "context", "elements": [plain("x")] * 10},
        {"type": "context", "elements": [plain("x")] * 11},
    ),
    ("context element", {"type": "context", "elements": [IMAGE]}, {"type": "context", "elements": [button()]}),
    ("section needs text", section(), {"type": "section"}),
    ("unknown field", section(expand=True), section(colour="red")),
    ("mrkdwn in header", {"type": "header", "text": plain("x")}, {"type": "header", "text": section()["text"]}),
    ("emoji on mrkdwn", section(), {"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}),
    ("table rows", {"type": "table", "rows": [[cell()]] * 100}, {"type": "table", "rows": [[cell()]] * 101}),
    ("table columns", {"type": "table", "rows": [[cell()] * 20]}, {"type": "table", "rows": [[cell()] * 21]}),
    ("table shape", {"type": "table", "rows": [[cell()]]}, {"type": "table", "rows": [[cell()], [cell(), cell()]]}),
    ("markdown", {"type": "markdown", "text": "x" * 12_000}, {"type": "markdown", "text": "x" * 12_001}),
    ("unknown type", {"type": "divider"}, {"type": "marquee"}),
    ("alert in a message", {"type": "divider"}, {"type": "alert", "text": plain("x")}),
]


@pytest.mark.parametrize(("good", "bad"), [row[1:] for row in AT_THE_LIMIT], ids=[row[0] for row in AT_THE_LIMIT])
def test_a_block_is_taken_at_its_limit_and_refused_past_it(good: Dict, bad: Dict) -> None:
    assert check_blocks([good], "message") == []
    assert check_blocks([bad], "message") != []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ([{"type": "divider"}] * 50, [{"type": "divider"}] * 51),
        ([section(block_id="a"), section(block_id="b")], [section(block_id="a"), section(block_id="a")]),
        ([actions(button()), actions(button())], [actions(button(), button())]),
        ([{"type": "markdown", "text": "x" * 6000}] * 2, [{"type": "markdown", "text": "x" * 6001}] * 2),
        ([input_(focus_on_load=True), input_()], [input_(focus_on_load=True)] * 2),
    ],
    ids=["50 blocks", "block_id", "action_id", "markdown in all", "focus"],
)
def test_blocks_together_keep_their_limits(good: list[Dict], bad: list[Dict]) -> None:
    assert check_blocks(good, "message") == []
    assert check_blocks(bad, "message") != []


def test_a_fault_is_told_with_slacks_words_and_pointer() -> None:
    assert check_blocks([section("x" * 3001)], "message") == [
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (modal(section(), title=plain("x" * 24)), modal(section(), title=plain("x" * 25))),
        (modal(section(), submit=plain("x" * 24)), modal(section(), submit=plain("x" * 25))),
        (modal(section(), private_metadata="x" * 3000), modal(section(), private_metadata="x" * 3001)),
        (modal(section(), callback_id="x" * 255), modal(section(), callback_id="x" * 256)),
        (modal(*[section()] * 100), modal(*[section()] * 101)),
        (modal(input_()), {**modal(input_()), "submit": None}),
        (modal(section()), modal()),
        (home({"type": "table", "rows": [[cell()]]}), modal({"type": "table", "rows": [[cell()]]})),
        (modal({"type": "alert", "text": plain("x")}), home({"type": "alert", "text": plain("x")})),
        (home(section()), {**home(section()), "title": plain("x")}),
        (modal(section()), {**modal(section()), "type": "popup"}),
    ],
    ids=["title", "submit", "metadata", "callback", "blocks", "input", "empty", "table", "alert", "home", "type"],
)
def test_a_view_is_taken_at_its_limit_and_refused_past_it(good: Dict, bad: Dict) -> None:
    assert check_view(good) == []
    assert check_view(bad) != []


def test_a_modal_with_an_input_but_no_submit_is_told_so() -> None:
    view = modal(input_())
    del view["submit"]

    problems = check_view(view)

    assert problems == ["must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]"]


def test_a_view_has_250_kilobytes_at_most() -> None:
    big = [section("å" * 1500) for _ in range(100)]

    assert not too_large(modal(*big[:80]))
    assert too_large(modal(*big))
